//! Somebody registered who has a confirmed place already.

use magnetiq_shared::Language;
use minijinja::{Value, context};

use crate::brand::Brand;
use crate::calendar::{CalendarEvent, links};
use crate::{SessionFacts, clean};

/// Tells the owner of the address, and nobody else, that the place is there; brings its links once more.
#[derive(Clone, Debug, PartialEq)]
pub struct AlreadyRegistered {
    /// Of the registration that exists, not of the form just sent.
    pub first_name: String,
    /// The session.
    pub session: SessionFacts,
    /// The registration's reference.
    pub reference: String,
    /// To see, change or cancel the registration.
    pub manage_link: String,
    /// The personal link into the session.
    pub join_link: String,
    /// The calendar file as a download.
    pub calendar_file_link: String,
    /// How many minutes before the start the join link opens.
    pub opens_minutes_before: u32,
}

impl AlreadyRegistered {
    /// For previews and tests.
    pub fn sample(language: Language) -> Self {
        Self {
            first_name: "Juliette".into(),
            session: SessionFacts::sample(language),
            reference: "MW-7K4P2".into(),
            manage_link: "https://webinars.example/registration#token=v1.7K4P2c0ffee".into(),
            join_link: "https://webinars.example/join/7K4P2c0ffee".into(),
            calendar_file_link: "https://webinars.example/registration/calendar#token=v1.7K4P2c0ffee".into(),
            opens_minutes_before: 15,
        }
    }

    pub(crate) fn values(&self, language: Language, brand: &Brand) -> Value {
        let event = CalendarEvent::of_session(&self.session, Some(&self.join_link), language, brand);
        context! {
            first_name => clean::line(&self.first_name),
            reference => clean::line(&self.reference),
            manage_link => clean::link(&self.manage_link),
            join_link => clean::link(&self.join_link),
            calendar_file_link => clean::link(&self.calendar_file_link),
            opens_minutes_before => self.opens_minutes_before,
            google_link => links::google(&event, self.session.viewer_timezone),
            outlook_link => links::outlook(&event),
            office365_link => links::office365(&event),
        }
    }
}
