//! Who a mail comes from: names, addresses and the accent colour. The same for all mails of one installation.

use minijinja::{Value, context};

use crate::clean;

/// The sender's face in every mail. All of it is configuration or settings, nothing is typed by strangers.
#[derive(Clone, Debug, PartialEq)]
pub struct Brand {
    /// The product's name as the header shows it, such as `Magnetiq Webinars`. Its first word is set in bold.
    pub name: String,
    /// The display name in `From`.
    pub sender_name: String,
    /// The address in `From`, also the organiser of calendar entries; it must be deliverable.
    pub from_email: String,
    /// The address in `Reply-To`: the program's contact, who reads the answers.
    pub reply_to: String,
    /// Where people in trouble write to, shown in the mails.
    pub support_email: String,
    /// A number to call in an emergency, shown where given.
    pub support_phone: Option<String>,
    /// The public address of the site, without a slash at its end.
    pub base_url: String,
    /// The host in calendar UIDs. It must never change, or updates miss the entries made before.
    pub calendar_host: String,
    /// The accent colour as `#rrggbb`; anything else falls back to the product's violet.
    pub accent: String,
    /// The postal address in the footer, one line.
    pub footer_address: String,
    /// A logo (https, about 64 px square); without one a tile with the name's first letter stands there.
    pub logo_url: Option<String>,
    /// The privacy text's address.
    pub privacy_url: String,
    /// The imprint's address.
    pub imprint_url: String,
}

/// The product's violet.
pub const VIOLET: &str = "#7c3aed";

impl Brand {
    /// A brand for previews and tests.
    pub fn sample() -> Self {
        Self {
            name: "Magnetiq Webinars".into(),
            sender_name: "Magnetiq Webinars".into(),
            from_email: "webinars@webinars.example".into(),
            reply_to: "greta.lindholm@voltaic.example".into(),
            support_email: "help@voltaic.example".into(),
            support_phone: Some("+49 30 23125 014".into()),
            base_url: "https://webinars.example".into(),
            calendar_host: "webinars.example".into(),
            accent: VIOLET.into(),
            footer_address: "voltAIc Systems, Beispielallee 12, 10115 Berlin, Germany".into(),
            logo_url: None,
            privacy_url: "https://webinars.example/privacy".into(),
            imprint_url: "https://webinars.example/imprint".into(),
        }
    }

    /// The accent colour, checked, so that it can stand in a style attribute.
    pub fn accent_colour(&self) -> &str {
        let digits = self.accent.strip_prefix('#').unwrap_or_default();
        let valid = digits.len() == 6 && digits.bytes().all(|b| b.is_ascii_hexdigit());
        if valid { &self.accent } else { VIOLET }
    }

    /// What templates know of the brand.
    pub(crate) fn values(&self) -> Value {
        let name = clean::line(&self.name);
        let (bold, rest) = name.split_once(' ').unwrap_or((&name, ""));
        context! {
            bold, rest,
            initial => bold.chars().next().map(|c| c.to_uppercase().to_string()).unwrap_or_default(),
            accent => self.accent_colour(),
            // Only our own violet has a lighter sister for dark backgrounds.
            violet => self.accent_colour() == VIOLET,
            support_email => clean::line(&self.support_email),
            // Blanks that don't break: a number stays on one line.
            support_phone => clean::line(self.support_phone.as_deref().unwrap_or_default()).replace(' ', "\u{a0}"),
            footer_address => clean::line(&self.footer_address),
            base_url => clean::link(&self.base_url),
            logo_url => self.logo_url.as_deref().map(clean::link).unwrap_or_default(),
            privacy_url => clean::link(&self.privacy_url),
            imprint_url => clean::link(&self.imprint_url),
            name,
        }
    }
}
