//! Links that put a session into an online calendar or share it.

use std::fmt::Write;

use chrono::{DateTime, SecondsFormat, Utc};
use chrono_tz::Tz;
use magnetiq_shared::Language;

use super::CalendarEvent;
use crate::{clean, texts};

/// A new entry in Google Calendar, shown in `tz`.
pub fn google(event: &CalendarEvent, tz: Tz) -> String {
    let compact = |at: DateTime<Utc>| at.format("%Y%m%dT%H%M%SZ").to_string();
    query(
        "https://calendar.google.com/calendar/render?action=TEMPLATE",
        &[
            ("text", &clean::line(&event.title)),
            ("dates", &format!("{}/{}", compact(event.starts_at), compact(event.ends_at()))),
            ("details", &clean::lines(&event.description)),
            ("location", event.location.as_deref().unwrap_or_default()),
            ("ctz", tz.name()),
        ],
    )
}

/// A new entry in Outlook.com.
pub fn outlook(event: &CalendarEvent) -> String {
    microsoft("outlook.live.com", event)
}

/// A new entry in Office 365.
pub fn office365(event: &CalendarEvent) -> String {
    microsoft("outlook.office.com", event)
}

fn microsoft(host: &str, event: &CalendarEvent) -> String {
    let utc = |at: DateTime<Utc>| at.to_rfc3339_opts(SecondsFormat::Secs, true);
    query(
        &format!("https://{host}/calendar/0/deeplink/compose?path=/calendar/action/compose&rru=addevent"),
        &[
            ("startdt", &utc(event.starts_at)),
            ("enddt", &utc(event.ends_at())),
            ("subject", &clean::line(&event.title)),
            ("body", &clean::lines(&event.description)),
            ("location", event.location.as_deref().unwrap_or_default()),
        ],
    )
}

/// Shares a page on LinkedIn, which takes words and picture from the page itself.
pub fn linkedin(page: &str) -> String {
    query("https://www.linkedin.com/sharing/share-offsite/?", &[("url", page)])
}

/// Shares a page on X, the words already written.
pub fn x(text: &str, page: &str) -> String {
    query("https://twitter.com/intent/tweet?", &[("text", text), ("url", page)])
}

/// The words to share a session with.
pub fn share_text(title: &str, language: Language) -> String {
    texts::Texts::of(language).get("share", "text").replace("{title}", &clean::line(title))
}

/// Appends parameters, percent-encoded (a blank is `%20`: Outlook shows a `+` as it is).
fn query(start: &str, parameters: &[(&str, &str)]) -> String {
    let mut out = start.to_owned();
    for (name, value) in parameters.iter().filter(|(_, value)| !value.is_empty()) {
        if !out.ends_with('?') {
            out.push('&');
        }
        out.push_str(name);
        out.push('=');
        for byte in value.bytes() {
            match byte {
                b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' | b'/' | b':' => {
                    out.push(byte.into());
                }
                // Writing into a String can't fail.
                _ => write!(out, "%{byte:02X}").unwrap_or_default(),
            }
        }
    }
    out
}
