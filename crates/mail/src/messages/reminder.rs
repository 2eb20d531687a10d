//! The session is near.

use magnetiq_shared::Language;
use minijinja::{Value, context};

use crate::brand::Brand;
use crate::calendar::{CalendarEvent, links};
use crate::parts::{AgendaItem, Contact, Lead};
use crate::{CalendarEntry, NamedLink, SessionFacts, clean};

/// From this many days before, a mail offers words to share.
const SHARE_DAYS: u32 = 3;

/// Reminds a confirmed registrant. Days before it brings everything to prepare; hours before the way in comes
/// first, and whom to call if it stays shut.
#[derive(Clone, Debug, PartialEq)]
pub struct Reminder {
    /// How long until the start.
    pub lead: Lead,
    /// For the greeting; may be empty.
    pub first_name: String,
    /// The session.
    pub session: SessionFacts,
    /// The registration's reference.
    pub reference: String,
    /// To see, change or cancel the registration.
    pub manage_link: String,
    /// The personal link into the session; opens only near its start.
    pub join_link: String,
    /// The calendar file as a download.
    pub calendar_file_link: String,
    /// How many minutes before the start the join link opens.
    pub opens_minutes_before: u32,
    /// How the meeting goes, staff's plain text; may have several lines, may be empty.
    pub instructions: String,
    /// What happens in it; may be empty.
    pub agenda: Vec<AgendaItem>,
    /// What to prepare, staff's plain text; may have several lines, may be empty.
    pub preparation: String,
    /// What to download for it.
    pub materials: Vec<NamedLink>,
    /// Whether to say what the computer needs and where to try the connection.
    pub technical_check: bool,
    /// What the computer needs; empty: the platform's usual hints.
    pub technical: String,
    /// Where to try the connection; empty: the platform's own test page, where it has one.
    pub test_link: String,
    /// Whom to call when the way in stays shut; shown hours before only.
    pub emergency: Option<Contact>,
    /// The entry for the calendar, as it is now; `None` brings no file along.
    pub entry: Option<CalendarEntry>,
}

impl Reminder {
    /// For previews and tests: a week before.
    pub fn sample(language: Language) -> Self {
        let (instructions, preparation) = match language {
            Language::En => (
                "Your microphone is off when you come in. Ask in the chat at any time; at the end you can speak, too.",
                "Bring a load profile of your site if you would like to try the notebook on it.",
            ),
            Language::De => (
                "Ihr Mikrofon ist beim Eintreten aus. Fragen Sie jederzeit im Chat; am Ende können Sie auch \
                 sprechen.",
                "Wenn Sie das Notebook mit eigenen Daten ausprobieren möchten, halten Sie ein Lastprofil Ihres \
                 Standorts bereit.",
            ),
        };
        Self {
            lead: Lead::Days(7),
            first_name: "Juliette".into(),
            session: SessionFacts::sample(language),
            reference: "MW-7K4P2".into(),
            manage_link: "https://webinars.example/registration#token=v1.7K4P2c0ffee".into(),
            join_link: "https://webinars.example/join/7K4P2c0ffee".into(),
            calendar_file_link: "https://webinars.example/registration/calendar#token=v1.7K4P2c0ffee".into(),
            opens_minutes_before: 15,
            instructions: instructions.into(),
            agenda: AgendaItem::samples(language),
            preparation: preparation.into(),
            materials: NamedLink::samples(language),
            technical_check: true,
            technical: String::new(),
            test_link: String::new(),
            emergency: Some(Contact::sample()),
            entry: Some(CalendarEntry::sample()),
        }
    }

    pub(crate) fn values(&self, language: Language, brand: &Brand) -> Value {
        let event = CalendarEvent::of_session(&self.session, Some(&self.join_link), language, brand);
        context! {
            when => self.lead.words(language),
            when_first => clean::capitalised(&self.lead.words(language)),
            soon => self.lead.is_soon(),
            share => matches!(self.lead, Lead::Days(days) if days >= SHARE_DAYS),
            first_name => clean::line(&self.first_name),
            reference => clean::line(&self.reference),
            manage_link => clean::link(&self.manage_link),
            join_link => clean::link(&self.join_link),
            calendar_file_link => clean::link(&self.calendar_file_link),
            opens_minutes_before => self.opens_minutes_before,
            instructions => clean::lines(&self.instructions),
            agenda => AgendaItem::values(&self.agenda),
            preparation => clean::lines(&self.preparation),
            materials => NamedLink::values(&self.materials),
            technical_check => self.technical_check,
            technical => clean::lines(&self.technical),
            test_link => clean::link(&self.test_link),
            emergency => self.emergency.as_ref().map(Contact::line).unwrap_or_default(),
            google_link => links::google(&event, self.session.viewer_timezone),
            outlook_link => links::outlook(&event),
            office365_link => links::office365(&event),
            linkedin_link => links::linkedin(&self.session.landing_url),
            x_link => links::x(&links::share_text(&self.session.title, language), &self.session.landing_url),
        }
    }
}
