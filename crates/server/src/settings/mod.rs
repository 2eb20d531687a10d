//! What staff set for the whole program: the house and its brand, who manages the program, defaults. Each group
//! is one row of JSON; what a row lacks has a sensible default, so that an empty table works.

mod queries;

use magnetiq_shared::TranslatedText;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

pub use queries::{legal_dates, legal_text, load, save};

/// All settings, as one process keeps them until the program's version changes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Settings {
    /// The house and its brand.
    pub brand: BrandSettings,
    /// Who manages the program.
    pub manager: ManagerSettings,
    /// The versions in force of the texts that people accept.
    pub legal: LegalVersions,
}

/// The versions in force of the texts that people accept; `None` where the house has no such text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LegalVersions {
    /// Terms and conditions.
    pub terms: Option<u32>,
    /// Privacy notice.
    pub privacy: Option<u32>,
}

/// The house and its brand, on the site and in mails.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
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
    /// The accent colour of mails, `#rrggbb`.
    pub accent: String,
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
            accent: magnetiq_mail::brand::VIOLET.to_owned(),
        }
    }
}

/// The webinar program manager (WPM) and what they want to hear of.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ManagerSettings {
    /// One of the consultants.
    pub consultant_id: Option<Uuid>,
    /// A mail for each new registration.
    pub new_registrations: bool,
}

impl Default for ManagerSettings {
    fn default() -> Self {
        Self { consultant_id: None, new_registrations: true }
    }
}
