//! Calendar objects (RFC 5545) as mail clients really read them, and feeds.
//!
//! Times are UTC, so no VTIMEZONE is needed; the UID never changes; a mail carries `REQUEST` or `CANCEL`, a
//! download or feed `PUBLISH`. The place is the join link, never the manage link: calendars are shared.

pub mod links;
pub mod reply;
mod wire;

use chrono::{DateTime, Duration, Utc};
use icalendar::{Alarm, Calendar, Component, Event, EventLike, EventStatus, Property};
use magnetiq_shared::Language;

use crate::brand::Brand;
use crate::facts::SessionFacts;
use crate::{clean, texts};

const PRODUCT: &str = "-//Magnetiq//Webinars//EN";
const END: &str = "END:VCALENDAR";
/// What stands in a feed without entries.
const UTC_ZONE: &str = "BEGIN:VTIMEZONE\r\nTZID:Etc/UTC\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\n\
    TZOFFSETFROM:+0000\r\nTZOFFSETTO:+0000\r\nTZNAME:UTC\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n";
/// Before the start: a day, and half an hour.
const ALARMS_MINUTES: [i64; 2] = [24 * 60, 30];

/// What a calendar object asks of the one who gets it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// An invitation, or news of one: in mails.
    Request,
    /// The end of an invitation: in mails.
    Cancel,
    /// An entry to take over: downloads and feeds, never mails.
    Publish,
}

impl Method {
    /// As it stands in the object and in the content type.
    pub const fn name(self) -> &'static str {
        match self {
            Method::Request => "REQUEST",
            Method::Cancel => "CANCEL",
            Method::Publish => "PUBLISH",
        }
    }
}

/// A calendar object to be carried by a mail.
#[derive(Clone, Debug, PartialEq)]
pub struct CalendarPart {
    /// The same as inside the object.
    pub method: Method,
    /// The object, with CRLF line ends.
    pub text: String,
}

/// Who is invited.
#[derive(Clone, Debug, PartialEq)]
pub struct Attendee {
    /// The full name; may be empty.
    pub name: String,
    /// The address the mail goes to.
    pub email: String,
}

/// One entry of a calendar.
#[derive(Clone, Debug, PartialEq)]
pub struct CalendarEvent {
    /// `id@host`, the same in the mail, the download and every update.
    pub uid: String,
    /// Goes up with every change.
    pub sequence: u32,
    /// The time of sending.
    pub stamped_at: DateTime<Utc>,
    /// The start.
    pub starts_at: DateTime<Utc>,
    /// How long it lasts, in minutes.
    pub duration_minutes: u32,
    /// The title.
    pub title: String,
    /// Plain text; `\n` between lines.
    pub description: String,
    /// Where it is: the join link, or the landing page in a public feed.
    pub location: Option<String>,
    /// The program's display name.
    pub organizer_name: String,
    /// A deliverable address, the mail's `From`.
    pub organizer_email: String,
    /// Who is invited; nobody in a feed.
    pub attendee: Option<Attendee>,
    /// Whether it was cancelled: a published entry then stays, and says so.
    pub cancelled: bool,
}

impl CalendarEvent {
    /// The session's entry without a registration: no attendee, sequence 0, the UID made of the landing page.
    /// For links and feeds; a registration's entry is `CalendarEntry::event`.
    pub fn of_session(
        session: &SessionFacts,
        join_link: Option<&str>,
        language: Language,
        brand: &Brand,
    ) -> Self {
        let words = texts::Texts::of(language);
        let with = |key: &str, value: &str| format!("{}: {value}", words.get("calendar", key));
        let mut description = Vec::new();
        if !session.speaker_name.is_empty() {
            description.push(with("speaker", &session.speaker_name));
        }
        description.extend(join_link.map(|link| with("join", link)));
        description.push(with("page", &session.landing_url));
        description.push(with("help", &brand.support_email));
        let slug = session.landing_url.rsplit('/').next().unwrap_or_default();
        Self {
            uid: format!("{slug}@{}", brand.calendar_host),
            sequence: 0,
            stamped_at: session.starts_at,
            starts_at: session.starts_at,
            duration_minutes: session.duration_minutes,
            title: session.title.clone(),
            description: description.join("\n"),
            location: join_link.map(str::to_owned),
            organizer_name: brand.sender_name.clone(),
            organizer_email: brand.from_email.clone(),
            attendee: None,
            cancelled: false,
        }
    }

    /// The end.
    pub fn ends_at(&self) -> DateTime<Utc> {
        self.starts_at + Duration::minutes(self.duration_minutes.into())
    }

    /// The object for a mail or a download, with what it asks.
    pub fn part(&self, method: Method) -> CalendarPart {
        CalendarPart { method, text: write(std::slice::from_ref(self), method, None) }
    }

    fn component(&self, method: Method) -> Event {
        let mut event = Event::new();
        event.uid(&clean::line(&self.uid)).sequence(self.sequence).timestamp(self.stamped_at);
        event.starts(self.starts_at).ends(self.ends_at());
        event.summary(&clean::line(&self.title)).description(&clean::lines(&self.description));
        let is_off = self.cancelled || method == Method::Cancel;
        event.status(if is_off { EventStatus::Cancelled } else { EventStatus::Confirmed });
        if let Some(location) = self.location.as_deref().map(clean::link).filter(|link| !link.is_empty()) {
            event.location(&location).url(&location);
        }
        event.append_property(person("ORGANIZER", &self.organizer_name, &self.organizer_email).done());
        if let Some(attendee) = &self.attendee {
            let property = person("ATTENDEE", &attendee.name, &attendee.email)
                .add_parameter("CUTYPE", "INDIVIDUAL")
                .add_parameter("ROLE", "REQ-PARTICIPANT")
                .add_parameter("PARTSTAT", "NEEDS-ACTION")
                .add_parameter("RSVP", "TRUE")
                .done();
            event.append_multi_property(property);
        }
        if !is_off {
            for minutes in ALARMS_MINUTES {
                event.alarm(Alarm::display(&clean::line(&self.title), -Duration::minutes(minutes)));
            }
        }
        event.done()
    }
}

/// A feed or download of several entries: `PUBLISH`, with a name that calendar programs show.
pub fn feed(name: &str, events: &[CalendarEvent]) -> String {
    write(events, Method::Publish, Some(name))
}

fn write(events: &[CalendarEvent], method: Method, name: Option<&str>) -> String {
    let mut calendar = Calendar::empty();
    calendar.append_property(("VERSION", "2.0"));
    calendar.append_property(("PRODID", PRODUCT));
    calendar.append_property(("CALSCALE", "GREGORIAN"));
    calendar.append_property(("METHOD", method.name()));
    if let Some(name) = name {
        calendar.name(&clean::line(name));
    }
    for event in events {
        calendar.push(event.component(method));
    }
    let text = calendar.to_string();
    // An object must have something in it (RFC 5545, 3.6), and some programs refuse a feed that has nothing.
    wire::correct(&if events.is_empty() { text.replace(END, &format!("{UTC_ZONE}{END}")) } else { text })
}

/// An `ORGANIZER` or `ATTENDEE`. In a parameter there is no escaping, so quotes and the like must go.
fn person(key: &str, name: &str, email: &str) -> Property {
    let address: String = email.chars().filter(|c| !c.is_control() && !c.is_whitespace()).collect();
    let mut property = Property::new(key, format!("mailto:{address}"));
    let name = clean::display_name(name);
    property.add_parameter("CN", if name.is_empty() { &address } else { &name });
    property
}

#[cfg(test)]
mod tests;
