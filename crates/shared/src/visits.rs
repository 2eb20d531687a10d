//! Visits: what one browser keeps of a person between registrations.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::Language;
use crate::fields;
use crate::flat::flat;
use crate::registrations::{PublicRegistration, RegistrationStatus};
use crate::sessions::SessionCard;

/// A visit's bearer token, good for a week.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct VisitToken {
    /// Sent as `Authorization: Bearer …`.
    pub token: String,
    /// When it ends.
    pub expires_at: DateTime<Utc>,
}

/// What a person has typed so far: every field of the form, none required.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct VisitData {
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// Address.
    pub email: String,
    /// Telephone.
    pub phone: String,
    /// Company.
    pub company: String,
    /// Position.
    pub position: String,
    /// Website.
    pub website: String,
    /// Whether "I have no website" is ticked.
    pub no_website: bool,
    /// Whether news may be sent.
    pub marketing_consent: bool,
}

impl VisitData {
    /// The same, as much of it as is kept: nothing is asked of a form that is not sent yet.
    pub fn kept(self) -> Self {
        Self {
            first_name: fields::kept(&self.first_name),
            last_name: fields::kept(&self.last_name),
            email: fields::kept(&self.email),
            phone: fields::kept(&self.phone),
            company: fields::kept(&self.company),
            position: fields::kept(&self.position),
            website: fields::kept(&self.website),
            ..self
        }
    }
}

/// A visit as its browser sees it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Visit {
    /// Whether this browser has shown that the address is its person's.
    pub validated: bool,
    /// The address that was validated.
    pub email: Option<String>,
    /// What was typed so far, to fill forms in.
    pub data: VisitData,
    /// Language of the pages.
    pub language: Language,
    /// What was registered in this visit, latest first.
    pub registrations: Vec<VisitRegistration>,
    /// When the visit ends.
    pub expires_at: DateTime<Utc>,
}

/// One registration of a visit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct VisitRegistration {
    /// What it is for.
    pub session: SessionCard,
    /// The address it was made with.
    pub email: String,
    /// Where it is; an unvalidated visit learns only whether the link was used.
    pub state: RegistrationStatus,
    /// Whether the link leads to the waitlist.
    pub waitlist: bool,
    /// Until when a seat is held for it.
    pub hold_expires_at: Option<DateTime<Utc>>,
    /// All about it; only in a validated visit.
    pub registration: Option<Box<PublicRegistration>>,
}

/// A change of the visit: what is absent stays as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct VisitPatch {
    /// What was typed so far; replaces what was kept.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub data: Option<VisitData>,
    /// Language of the pages.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
    /// The browser's IANA timezone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub timezone: Option<String>,
}

/// What `POST /public/visits` gives.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewVisit {
    /// Its token.
    pub token: VisitToken,
    /// The visit.
    pub visit: Visit,
}

flat! {
    /// What `POST /public/registrations/verify` gives: the registration, and the validated visit.
    pub struct Verified {
        /// The registration.
        pub registration: ..PublicRegistration,
        /// The validated visit: the bearer's, or a new one.
        pub visit: VisitToken,
    }
}
