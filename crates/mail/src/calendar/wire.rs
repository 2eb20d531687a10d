//! The last step to a calendar file: what the writing library gets wrong is put right here.
//!
//! It stamps alarms with a `DTSTAMP` of the clock and a random `UID` (neither belongs there, and one object
//! would differ at each writing), gives their times in seconds, and folds a last piece of 75 octets into a
//! line of 76.

/// The longest line in octets, its end not counted.
const LINE: usize = 75;

/// The same object with alarms free of stamps, folded at 75 octets, each line ended by CRLF.
pub(super) fn correct(text: &str) -> String {
    let unfolded = text.replace("\r\n ", "");
    let mut out = String::with_capacity(text.len() + 64);
    let mut in_alarm = false;
    for line in unfolded.split("\r\n").filter(|line| !line.is_empty()) {
        match line {
            "BEGIN:VALARM" => in_alarm = true,
            "END:VALARM" => in_alarm = false,
            _ if in_alarm && (line.starts_with("DTSTAMP:") || line.starts_with("UID:")) => continue,
            _ => {}
        }
        match line.strip_prefix("TRIGGER:-PT").and_then(|rest| rest.strip_suffix('S')?.parse().ok()) {
            Some(seconds) => fold(&trigger(seconds), &mut out),
            None => fold(line, &mut out),
        }
    }
    out
}

/// The time of an alarm as calendar programs write it themselves: `-P1D`, `-PT30M`.
fn trigger(seconds: u32) -> String {
    match seconds {
        0 => "TRIGGER:-PT0M".to_owned(),
        _ if seconds.is_multiple_of(86_400) => format!("TRIGGER:-P{}D", seconds / 86_400),
        _ if seconds.is_multiple_of(60) => format!("TRIGGER:-PT{}M", seconds / 60),
        _ => format!("TRIGGER:-PT{seconds}S"),
    }
}

/// Appends one line, cut between characters so that no piece is longer than [`LINE`] octets.
fn fold(line: &str, out: &mut String) {
    let mut room = LINE;
    for c in line.chars() {
        if c.len_utf8() > room {
            out.push_str("\r\n ");
            room = LINE - 1;
        }
        room -= c.len_utf8();
        out.push(c);
    }
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_line_is_longer_than_75_octets_and_nothing_is_lost() {
        for length in [74, 75, 76, 149, 150, 151, 400] {
            for c in ["x", "ü", "👩‍🔬"] {
                let line: String = c.repeat(length);
                let mut out = String::new();
                fold(&line, &mut out);
                assert!(out.split("\r\n").all(|piece| piece.len() <= LINE));
                assert_eq!(out.replace("\r\n ", "").trim_end(), line);
            }
        }
    }

    #[test]
    fn stamps_leave_alarms_only() {
        let text =
            "BEGIN:VEVENT\r\nUID:1\r\nBEGIN:VALARM\r\nDTSTAMP:2\r\nUID:3\r\nEND:VALARM\r\nEND:VEVENT\r\n";
        assert_eq!(correct(text), "BEGIN:VEVENT\r\nUID:1\r\nBEGIN:VALARM\r\nEND:VALARM\r\nEND:VEVENT\r\n");
    }
}
