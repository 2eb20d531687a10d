//! [`Mail`]: every kind of mail there is, and the facts that several kinds share.
//!
//! Facts are plain values, in UTC and unformatted; words, dates and links to calendars are made while rendering.

use chrono::{DateTime, TimeZone, Utc};
use chrono_tz::Tz;
use magnetiq_shared::{Language, TranslatedText};
use minijinja::{Value, context};
use uuid::Uuid;

use crate::brand::Brand;
use crate::calendar::{Attendee, CalendarEvent, CalendarPart, Method};
use crate::messages::{
    AlreadyRegistered, Cancelled, Confirmation, NewRegistration, PlaceOffered, RequestReceived,
    ValidateAddress, WaitlistJoined,
};
use crate::texts::Texts;
use crate::{clean, localtime};

/// A mail, ready to be rendered for one recipient.
#[derive(Clone, Debug, PartialEq)]
pub enum Mail {
    /// To a registrant at once: press the button, the place is yours.
    ValidateAddress(ValidateAddress),
    /// To a registrant when the place is confirmed; carries the calendar invitation.
    Confirmation(Confirmation),
    /// To a registrant who registered again.
    AlreadyRegistered(AlreadyRegistered),
    /// To a person who now waits for a place.
    WaitlistJoined(WaitlistJoined),
    /// To a person who asked for a place, on which staff decide.
    RequestReceived(RequestReceived),
    /// To the first who waits, when a place became free.
    PlaceOffered(PlaceOffered),
    /// To a registrant whose registration was cancelled; takes the entry out of the calendar.
    Cancelled(Cancelled),
    /// To the webinar program manager, when somebody's place was confirmed.
    NewRegistration(NewRegistration),
}

impl Mail {
    /// The name of every kind, in the order of [`Mail::samples`].
    pub const KINDS: [&'static str; 8] = [
        "validate-address",
        "confirmation",
        "already-registered",
        "waitlist-joined",
        "request-received",
        "place-offered",
        "cancelled",
        "new-registration",
    ];

    /// The kind's name, stable: templates, logs and settings use it.
    pub fn kind(&self) -> &'static str {
        match self {
            Mail::ValidateAddress(_) => "validate-address",
            Mail::Confirmation(_) => "confirmation",
            Mail::AlreadyRegistered(_) => "already-registered",
            Mail::WaitlistJoined(_) => "waitlist-joined",
            Mail::RequestReceived(_) => "request-received",
            Mail::PlaceOffered(_) => "place-offered",
            Mail::Cancelled(_) => "cancelled",
            Mail::NewRegistration(_) => "new-registration",
        }
    }

    /// One mail of every kind with invented facts, for previews and tests.
    pub fn samples(language: Language) -> Vec<Mail> {
        vec![
            Mail::ValidateAddress(ValidateAddress::sample(language)),
            Mail::Confirmation(Confirmation::sample(language)),
            Mail::AlreadyRegistered(AlreadyRegistered::sample(language)),
            Mail::WaitlistJoined(WaitlistJoined::sample(language)),
            Mail::RequestReceived(RequestReceived::sample(language)),
            Mail::PlaceOffered(PlaceOffered::sample(language)),
            Mail::Cancelled(Cancelled::sample(language)),
            Mail::NewRegistration(NewRegistration::sample(language)),
        ]
    }

    /// The invented mail of one kind, or nothing where no kind has that name.
    pub fn sample(kind: &str, language: Language) -> Option<Mail> {
        Self::samples(language).into_iter().find(|mail| mail.kind() == kind)
    }

    /// The session the mail is about.
    pub fn session(&self) -> &SessionFacts {
        match self {
            Mail::ValidateAddress(mail) => &mail.session,
            Mail::Confirmation(mail) => &mail.session,
            Mail::AlreadyRegistered(mail) => &mail.session,
            Mail::WaitlistJoined(mail) => &mail.session,
            Mail::RequestReceived(mail) => &mail.session,
            Mail::PlaceOffered(mail) => &mail.session,
            Mail::Cancelled(mail) => &mail.session,
            Mail::NewRegistration(mail) => &mail.session,
        }
    }

    /// What templates know: `mail`, `session`, `brand`, nothing else.
    pub(crate) fn values(&self, language: Language, brand: &Brand) -> Value {
        let mail = match self {
            Mail::ValidateAddress(mail) => mail.values(language),
            Mail::Confirmation(mail) => mail.values(language, brand),
            Mail::AlreadyRegistered(mail) => mail.values(language, brand),
            Mail::WaitlistJoined(mail) => mail.values(),
            Mail::RequestReceived(mail) => mail.values(),
            Mail::PlaceOffered(mail) => mail.values(language),
            Mail::Cancelled(mail) => mail.values(),
            Mail::NewRegistration(mail) => mail.values(),
        };
        context! { mail, session => self.session().values(language), brand => brand.values() }
    }

    /// The calendar part the mail carries, if it carries one.
    pub(crate) fn calendar(&self, language: Language, brand: &Brand) -> Option<CalendarPart> {
        match self {
            Mail::Confirmation(mail) => {
                let event = mail.entry.event(&mail.session, Some(&mail.join_link), language, brand);
                Some(event.part(Method::Request))
            }
            Mail::Cancelled(mail) => {
                let entry = mail.entry.as_ref()?;
                Some(entry.event(&mail.session, None, language, brand).part(Method::Cancel))
            }
            _ => None,
        }
    }
}

/// What a session is held on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Platform {
    /// Zoom.
    Zoom,
    /// Microsoft Teams.
    Teams,
    /// Cisco Webex.
    Webex,
    /// Another one, of which only the link is known.
    #[default]
    Custom,
}

impl Platform {
    /// The platform that this word names: `zoom`, `teams`, `webex`; any other is one that we know nothing of.
    pub fn of(word: &str) -> Self {
        let known = [Platform::Zoom, Platform::Teams, Platform::Webex];
        known.into_iter().find(|platform| platform.key() == word).unwrap_or_default()
    }

    /// What a computer needs for it.
    pub fn technical(self) -> TranslatedText {
        let key = format!("technical_{}", self.key());
        let text = |language| Texts::of(language).get("common", &key).to_owned();
        TranslatedText { en: text(Language::En), de: Some(text(Language::De)) }
    }

    /// Where to try the connection, where the platform has such a page.
    pub fn test_url(self) -> Option<&'static str> {
        match self {
            Platform::Zoom => Some("https://zoom.us/test"),
            Platform::Webex => Some("https://www.webex.com/test-meeting.html"),
            Platform::Teams | Platform::Custom => None,
        }
    }

    /// The name templates choose the technical hints by.
    fn key(self) -> &'static str {
        match self {
            Platform::Zoom => "zoom",
            Platform::Teams => "teams",
            Platform::Webex => "webex",
            Platform::Custom => "custom",
        }
    }
}

/// A link with words of its own.
#[derive(Clone, Debug, PartialEq)]
pub struct NamedLink {
    /// The words, such as `Download the notebook`.
    pub label: String,
    /// An http or https address; another is left out.
    pub url: String,
}

/// The session as mails show it, in the recipient's language.
#[derive(Clone, Debug, PartialEq)]
pub struct SessionFacts {
    /// The title in the recipient's language.
    pub title: String,
    /// Who presents; empty where nobody is named yet.
    pub speaker_name: String,
    /// The speaker's role and company; may be empty.
    pub speaker_role: String,
    /// The start.
    pub starts_at: DateTime<Utc>,
    /// How long it lasts, in minutes.
    pub duration_minutes: u32,
    /// The session's own timezone, shown beside the viewer's where they differ.
    pub session_timezone: Tz,
    /// The recipient's timezone; it comes first.
    pub viewer_timezone: Tz,
    /// The language it is held in.
    pub language: Language,
    /// What it is held on.
    pub platform: Platform,
    /// The public page.
    pub landing_url: String,
}

impl SessionFacts {
    /// A session for previews and tests.
    pub fn sample(language: Language) -> Self {
        let (title, speaker, role, viewer, path) = match language {
            Language::En => (
                "Battery storage that pays its way",
                "Dr Hanna Rehwald",
                "head of storage, voltAIc Systems",
                Tz::Europe__London,
                "/webinars/battery-storage-2026-12",
            ),
            Language::De => (
                "Batteriespeicher, die sich rechnen",
                "Dr. Hanna Rehwald",
                "Leiterin Speicher, voltAIc Systems",
                Tz::Europe__Berlin,
                "/de/webinare/batteriespeicher-2026-12",
            ),
        };
        Self {
            title: title.into(),
            speaker_name: speaker.into(),
            speaker_role: role.into(),
            starts_at: sample_instant(8, 15, 0),
            duration_minutes: 90,
            session_timezone: Tz::Europe__Berlin,
            viewer_timezone: viewer,
            language,
            platform: Platform::Zoom,
            landing_url: format!("https://webinars.example{path}"),
        }
    }

    /// What templates know of the session; times and dates already in words.
    fn values(&self, language: Language) -> Value {
        let (here, there, at) = (self.viewer_timezone, self.session_timezone, self.starts_at);
        let time = |tz| localtime::time_range(at, self.duration_minutes, tz, language);
        let (month, day) = localtime::leaf(at, here, language);
        let differs = !localtime::same_clock(at, here, there);
        let other_day = differs && !localtime::same_day(at, here, there);
        context! {
            title => clean::line(&self.title),
            speaker => clean::line(&self.speaker_name),
            speaker_role => clean::line(&self.speaker_role),
            minutes => self.duration_minutes,
            date => localtime::date(at, here, language),
            time => time(here),
            city => localtime::city(here, language),
            host_date => if other_day { localtime::date(at, there, language) } else { String::new() },
            host_time => if differs { time(there) } else { String::new() },
            host_city => localtime::city(there, language),
            month, day,
            language => self.language.code(),
            platform => self.platform.key(),
            test_url => self.platform.test_url().unwrap_or_default(),
            landing_url => clean::link(&self.landing_url),
        }
    }
}

/// The registration's entry in the registrant's calendar.
#[derive(Clone, Debug, PartialEq)]
pub struct CalendarEntry {
    /// The registration's id; the entry's UID is made of it.
    pub registration_id: Uuid,
    /// Goes up by one at every change of time, place or state; stored with the registration.
    pub sequence: u32,
    /// The time of sending.
    pub stamped_at: DateTime<Utc>,
    /// The registrant's address, as the mail goes to it.
    pub attendee_email: String,
    /// The registrant's full name.
    pub attendee_name: String,
}

impl CalendarEntry {
    /// An entry for previews and tests.
    pub fn sample() -> Self {
        Self {
            registration_id: Uuid::from_u128(0x0193_a1b2_c3d4_7e5f_8a9b_0c1d_2e3f_4a5b),
            sequence: 0,
            stamped_at: sample_instant(1, 9, 30),
            attendee_email: "juliette.moreau@acme.example".into(),
            attendee_name: "Juliette Moreau".into(),
        }
    }

    /// The calendar object of this registration; without a join link only for a cancellation.
    pub fn event(
        &self,
        session: &SessionFacts,
        join_link: Option<&str>,
        language: Language,
        brand: &Brand,
    ) -> CalendarEvent {
        let attendee = Attendee { name: self.attendee_name.clone(), email: self.attendee_email.clone() };
        CalendarEvent {
            uid: format!("{}@{}", self.registration_id, brand.calendar_host),
            sequence: self.sequence,
            stamped_at: self.stamped_at,
            attendee: Some(attendee),
            ..CalendarEvent::of_session(session, join_link, language, brand)
        }
    }
}

/// An instant in December 2026 for samples; the arguments are constants of this crate, so the date exists.
pub(crate) fn sample_instant(day: u32, hour: u32, minute: u32) -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 12, day, hour, minute, 0).single().unwrap_or_default()
}
