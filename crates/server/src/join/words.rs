//! What the page says, in both languages.

use chrono::TimeDelta;
use magnetiq_shared::Language;

/// The page's texts.
pub(super) struct Words {
    pub early: &'static str,
    /// Above the time that is left.
    pub doors: &'static str,
    /// Days, hours and minutes: one, and many.
    units: [[&'static str; 2]; 3],
    pub no_link_yet: &'static str,
    pub no_place: &'static str,
    pub cancelled: &'static str,
    pub over: &'static str,
    pub recording: &'static str,
    pub watch: &'static str,
    pub about: &'static str,
    pub dead_title: &'static str,
    pub dead: &'static str,
    pub all: &'static str,
}

impl Words {
    pub(super) fn of(language: Language) -> &'static Self {
        match language {
            Language::En => &ENGLISH,
            Language::De => &GERMAN,
        }
    }

    /// The time that is left, in its two largest units: `["2 days", "3 hours"]`. Minutes are rounded up, so that it is
    /// never zero before the doors open.
    pub(super) fn until(&self, left: TimeDelta) -> Vec<String> {
        let minutes = (left.num_seconds().max(1) + 59) / 60;
        let numbers = [minutes / (24 * 60), minutes / 60 % 24, minutes % 60];
        let first = numbers.iter().position(|number| *number > 0).unwrap_or(2);
        let of = |(number, [one, many]): (&i64, &[&str; 2])| {
            format!("{number}\u{a0}{}", if *number == 1 { one } else { many })
        };
        numbers.iter().zip(&self.units).skip(first).take(2).map(of).collect()
    }
}

const ENGLISH: Words = Words {
    early: "You’re early. The door opens 15 minutes before the start; this page then takes you in by itself.",
    doors: "The door opens in",
    units: [["day", "days"], ["hour", "hours"], ["minute", "minutes"]],
    no_link_yet: "The link into the meeting will be here in a moment. This page looks again every minute.",
    no_place: "This registration has no place in the webinar (any more). The webinar’s page shows what you can do.",
    cancelled: "This webinar was cancelled.",
    over: "This webinar is over. Thank you for being there.",
    recording: "This webinar is over. Its recording is here for you.",
    watch: "Watch the recording",
    about: "About this webinar",
    dead_title: "This link doesn’t work any more",
    dead: "Perhaps it was not copied whole, or the registration no longer exists. Use the link in your newest mail from us.",
    all: "All webinars",
};

const GERMAN: Words = Words {
    early: "Sie sind früh dran. 15 Minuten vor Beginn öffnet sich die Tür; diese Seite bringt Sie dann von selbst hinein.",
    doors: "Die Tür öffnet sich in",
    units: [["Tag", "Tagen"], ["Stunde", "Stunden"], ["Minute", "Minuten"]],
    no_link_yet: "Der Zugang zum Webinar erscheint hier in Kürze. Diese Seite schaut jede Minute nach.",
    no_place: "Zu dieser Anmeldung gehört kein Platz (mehr). Was Sie tun können, steht auf der Seite des Webinars.",
    cancelled: "Dieses Webinar wurde abgesagt.",
    over: "Dieses Webinar ist vorbei. Danke, dass Sie dabei waren.",
    recording: "Dieses Webinar ist vorbei. Die Aufzeichnung steht für Sie bereit.",
    watch: "Aufzeichnung ansehen",
    about: "Zu diesem Webinar",
    dead_title: "Dieser Link funktioniert nicht mehr",
    dead: "Vielleicht wurde er nicht ganz kopiert, oder die Anmeldung gibt es nicht mehr. Nehmen Sie den Link aus unserer neuesten E-Mail an Sie.",
    all: "Alle Webinare",
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_time_that_is_left_is_told_in_two_units_and_never_as_nothing() {
        let said = |seconds| ENGLISH.until(TimeDelta::seconds(seconds)).join(" ").replace('\u{a0}', " ");
        assert_eq!(said(2 * 86_400 + 3 * 3_600), "2 days 3 hours");
        assert_eq!(said(86_400 + 59), "1 day 0 hours");
        assert_eq!(said(3_600 + 61), "1 hour 2 minutes");
        assert_eq!(said(61), "2 minutes");
        assert_eq!(said(1), "1 minute");
        assert_eq!(GERMAN.until(TimeDelta::days(3))[0], "3\u{a0}Tagen");
    }
}
