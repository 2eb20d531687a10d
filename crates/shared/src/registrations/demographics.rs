//! Who takes part in a session, in figures.

use serde::{Deserialize, Serialize};

/// How many share something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Share {
    /// What they share.
    pub value: String,
    /// How many they are.
    pub count: u32,
}

/// Who takes part in a session: of all who have a place, most first, ten of each at most. Who has not told something, or
/// of whose company it is not known, is not among it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Demographics {
    /// How many have a place.
    pub people: u32,
    /// What they are.
    pub positions: Vec<Share>,
    /// Where they work.
    pub companies: Vec<Share>,
    /// How large their companies are, where that is known.
    pub company_sizes: Vec<Share>,
    /// In which industry they are, where that is known.
    pub industries: Vec<Share>,
    /// Their countries (ISO 3166-1 alpha-2): of the company where it is known, else by the timezone.
    pub countries: Vec<Share>,
    /// The languages of their mails.
    pub languages: Vec<Share>,
    /// Where they registered: `website`, `embed`, `staff`, …
    pub sources: Vec<Share>,
}
