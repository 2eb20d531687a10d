//! What people made of earlier sessions: how many came, how they rated them, and what staff released of their words.

use serde::{Deserialize, Serialize};

use crate::TranslatedText;

/// What is shown of earlier sessions of a topic, or of a speaker. Small numbers stay hidden: they would tell about
/// single people, and speak for nobody.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct SocialProof {
    /// How many people attended; `null` below 20.
    pub attendees: Option<u32>,
    /// The average of all ratings, 1 to 5; `null` below 5 ratings.
    pub rating: Option<f64>,
    /// How many ratings that is from; 0 where the rating is `null`.
    pub rating_count: u32,
    /// How much of a session the average attendee saw, 0 to 1; `null` where no source reports it.
    pub completion_rate: Option<f64>,
    /// Released by staff, newest first, at most six.
    pub testimonials: Vec<Testimonial>,
    /// Whose people attended, as far as staff released it: the most frequent first, at most eight.
    pub companies: Vec<String>,
}

/// What an attendee said.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Testimonial {
    /// The words.
    pub text: TranslatedText,
    /// Who said it, as released: a name or a position.
    pub author: String,
    /// Position or company, as released.
    pub author_role: Option<String>,
    /// 1 to 5.
    pub rating: Option<u8>,
}
