//! The data that came with the page, in `<script type="application/json" id="data">`: with it the first page
//! needs no request. It is read once, and each part is used once.

use leptos::prelude::*;
use magnetiq_shared::Page;
use magnetiq_shared::sessions::{RelatedSessions, SessionCard, SessionPage};
use magnetiq_shared::site::{Facets, LegalText, Site};
use magnetiq_shared::speakers::SpeakerPage;
use serde::Deserialize;

/// What a page may bring along; what is absent is fetched.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct PageData {
    /// Brand and footer.
    pub site: Option<Site>,
    /// The first page of the overview, as the page's address asks for it.
    pub overview: Option<Page<SessionCard>>,
    /// The landing page.
    pub landing: Option<SessionPage>,
    /// What the landing page shows beside its session.
    pub related: Option<RelatedSessions>,
    /// What the overview's filters offer.
    pub facets: Option<Facets>,
    /// The speaker's page.
    pub speaker: Option<SpeakerPage>,
    /// Terms, privacy notice or imprint.
    pub legal: Option<LegalText>,
}

/// The parts that no page has taken yet.
#[derive(Clone, Copy)]
pub struct Embedded(StoredValue<PageData>);

impl Embedded {
    /// Reads the element and removes it. Data that cannot be read counts as absent.
    pub fn read() -> Self {
        let element = document().get_element_by_id("data");
        let data = element
            .as_ref()
            .and_then(|element| element.text_content())
            .and_then(|json| serde_json::from_str(&json).ok())
            .unwrap_or_default();
        if let Some(element) = element {
            element.remove();
        }
        Self(StoredValue::new(data))
    }

    /// Takes a part out: `embedded.take(|data| data.site.take())`.
    pub fn take<T>(&self, part: impl FnOnce(&mut PageData) -> Option<T>) -> Option<T> {
        self.0.try_update_value(part).flatten()
    }
}

/// The data that came with the page.
pub fn use_embedded() -> Embedded {
    expect_context::<Embedded>()
}
