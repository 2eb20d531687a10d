//! The life of a registration: one table of moves. The database's `CHECK` and the lists in its statements
//! repeat it, and a test in the server compares them.

use magnetiq_shared::registrations::RegistrationStatus::{self, *};

/// Every allowed move, from → to.
const MOVES: &[(RegistrationStatus, &[RegistrationStatus])] = &[
    (PendingVerification, &[PendingApproval, PendingPayment, Confirmed, Waitlisted, Cancelled, Expired]),
    (PendingApproval, &[PendingPayment, Confirmed, Declined, Cancelled, Expired]),
    (PendingPayment, &[Confirmed, Cancelled, Expired]),
    (Confirmed, &[Attended, NoShow, Cancelled]),
    (Waitlisted, &[Offered, Confirmed, PendingApproval, PendingPayment, Cancelled, Expired]),
    (Offered, &[PendingApproval, PendingPayment, Confirmed, Cancelled, Expired]),
    (Expired, &[PendingApproval, PendingPayment, Confirmed, Waitlisted, Cancelled]),
    (Cancelled, &[]),
    (Declined, &[]),
    (Attended, &[NoShow]),
    (NoShow, &[Attended]),
];

/// Whether a registration may go from one state to the other.
pub fn may_move(from: RegistrationStatus, to: RegistrationStatus) -> bool {
    MOVES.iter().any(|(state, next)| *state == from && next.contains(&to))
}

/// Whether a person has at most one registration of this state per session: all but those that are over
/// without a place.
pub const fn is_live(status: RegistrationStatus) -> bool {
    !matches!(status, Cancelled | Declined | Expired)
}

/// Whether the state itself says if a seat is taken: `Some(true)`, `Some(false)`, or `None` where it depends on
/// the registration (one that is not validated yet may hold a seat or not).
pub const fn takes_seat(status: RegistrationStatus) -> Option<bool> {
    match status {
        PendingApproval | PendingPayment | Confirmed | Offered | Attended | NoShow => Some(true),
        Waitlisted | Cancelled | Declined | Expired => Some(false),
        PendingVerification => None,
    }
}

/// Whether the person counts as registered: has a seat for good.
pub const fn is_registered(status: RegistrationStatus) -> bool {
    matches!(status, Confirmed | Attended | NoShow)
}

/// Whether the person may still cancel.
pub fn may_cancel(status: RegistrationStatus) -> bool {
    may_move(status, Cancelled)
}

/// The words of every state for which `is` holds, for a statement's `IN (…)`.
pub fn words(is: impl Fn(RegistrationStatus) -> bool) -> Vec<&'static str> {
    RegistrationStatus::ALL.iter().filter(|status| is(**status)).map(|status| status.word()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_state_has_its_row() {
        let rows: Vec<_> = MOVES.iter().map(|(from, _)| *from).collect();
        for status in RegistrationStatus::ALL {
            assert_eq!(rows.iter().filter(|from| *from == status).count(), 1, "{status}");
        }
    }

    #[test]
    fn cancelled_and_declined_are_final() {
        for to in RegistrationStatus::ALL {
            assert!(!may_move(Cancelled, *to));
            assert!(!may_move(Declined, *to));
        }
    }

    #[test]
    fn an_expired_one_can_be_revived_by_its_link() {
        assert!(may_move(Expired, Confirmed) && may_move(Expired, Waitlisted));
        assert!(!may_move(Expired, Offered), "only the waitlist is offered places");
    }

    #[test]
    fn whoever_was_there_cannot_cancel() {
        assert!(!may_cancel(Attended) && !may_cancel(NoShow));
        assert!(may_cancel(Confirmed) && may_cancel(Waitlisted) && may_cancel(PendingVerification));
    }

    #[test]
    fn a_seat_for_good_is_a_live_state() {
        for status in RegistrationStatus::ALL {
            assert!(!is_registered(*status) || (is_live(*status) && takes_seat(*status) == Some(true)));
            assert!(takes_seat(*status) != Some(true) || is_live(*status));
        }
    }
}
