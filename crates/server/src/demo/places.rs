//! How many people each session of the demo gets.

use super::{
    model::{Session, SessionStatus},
    registrations::DEFAULT_TOTAL,
};

/// The people of one session.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Places {
    /// Registrations that take a seat (in a cancelled session: that took one).
    pub(super) seats: usize,
    /// Registrations beside them that lead nowhere: cancelled, expired, declined.
    pub(super) gone: usize,
    /// On the waitlist.
    pub(super) waiting: usize,
}

impl Places {
    fn of(seats: usize, waiting: usize) -> Self {
        Self { seats, gone: (seats * 7).div_ceil(100), waiting }
    }

    /// All registrations of the session.
    pub(super) fn all(self) -> usize {
        self.seats + self.gone + self.waiting
    }
}

/// Sizes for all sessions, about `total` together, in the order given.
///
/// Sessions with a limit keep the number their demand says (a smaller demo shrinks those that are not exact);
/// what is left goes to sessions without limit. So a load test of any size never exceeds a capacity.
pub(super) fn places(sessions: &[Session], total: usize) -> Vec<Places> {
    let shrink = (total as f64 / DEFAULT_TOTAL as f64).min(1.0);
    let mut open_weight = 0;
    let mut left = total as f64;
    let mut sizes = Vec::with_capacity(sessions.len());
    for session in sessions {
        let demand = session.demand;
        let wanted = match demand.exact {
            true => demand.taken as usize,
            false => (f64::from(demand.taken) * shrink).round() as usize,
        };
        let size = match (session.status, session.capacity) {
            (SessionStatus::Draft, _) => Places::default(),
            (SessionStatus::Cancelled, _) => Places { seats: wanted, gone: 0, waiting: 0 },
            (_, Some(capacity)) => Places::of(wanted.min(capacity as usize), demand.waiting as usize),
            (_, None) => {
                open_weight += demand.taken;
                Places::default()
            }
        };
        left -= size.all() as f64;
        sizes.push(size);
    }
    for (session, size) in sessions.iter().zip(&mut sizes) {
        let open = session.capacity.is_none()
            && !matches!(session.status, SessionStatus::Draft | SessionStatus::Cancelled);
        if open && open_weight > 0 {
            let share = left.max(0.0) * f64::from(session.demand.taken) / f64::from(open_weight);
            *size = Places::of((share / 1.07).round() as usize, 0);
        }
    }
    sizes
}
