//! Who gets a seat, who waits, who is refused. The desk and the links ask here, and write down the answer.

use chrono::{DateTime, Utc};
use magnetiq_shared::registrations::RegistrationStatus;
use magnetiq_shared::sessions::{RegistrationState, SessionStatus};
use thiserror::Error;

use crate::session::SessionFacts;
use crate::{holds, lifecycle};

/// Why nobody can register.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Refusal {
    /// Not yet, or not any more.
    #[error("registration for this session is closed")]
    Closed,
    /// It will not happen.
    #[error("this session was cancelled")]
    Cancelled,
    /// All seats are taken and nobody may wait.
    #[error("all seats of this session are taken")]
    Full,
}

/// What a registration becomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Placement {
    /// Its new state.
    pub status: RegistrationStatus,
    /// Whether it takes a seat.
    pub holds_seat: bool,
    /// Until when the seat is only held; `None` where it is for good, or held until somebody decides.
    pub hold_expires_at: Option<DateTime<Utc>>,
}

impl Placement {
    /// Waits for a seat.
    pub const QUEUE: Placement =
        Placement { status: RegistrationStatus::Waitlisted, holds_seat: false, hold_expires_at: None };
}

/// What one registration adds to its session's counters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Seats taken.
    pub taken: i32,
    /// People who wait.
    pub waiting: i32,
    /// People registered for good.
    pub registered: i32,
}

impl Counts {
    /// Of a registration in this state.
    pub fn of(status: RegistrationStatus, holds_seat: bool) -> Self {
        Self {
            taken: i32::from(holds_seat),
            waiting: i32::from(status == RegistrationStatus::Waitlisted),
            registered: i32::from(lifecycle::is_registered(status)),
        }
    }
}

impl std::ops::Sub for Counts {
    type Output = Counts;

    fn sub(self, other: Counts) -> Counts {
        Counts {
            taken: self.taken - other.taken,
            waiting: self.waiting - other.waiting,
            registered: self.registered - other.registered,
        }
    }
}

/// Whether a place has to be paid before it is confirmed. While no payment provider is connected, a place
/// with a price is confirmed and paid by invoice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Payment {
    /// Free, or by invoice.
    Later,
    /// Paid at once.
    First,
}

/// Decides about a newcomer whose address is not validated yet.
///
/// # Errors
/// Where nobody can register.
pub fn place_unverified(session: &SessionFacts, now: DateTime<Utc>) -> Result<Placement, Refusal> {
    let seat = newcomer_gets_seat(session, now)?;
    Ok(Placement {
        status: RegistrationStatus::PendingVerification,
        holds_seat: seat,
        hold_expires_at: seat.then(|| holds::verification_ends(session, now)),
    })
}

/// Decides about a newcomer whose address is validated, or about one whose hold has lapsed and who comes back
/// by the link.
///
/// # Errors
/// Where nobody can register.
pub fn place_verified(
    session: &SessionFacts,
    payment: Payment,
    now: DateTime<Utc>,
) -> Result<Placement, Refusal> {
    if newcomer_gets_seat(session, now)? {
        Ok(take_seat(session, payment, now))
    } else {
        Ok(Placement::QUEUE)
    }
}

/// What somebody becomes who has a seat and whose address is validated: asked for, to be paid, or confirmed.
pub fn take_seat(session: &SessionFacts, payment: Payment, now: DateTime<Utc>) -> Placement {
    let (status, hold_expires_at) = match payment {
        _ if session.requires_approval => (RegistrationStatus::PendingApproval, Some(session.starts_at)),
        Payment::First => (RegistrationStatus::PendingPayment, Some(holds::payment_ends(session, now))),
        Payment::Later => (RegistrationStatus::Confirmed, None),
    };
    Placement { status, holds_seat: true, hold_expires_at }
}

/// The offer of a freed seat to the next in line.
pub fn offer(session: &SessionFacts, now: DateTime<Utc>) -> Placement {
    Placement {
        status: RegistrationStatus::Offered,
        holds_seat: true,
        hold_expires_at: Some(holds::offer_ends(session, now)),
    }
}

/// How many people who wait can be offered a seat now. Nobody is promoted once the session has started.
pub fn offers_due(session: &SessionFacts, now: DateTime<Utc>) -> u32 {
    if session.status_at(now) != SessionStatus::Published {
        return 0;
    }
    session.free().map_or(session.waiting, |free| free.min(session.waiting))
}

/// Whether a seat that is given up becomes free. After the start nothing frees a seat.
pub fn frees_seat(session: &SessionFacts, now: DateTime<Utc>) -> bool {
    now < session.starts_at
}

/// Whether so many seats are allowed: never fewer than are taken.
pub fn may_set_capacity(session: &SessionFacts, capacity: Option<u32>) -> bool {
    capacity.is_none_or(|seats| seats >= session.taken)
}

fn newcomer_gets_seat(session: &SessionFacts, now: DateTime<Utc>) -> Result<bool, Refusal> {
    match session.registration_state(now) {
        RegistrationState::Open | RegistrationState::ByApproval => Ok(true),
        RegistrationState::Waitlist => Ok(false),
        RegistrationState::Full => Err(Refusal::Full),
        RegistrationState::Cancelled => Err(Refusal::Cancelled),
        RegistrationState::NotYetOpen
        | RegistrationState::Closed
        | RegistrationState::Live
        | RegistrationState::Past => Err(Refusal::Closed),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::session::tests::{at, facts};

    #[test]
    fn a_newcomer_gets_a_held_seat_or_queues_or_is_refused() {
        let placed = place_unverified(&facts(), at(0)).unwrap();
        assert!(placed.holds_seat);
        assert_eq!(placed.hold_expires_at, Some(at(240)));

        let full = SessionFacts { taken: 10, ..facts() };
        let queued = place_unverified(&full, at(0)).unwrap();
        assert_eq!((queued.holds_seat, queued.hold_expires_at), (false, None));
        assert_eq!(place_verified(&full, Payment::Later, at(0)), Ok(Placement::QUEUE));

        let no_waitlist = SessionFacts { allow_waitlist: false, ..full };
        assert_eq!(place_unverified(&no_waitlist, at(0)), Err(Refusal::Full));
        assert_eq!(place_unverified(&facts(), at(1000)), Err(Refusal::Closed));
    }

    #[test]
    fn while_anybody_waits_newcomers_queue_too() {
        let freed = SessionFacts { taken: 9, waiting: 1, ..facts() };
        assert_eq!(place_verified(&freed, Payment::Later, at(0)), Ok(Placement::QUEUE));
        assert_eq!(offers_due(&freed, at(0)), 1);
        assert_eq!(offers_due(&freed, at(1000)), 0, "nobody is promoted after the start");
    }

    #[test]
    fn a_verified_seat_is_confirmed_decided_on_or_paid() {
        let confirmed = take_seat(&facts(), Payment::Later, at(0));
        assert_eq!((confirmed.status, confirmed.hold_expires_at), (RegistrationStatus::Confirmed, None));
        let paid = take_seat(&facts(), Payment::First, at(0));
        assert_eq!((paid.status, paid.hold_expires_at), (RegistrationStatus::PendingPayment, Some(at(30))));
        let asked = take_seat(&SessionFacts { requires_approval: true, ..facts() }, Payment::First, at(0));
        assert_eq!(asked.status, RegistrationStatus::PendingApproval);
    }

    #[test]
    fn capacity_never_falls_below_the_seats_taken() {
        let session = SessionFacts { taken: 7, ..facts() };
        assert!(may_set_capacity(&session, Some(7)) && may_set_capacity(&session, None));
        assert!(!may_set_capacity(&session, Some(6)));
    }

    proptest! {
        #[test]
        fn no_placement_takes_a_seat_that_is_not_there(
            capacity in proptest::option::of(0u32..20), taken in 0u32..25, waiting in 0u32..5,
            allow_waitlist: bool, requires_approval: bool, minute in 0i64..1200, paid: bool,
        ) {
            let session = SessionFacts { capacity, taken, waiting, allow_waitlist, requires_approval, ..facts() };
            let payment = if paid { Payment::First } else { Payment::Later };
            let placements = [place_unverified(&session, at(minute)), place_verified(&session, payment, at(minute))];
            for placed in placements.into_iter().flatten() {
                prop_assert!(!placed.holds_seat || session.free() != Some(0));
                prop_assert!(lifecycle::takes_seat(placed.status).is_none_or(|takes| takes == placed.holds_seat));
                prop_assert!(placed.hold_expires_at.is_none_or(|end| end <= session.starts_at));
            }
            prop_assert!(session.free().is_none_or(|free| offers_due(&session, at(minute)) <= free));
        }
    }
}
