//! The place is confirmed.

use magnetiq_shared::Language;
use minijinja::{Value, context};

use crate::brand::Brand;
use crate::calendar::links;
use crate::{CalendarEntry, NamedLink, SessionFacts, clean};

/// Everything a registrant needs: when, how to join, what to prepare, links to calendars, how to change it.
#[derive(Clone, Debug, PartialEq)]
pub struct Confirmation {
    /// For the greeting; may be empty.
    pub first_name: String,
    /// The session.
    pub session: SessionFacts,
    /// The registration's reference, such as `MW-7K4P2`.
    pub reference: String,
    /// The price in words, such as `€69 incl. VAT`; `None` is free.
    pub price: Option<String>,
    /// Whether the price comes by invoice (else it is paid).
    pub by_invoice: bool,
    /// To see, change or cancel the registration.
    pub manage_link: String,
    /// The personal link into the session; opens only near its start.
    pub join_link: String,
    /// The calendar file as a download.
    pub calendar_file_link: String,
    /// How many minutes before the start the join link opens.
    pub opens_minutes_before: u32,
    /// What to prepare, staff's plain text; may have several lines, may be empty.
    pub preparation: String,
    /// What to download for it.
    pub materials: Vec<NamedLink>,
    /// What the computer needs; empty: the platform's usual hints.
    pub technical: String,
    /// Where to try the connection; empty: the platform's own test page, where it has one.
    pub test_link: String,
    /// The entry for the calendar.
    pub entry: CalendarEntry,
}

impl Confirmation {
    /// For previews and tests.
    pub fn sample(language: Language) -> Self {
        let (price, preparation) = match language {
            Language::En => (
                "€69 incl. VAT (early bird)",
                "Bring a load profile of your site if you would like to try the notebook on it.",
            ),
            Language::De => (
                "69 € inkl. MwSt. (Frühbucher)",
                "Wenn Sie das Notebook mit eigenen Daten ausprobieren möchten, halten Sie ein Lastprofil Ihres \
                 Standorts bereit.",
            ),
        };
        Self {
            first_name: "Juliette".into(),
            session: SessionFacts::sample(language),
            reference: "MW-7K4P2".into(),
            price: Some(price.into()),
            by_invoice: true,
            manage_link: "https://webinars.example/registration#token=v1.7K4P2c0ffee".into(),
            join_link: "https://webinars.example/join/7K4P2c0ffee".into(),
            calendar_file_link: "https://webinars.example/registration/calendar#token=v1.7K4P2c0ffee".into(),
            opens_minutes_before: 15,
            preparation: preparation.into(),
            materials: NamedLink::samples(language),
            technical: String::new(),
            test_link: String::new(),
            entry: CalendarEntry::sample(),
        }
    }

    pub(crate) fn values(&self, language: Language, brand: &Brand) -> Value {
        let event = self.entry.event(&self.session, Some(&self.join_link), language, brand);
        context! {
            first_name => clean::line(&self.first_name),
            reference => clean::line(&self.reference),
            price => self.price.as_deref().map(clean::line).unwrap_or_default(),
            by_invoice => self.by_invoice,
            manage_link => clean::link(&self.manage_link),
            join_link => clean::link(&self.join_link),
            calendar_file_link => clean::link(&self.calendar_file_link),
            opens_minutes_before => self.opens_minutes_before,
            preparation => clean::lines(&self.preparation),
            materials => NamedLink::values(&self.materials),
            technical => clean::lines(&self.technical),
            test_link => clean::link(&self.test_link),
            google_link => links::google(&event, self.session.viewer_timezone),
            outlook_link => links::outlook(&event),
            office365_link => links::office365(&event),
            linkedin_link => links::linkedin(&self.session.landing_url),
            x_link => links::x(&links::share_text(&self.session.title, language), &self.session.landing_url),
        }
    }
}
