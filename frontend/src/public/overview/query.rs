//! What the overview's address says: which part of the program, and where its page starts.

use magnetiq_shared::sessions::{PER_PAGE, SessionFilters, Timeframe};
use magnetiq_shared::{Language, links};

use crate::state::address::Address;

/// The part of the program that is shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListQuery {
    /// Which timeframe; what is coming up, unless told.
    pub timeframe: Timeframe,
    /// Where the page starts; at the beginning unless told.
    pub cursor: Option<String>,
}

impl ListQuery {
    /// Reads it from the address; what it does not understand counts as absent.
    pub fn read(address: Address) -> Self {
        let timeframe = address.parameter("timeframe").and_then(|word| word.parse().ok()).unwrap_or_default();
        Self { timeframe, cursor: address.parameter("cursor") }
    }

    /// The address that shows it; what is not told is left out.
    pub fn href(&self, language: Language) -> String {
        let mut parts = Vec::new();
        if self.timeframe != Timeframe::default() {
            parts.push(format!("timeframe={}", self.timeframe));
        }
        if let Some(cursor) = &self.cursor {
            parts.push(format!("cursor={}", String::from(js_sys::encode_uri_component(cursor))));
        }
        let overview = links::overview(language);
        if parts.is_empty() { overview } else { format!("{overview}?{}", parts.join("&")) }
    }

    /// What the API is asked for it.
    pub fn filters(self, timezone: String) -> SessionFilters {
        SessionFilters {
            timeframe: self.timeframe,
            cursor: self.cursor,
            timezone: Some(timezone),
            limit: Some(PER_PAGE),
            ..SessionFilters::default()
        }
    }
}
