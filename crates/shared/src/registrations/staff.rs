//! Registrations as the house sees them.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

use super::{Attribution, PaymentStatus, RegistrationStatus};
use crate::words::words;
use crate::{Language, Money, Search, TranslatedText};

/// A registration.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Registration {
    /// Id.
    pub id: Uuid,
    /// What people quote, such as `MW-7K4P2`.
    pub reference: String,
    /// Where it is.
    pub status: RegistrationStatus,
    /// For which session.
    pub session: SessionOfRegistration,
    /// First name; empty where the person asked to be forgotten.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// Address.
    pub email: String,
    /// Telephone number.
    pub phone: Option<String>,
    /// Company.
    pub company: Option<String>,
    /// Position.
    pub position: Option<String>,
    /// Website.
    pub website: Option<String>,
    /// Language of pages and mails.
    pub language: Language,
    /// IANA name.
    pub timezone: String,
    /// `website`, `embed`, …
    pub source: String,
    /// Whether news may be sent.
    pub marketing_consent: bool,
    /// The gross price fixed when it was made; `null` is free.
    pub price: Option<Money>,
    /// Where the payment is.
    pub payment_status: PaymentStatus,
    /// When a seat that is held falls back.
    pub hold_expires_at: Option<DateTime<Utc>>,
    /// When it was made.
    pub registered_at: DateTime<Utc>,
    /// When the address was validated.
    pub verified_at: Option<DateTime<Utc>>,
    /// When the place was confirmed.
    pub confirmed_at: Option<DateTime<Utc>>,
    /// When it was given up.
    pub cancelled_at: Option<DateTime<Utc>>,
    /// When anything of it last changed.
    pub updated_at: DateTime<Utc>,
    /// The state of this resource, for `If-Match`.
    pub version: i32,
}

/// The session of a registration.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct SessionOfRegistration {
    /// Id.
    pub id: Uuid,
    /// Its name in addresses.
    pub slug: String,
    /// Its title.
    pub title: TranslatedText,
    /// When it starts.
    pub starts_at: DateTime<Utc>,
    /// IANA name.
    pub timezone: String,
}

crate::flat::flat! {
    /// A registration with all that is known of it.
    pub struct RegistrationDetails {
        /// What lists show of it.
        pub registration: ..Registration,
        /// The number in the waitlist, the first is 1.
        pub waitlist_position: Option<u32>,
        /// What the person needs.
        pub special_requirements: Option<String>,
        /// Answers to the session's questions.
        pub answers: Option<Value>,
        /// Where the visitor came from.
        pub attribution: Option<Attribution>,
        /// Tax in the price, in basis points: 1900 is 19 %.
        pub tax_rate_bp: Option<u32>,
        /// How it is paid: `invoice`, …
        pub payment_method: Option<String>,
        /// What the payment is called where it was made.
        pub payment_reference: Option<String>,
        /// The invoice.
        pub invoice_url: Option<String>,
        /// Why it was cancelled.
        pub cancel_reason: Option<String>,
        /// How it went; what no source reports is `null`.
        pub attendance: Attendance,
        /// What was agreed to and taken back, oldest first.
        pub consents: Vec<Consent>,
        /// What happened, oldest first.
        pub history: Vec<HistoryEntry>,
        /// Mails about it, oldest first.
        pub messages: Vec<RegistrationMessage>,
        /// The visit in which it was made; `null` where that is over.
        pub visit: Option<VisitFacts>,
        /// When everything personal was taken out.
        pub erased_at: Option<DateTime<Utc>>,
    }
}

/// How it went.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Attendance {
    /// When they came.
    pub joined_at: Option<DateTime<Utc>>,
    /// When they went.
    pub left_at: Option<DateTime<Utc>>,
    /// How long they were there.
    pub minutes: Option<u32>,
    /// Questions asked.
    pub questions_asked: Option<u32>,
    /// Lines written in the chat.
    pub chat_messages: Option<u32>,
    /// 1 to 5.
    pub rating: Option<u32>,
    /// What they said of it.
    pub feedback: Option<String>,
}

/// Something that was agreed to, or taken back.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Consent {
    /// `terms`, `privacy` or `marketing`.
    pub kind: String,
    /// Whether it was given; else it was taken back.
    pub granted: bool,
    /// Which version of the text.
    pub text_version: Option<u32>,
    /// When.
    pub at: DateTime<Utc>,
    /// Where: `form`, `manage`, `staff`.
    pub source: String,
}

/// Something that happened to a registration.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct HistoryEntry {
    /// When.
    pub at: DateTime<Utc>,
    /// What: `registered`, `added`, `moved`, `changed`, `joined`, `mailed`, `promoted`, `merged`, `moved-away`,
    /// `moved-here`.
    pub kind: String,
    /// The state before.
    pub from_status: Option<RegistrationStatus>,
    /// The state since.
    pub to_status: Option<RegistrationStatus>,
    /// Who: `person`, `staff:<id>`, `staff`, `system` or `retention`.
    pub actor: String,
    /// What else is to be known of it.
    pub detail: Option<Value>,
}

/// A mail about a registration.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct RegistrationMessage {
    /// Id.
    pub id: Uuid,
    /// Which mail.
    pub kind: String,
    /// `planned`, `held`, `paused`, `queued`, `sent`, `failed` or `skipped`.
    pub state: String,
    /// Why it is held, failed or skipped.
    pub reason: Option<String>,
    /// To whom.
    pub recipient: String,
    /// When it was, or is, to go out.
    pub due_at: DateTime<Utc>,
    /// When the mail server took it.
    pub sent_at: Option<DateTime<Utc>>,
    /// How often it was tried.
    pub attempts: u32,
}

/// What one browser kept of a person.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct VisitFacts {
    /// When it began.
    pub created_at: DateTime<Utc>,
    /// When the address was validated in it.
    pub validated_at: Option<DateTime<Utc>>,
    /// How many sessions were wished for in it.
    pub wishes: u32,
}

/// What a list of registrations is sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum RegistrationSort {
    /// Newest first.
    #[default]
    #[serde(rename = "-registeredAt")]
    Newest,
    /// Oldest first.
    #[serde(rename = "registeredAt")]
    Oldest,
    /// By last name, then first name.
    #[serde(rename = "name")]
    Name,
    /// By company.
    #[serde(rename = "company")]
    Company,
    /// By state, in each the newest first.
    #[serde(rename = "status")]
    Status,
}

words! {
    RegistrationSort {
        Newest = "-registeredAt", Oldest = "registeredAt", Name = "name", Company = "company", Status = "status",
    }
}

/// Several states: `confirmed,waitlisted`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(value_type = String))]
#[serde(try_from = "String", into = "String")]
pub struct Statuses(pub Vec<RegistrationStatus>);

impl TryFrom<String> for Statuses {
    type Error = crate::words::UnknownWord;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let mut statuses = Vec::new();
        for word in text.split(',') {
            let status = word.trim().parse()?;
            if !statuses.contains(&status) {
                statuses.push(status);
            }
        }
        Ok(Self(statuses))
    }
}

impl From<Statuses> for String {
    fn from(statuses: Statuses) -> String {
        statuses.0.iter().map(|status| status.word()).collect::<Vec<_>>().join(",")
    }
}

/// Which registrations.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams, utoipa::ToSchema), into_params(parameter_in = Query))]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct RegistrationFilters {
    /// Of this session.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub session: Option<Uuid>,
    /// In one of these states, separated by commas.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(value_type = Option<String>), schema(value_type = Option<String>))]
    pub status: Option<Statuses>,
    /// Words of name, address, company and reference, all of which have to be there: at most ten.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(value_type = Option<String>, max_length = 200), schema(value_type = Option<String>, max_length = 200))]
    pub search: Option<Search>,
    /// Part of the company's name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub company: Option<String>,
    /// `website`, `embed`, `staff`, `import`, …
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// Where the payment is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payment: Option<PaymentStatus>,
    /// Whether news may be sent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub marketing_consent: Option<bool>,
    /// Language of pages and mails.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
    /// The part of the address after the `@`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub domain: Option<String>,
    /// Made since then.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<DateTime<Utc>>,
    /// Made until then, exclusive.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<DateTime<Utc>>,
    /// By what it is sorted; newest first unless told.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(inline), schema(inline))]
    pub sort: Option<RegistrationSort>,
    /// Rows of a page, 1 to 200; 50 unless told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limit: Option<u32>,
    /// Where the page starts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
}

/// How many registrations there are in each state.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct RegistrationCounts {
    /// In all.
    pub total: u64,
    /// The address is not validated yet.
    pub pending_verification: u64,
    /// Staff decide.
    pub pending_approval: u64,
    /// Wait for the payment.
    pub pending_payment: u64,
    /// Have a place.
    pub confirmed: u64,
    /// Wait for a place.
    pub waitlisted: u64,
    /// Were offered a place.
    pub offered: u64,
    /// Given up.
    pub cancelled: u64,
    /// Refused.
    pub declined: u64,
    /// Lapsed.
    pub expired: u64,
    /// Were there.
    pub attended: u64,
    /// Were not there.
    pub no_show: u64,
}

impl RegistrationCounts {
    /// Adds registrations of this state.
    pub fn add(&mut self, status: RegistrationStatus, more: u64) {
        let count = match status {
            RegistrationStatus::PendingVerification => &mut self.pending_verification,
            RegistrationStatus::PendingApproval => &mut self.pending_approval,
            RegistrationStatus::PendingPayment => &mut self.pending_payment,
            RegistrationStatus::Confirmed => &mut self.confirmed,
            RegistrationStatus::Waitlisted => &mut self.waitlisted,
            RegistrationStatus::Offered => &mut self.offered,
            RegistrationStatus::Cancelled => &mut self.cancelled,
            RegistrationStatus::Declined => &mut self.declined,
            RegistrationStatus::Expired => &mut self.expired,
            RegistrationStatus::Attended => &mut self.attended,
            RegistrationStatus::NoShow => &mut self.no_show,
        };
        *count += more;
        self.total += more;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_states_are_one_parameter() {
        let both: Statuses = serde_json::from_str("\"confirmed,waitlisted\"").unwrap();
        assert_eq!(both.0, [RegistrationStatus::Confirmed, RegistrationStatus::Waitlisted]);
        assert_eq!(serde_json::to_string(&both).unwrap(), "\"confirmed,waitlisted\"");
        assert!(serde_json::from_str::<Statuses>("\"confirmed,,\"").is_err());
    }

    #[test]
    fn sorts_are_written_as_they_are_called() {
        for sort in RegistrationSort::ALL {
            assert_eq!(serde_json::to_value(sort).unwrap(), sort.word());
        }
    }
}
