//! The facts that several kinds of mail share: a session, and an entry in a calendar.
//!
//! They are plain values, in UTC and unformatted; words and dates are made while rendering.

use chrono::{DateTime, TimeZone, Utc};
use chrono_tz::Tz;
use magnetiq_shared::{Language, TranslatedText};
use minijinja::{Value, context};
use uuid::Uuid;

use crate::brand::Brand;
use crate::calendar::{Attendee, CalendarEvent};
use crate::texts::Texts;
use crate::{clean, localtime};

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
    pub(crate) fn values(&self, language: Language) -> Value {
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

/// Where samples lead in the panel.
pub(crate) fn sample_panel_link(path: &str) -> String {
    format!("https://webinars.example{path}")
}

/// The id of something in samples; the number sets it apart from others.
pub(crate) fn sample_id(number: u32) -> Uuid {
    Uuid::from_u128(0x0193_a1b2_c3d4_7e5f_8a9b_0c1d_2e3f_4a00 + u128::from(number))
}

/// An instant in December 2026 for samples; the arguments are constants of this crate, so the date exists.
pub(crate) fn sample_instant(day: u32, hour: u32, minute: u32) -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 12, day, hour, minute, 0).single().unwrap_or_default()
}
