//! What a visitor can do about a session, and what it costs at a given time. Pure rules.

use chrono::{DateTime, Utc};
use magnetiq_shared::Money;
use magnetiq_shared::sessions::{RegistrationState, SessionCard};

/// The one thing to do, for somebody who is not registered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Offer {
    /// Take a place.
    Register,
    /// Ask for a place; staff decide.
    Ask,
    /// Wait for a place.
    Wait,
    /// Nothing yet; registration opens then, where a time is known.
    Opens(Option<DateTime<Utc>>),
    /// Nothing: all places are taken, and there is no waitlist.
    Full,
    /// Nothing: registration has closed.
    Closed,
    /// Nothing for those who are not registered: it is happening.
    Live,
    /// Watch the recording.
    Watch,
    /// Nothing: it is over.
    Over,
    /// Nothing: it was cancelled.
    Cancelled,
}

impl Offer {
    /// What a session offers.
    pub fn of(session: &SessionCard) -> Self {
        match session.registration_state {
            RegistrationState::Open => Offer::Register,
            RegistrationState::ByApproval => Offer::Ask,
            RegistrationState::Waitlist => Offer::Wait,
            RegistrationState::Full => Offer::Full,
            RegistrationState::NotYetOpen => Offer::Opens(session.registration_opens_at),
            RegistrationState::Closed => Offer::Closed,
            RegistrationState::Live => Offer::Live,
            RegistrationState::Past if session.has_public_recording => Offer::Watch,
            RegistrationState::Past => Offer::Over,
            RegistrationState::Cancelled => Offer::Cancelled,
        }
    }

    /// Whether it begins with the registration form.
    pub fn opens_form(self) -> bool {
        matches!(self, Offer::Register | Offer::Ask | Offer::Wait)
    }

    /// Whether it is still to come, so that price, places and calendar mean something.
    pub fn is_ahead(self) -> bool {
        !matches!(self, Offer::Live | Offer::Watch | Offer::Over | Offer::Cancelled)
    }
}

/// What a place costs now; `None` is free.
pub fn price_now(session: &SessionCard, now: DateTime<Utc>) -> Option<Money> {
    match early_bird(session, now) {
        Some(price) => Some(price),
        None => session.price,
    }
}

/// The lower price, while it holds.
pub fn early_bird(session: &SessionCard, now: DateTime<Utc>) -> Option<Money> {
    session.early_bird.filter(|early| early.ends_at > now).map(|early| early.price)
}

/// Whether so few places are left that it should be seen: five, or a tenth.
pub fn few_left(session: &SessionCard) -> bool {
    let to_be_had = matches!(Offer::of(session), Offer::Register | Offer::Ask);
    match (session.remaining_seats, session.capacity) {
        (Some(left), Some(all)) => to_be_had && left > 0 && (left <= 5 || left * 10 <= all),
        _ => false,
    }
}
