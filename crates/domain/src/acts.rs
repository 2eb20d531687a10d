//! What becomes of a registration that staff do something with.

use chrono::{DateTime, Utc};
use magnetiq_shared::registrations::{RegistrationAct, RegistrationStatus};
use magnetiq_shared::sessions::SessionStatus;
use thiserror::Error;

use crate::lifecycle;
use crate::seats::{self, Payment, Placement, Refusal};
use crate::session::SessionFacts;

/// Why it is not done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Denied {
    /// The state of the registration, or the hour, does not allow it.
    #[error("the registration's state does not allow this")]
    State,
    /// The session has no place to give.
    #[error(transparent)]
    Refused(#[from] Refusal),
}

/// What the registration becomes, which is in this state (by the clock) and has a seat or not. Places are given while
/// the session is to come or under way; nothing frees a seat once it has started; only then somebody was there or not.
///
/// # Errors
/// Where it is not done.
pub fn decide(
    session: &SessionFacts,
    from: RegistrationStatus,
    holds_seat: bool,
    act: RegistrationAct,
    now: DateTime<Utc>,
) -> Result<Placement, Denied> {
    use RegistrationStatus::{Attended, Cancelled, Confirmed, Declined, Expired, NoShow, PendingApproval};
    let (to, fits) = match act {
        RegistrationAct::Approve => (Confirmed, from == PendingApproval),
        RegistrationAct::Decline => (Declined, from == PendingApproval),
        // An expired one comes back by its own link alone: meanwhile its owner may have another.
        RegistrationAct::Confirm => (Confirmed, from != Expired),
        RegistrationAct::Cancel => (Cancelled, true),
        RegistrationAct::Attended => (Attended, now >= session.starts_at),
        RegistrationAct::NoShow => (NoShow, now >= session.starts_at),
    };
    if !fits || !lifecycle::may_move(from, to) {
        return Err(Denied::State);
    }
    let takes_seat = lifecycle::takes_seat(to) == Some(true);
    if holds_seat && !takes_seat && !seats::frees_seat(session, now) {
        return Err(Denied::State);
    }
    if to == Confirmed {
        match session.status_at(now) {
            SessionStatus::Published | SessionStatus::Live => {}
            SessionStatus::Cancelled => return Err(Refusal::Cancelled.into()),
            SessionStatus::Draft | SessionStatus::Completed => return Err(Refusal::Closed.into()),
        }
        if !holds_seat && session.free() == Some(0) {
            return Err(Refusal::Full.into());
        }
    }
    Ok(Placement { status: to, holds_seat: takes_seat, hold_expires_at: None })
}

/// What a registration becomes in another session, into which staff move it. Its own seat is freed only before its own
/// session starts; what staff have decided on once is not decided again.
///
/// # Errors
/// Where it is not done.
pub fn transfer(
    from: &SessionFacts,
    to: &SessionFacts,
    state: RegistrationStatus,
    may_wait: bool,
    now: DateTime<Utc>,
) -> Result<Placement, Denied> {
    use RegistrationStatus::{Attended, Confirmed, NoShow, PendingVerification};
    if !lifecycle::is_live(state) || matches!(state, Attended | NoShow) || !seats::frees_seat(from, now) {
        return Err(Denied::State);
    }
    let requires_approval = to.requires_approval && state != Confirmed;
    let to = SessionFacts { requires_approval, ..to.clone() };
    let placement = match state {
        PendingVerification => seats::place_unverified(&to, now)?,
        _ => seats::place_verified(&to, Payment::Later, now)?,
    };
    if !placement.holds_seat && !may_wait {
        return Err(Refusal::Full.into());
    }
    Ok(placement)
}

/// What the one that is kept becomes where two registrations of the same person are made one, before the session starts:
/// it takes over the better place of the two; `None` where it has that already.
///
/// # Errors
/// Where one of them is over, or the better place can't be that of the one that is kept: then the other is to be kept.
pub fn merged(
    session: &SessionFacts,
    from: Placement,
    into: Placement,
    now: DateTime<Utc>,
) -> Result<Option<Placement>, Denied> {
    use RegistrationStatus::{Attended, NoShow};
    let is_over = |state| !lifecycle::is_live(state) || matches!(state, Attended | NoShow);
    if is_over(from.status) || is_over(into.status) || !seats::frees_seat(session, now) {
        return Err(Denied::State);
    }
    if worth(from) <= worth(into) {
        return Ok(None);
    }
    if lifecycle::may_move(into.status, from.status) { Ok(Some(from)) } else { Err(Denied::State) }
}

/// How near a live registration is to a place for good.
fn worth(place: Placement) -> u8 {
    use RegistrationStatus::{
        Confirmed, Offered, PendingApproval, PendingPayment, PendingVerification, Waitlisted,
    };
    match place.status {
        Confirmed => 6,
        PendingPayment => 5,
        Offered => 4,
        PendingApproval => 3,
        PendingVerification if place.holds_seat => 2,
        Waitlisted => 1,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::RegistrationAct::*;
    use super::*;
    use crate::session::tests::{at, facts};

    #[test]
    fn places_are_given_while_there_are_some() {
        let full = SessionFacts { taken: 10, ..facts() };
        let waiting = RegistrationStatus::Waitlisted;
        assert!(decide(&facts(), waiting, false, Confirm, at(0)).unwrap().holds_seat);
        assert_eq!(decide(&full, waiting, false, Confirm, at(0)), Err(Refusal::Full.into()));
        assert!(decide(&full, RegistrationStatus::Offered, true, Confirm, at(0)).is_ok(), "has one already");
        assert!(decide(&full, RegistrationStatus::PendingApproval, true, Approve, at(0)).is_ok());
        assert_eq!(decide(&facts(), waiting, false, Approve, at(0)), Err(Denied::State), "nothing was asked");
        assert_eq!(decide(&facts(), RegistrationStatus::Expired, false, Confirm, at(0)), Err(Denied::State));
        assert_eq!(decide(&facts(), waiting, false, Confirm, at(2000)), Err(Refusal::Closed.into()));
    }

    #[test]
    fn the_start_divides_giving_up_from_being_there() {
        let has_place = RegistrationStatus::Confirmed;
        for (act, minute, done) in [
            (Cancel, 999, true),
            (Cancel, 1000, false),
            (Attended, 999, false),
            (Attended, 1000, true),
            (NoShow, 999, false),
            (NoShow, 1000, true),
        ] {
            assert_eq!(decide(&facts(), has_place, true, act, at(minute)).is_ok(), done, "{act:?} {minute}");
        }
        assert!(decide(&facts(), RegistrationStatus::NoShow, true, Attended, at(1000)).is_ok(), "a slip");
        assert!(decide(&facts(), RegistrationStatus::Waitlisted, false, Cancel, at(1000)).is_ok());
    }

    #[test]
    fn who_is_moved_keeps_what_was_decided() {
        use RegistrationStatus::{Cancelled, Confirmed, PendingApproval, PendingVerification, Waitlisted};
        let asks = SessionFacts { requires_approval: true, ..facts() };
        let full = SessionFacts { taken: 10, ..facts() };
        let moved = |to: &SessionFacts, state, may_wait, minute| {
            transfer(&facts(), to, state, may_wait, at(minute)).map(|placement| placement.status)
        };
        assert_eq!(moved(&asks, Confirmed, false, 0), Ok(Confirmed));
        assert_eq!(moved(&asks, Waitlisted, false, 0), Ok(PendingApproval));
        assert_eq!(moved(&facts(), Waitlisted, false, 0), Ok(Confirmed));
        assert_eq!(moved(&facts(), PendingVerification, false, 0), Ok(PendingVerification));
        assert_eq!(moved(&full, Confirmed, true, 0), Ok(Waitlisted));
        assert_eq!(moved(&full, Confirmed, false, 0), Err(Refusal::Full.into()));
        assert_eq!(moved(&facts(), Cancelled, true, 0), Err(Denied::State));
        assert_eq!(
            moved(&facts(), Confirmed, true, 1000),
            Err(Denied::State),
            "nothing frees a seat by then"
        );
    }

    #[test]
    fn of_two_the_better_place_stays() {
        use RegistrationStatus::{
            Cancelled, Confirmed, NoShow, Offered, PendingApproval, PendingVerification, Waitlisted,
        };
        let held = |status, holds_seat| Placement { status, holds_seat, hold_expires_at: None };
        let placed = |status| held(status, lifecycle::takes_seat(status).unwrap_or(true));
        let becomes = |from, into, minute| merged(&facts(), placed(from), placed(into), at(minute));
        for from in [Confirmed, Offered, PendingApproval, PendingVerification] {
            let gained =
                if from == PendingVerification { Err(Denied::State) } else { Ok(Some(placed(from))) };
            assert_eq!(becomes(from, Waitlisted, 0), gained, "{from}");
        }
        assert_eq!(becomes(Waitlisted, Confirmed, 0), Ok(None));
        assert_eq!(becomes(Confirmed, Confirmed, 0), Ok(None));
        assert_eq!(becomes(PendingApproval, Offered, 0), Ok(None));
        assert_eq!(
            becomes(Offered, PendingVerification, 0),
            Err(Denied::State),
            "the other one is to be kept"
        );
        let unseated = held(PendingVerification, false);
        assert_eq!(
            merged(&facts(), placed(Waitlisted), unseated, at(0)),
            Ok(Some(placed(Waitlisted))),
            "a place in the line is better than none"
        );
        for (from, into, minute) in
            [(Cancelled, Confirmed, 0), (Confirmed, NoShow, 0), (Confirmed, Confirmed, 1000)]
        {
            assert_eq!(becomes(from, into, minute), Err(Denied::State), "{from} {into} {minute}");
        }
    }

    #[test]
    fn what_is_offered_to_staff_is_what_is_done() {
        for (state, minute) in RegistrationStatus::ALL.iter().flat_map(|state| [(*state, 0), (*state, 1000)])
        {
            let holds_seat = lifecycle::takes_seat(state).unwrap_or(true);
            for act in RegistrationAct::ALL {
                let done = decide(&facts(), state, holds_seat, act, at(minute)).is_ok();
                // Not offered: who waits for a decision is approved, and what has lapsed is over.
                let needless = match state {
                    RegistrationStatus::PendingApproval => act == Confirm,
                    RegistrationStatus::Expired => act == Cancel,
                    _ => false,
                };
                assert_eq!(act.fits(state, minute == 1000), done && !needless, "{act:?} {state} {minute}");
            }
        }
    }
}
