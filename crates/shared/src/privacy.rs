//! What people may ask about their data: a copy of it, or that it be erased.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::feedback::Answered;
use crate::registrations::{Consent, RegistrationDetails};
use crate::visits::VisitData;
use crate::{Language, TranslatedText};

/// What is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum PrivacyRequestKind {
    /// A copy of all that is kept.
    Export,
    /// That all of it is erased.
    Erasure,
}

impl PrivacyRequestKind {
    /// Its name.
    pub const fn word(self) -> &'static str {
        match self {
            PrivacyRequestKind::Export => "export",
            PrivacyRequestKind::Erasure => "erasure",
        }
    }
}

/// Somebody asks about the data of an address.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NewPrivacyRequest {
    /// The address. The code goes there.
    pub email: String,
    /// What is asked.
    pub kind: PrivacyRequestKind,
    /// The language of the mail.
    #[serde(default)]
    pub language: Language,
}

/// A request that waits for its code. It is answered alike for every address.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct PrivacyRequest {
    /// Its id.
    pub id: Uuid,
    /// What was asked.
    pub kind: PrivacyRequestKind,
    /// Until when the code is good.
    pub expires_at: DateTime<Utc>,
}

/// The code of the mail.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PrivacyCode {
    /// Six digits; spaces between them do not matter.
    pub code: String,
}

/// An address.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PersonAddress {
    /// The address, however it is written.
    pub email: String,
}

/// All that is kept of the person with an address.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct PersonalData {
    /// The address.
    pub email: String,
    /// When this copy was made.
    pub made_at: DateTime<Utc>,
    /// Every registration with its history, messages, answers and consents.
    pub registrations: Vec<RegistrationDetails>,
    /// How they found the sessions.
    pub feedback: Vec<KeptFeedback>,
    /// What of that stands on the pages of sessions.
    pub quotes: Vec<KeptQuote>,
    /// Their certificates.
    pub certificates: Vec<KeptCertificate>,
    /// What was agreed to and taken back beside these registrations.
    pub consents: Vec<Consent>,
    /// What browsers keep of this person for a week.
    pub visits: Vec<KeptVisit>,
    /// Why the address gets no mail, where it gets none.
    pub suppressed: Option<String>,
}

/// What somebody said about a session.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct KeptFeedback {
    /// Of which registration.
    pub registration_id: Uuid,
    /// 1 to 5 stars.
    pub rating: u32,
    /// In their own words.
    pub text: Option<String>,
    /// What they answered to the session's own questions.
    pub answers: Vec<Answered>,
    /// Whether it may be quoted.
    pub may_quote: bool,
    /// The name to be quoted with.
    pub shown_name: Option<String>,
    /// When it was given.
    pub given_at: DateTime<Utc>,
}

/// What somebody said, as a page quotes it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct KeptQuote {
    /// The words.
    pub text: TranslatedText,
    /// The name beside them.
    pub author: String,
    /// Since when it is shown; `null`: it is not.
    pub released_at: Option<DateTime<Utc>>,
}

/// A certificate of attendance.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct KeptCertificate {
    /// Of which registration.
    pub registration_id: Uuid,
    /// What is printed on it.
    pub number: String,
    /// When it was issued.
    pub issued_at: DateTime<Utc>,
    /// Since when it no longer stands.
    pub revoked_at: Option<DateTime<Utc>>,
}

/// What one browser keeps of a person for a week.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct KeptVisit {
    /// What was typed so far.
    pub data: VisitData,
    /// Its language.
    pub language: Language,
    /// IANA name.
    pub timezone: String,
    /// When it began.
    pub created_at: DateTime<Utc>,
    /// When it ends.
    pub expires_at: DateTime<Utc>,
}

/// What is known of an address, in numbers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct PersonSummary {
    /// The name of the newest registration; empty where there is none.
    pub name: String,
    /// How many registrations there are.
    pub registrations: u32,
    /// How many of them are of sessions to come; erasure gives these places up.
    pub upcoming: u32,
    /// When the first of them was made.
    pub since: Option<DateTime<Utc>>,
    /// Whether anything is kept beside them: a visit of the last days, what was said about news, that no mail goes there.
    pub beside: bool,
}
