//! How long a seat is kept for somebody. All holds end when the session starts.

use chrono::{DateTime, Duration, Utc};

use crate::session::SessionFacts;

/// To validate an address.
pub const VERIFICATION: Duration = Duration::hours(4);
/// To pay.
pub const PAYMENT: Duration = Duration::minutes(30);
/// To take an offered place, at most.
pub const OFFER: Duration = Duration::hours(24);
/// How long the link of a validation mail works.
pub const LINK: Duration = Duration::days(7);
/// How long a browser's visit lasts.
pub const VISIT: Duration = Duration::days(7);
/// How long after a session the manage link works.
pub const MANAGE: Duration = Duration::days(30);

/// Four hours, or until registration closes.
pub fn verification_ends(session: &SessionFacts, now: DateTime<Utc>) -> DateTime<Utc> {
    (now + VERIFICATION).min(session.closes())
}

/// Half an hour, or until the session starts.
pub fn payment_ends(session: &SessionFacts, now: DateTime<Utc>) -> DateTime<Utc> {
    (now + PAYMENT).min(session.starts_at)
}

/// A day, or half the time that is left.
pub fn offer_ends(session: &SessionFacts, now: DateTime<Utc>) -> DateTime<Utc> {
    let half = (session.starts_at - now) / 2;
    now + OFFER.min(half.max(Duration::zero()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::tests::{at, facts};

    #[test]
    fn a_hold_ends_after_four_hours_or_when_registration_closes() {
        assert_eq!(verification_ends(&facts(), at(0)), at(240));
        assert_eq!(verification_ends(&facts(), at(900)), at(1000));
        let closing = SessionFacts { closes_at: Some(at(100)), ..facts() };
        assert_eq!(verification_ends(&closing, at(0)), at(100));
    }

    #[test]
    fn an_offer_leaves_half_the_time_to_the_next_in_line() {
        assert_eq!(offer_ends(&facts(), at(0)), at(500));
        let far = SessionFacts { starts_at: at(100_000), ..facts() };
        assert_eq!(offer_ends(&far, at(0)), at(24 * 60));
        assert_eq!(offer_ends(&facts(), at(2000)), at(2000), "nothing is left after the start");
    }
}
