//! The profile that a speaker from outside fills in, by a mailed link and without an account.

use serde::{Deserialize, Serialize};

use crate::patch::nullable;
use crate::{Language, TranslatedText};

/// The own profile.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct OwnProfile {
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// Such as `Dr`.
    pub title: Option<String>,
    /// Address; only staff change it.
    pub email: String,
    /// Telephone; only staff see it.
    pub phone: Option<String>,
    /// Address of the photo, or of a drawn portrait, relative to the site.
    pub photo_url: String,
    /// Who they are, as sanitised HTML.
    pub biography: TranslatedText,
    /// Their company.
    pub company: Option<String>,
    /// Position there.
    pub position: Option<TranslatedText>,
    /// Fields of expertise.
    pub expertise: Vec<String>,
    /// Their profile on LinkedIn.
    pub linkedin_url: Option<String>,
    /// Their website.
    pub website_url: Option<String>,
    /// How long they like to speak.
    pub preferred_duration_minutes: Option<u32>,
    /// IANA names of the timezones in which they are available.
    pub available_timezones: Vec<String>,
    /// What they need to speak; only staff see it.
    pub technical_requirements: Option<String>,
    /// What else is to be known; only staff see it.
    pub special_instructions: Option<String>,
    /// The language of mails to them.
    pub language: Language,
    /// IANA name.
    pub timezone: String,
    /// The state of this resource, for `If-Match`.
    pub version: i32,
}

/// What changes of the own profile. JSON Merge Patch.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct OwnProfilePatch {
    /// First name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first_name: Option<String>,
    /// Last name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_name: Option<String>,
    /// Such as `Dr`.
    #[serde(deserialize_with = "nullable", skip_serializing_if = "Option::is_none")]
    pub title: Option<Option<String>>,
    /// Telephone.
    #[serde(deserialize_with = "nullable", skip_serializing_if = "Option::is_none")]
    pub phone: Option<Option<String>>,
    /// Who they are, as HTML; what does not belong into it is taken out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub biography: Option<TranslatedText>,
    /// Their company.
    #[serde(deserialize_with = "nullable", skip_serializing_if = "Option::is_none")]
    pub company: Option<Option<String>>,
    /// Position there.
    #[serde(deserialize_with = "nullable", skip_serializing_if = "Option::is_none")]
    pub position: Option<Option<TranslatedText>>,
    /// Fields of expertise: at most 20 of at most 60 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expertise: Option<Vec<String>>,
    /// Their profile on LinkedIn.
    #[serde(deserialize_with = "nullable", skip_serializing_if = "Option::is_none")]
    pub linkedin_url: Option<Option<String>>,
    /// Their website.
    #[serde(deserialize_with = "nullable", skip_serializing_if = "Option::is_none")]
    pub website_url: Option<Option<String>>,
    /// How long they like to speak: 5 minutes to a day.
    #[serde(deserialize_with = "nullable", skip_serializing_if = "Option::is_none")]
    pub preferred_duration_minutes: Option<Option<u32>>,
    /// IANA names, at most 20.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub available_timezones: Option<Vec<String>>,
    /// What they need to speak: at most 500 characters.
    #[serde(deserialize_with = "nullable", skip_serializing_if = "Option::is_none")]
    pub technical_requirements: Option<Option<String>>,
    /// What else is to be known: at most 500 characters.
    #[serde(deserialize_with = "nullable", skip_serializing_if = "Option::is_none")]
    pub special_instructions: Option<Option<String>>,
    /// The language of mails to them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
    /// IANA name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub timezone: Option<String>,
}
