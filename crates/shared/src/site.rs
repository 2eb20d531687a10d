//! What every page of the site needs: brand, texts, and the next sessions for the footer.

use serde::{Deserialize, Serialize};

use crate::TranslatedText;
use crate::sessions::SessionCard;

/// The site's brand and its footer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Site {
    /// The program's own name, such as `Magnetiq Webinars`: it ends the title of each page.
    pub name: String,
    /// The name of the house.
    pub organisation: String,
    /// One sentence about the program.
    pub tagline: TranslatedText,
    /// Where to write to.
    pub contact_email: String,
    /// The house's own site.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub home_url: Option<String>,
    /// The public address of this site, without a slash at its end.
    pub base_url: String,
    /// The next four sessions ("Knowledge Program").
    pub upcoming: Vec<SessionCard>,
    /// Figures for the overview's hero.
    pub figures: Figures,
    /// Whether this is a demo with a mailbox at `/dev/mailbox`.
    pub demo: bool,
}

/// What the program has behind it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Figures {
    /// Sessions held.
    pub sessions: u32,
    /// The year of the first one.
    pub since: Option<i32>,
    /// Average rating, 1 to 5.
    pub rating: Option<f32>,
    /// How many ratings that is from.
    pub ratings: u32,
}

/// What the filters of the program offer: what published sessions have, and how many sessions to come have it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Facets {
    /// Categories, by their English name.
    pub categories: Vec<CategoryFacet>,
    /// Speakers, by last name.
    pub speakers: Vec<SpeakerFacet>,
    /// Levels of difficulty, the easiest first: the values of `difficulty`.
    pub difficulties: Vec<WordFacet>,
    /// Languages that sessions are held in: the values of `language`.
    pub languages: Vec<WordFacet>,
    /// Whether there are free ones and ones with a price: the values of `price`.
    pub prices: Vec<WordFacet>,
}

/// A category in the filters.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CategoryFacet {
    /// The value of `category`.
    pub slug: String,
    /// Its name on screen.
    pub name: TranslatedText,
    /// How many of its sessions are to come.
    pub upcoming: u32,
}

/// A speaker in the filters.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SpeakerFacet {
    /// The value of `speaker`.
    pub slug: String,
    /// With title: `Dr Hanna Rehwald`.
    pub name: String,
    /// How many of their sessions are to come.
    pub upcoming: u32,
}

/// A word that a filter takes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WordFacet {
    /// The filter's value.
    pub value: String,
    /// How many sessions to come have it.
    pub upcoming: u32,
}

/// Which of the house's texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum LegalKind {
    /// Terms and conditions.
    Terms,
    /// Privacy notice.
    Privacy,
    /// Imprint.
    Imprint,
}

impl LegalKind {
    /// Every text.
    pub const ALL: [LegalKind; 3] = [LegalKind::Terms, LegalKind::Privacy, LegalKind::Imprint];
}

/// One of the house's texts in its version in force.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LegalText {
    /// Which one.
    pub kind: LegalKind,
    /// Its version, counted from 1.
    pub version: u32,
    /// Sanitised HTML.
    pub body: TranslatedText,
}
