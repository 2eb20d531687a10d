//! What somebody's calendar answers to an invitation (RFC 5546, `METHOD:REPLY`).

use icalendar::parser::{Component, Property, read_calendar, unfold};
use uuid::Uuid;

/// The longest answer that is read, in bytes.
pub const LONGEST: usize = 64 * 1024;
/// More parts than any answer has: the reader goes into each, and an answer comes from a stranger.
const MOST_PARTS: usize = 32;

/// An answer to one of our invitations.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// The registration whose entry it is.
    pub registration: Uuid,
    /// Whose calendar answers: an address as it was written.
    pub attendee: String,
    /// Whether they don't come; else they do, perhaps do, or have not decided.
    pub declines: bool,
    /// The sequence of the invitation that was answered.
    pub sequence: u32,
}

/// The answer in a calendar object; `None` where it is none, or none to an invitation of a registration.
pub fn read(text: &str) -> Option<Reply> {
    let parts =
        text.lines().filter(|line| line.get(..6).is_some_and(|start| start.eq_ignore_ascii_case("BEGIN:")));
    if text.len() > LONGEST || parts.count() > MOST_PARTS {
        return None;
    }
    let unfolded = unfold(text);
    let calendar = read_calendar(&unfolded).ok()?;
    let method = calendar.properties.iter().find(|property| property.name == "METHOD")?;
    if !method.val.as_str().eq_ignore_ascii_case("REPLY") {
        return None;
    }
    let event = calendar.components.iter().find(|part| part.name == "VEVENT")?;
    let (id, _) = value(event, "UID")?.split_once('@')?;
    // A reply has exactly one attendee: the one who answers.
    let attendee = event.find_prop("ATTENDEE")?;
    let address = attendee.val.as_str().trim();
    let address = match address.get(..7) {
        Some(scheme) if scheme.eq_ignore_ascii_case("mailto:") => &address[7..],
        _ => address,
    };
    Some(Reply {
        registration: id.parse().ok()?,
        attendee: address.to_owned(),
        declines: parameter(attendee, "PARTSTAT").is_some_and(|state| state.eq_ignore_ascii_case("DECLINED")),
        sequence: value(event, "SEQUENCE").and_then(|number| number.trim().parse().ok()).unwrap_or_default(),
    })
}

fn value<'a>(component: &'a Component<'_>, name: &str) -> Option<&'a str> {
    Some(component.find_prop(name)?.val.as_str())
}

fn parameter<'a>(property: &'a Property<'_>, name: &str) -> Option<&'a str> {
    let found = property.params.iter().find(|parameter| parameter.key == name)?;
    Some(found.val.as_ref()?.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "0193a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b";

    /// As Outlook answers: folded, with a timezone and a comment.
    fn outlook(state: &str) -> String {
        format!(
            "BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\nPRODID:Microsoft Exchange Server 2010\r\nVERSION:2.0\r\n\
             BEGIN:VTIMEZONE\r\nTZID:W. Europe Standard Time\r\nBEGIN:STANDARD\r\nDTSTART:16010101T030000\r\n\
             TZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\nBEGIN:VEVENT\r\n\
             ATTENDEE;PARTSTAT={state};CN=Juliette Moreau;X-NUM-GUESTS=0:mailto:juliette.mor\r\n eau@acme.example\r\n\
             COMMENT;LANGUAGE=de-DE:Leider verhindert\\n\r\nUID:{ID}@webinars.example\r\nSUMMARY;LANGUAGE=de-DE:Abgelehnt\r\n\
             DTSTART;TZID=W. Europe Standard Time:20261201T100000\r\nDTEND;TZID=W. Europe Standard Time:20261201T110000\r\n\
             DTSTAMP:20261120T090000Z\r\nSEQUENCE:2\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
        )
    }

    #[test]
    fn an_answer_says_who_and_whether_they_come() {
        let reply = read(&outlook("DECLINED")).unwrap();
        let expected = Reply {
            registration: ID.parse().unwrap(),
            attendee: "juliette.moreau@acme.example".into(),
            declines: true,
            sequence: 2,
        };
        assert_eq!(reply, expected);
        assert!(!read(&outlook("TENTATIVE")).unwrap().declines);
        // As Google answers.
        let google = format!(
            "BEGIN:VCALENDAR\nPRODID:-//Google Inc//Google Calendar 70.9054//EN\nVERSION:2.0\nCALSCALE:GREGORIAN\nMETHOD:REPLY\n\
             BEGIN:VEVENT\nDTSTART:20261201T090000Z\nDTEND:20261201T100000Z\nDTSTAMP:20261120T090000Z\n\
             ORGANIZER;CN=Magnetiq:mailto:webinars@magnetiq.example\nUID:{ID}@webinars.example\n\
             ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=DECLINED;CN=j@acme.example;X-NUM-GUESTS=0:mailto:j@acme.example\n\
             SEQUENCE:0\nSTATUS:CONFIRMED\nEND:VEVENT\nEND:VCALENDAR\n"
        );
        assert!(read(&google).is_some_and(|reply| reply.declines && reply.attendee == "j@acme.example"));
    }

    #[test]
    fn what_is_no_answer_is_none() {
        let whole = outlook("DECLINED");
        for wrong in [
            String::new(),
            "BEGIN:".into(),
            whole.replace("REPLY", "REQUEST"),
            whole.replace(ID, "some-session"),
            whole.replace("ATTENDEE", "X-ATTENDEE"),
            whole.replace("VEVENT", "VTODO"),
            "BEGIN:VCALENDAR\r\n".repeat(4_000),
            whole.replace("Leider", &"x".repeat(LONGEST)),
        ] {
            assert_eq!(read(&wrong), None, "{}", wrong.chars().take(200).collect::<String>());
        }
    }
}
