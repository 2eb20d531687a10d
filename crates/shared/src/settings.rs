//! What staff set for the whole program, a section at a time.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::patch::nullable;
use crate::site::LegalKind;
use crate::{Language, TranslatedText};

/// The product's violet.
const VIOLET: &str = "#7c3aed";

/// The house and its brand, on the site and in mails.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", default)]
pub struct BrandSettings {
    /// The name of the house.
    pub organisation: String,
    /// The product's name on the site and as the sender of mails.
    pub name: String,
    /// One sentence about the program.
    pub tagline: TranslatedText,
    /// Where to write to.
    pub contact_email: Option<String>,
    /// Where to call in an emergency.
    pub support_phone: Option<String>,
    /// The house's own site.
    pub home_url: Option<String>,
    /// The postal address below mails.
    pub footer_address: String,
    /// The accent colour of mails, `#rrggbb`; white letters can be read on it.
    pub accent: String,
    /// The logo, an uploaded picture; without one the name stands alone.
    pub logo_media_id: Option<Uuid>,
}

impl Default for BrandSettings {
    fn default() -> Self {
        Self {
            organisation: "Magnetiq".to_owned(),
            name: "Magnetiq Webinars".to_owned(),
            tagline: TranslatedText::new(
                "Live webinars by the people who do the work.",
                "Live-Webinare von denen, die die Arbeit tun.",
            ),
            contact_email: None,
            support_phone: None,
            home_url: None,
            footer_address: String::new(),
            accent: VIOLET.to_owned(),
            logo_media_id: None,
        }
    }
}

/// The webinar program manager (WPM) and what they want to hear of.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", default)]
pub struct ManagerSettings {
    /// One of the consultants.
    pub consultant_id: Option<Uuid>,
    /// A mail for each new registration.
    pub new_registrations: bool,
    /// A summary of each session before it starts.
    pub session_reminders: bool,
    /// A report of each month.
    pub performance_reports: bool,
}

impl Default for ManagerSettings {
    fn default() -> Self {
        Self {
            consultant_id: None,
            new_registrations: true,
            session_reminders: true,
            performance_reports: true,
        }
    }
}

/// What new sessions begin with.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", default)]
pub struct ProgramDefaults {
    /// How many days before a session one can register; `null`: as soon as it is published.
    pub registration_window_days: Option<u32>,
    /// IANA name.
    pub timezone: String,
    /// Seats; `null`: no limit.
    pub capacity: Option<u32>,
    /// Whether one may wait for a seat.
    pub allow_waitlist: bool,
    /// The language that sessions are held in.
    pub language: Language,
    /// Tax in prices, in basis points: 1900 is 19 %.
    pub tax_rate_bp: u32,
    /// Reminders to registrants, the earliest first.
    pub reminders: Vec<ReminderStep>,
}

impl Default for ProgramDefaults {
    fn default() -> Self {
        let days = |amount, is_on| ReminderStep {
            amount,
            unit: LeadUnit::Days,
            at: Some("09:00".to_owned()),
            is_on,
            preparation: true,
            technical_check: amount <= 2,
        };
        let hours = ReminderStep { amount: 2, unit: LeadUnit::Hours, at: None, ..days(2, true) };
        Self {
            registration_window_days: None,
            timezone: "Europe/Berlin".to_owned(),
            capacity: Some(100),
            allow_waitlist: true,
            language: Language::En,
            tax_rate_bp: 1900,
            reminders: vec![days(7, true), days(2, true), days(1, false), hours],
        }
    }
}

/// A reminder to registrants.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ReminderStep {
    /// How many days or hours before the start: 1 to 60.
    pub amount: u32,
    /// Which of them. Days count in the recipient's calendar.
    pub unit: LeadUnit,
    /// For days: when on that day, in the recipient's timezone, such as `09:00`.
    #[serde(default)]
    pub at: Option<String>,
    /// Whether it is sent.
    pub is_on: bool,
    /// Whether it says what to prepare.
    #[serde(default)]
    pub preparation: bool,
    /// Whether it has the check of the computer.
    #[serde(default)]
    pub technical_check: bool,
}

/// What the time before a start is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum LeadUnit {
    /// Hours.
    Hours,
    /// Calendar days.
    Days,
}

impl ReminderStep {
    /// About how many hours before the start, to put steps in order.
    pub fn hours(&self) -> u32 {
        match self.unit {
            LeadUnit::Hours => self.amount,
            LeadUnit::Days => self.amount * 24,
        }
    }
}

/// Who mails come from.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", default)]
pub struct MailSettings {
    /// The sender's name; `null`: the brand's.
    pub sender_name: Option<String>,
    /// Where answers go; `null`: the brand's contact.
    pub reply_to: Option<String>,
}

/// How long people's data are kept.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", default)]
pub struct RetentionSettings {
    /// How many months after its session everything personal is taken out of a registration, 1 to 120; `null`: never.
    pub retention_months: Option<u32>,
}

crate::flat::flat! {
    /// The section of the brand.
    pub struct BrandSection {
        /// What is set.
        pub brand: ..BrandSettings,
        /// How much white letters stand out from the accent colour, 4.5 to 21.
        pub accent_contrast: f64,
        /// When it was last changed.
        pub updated_at: Option<DateTime<Utc>>,
        /// The state of this section, for `If-Match`.
        pub version: i32,
    }
}

crate::flat::flat! {
    /// The section of the program.
    pub struct ProgramSection {
        /// What new sessions begin with.
        pub defaults: ..ProgramDefaults,
        /// Who manages the program.
        pub manager: ManagerSettings,
        /// When it was last changed.
        pub updated_at: Option<DateTime<Utc>>,
        /// The state of this section, for `If-Match`.
        pub version: i32,
    }
}

crate::flat::flat! {
    /// The section of mails.
    pub struct MailSection {
        /// What is set.
        pub sender: ..MailSettings,
        /// The sender's address; the server's environment decides.
        pub from_email: String,
        /// Where mails go out, without the password; `null`: into files. The server's environment decides.
        pub smtp: Option<String>,
        /// When it was last changed.
        pub updated_at: Option<DateTime<Utc>>,
        /// The state of this section, for `If-Match`.
        pub version: i32,
    }
}

crate::flat::flat! {
    /// The section of privacy.
    pub struct PrivacySection {
        /// What is set.
        pub retention: ..RetentionSettings,
        /// When it was last changed.
        pub updated_at: Option<DateTime<Utc>>,
        /// The state of this section, for `If-Match`.
        pub version: i32,
    }
}

/// Changes how long people's data are kept. JSON Merge Patch.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct PrivacyPatch {
    /// How many months after its session; `null`: never.
    #[serde(deserialize_with = "nullable", skip_serializing_if = "Option::is_none")]
    pub retention_months: Option<Option<u32>>,
}

/// Changes the brand. JSON Merge Patch.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct BrandPatch {
    /// The name of the house.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub organisation: Option<String>,
    /// The product's name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// One sentence about the program.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tagline: Option<TranslatedText>,
    /// Where to write to.
    #[serde(deserialize_with = "nullable", skip_serializing_if = "Option::is_none")]
    pub contact_email: Option<Option<String>>,
    /// Where to call in an emergency.
    #[serde(deserialize_with = "nullable", skip_serializing_if = "Option::is_none")]
    pub support_phone: Option<Option<String>>,
    /// The house's own site.
    #[serde(deserialize_with = "nullable", skip_serializing_if = "Option::is_none")]
    pub home_url: Option<Option<String>>,
    /// The postal address below mails.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub footer_address: Option<String>,
    /// The accent colour.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub accent: Option<String>,
    /// The logo.
    #[serde(deserialize_with = "nullable", skip_serializing_if = "Option::is_none")]
    pub logo_media_id: Option<Option<Uuid>>,
}

/// Changes who manages the program and what new sessions begin with. JSON Merge Patch.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct ProgramPatch {
    /// How many days before a session one can register: 1 to 365.
    #[serde(deserialize_with = "nullable", skip_serializing_if = "Option::is_none")]
    pub registration_window_days: Option<Option<u32>>,
    /// IANA name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub timezone: Option<String>,
    /// Seats: 1 to 100 000.
    #[serde(deserialize_with = "nullable", skip_serializing_if = "Option::is_none")]
    pub capacity: Option<Option<u32>>,
    /// Whether one may wait for a seat.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub allow_waitlist: Option<bool>,
    /// The language that sessions are held in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
    /// Tax in prices, in basis points: 0 to 5 000.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tax_rate_bp: Option<u32>,
    /// All reminders, ten at most.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reminders: Option<Vec<ReminderStep>>,
    /// Who manages the program.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub manager: Option<ManagerPatch>,
}

/// Changes who manages the program. JSON Merge Patch.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct ManagerPatch {
    /// One of the consultants.
    #[serde(deserialize_with = "nullable", skip_serializing_if = "Option::is_none")]
    pub consultant_id: Option<Option<Uuid>>,
    /// A mail for each new registration.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub new_registrations: Option<bool>,
    /// A summary of each session before it starts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub session_reminders: Option<bool>,
    /// A report of each month.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub performance_reports: Option<bool>,
}

/// Changes who mails come from. JSON Merge Patch.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct MailPatch {
    /// The sender's name.
    #[serde(deserialize_with = "nullable", skip_serializing_if = "Option::is_none")]
    pub sender_name: Option<Option<String>>,
    /// Where answers go.
    #[serde(deserialize_with = "nullable", skip_serializing_if = "Option::is_none")]
    pub reply_to: Option<Option<String>>,
}

/// A published version of one of the house's texts; it never changes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct LegalVersion {
    /// Which text.
    pub kind: LegalKind,
    /// Its version, counted from 1.
    pub version: u32,
    /// When it was published.
    pub published_at: DateTime<Utc>,
    /// Whether it is in force: the newest of its kind.
    pub is_current: bool,
    /// Sanitised HTML; absent in lists.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<TranslatedText>,
}

/// A new version of a text, in force at once.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NewLegalVersion {
    /// HTML in both languages; what does not belong in a text is taken out.
    pub body: TranslatedText,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_row_lacks_has_its_default() {
        let brand: BrandSettings = serde_json::from_str(r#"{"organisation":"voltAIc"}"#).unwrap();
        assert_eq!((brand.organisation.as_str(), brand.accent.as_str()), ("voltAIc", VIOLET));
        let program: ProgramDefaults = serde_json::from_str("{}").unwrap();
        let steps = program.reminders.iter().map(|step| (step.amount, step.unit, step.is_on));
        let (days, hours) = (LeadUnit::Days, LeadUnit::Hours);
        let expected = [(7, days, true), (2, days, true), (1, days, false), (2, hours, true)];
        assert_eq!(steps.collect::<Vec<_>>(), expected);
        assert!(program.reminders.is_sorted_by_key(|step| std::cmp::Reverse(step.hours())));
    }
}
