//! A registration as its own person sees and changes it.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::form::Keep;
use super::{PaymentStatus, RegistrationStatus};
use crate::fields::{self, FieldError};
use crate::patch::nullable;
use crate::sessions::SessionCard;
use crate::{Language, Money, TranslatedText};

/// What a mailed link is about, before its button is pressed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct LinkPreview {
    /// The registered person's first name.
    pub first_name: String,
    /// Where the registration is.
    pub state: RegistrationStatus,
    /// The session.
    pub session: SessionCard,
    /// The gross price fixed when it was made; `null` is free.
    pub price: Option<Money>,
}

/// A registration as its own person sees it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct PublicRegistration {
    /// Its id.
    pub id: uuid::Uuid,
    /// What to quote when writing to us, such as `MW-7K4P2QX`.
    pub reference: String,
    /// Where it is in its life.
    pub state: RegistrationStatus,
    /// Place in the queue, 1 is next; only while waitlisted.
    pub waitlist_position: Option<u32>,
    /// Until when the seat is held, while it is only held.
    pub hold_expires_at: Option<DateTime<Utc>>,
    /// What it is for.
    pub session: SessionCard,
    /// Who it is for.
    pub person: PersonData,
    /// The gross price fixed when it was made; `null` is free.
    pub price: Option<Money>,
    /// Where the payment is.
    pub payment_status: PaymentStatus,
    /// The bearer token of `/public/registrations/current`.
    pub manage_token: String,
    /// The page that leads into the meeting; only with a seat.
    pub join_url: Option<String>,
    /// Ways into the person's calendar; only with a seat.
    pub calendar: Option<CalendarLinks>,
    /// The recording, where this person may watch it.
    pub recording_url: Option<String>,
    /// What to prepare and what is needed to take part; only with a seat, until the session is over.
    pub guide: Option<Guide>,
    /// Takes the place that is offered (`/public/offers/claim`); only while one is.
    pub claim_token: Option<String>,
}

/// What helps to take part.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Guide {
    /// What to prepare: plain text, perhaps of several lines.
    pub preparation: Option<TranslatedText>,
    /// What to download, where this person may.
    pub materials_url: Option<String>,
    /// What the computer needs; from a day before the start.
    pub technical: Option<TranslatedText>,
    /// Where to try the connection; from a day before the start.
    pub test_url: Option<String>,
}

/// What a person can see and change about themselves.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct PersonData {
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// The validated address; it can't be changed.
    pub email: String,
    /// Telephone.
    pub phone: Option<String>,
    /// Company.
    pub company: Option<String>,
    /// Position.
    pub position: Option<String>,
    /// Website.
    pub website: Option<String>,
    /// Special requirements.
    pub special_requirements: Option<String>,
    /// Whether news about the program may be sent.
    pub marketing_consent: bool,
    /// Language of pages and mails.
    pub language: Language,
    /// Timezone of the times in mails.
    pub timezone: String,
}

/// Ways into a calendar.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CalendarLinks {
    /// Google Calendar.
    pub google: String,
    /// Outlook.com.
    pub outlook: String,
    /// Office 365.
    pub office365: String,
}

/// A change by the person (JSON Merge Patch): what is absent stays as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct PersonPatch {
    /// 2 to 50 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first_name: Option<String>,
    /// 2 to 50 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_name: Option<String>,
    /// `null` clears it.
    #[serde(deserialize_with = "nullable", skip_serializing_if = "Option::is_none")]
    pub phone: Option<Option<String>>,
    /// 2 to 200 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub company: Option<String>,
    /// `null` clears it.
    #[serde(deserialize_with = "nullable", skip_serializing_if = "Option::is_none")]
    pub position: Option<Option<String>>,
    /// `null` clears it.
    #[serde(deserialize_with = "nullable", skip_serializing_if = "Option::is_none")]
    pub website: Option<Option<String>>,
    /// `null` clears it.
    #[serde(deserialize_with = "nullable", skip_serializing_if = "Option::is_none")]
    pub special_requirements: Option<Option<String>>,
    /// Whether news about the program may be sent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub marketing_consent: Option<bool>,
    /// Language of pages and mails.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
    /// IANA timezone of the times in mails.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub timezone: Option<String>,
}

impl PersonPatch {
    /// Applies the patch to `person` under the same rules as the form's.
    ///
    /// # Errors
    /// One error for each field that breaks its rule; the person is then unchanged. (The timezone is checked
    /// by the server, which has the timezone database.)
    pub fn apply(&self, person: &PersonData) -> Result<PersonData, Vec<FieldError>> {
        let mut errors = Vec::new();
        let mut keep = Keep(&mut errors);
        let mut new = person.clone();
        if let Some(raw) = &self.first_name {
            new.first_name = keep.text("/firstName", fields::name(raw));
        }
        if let Some(raw) = &self.last_name {
            new.last_name = keep.text("/lastName", fields::name(raw));
        }
        if let Some(raw) = &self.company {
            new.company = Some(keep.text("/company", fields::company(raw)));
        }
        if let Some(raw) = &self.phone {
            new.phone = keep.text("/phone", fields::phone(raw.as_deref()));
        }
        if let Some(raw) = &self.position {
            new.position = keep.text("/position", fields::optional_line(raw.as_deref()));
        }
        if let Some(raw) = &self.website {
            new.website = keep.text("/website", fields::website(raw.as_deref()));
        }
        if let Some(raw) = &self.special_requirements {
            new.special_requirements =
                keep.text("/specialRequirements", fields::optional_text(raw.as_deref()));
        }
        if let Some(consent) = self.marketing_consent {
            new.marketing_consent = consent;
        }
        if let Some(language) = self.language {
            new.language = language;
        }
        if let Some(timezone) = &self.timezone {
            new.timezone.clone_from(timezone);
        }
        if errors.is_empty() { Ok(new) } else { Err(errors) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_patch_tells_absent_from_null() {
        let patch: PersonPatch = serde_json::from_str(r#"{"phone":null}"#).unwrap();
        assert_eq!(patch.phone, Some(None));
        assert_eq!(patch.position, None);
    }
}
