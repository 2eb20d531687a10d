//! The places of the public site: from an address to a place and back. The links themselves are written once,
//! in `magnetiq_shared::links`; this only names what they lead to.

use magnetiq_shared::site::LegalKind;
use magnetiq_shared::{Language, links};

/// A page of the public site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// All sessions.
    Overview,
    /// One session, by its slug.
    Landing(String),
    /// One speaker, by their slug.
    Speaker(String),
    /// The visit's registrations, or the one whose link was followed.
    Manage,
    /// Terms, privacy notice or imprint.
    Legal(LegalKind),
    /// No page has this address.
    Unknown(String),
}

impl Place {
    /// The address of this place in a language.
    pub fn href(&self, language: Language) -> String {
        match self {
            Place::Overview => links::overview(language),
            Place::Landing(slug) => links::landing(language, slug),
            Place::Speaker(slug) => links::speaker(language, slug),
            Place::Manage => links::manage_page(language),
            Place::Legal(kind) => links::legal(language, *kind),
            Place::Unknown(_) => links::overview(language),
        }
    }

    /// The language and the place of a path; `/` is the overview.
    pub fn of(path: &str) -> (Language, Place) {
        let path = path.trim_end_matches('/');
        let language = match path == "/de" || path.starts_with("/de/") {
            true => Language::De,
            false => Language::En,
        };
        let slug_below = |parent: String| {
            path.strip_prefix(&parent)?
                .strip_prefix('/')
                .filter(|slug| !slug.contains('/'))
                .map(str::to_owned)
        };
        let fixed = [
            Place::Overview,
            Place::Manage,
            Place::Legal(LegalKind::Terms),
            Place::Legal(LegalKind::Privacy),
            Place::Legal(LegalKind::Imprint),
        ];
        let place = if path.is_empty() || path == "/de" {
            Place::Overview
        } else if let Some(place) = fixed.into_iter().find(|place| place.href(language) == path) {
            place
        } else if let Some(slug) = slug_below(links::overview(language)) {
            Place::Landing(slug)
        } else if let Some(slug) = slug_below(links::speaker(language, "").trim_end_matches('/').to_owned()) {
            Place::Speaker(slug)
        } else {
            Place::Unknown(path.to_owned())
        };
        (language, place)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_is_found_again_by_its_address() {
        let places = [
            Place::Overview,
            Place::Landing("battery-storage".into()),
            Place::Speaker("hanna-rehwald".into()),
            Place::Manage,
            Place::Legal(LegalKind::Terms),
            Place::Legal(LegalKind::Privacy),
            Place::Legal(LegalKind::Imprint),
        ];
        for language in Language::ALL {
            for place in &places {
                assert_eq!(Place::of(&place.href(language)), (language, place.clone()));
            }
        }
    }

    #[test]
    fn deeper_and_unknown_addresses_are_no_session() {
        assert!(matches!(Place::of("/webinars/a/b").1, Place::Unknown(_)));
        assert!(matches!(Place::of("/nothing").1, Place::Unknown(_)));
        assert_eq!(Place::of("/webinars/").1, Place::Overview);
    }
}
