//! What a calendar file must be, read back by a parser.

use super::*;
use crate::CalendarEntry;

fn event() -> CalendarEvent {
    let session = SessionFacts::sample(Language::En);
    CalendarEntry::sample().event(
        &session,
        Some("https://webinars.example/join/abc"),
        Language::En,
        &Brand::sample(),
    )
}

fn unfolded(text: &str) -> String {
    text.replace("\r\n ", "")
}

#[test]
fn an_invitation_has_all_it_needs() {
    let text = unfolded(&event().part(Method::Request).text);
    for line in [
        "METHOD:REQUEST",
        "UID:0193a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b@webinars.example",
        "SEQUENCE:0",
        "DTSTAMP:20261201T093000Z",
        "DTSTART:20261208T150000Z",
        "DTEND:20261208T163000Z",
        "STATUS:CONFIRMED",
        "SUMMARY:Battery storage that pays its way",
        "LOCATION:https://webinars.example/join/abc",
        "URL:https://webinars.example/join/abc",
        "ORGANIZER;CN=Magnetiq Webinars:mailto:webinars@webinars.example",
        "TRIGGER:-P1D",
        "TRIGGER:-PT30M",
    ] {
        assert!(text.lines().any(|found| found == line), "{line} is missing in\n{text}");
    }
    let attendee = text.lines().find(|line| line.starts_with("ATTENDEE")).unwrap();
    assert!(attendee.contains("PARTSTAT=NEEDS-ACTION") && attendee.contains("RSVP=TRUE"));
    assert!(attendee.ends_with(":mailto:juliette.moreau@acme.example"));
}

#[test]
fn a_cancellation_keeps_uid_organizer_and_attendee() {
    let (request, cancel) = (event().part(Method::Request).text, event().part(Method::Cancel).text);
    let line =
        |text: &str, key: &str| unfolded(text).lines().find(|line| line.starts_with(key)).map(str::to_owned);
    for key in ["UID", "ORGANIZER", "ATTENDEE"] {
        assert!(line(&cancel, key).is_some());
        assert_eq!(line(&request, key), line(&cancel, key));
    }
    assert!(cancel.contains("METHOD:CANCEL\r\n") && cancel.contains("STATUS:CANCELLED\r\n"));
    assert!(!cancel.contains("VALARM"));
}

#[test]
fn lines_are_folded_and_ended_by_crlf_and_the_same_each_time() {
    let mut event = event();
    event.title = "Grüße, 100 %; \\ „Speicher“ 👩‍🔬 ".repeat(9);
    event.description = "one\r\ntwo, three; four\u{7}\u{202e}".into();
    let text = event.part(Method::Request).text;
    assert_eq!(text, event.part(Method::Request).text);
    assert!(text.ends_with("\r\n") && text.matches('\n').count() == text.matches("\r\n").count());
    assert!(text.split("\r\n").all(|line| line.len() <= 75));
    assert!(unfolded(&text).contains("DESCRIPTION:one\\ntwo\\, three\\; four\r\n"));
    let read: Calendar = text.parse().unwrap();
    let found = read.events().next().unwrap();
    assert_eq!(found.get_summary(), Some(event.title.trim()));
    assert_eq!(found.get_description(), Some("one\ntwo, three; four"));
}

#[test]
fn names_cannot_add_lines_or_parameters() {
    let mut event = event();
    event.attendee = Some(Attendee {
        name: "Eve\r\nATTENDEE:mailto:x@y.example\";ROLE=CHAIR".into(),
        email: "eve@a.example\r\nX:1".into(),
    });
    let text = unfolded(&event.part(Method::Request).text);
    assert_eq!(text.lines().filter(|line| line.starts_with("ATTENDEE")).count(), 1);
    assert!(!text.lines().any(|line| line.starts_with("X:")) && !text.contains(";ROLE=CHAIR"));
}

#[test]
fn a_feed_holds_several_entries() {
    let second = CalendarEvent { uid: "other@webinars.example".into(), attendee: None, ..event() };
    let text = feed("Webinars, all of them", &[event(), second]);
    assert!(text.contains("METHOD:PUBLISH\r\n"));
    assert_eq!(text.parse::<Calendar>().unwrap().events().count(), 2);
}

#[test]
fn links_encode_what_they_carry() {
    let mut event = event();
    event.title = "Costs & benefits + more".into();
    let google = links::google(&event, chrono_tz::Tz::Europe__Berlin);
    assert!(
        google.contains("text=Costs%20%26%20benefits%20%2B%20more&dates=20261208T150000Z/20261208T163000Z")
    );
    assert!(google.ends_with("&ctz=Europe/Berlin"));
    let outlook = links::outlook(&event);
    assert!(outlook.contains("&startdt=2026-12-08T15:00:00Z&enddt=2026-12-08T16:30:00Z&subject=Costs%20"));
    assert!(
        links::office365(&event).starts_with("https://outlook.office.com/calendar/0/deeplink/compose?path=")
    );
}
