//! Speakers: as visitors see them here, as [`staff`] see them, and as they see themselves ([`own`]).

pub mod own;
pub mod staff;

use serde::{Deserialize, Serialize};

use crate::TranslatedText;
use crate::flat::flat;
use crate::reviews::SocialProof;
use crate::sessions::SessionCard;

/// The speaker on a card.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct SpeakerCard {
    /// Part of the address of the speaker's page.
    pub slug: String,
    /// With title: `Dr Hanna Rehwald`.
    pub name: String,
    /// Position in their company.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub position: Option<TranslatedText>,
    /// The first words of their biography, as text.
    pub brief: TranslatedText,
    /// Address of the portrait, relative to the site.
    pub photo_url: String,
}

flat! {
    /// The speaker on a landing page.
    pub struct SpeakerProfile {
        /// What the card shows.
        pub card: ..SpeakerCard,
        /// Who they are, as sanitised HTML.
        pub biography: TranslatedText,
        /// Their company.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub company: Option<String>,
        /// Fields of expertise.
        pub expertise: Vec<String>,
        /// Their profile on LinkedIn.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub linkedin_url: Option<String>,
        /// Their website.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub website_url: Option<String>,
        /// Where to book a consultation, for speakers of the house.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub booking_url: Option<String>,
    }
}

/// A speaker's page: who they are, and their sessions.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct SpeakerPage {
    /// Who they are.
    pub speaker: SpeakerProfile,
    /// Their sessions that have not ended, soonest first.
    pub sessions: Vec<SessionCard>,
    /// Their sessions that are over, latest first: at most twelve.
    pub past: Vec<SessionCard>,
    /// How many sessions they have held.
    pub past_count: u32,
    /// What people made of their earlier sessions; `null` where there is nothing to show.
    pub social_proof: Option<SocialProof>,
}
