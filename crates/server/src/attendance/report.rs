//! Reading the report of a meeting service: whichever it is, told by its header, in whichever encoding.
//!
//! Zoom writes UTF-8 with commas, and some lines about the meeting first; Teams UTF-16 with tabs, in sections; Webex
//! either. Columns are known by their names, in English and German.

use std::collections::HashMap;

use csv::{ReaderBuilder, StringRecord};
use magnetiq_shared::attendance::ReportSource;
use magnetiq_shared::fields::email_key;
use thiserror::Error;

use crate::http::table::{Start, decoded, start};

/// How many rows a report has at most.
const MOST_ROWS: usize = 50_000;

/// Why a report can't be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub(super) enum ReportError {
    /// No line of it names the columns that are needed.
    #[error("no line names a column with names or addresses")]
    NoHeader,
    /// It is longer than any meeting.
    #[error("the report has too many rows")]
    TooLong,
}

/// A report.
#[derive(Debug, PartialEq)]
pub(super) struct Report {
    pub source: ReportSource,
    pub people: Vec<Person>,
}

/// Somebody in a report; several rows of theirs are one.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Person {
    pub name: String,
    pub email: String,
    /// In sum; `None` where the report does not say.
    pub seconds: Option<u32>,
    pub rows: u32,
}

/// Which column has what.
#[derive(Clone, Copy, Debug, Default)]
struct Columns {
    name: Option<usize>,
    first_name: Option<usize>,
    last_name: Option<usize>,
    email: Option<usize>,
    duration: Option<usize>,
    attended: Option<usize>,
}

const NAMES: [&str; 10] = [
    "name (original name)",
    "user name (original name)",
    "name (originalname)",
    "name",
    "user name",
    "full name",
    "attendee name",
    "display name",
    "vollständiger name",
    "participant name",
];
const FIRST_NAMES: [&str; 3] = ["first name", "vorname", "firstname"];
const LAST_NAMES: [&str; 3] = ["last name", "nachname", "lastname"];
const EMAILS: [&str; 9] = [
    "user email",
    "email",
    "e-mail",
    "email address",
    "e-mail-adresse",
    "attendee email",
    "participant id (upn)",
    "teilnehmer-id (upn)",
    "user e-mail",
];
const DURATIONS: [&str; 12] = [
    "total duration (minutes)",
    "duration (minutes)",
    "dauer (minuten)",
    "gesamtdauer (minuten)",
    "time in session (minutes)",
    "in-meeting duration",
    "dauer in besprechung",
    "attendance duration",
    "duration",
    "dauer",
    "minutes",
    "minuten",
];

impl Columns {
    /// The columns that this line names, where it is a header.
    fn of(line: &StringRecord) -> Option<Self> {
        let cells: Vec<String> = line.iter().map(plain).collect();
        let find = |names: &[&str]| names.iter().find_map(|name| cells.iter().position(|cell| cell == name));
        let columns = Self {
            name: find(&NAMES),
            first_name: find(&FIRST_NAMES),
            last_name: find(&LAST_NAMES),
            email: find(&EMAILS),
            duration: find(&DURATIONS),
            attended: find(&["attended", "teilgenommen"]),
        };
        let names_somebody = columns.email.is_some() || columns.name.is_some() || columns.last_name.is_some();
        // Zoom begins with a table about the meeting, whose address is the host's; a table may have a lone "name".
        let about_meeting = ["topic", "thema", "meeting id", "meeting-id"].map(str::to_owned);
        let about_meeting = about_meeting.iter().any(|name| cells.contains(name));
        (names_somebody
            && !about_meeting
            && cells.len() > 1
            && (columns.email.is_some() || columns.duration.is_some()))
        .then_some(columns)
    }

    fn person(&self, line: &StringRecord) -> Option<Person> {
        let cell = |at: Option<usize>| at.and_then(|at| line.get(at)).unwrap_or_default().trim();
        if matches!(plain(cell(self.attended)).as_str(), "no" | "nein") {
            return None;
        }
        let whole = cell(self.name);
        let name = match whole.is_empty() {
            true => format!("{} {}", cell(self.first_name), cell(self.last_name)).trim().to_owned(),
            false => whole.to_owned(),
        };
        let email = cell(self.email);
        let email = if email.contains('@') { email } else { "" };
        // The rest of a report has sections of its own, with other lines.
        if name.is_empty() && email.is_empty() {
            return None;
        }
        let seconds = self.duration.and_then(|at| line.get(at)).and_then(seconds);
        if self.duration.is_some() && seconds.is_none() && email.is_empty() {
            return None;
        }
        Some(Person { name, email: email.to_owned(), seconds, rows: 1 })
    }
}

/// Reads a report.
///
/// # Errors
/// Where it is none.
pub(super) fn read(bytes: &[u8]) -> Result<Report, ReportError> {
    let text = decoded(bytes);
    let lines = lines(&text);
    if lines.len() > MOST_ROWS {
        return Err(ReportError::TooLong);
    }
    let mut columns: Option<Columns> = None;
    let mut source = ReportSource::Other;
    let mut people: Vec<Person> = Vec::new();
    let mut ended = false;
    for line in &lines {
        if let Some(found) = Columns::of(line) {
            // Teams lists every coming and going again below: what was summed is not counted twice.
            if columns.is_some() && !people.is_empty() && source == ReportSource::Teams {
                break;
            }
            source = source_of(line, &text);
            columns = Some(found);
            continue;
        }
        let is_section = line.iter().filter(|cell| !cell.trim().is_empty()).count() <= 1
            && line.get(0).is_some_and(|cell| cell.trim().starts_with(|c: char| c.is_ascii_digit()));
        ended |= columns.is_some() && !people.is_empty() && is_section;
        if let (Some(columns), false) = (columns, ended) {
            people.extend(columns.person(line));
        }
    }
    match columns {
        Some(_) => Ok(Report { source, people: sum(people) }),
        None => Err(ReportError::NoHeader),
    }
}

/// Adds up the rows of each person.
fn sum(rows: Vec<Person>) -> Vec<Person> {
    let mut at: HashMap<String, usize> = HashMap::new();
    let mut people: Vec<Person> = Vec::new();
    for row in rows {
        let key = if row.email.is_empty() { name_key(&row.name) } else { email_key(&row.email) };
        match at.get(&key).and_then(|at| people.get_mut(*at)) {
            Some(known) => {
                known.rows += 1;
                known.seconds = together(known.seconds, row.seconds);
                if known.name.is_empty() {
                    known.name = row.name;
                }
            }
            None => {
                at.insert(key, people.len());
                people.push(row);
            }
        }
    }
    people
}

/// Two times as one, as far as the report tells them.
pub(super) fn together(one: Option<u32>, other: Option<u32>) -> Option<u32> {
    match (one, other) {
        (Some(a), Some(b)) => Some(a.saturating_add(b)),
        (one, other) => one.or(other),
    }
}

/// A name as names are compared: small letters, single spaces, without what services add in brackets.
pub(super) fn name_key(name: &str) -> String {
    let bare = name.split(['(', '[']).next().unwrap_or_default();
    let bare = match bare.split_once(',') {
        Some((last, first)) => format!("{first} {last}"),
        None => bare.to_owned(),
    };
    bare.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

fn source_of(header: &StringRecord, text: &str) -> ReportSource {
    let cells: Vec<String> = header.iter().map(plain).collect();
    let has = |part: &str| cells.iter().any(|cell| cell.contains(part));
    if has("in-meeting duration") || has("participant id (upn)") || has("besprechung") || has("(upn)") {
        ReportSource::Teams
    } else if has("original name")
        || has("user email")
        || has("time in session")
        || text.contains("Webinar ID")
    {
        ReportSource::Zoom
    } else if has("attendee email") || has("attendance duration") || has("attendee name") {
        ReportSource::Webex
    } else {
        ReportSource::Other
    }
}

/// The lines as cells, by the delimiter that is there most often.
fn lines(text: &str) -> Vec<StringRecord> {
    let Start { rest: text, delimiter: told, .. } = start(text);
    let count = |delimiter: char| text.matches(delimiter).count();
    let most = [b'\t', b';', b','].into_iter().max_by_key(|byte| count(char::from(*byte)));
    ReaderBuilder::new()
        .delimiter(told.or(most).unwrap_or(b','))
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes())
        .records()
        .take(MOST_ROWS + 1)
        .filter_map(Result::ok)
        .collect()
}

/// A cell as headers are compared.
fn plain(cell: &str) -> String {
    cell.trim().trim_matches('"').split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// `58`, `58.5` and `58,5` are minutes; `58 mins`, `1h 2m 3s`, `1 Std. 2 Min.` and `01:02:03` say what they are.
fn seconds(cell: &str) -> Option<u32> {
    let cell = plain(cell);
    if cell.contains(':') {
        let parts: Option<Vec<u32>> = cell.split(':').map(|part| part.trim().parse().ok()).collect();
        let parts = parts?;
        let is_time = matches!(parts.len(), 2 | 3);
        return parts
            .into_iter()
            .filter(|_| is_time)
            .try_fold(0_u32, |sum, part| sum.checked_mul(60)?.checked_add(part))
            .filter(|_| is_time);
    }
    if let Ok(minutes) = cell.replace(',', ".").parse::<f64>() {
        return (0.0..=100_000.0).contains(&minutes).then_some((minutes * 60.0).round() as u32);
    }
    let (mut sum, mut digits, mut found) = (0_u32, String::new(), false);
    let mut letters = cell.chars().peekable();
    while let Some(letter) = letters.next() {
        if letter.is_ascii_digit() {
            digits.push(letter);
        } else if letter.is_alphabetic() && !digits.is_empty() {
            let number: u32 = std::mem::take(&mut digits).parse().ok()?;
            let unit = match letter {
                'h' => 3600,
                'm' => 60,
                's' if letters.peek() == Some(&'t') => 3600,
                's' => 1,
                _ => return None,
            };
            sum = sum.checked_add(number.checked_mul(unit)?)?;
            found = true;
        }
    }
    found.then_some(sum)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(name: &str, email: &str, minutes: u32, rows: u32) -> Person {
        Person { name: name.into(), email: email.into(), seconds: Some(minutes * 60), rows }
    }

    #[test]
    fn zooms_list_is_read_and_rows_of_a_person_are_summed() {
        let text = "Meeting ID,Topic,Start Time,End Time,User Email,Duration (Minutes),Participants\n\
            861,Battery storage,12/08/2026,12/08/2026,host@voltaic.example,62,3\n\n\
            Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes),Guest\n\
            Juliette Morel,juliette@kestrel.example,15:01,15:31,30,Yes\n\
            Juliette Morel,JULIETTE@kestrel.example,15:32,15:55,23,Yes\n\
            \"Müller, Jürgen\",,15:00,16:00,60,Yes\n";
        let report = read(text.as_bytes()).unwrap();
        assert_eq!(report.source, ReportSource::Zoom);
        let expected = [
            person("Juliette Morel", "juliette@kestrel.example", 53, 2),
            person("Müller, Jürgen", "", 60, 1),
        ];
        assert_eq!(report.people, expected);
        assert_eq!(name_key("Müller,  Jürgen (Guest)"), "jürgen müller");
    }

    #[test]
    fn teams_writes_utf_16_with_tabs_and_sections() {
        let text = "1. Summary\nMeeting title\tBattery storage\nAttended participants\t2\nMeeting duration\t1h 2m 3s\n\n\
            2. Participants\n\
            Name\tFirst Join\tLast Leave\tIn-Meeting Duration\tEmail\tParticipant ID (UPN)\tRole\n\
            Jürgen Müller\t12/8/26, 3:00 PM\t12/8/26, 4:00 PM\t1h 2s\tjuergen@other.example\tjuergen@other.example\tAttendee\n\
            Juliette Morel\t12/8/26, 3:00 PM\t12/8/26, 3:20 PM\t20m 5s\t\t\tAttendee\n\n\
            3. In-Meeting Activities\n\
            Name\tJoin Time\tLeave Time\tDuration\tEmail\tRole\n\
            Jürgen Müller\t12/8/26, 3:00 PM\t12/8/26, 4:00 PM\t1h 2s\tjuergen@other.example\tAttendee\n";
        let wide: Vec<u8> = [0xff, 0xfe]
            .into_iter()
            .chain(text.replace('\n', "\r\n").encode_utf16().flat_map(u16::to_le_bytes))
            .collect();
        let report = read(&wide).unwrap();
        assert_eq!(report.source, ReportSource::Teams);
        let people = [("Jürgen Müller", "juergen@other.example", 3602), ("Juliette Morel", "", 1205)];
        let found: Vec<_> =
            report.people.iter().map(|one| (&*one.name, &*one.email, one.seconds.unwrap())).collect();
        assert_eq!(found, people);
    }

    #[test]
    fn webex_and_plain_tables_are_read() {
        let text = "Meeting Name\tAttendee Name\tAttendee Email\tJoin Time\tAttendance Duration\n\
            Storage\tJuliette Morel\tjuliette@kestrel.example\t15:00\t58 mins\n";
        let report = read(text.as_bytes()).unwrap();
        assert_eq!(report.source, ReportSource::Webex);
        assert_eq!(report.people, [person("Juliette Morel", "juliette@kestrel.example", 58, 1)]);
        let report = read("\u{feff}Vorname;Nachname;E-Mail\nJürgen;Müller;j@o.example\n".as_bytes()).unwrap();
        assert_eq!(report.source, ReportSource::Other);
        let expected =
            Person { name: "Jürgen Müller".into(), email: "j@o.example".into(), seconds: None, rows: 1 };
        assert_eq!(report.people, [expected]);
    }

    #[test]
    fn durations_are_read_as_they_are_written() {
        for (cell, expected) in [
            ("58", Some(3480)),
            ("58,5", Some(3510)),
            ("1h 2m 3s", Some(3723)),
            ("1 Std. 2 Min. 3 Sek.", Some(3723)),
            ("58 mins", Some(3480)),
            ("01:02:03", Some(3723)),
            ("", None),
            ("3:00 PM", None),
            ("-5", None),
            ("99999999999h", None),
            ("4000000000:00:00", None),
            ("1:2:3:4", None),
        ] {
            assert_eq!(seconds(cell), expected, "{cell}");
        }
    }

    #[test]
    fn what_is_no_report_is_refused() {
        for text in ["", "hello", "a,b,c\n1,2,3", "\u{0}\u{1}", "<html><body>Sign in</body></html>"] {
            assert_eq!(read(text.as_bytes()), Err(ReportError::NoHeader), "{text:?}");
        }
        assert_eq!(read(&[0xff, 0xfe, 0x41]), Err(ReportError::NoHeader));
    }
}
