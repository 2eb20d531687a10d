//! What the clock and the seats make of a session.

use chrono::{DateTime, Duration, Utc};
use magnetiq_shared::sessions::{RegistrationState, SessionStatus};

/// How long after its planned end a session still counts as live, unless a host says so earlier.
pub const GRACE: Duration = Duration::minutes(15);

/// How long before the start the way into the meeting opens.
pub const DOORS: Duration = Duration::minutes(15);

/// What has to be known of a session to decide about its registrations.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionFacts {
    /// As stored; the clock may be ahead of it.
    pub status: SessionStatus,
    /// When it starts.
    pub starts_at: DateTime<Utc>,
    /// When it is planned to end.
    pub ends_at: DateTime<Utc>,
    /// When registration opens; `None`: open since it was published.
    pub opens_at: Option<DateTime<Utc>>,
    /// When registration closes; `None`: when the session starts.
    pub closes_at: Option<DateTime<Utc>>,
    /// How many seats there are; `None` is no limit.
    pub capacity: Option<u32>,
    /// Seats taken: confirmed, attended, no-show, and live holds.
    pub taken: u32,
    /// How many people wait.
    pub waiting: u32,
    /// Whether one may wait.
    pub allow_waitlist: bool,
    /// Whether staff decide on each registration.
    pub requires_approval: bool,
}

impl SessionFacts {
    /// Where the session is by the clock.
    pub fn status_at(&self, now: DateTime<Utc>) -> SessionStatus {
        match self.status {
            SessionStatus::Published | SessionStatus::Live if now >= self.ends_at + GRACE => {
                SessionStatus::Completed
            }
            SessionStatus::Published if now >= self.starts_at => SessionStatus::Live,
            stored => stored,
        }
    }

    /// When registration closes: never after the start.
    pub fn closes(&self) -> DateTime<Utc> {
        self.closes_at.map_or(self.starts_at, |at| at.min(self.starts_at))
    }

    /// Seats that are free; `None` is no limit.
    pub fn free(&self) -> Option<u32> {
        self.capacity.map(|capacity| capacity.saturating_sub(self.taken))
    }

    /// Whether a newcomer gets a seat: one is free and nobody waits for it.
    pub fn has_seat_for_newcomer(&self) -> bool {
        self.free() != Some(0) && self.waiting == 0
    }

    /// What a visitor can do now.
    pub fn registration_state(&self, now: DateTime<Utc>) -> RegistrationState {
        match self.status_at(now) {
            SessionStatus::Cancelled => RegistrationState::Cancelled,
            SessionStatus::Completed => RegistrationState::Past,
            SessionStatus::Live => RegistrationState::Live,
            SessionStatus::Draft => RegistrationState::Closed,
            SessionStatus::Published if self.opens_at.is_some_and(|at| now < at) => {
                RegistrationState::NotYetOpen
            }
            SessionStatus::Published if now >= self.closes() => RegistrationState::Closed,
            SessionStatus::Published if self.has_seat_for_newcomer() && self.requires_approval => {
                RegistrationState::ByApproval
            }
            SessionStatus::Published if self.has_seat_for_newcomer() => RegistrationState::Open,
            SessionStatus::Published if self.allow_waitlist => RegistrationState::Waitlist,
            SessionStatus::Published => RegistrationState::Full,
        }
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    pub(crate) fn at(minutes: i64) -> DateTime<Utc> {
        DateTime::UNIX_EPOCH + Duration::minutes(minutes)
    }

    /// Starts at minute 1000, lasts an hour, ten seats.
    pub(crate) fn facts() -> SessionFacts {
        SessionFacts {
            status: SessionStatus::Published,
            starts_at: at(1000),
            ends_at: at(1060),
            opens_at: None,
            closes_at: None,
            capacity: Some(10),
            taken: 0,
            waiting: 0,
            allow_waitlist: true,
            requires_approval: false,
        }
    }

    #[test]
    fn the_clock_moves_a_published_session() {
        let session = facts();
        for (minute, expected) in [
            (999, SessionStatus::Published),
            (1000, SessionStatus::Live),
            (1074, SessionStatus::Live),
            (1075, SessionStatus::Completed),
        ] {
            assert_eq!(session.status_at(at(minute)), expected, "minute {minute}");
        }
        let cancelled = SessionFacts { status: SessionStatus::Cancelled, ..facts() };
        assert_eq!(cancelled.status_at(at(5000)), SessionStatus::Cancelled);
    }

    #[test]
    fn the_call_to_action_tells_the_truth() {
        use RegistrationState::*;
        let cases = [
            (facts(), 0, Open),
            (SessionFacts { requires_approval: true, ..facts() }, 0, ByApproval),
            (SessionFacts { taken: 10, ..facts() }, 0, Waitlist),
            (SessionFacts { taken: 9, waiting: 1, ..facts() }, 0, Waitlist),
            (SessionFacts { taken: 10, allow_waitlist: false, ..facts() }, 0, Full),
            (SessionFacts { capacity: None, taken: 900, ..facts() }, 0, Open),
            (SessionFacts { opens_at: Some(at(10)), ..facts() }, 9, NotYetOpen),
            (SessionFacts { opens_at: Some(at(10)), ..facts() }, 10, Open),
            (SessionFacts { closes_at: Some(at(10)), ..facts() }, 10, RegistrationState::Closed),
            (SessionFacts { closes_at: Some(at(2000)), ..facts() }, 1000, Live),
            (facts(), 1075, Past),
            (SessionFacts { status: SessionStatus::Cancelled, ..facts() }, 0, RegistrationState::Cancelled),
        ];
        for (session, minute, expected) in cases {
            assert_eq!(session.registration_state(at(minute)), expected, "{session:?} at {minute}");
        }
    }
}
