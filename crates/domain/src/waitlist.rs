//! Why nobody who waits for a seat is offered one now.

use chrono::{DateTime, Utc};
use magnetiq_shared::registrations::NobodyPromoted;
use magnetiq_shared::sessions::SessionStatus;

use crate::seats;
use crate::session::SessionFacts;

/// What has to be known beside the session itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Held {
    /// Seats that are offered to people who have not answered.
    pub offered: u32,
    /// Seats held for people who have yet to validate, be approved or pay.
    pub pending: u32,
    /// People without a seat whose address is not validated.
    pub unverified: u32,
}

/// Why nobody is offered a seat now: the first reason that holds, from the session down to its seats.
pub fn nobody_promoted(session: &SessionFacts, held: Held, now: DateTime<Utc>) -> NobodyPromoted {
    match session.status_at(now) {
        SessionStatus::Draft => return NobodyPromoted::Draft,
        SessionStatus::Cancelled => return NobodyPromoted::Cancelled,
        SessionStatus::Live | SessionStatus::Completed => return NobodyPromoted::Begun,
        SessionStatus::Published => {}
    }
    if session.waiting == 0 {
        return match (held.unverified, session.allow_waitlist) {
            (0, false) => NobodyPromoted::WaitlistOff,
            (0, true) => NobodyPromoted::NobodyWaits,
            _ => NobodyPromoted::NobodyVerified,
        };
    }
    if seats::offers_due(session, now) > 0 {
        return NobodyPromoted::Soon;
    }
    match held {
        Held { offered: 1.., .. } => NobodyPromoted::OffersOut,
        Held { pending: 1.., .. } => NobodyPromoted::SeatsHeld,
        _ => NobodyPromoted::Full,
    }
}

#[cfg(test)]
mod tests {
    use NobodyPromoted::*;

    use super::*;
    use crate::session::tests::{at, facts};

    #[test]
    fn each_reason_has_its_case() {
        let full = SessionFacts { taken: 10, waiting: 3, ..facts() };
        let nobody = Held::default();
        let held = |offered, pending, unverified| Held { offered, pending, unverified };
        let with = |status| SessionFacts { status, ..full.clone() };
        let cases = [
            (with(SessionStatus::Draft), nobody, 0, Draft),
            (with(SessionStatus::Cancelled), nobody, 0, Cancelled),
            (full.clone(), held(1, 1, 1), 1000, Begun),
            (full.clone(), nobody, 2000, Begun),
            (SessionFacts { allow_waitlist: false, ..facts() }, nobody, 0, WaitlistOff),
            (facts(), nobody, 0, NobodyWaits),
            (facts(), held(0, 4, 0), 0, NobodyWaits),
            (SessionFacts { taken: 10, ..facts() }, held(0, 0, 2), 0, NobodyVerified),
            (SessionFacts { waiting: 1, ..facts() }, nobody, 0, Soon),
            (SessionFacts { capacity: None, ..full.clone() }, nobody, 0, Soon),
            (full.clone(), held(2, 1, 0), 0, OffersOut),
            (full.clone(), held(0, 1, 5), 0, SeatsHeld),
            (full.clone(), held(0, 0, 5), 0, Full),
            // Who waits keeps their place when the waitlist is closed to others.
            (SessionFacts { allow_waitlist: false, ..full }, nobody, 0, Full),
        ];
        for (session, held, minute, expected) in cases {
            assert_eq!(
                nobody_promoted(&session, held, at(minute)),
                expected,
                "{session:?} {held:?} {minute}"
            );
        }
    }
}
