//! What follows a session, and when: it becomes known who was there, and mails go to those who were and who were not.

use chrono::{DateTime, Duration, Utc};

/// How long after the end it is decided who was there, where people came by their personal links.
pub const ATTENDANCE: Duration = Duration::hours(2);
/// How long mails wait for the recording's link.
pub const RECORDING: Duration = Duration::hours(24);
/// How long after the end anything is still done by itself.
pub const CLOSED: Duration = Duration::days(30);
/// How long after the end people may say how it was, and change it.
pub const FEEDBACK: Duration = Duration::days(30);

/// What has to be known of a session to decide what follows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClosingFacts {
    /// When it was planned to end.
    pub ends_at: DateTime<Utc>,
    /// Whether anything tells who was there: somebody came by their link, or a report was read in.
    pub has_source: bool,
    /// Since when it is known who was there.
    pub completed_at: Option<DateTime<Utc>>,
    /// Whether it is recorded.
    pub expects_recording: bool,
    /// Whether the recording's link is there.
    pub has_recording: bool,
}

impl ClosingFacts {
    /// When it is decided who was there, without anybody saying so. Never, where nothing tells: nobody is called
    /// absent because nobody looked.
    pub fn completes_at(&self) -> Option<DateTime<Utc>> {
        (self.completed_at.is_none() && self.has_source).then(|| self.ends_at + ATTENDANCE)
    }

    /// When mails go to those who were there and who were not: as soon as that is known and the recording is there (or
    /// will not be), but a day after the end at the latest.
    pub fn follow_up_at(&self) -> DateTime<Utc> {
        let latest = self.ends_at + RECORDING;
        let waits = self.expects_recording && !self.has_recording;
        match self.completed_at.or(self.completes_at()) {
            Some(known) if !waits => known.max(self.ends_at).min(latest),
            _ => latest,
        }
    }

    /// Whether mails go out now. Afterwards, whoever is late to be known as there or not gets theirs, too.
    pub fn follows_up(&self, now: DateTime<Utc>) -> bool {
        self.follow_up_at() <= now && now < self.ends_at + CLOSED
    }

    /// Whether people may say how it was.
    pub fn takes_feedback(&self, now: DateTime<Utc>) -> bool {
        self.ends_at <= now && now < self.ends_at + FEEDBACK
    }
}

/// Whether somebody was there who went in by their link or did not, and was there so long as far as a report says.
pub fn was_there(joined: bool, minutes: Option<u32>, min_minutes: u32) -> bool {
    minutes.map_or(joined, |minutes| minutes >= min_minutes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(hours: i64) -> DateTime<Utc> {
        DateTime::UNIX_EPOCH + Duration::hours(hours)
    }

    /// Ended at hour 100; nothing is known yet.
    fn facts() -> ClosingFacts {
        ClosingFacts {
            ends_at: at(100),
            has_source: false,
            completed_at: None,
            expects_recording: true,
            has_recording: false,
        }
    }

    #[test]
    fn attendance_is_decided_by_itself_where_something_tells_it() {
        let told = ClosingFacts { has_source: true, ..facts() };
        for (facts, expected) in [
            (facts(), None),
            (told, Some(at(102))),
            (ClosingFacts { completed_at: Some(at(101)), ..told }, None),
        ] {
            assert_eq!(facts.completes_at(), expected, "{facts:?}");
        }
    }

    #[test]
    fn mails_wait_for_attendance_and_recording_but_a_day_at_most() {
        // Something tells, known since, recorded, recording is there; due at hour.
        for (has_source, known, expects_recording, has_recording, due) in [
            (false, None, true, false, 124),
            (false, None, true, true, 124),
            (false, None, false, false, 124),
            (true, None, true, false, 124),
            (true, None, true, true, 102),
            (true, None, false, false, 102),
            (true, Some(101), true, false, 124),
            (true, Some(101), true, true, 101),
            (false, Some(99), false, false, 100),
            (false, Some(110), true, true, 110),
            (false, Some(150), true, false, 124),
            (false, Some(150), true, true, 124),
        ] {
            let facts = ClosingFacts {
                has_source,
                completed_at: known.map(at),
                expects_recording,
                has_recording,
                ..facts()
            };
            assert_eq!(facts.follow_up_at(), at(due), "{facts:?}");
            assert!(!facts.follows_up(at(due - 1)) && facts.follows_up(at(due)), "{facts:?}");
            assert!(!facts.follows_up(at(100 + 30 * 24)), "it is long over");
        }
    }

    #[test]
    fn a_report_knows_better_than_a_link() {
        for (joined, minutes, there) in
            [(false, None, false), (true, None, true), (true, Some(4), false), (false, Some(5), true)]
        {
            assert_eq!(was_there(joined, minutes, 5), there, "{joined} {minutes:?}");
        }
        assert!(was_there(false, Some(0), 0), "whoever is in the report at all");
    }

    #[test]
    fn feedback_is_open_for_a_month() {
        let (first, last) = (at(100), at(100 + 30 * 24));
        assert!(!facts().takes_feedback(first - Duration::seconds(1)) && facts().takes_feedback(first));
        assert!(facts().takes_feedback(last - Duration::seconds(1)) && !facts().takes_feedback(last));
    }
}
