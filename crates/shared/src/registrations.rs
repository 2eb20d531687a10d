//! Registering, and what the registered person sees and changes.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::fields::{self, Code, FieldError};
use crate::patch::nullable;
use crate::sessions::{SessionCard, words};
use crate::visits::VisitToken;
use crate::{Language, Money};

/// Where a registration is in its life.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum RegistrationStatus {
    /// The address is not validated yet; a seat is held for some hours.
    PendingVerification,
    /// Staff decide; the seat is held.
    PendingApproval,
    /// Waits for the payment; the seat is held.
    PendingPayment,
    /// Has a seat.
    Confirmed,
    /// Waits for a seat.
    Waitlisted,
    /// Came off the waitlist: a seat is held until the offer ends.
    Offered,
    /// Given up by the person or by staff.
    Cancelled,
    /// Refused by staff.
    Declined,
    /// The hold ended unused; the link may still revive it.
    Expired,
    /// Was there.
    Attended,
    /// Was not there.
    NoShow,
}

words! {
    RegistrationStatus {
        PendingVerification = "pending_verification", PendingApproval = "pending_approval",
        PendingPayment = "pending_payment", Confirmed = "confirmed", Waitlisted = "waitlisted",
        Offered = "offered", Cancelled = "cancelled", Declined = "declined", Expired = "expired",
        Attended = "attended", NoShow = "no_show",
    }
    PaymentStatus {
        NotRequired = "not_required", Pending = "pending", Completed = "completed", Failed = "failed",
        Refunded = "refunded",
    }
}

/// Where the payment is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum PaymentStatus {
    /// Free.
    NotRequired,
    /// Not paid yet, by invoice for instance.
    Pending,
    /// Paid.
    Completed,
    /// The payment did not go through.
    Failed,
    /// Paid back.
    Refunded,
}

/// Where a visitor came from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct Attribution {
    /// `utm_source`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub utm_source: Option<String>,
    /// `utm_medium`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub utm_medium: Option<String>,
    /// `utm_campaign`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub utm_campaign: Option<String>,
    /// The page that linked here.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub referrer: Option<String>,
    /// The site in which the widget was embedded.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub embed: Option<String>,
}

/// What a person sends to register (`RegistrationFormData`).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RegistrationForm {
    /// 2 to 50 characters.
    pub first_name: String,
    /// 2 to 50 characters.
    pub last_name: String,
    /// Where the validation mail goes.
    pub email: String,
    /// Digits and `+ - / ( ) .`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// 2 to 200 characters.
    pub company: String,
    /// At most 200 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub position: Option<String>,
    /// `acme.de` is completed to `https://acme.de`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub website: Option<String>,
    /// At most 500 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub special_requirements: Option<String>,
    /// Has to be true.
    pub terms_accepted: bool,
    /// Whether news about the program may be sent.
    #[serde(default)]
    pub marketing_consent: bool,
    /// Has to be true.
    pub privacy_consent: bool,
    /// The language of pages and mails.
    #[serde(default)]
    pub language: Language,
    /// The person's IANA timezone, for times in mails; the session's unless told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub timezone: Option<String>,
    /// Where the visitor came from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attribution: Option<Attribution>,
}

/// The clean values of a form that keeps all rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// Address as typed.
    pub email: String,
    /// Telephone.
    pub phone: Option<String>,
    /// Company; absent only in imports.
    pub company: Option<String>,
    /// Position.
    pub position: Option<String>,
    /// Website, with scheme.
    pub website: Option<String>,
    /// Special requirements.
    pub special_requirements: Option<String>,
}

impl RegistrationForm {
    /// Applies every rule of the specification's schema.
    ///
    /// # Errors
    /// One error for each field that breaks its rule, in the order of the form.
    pub fn clean(&self) -> Result<Person, Vec<FieldError>> {
        let mut errors = Vec::new();
        let mut keep = Keep(&mut errors);
        let email = keep.text("/email", fields::email(&self.email));
        let first_name = keep.text("/firstName", fields::name(&self.first_name));
        let last_name = keep.text("/lastName", fields::name(&self.last_name));
        let company = keep.text("/company", fields::company(&self.company));
        let website = keep.text("/website", fields::website(self.website.as_deref()));
        let phone = keep.text("/phone", fields::phone(self.phone.as_deref()));
        let position = keep.text("/position", fields::optional_line(self.position.as_deref()));
        let special_requirements =
            keep.text("/specialRequirements", fields::optional_text(self.special_requirements.as_deref()));
        keep.text("/termsAccepted", fields::accepted(self.terms_accepted));
        keep.text("/privacyConsent", fields::accepted(self.privacy_consent));
        if !errors.is_empty() {
            return Err(errors);
        }
        let company = Some(company);
        Ok(Person { first_name, last_name, email, phone, company, position, website, special_requirements })
    }
}

/// Collects the errors of a form, field by field.
struct Keep<'a>(&'a mut Vec<FieldError>);

impl Keep<'_> {
    fn text<T: Default>(&mut self, pointer: &str, checked: Result<T, Code>) -> T {
        checked.unwrap_or_else(|code| {
            self.0.push(FieldError::new(pointer, code));
            T::default()
        })
    }
}

/// **202**: the form was taken; a mail with a link is on its way. The answer is the same whether or not the
/// address was registered before.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct RegistrationAccepted {
    /// Always `pending_verification`.
    pub state: RegistrationStatus,
    /// Whether there is no seat now, so that the link will lead to the waitlist.
    pub waitlist: bool,
    /// Until when a seat is held; `null` where none is.
    pub hold_expires_at: Option<DateTime<Utc>>,
    /// The visit in which this was sent.
    pub visit: VisitToken,
}

/// What registering gives: **201** in a validated visit, else **202**.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum RegistrationOutcome {
    /// 201.
    Registered(Box<PublicRegistration>),
    /// 202.
    Accepted(RegistrationAccepted),
}

/// The token of a mailed link.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct LinkToken {
    /// As it stands in the link after `#token=`.
    pub token: String,
}

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

    fn form() -> RegistrationForm {
        serde_json::from_str(
            r#"{"firstName":"Juliette","lastName":"Morel","email":"juliette@kestrel.example","company":"Kestrel Foods",
                "website":"kestrel.example","termsAccepted":true,"privacyConsent":true}"#,
        )
        .unwrap()
    }

    #[test]
    fn a_form_that_keeps_the_rules_gives_clean_values() {
        let person = form().clean().unwrap();
        assert_eq!(person.website.as_deref(), Some("https://kestrel.example"));
        assert_eq!(person.phone, None);
    }

    #[test]
    fn every_broken_rule_is_named() {
        let wrong = RegistrationForm {
            email: "juliette@kestrel".into(),
            last_name: "M".into(),
            terms_accepted: false,
            ..form()
        };
        let errors = wrong.clean().unwrap_err();
        let named: Vec<_> = errors.iter().map(|error| (error.pointer.as_str(), error.code)).collect();
        assert_eq!(
            named,
            [("/email", Code::Email), ("/lastName", Code::TooShort), ("/termsAccepted", Code::MustAccept)]
        );
    }

    #[test]
    fn an_unknown_field_is_refused() {
        assert!(serde_json::from_str::<RegistrationForm>(r#"{"sessionId":"1"}"#).is_err());
    }

    #[test]
    fn a_patch_tells_absent_from_null() {
        let patch: PersonPatch = serde_json::from_str(r#"{"phone":null}"#).unwrap();
        assert_eq!(patch.phone, Some(None));
        assert_eq!(patch.position, None);
    }
}
