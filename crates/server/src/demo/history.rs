//! When people register, pay and come.

use chrono::{DateTime, Datelike, TimeDelta, Timelike, Utc, Weekday};
use magnetiq_shared::registrations::{PaymentStatus, RegistrationStatus};

use super::{
    model::{Session, SessionStatus},
    registrations::Attendance,
};
use crate::media::cover::random::SplitMix;

/// Ratings as people give them: 4.5 on average.
pub(super) const RATINGS: [u8; 20] = [5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 4, 4, 4, 4, 4, 4, 3, 3];

/// The time in which one could register.
#[derive(Clone, Copy)]
pub(super) struct Window {
    from: DateTime<Utc>,
    to: DateTime<Utc>,
}

impl Window {
    /// From publishing or opening until now, the start or the end of registration; `None` where it never opened.
    pub(super) fn of(session: &Session, now: DateTime<Utc>) -> Option<Self> {
        let published = session.published_at?;
        let from = session.registration_opens_at.map_or(published, |opens| opens.max(published));
        let ends = [session.registration_closes_at, session.cancelled_at].into_iter().flatten();
        let to = ends.fold(now.min(session.starts_at), DateTime::min);
        (from < to).then_some(Self { from, to })
    }

    /// The first `share` of the window, and the rest.
    pub(super) fn split(self, share: f64) -> (Self, Self) {
        let middle = self.at(share);
        (Self { from: self.from, to: middle }, Self { from: middle, to: self.to })
    }

    fn at(self, share: f64) -> DateTime<Utc> {
        self.from + TimeDelta::seconds(((self.to - self.from).num_seconds() as f64 * share) as i64)
    }

    /// An instant in the window: more as the session nears, mostly on working days and by day.
    pub(super) fn pick(self, random: &mut SplitMix) -> DateTime<Utc> {
        let raw = self.at(random.unit().max(random.unit()));
        let weekend = matches!(raw.weekday(), Weekday::Sat | Weekday::Sun);
        let day = if weekend && random.chance(0.8) { raw - TimeDelta::days(2) } else { raw };
        let hour = 6 + ((random.unit() + random.unit()) * 6.5) as i64;
        let midnight = day - TimeDelta::seconds(i64::from(day.time().num_seconds_from_midnight()));
        let by_day = midnight + TimeDelta::seconds(hour * 3600 + random.below(3600) as i64);
        let at = if (self.from..self.to).contains(&by_day) { by_day } else { raw };
        at - TimeDelta::nanoseconds(i64::from(at.nanosecond()))
    }
}

/// The gross price in cents that somebody met who registered at `at`.
pub(super) fn price_at(session: &Session, at: DateTime<Utc>) -> Option<i64> {
    let early = session.early_bird.filter(|early| at <= early.ends_at).map(|early| early.price);
    session.price.map(|price| early.unwrap_or(price))
}

/// How a registration in `status` stands with its payment.
pub(super) fn payment(
    price: Option<i64>,
    status: RegistrationStatus,
    random: &mut SplitMix,
) -> (PaymentStatus, Option<&'static str>) {
    if price.is_none() {
        return (PaymentStatus::NotRequired, None);
    }
    let method = *random.pick(&["invoice", "invoice", "stripe", "stripe", "stripe", "paypal"]);
    match status {
        RegistrationStatus::Attended | RegistrationStatus::NoShow | RegistrationStatus::Confirmed => {
            match method == "invoice" && random.chance(0.55) {
                true => (PaymentStatus::Pending, Some(method)),
                false => (PaymentStatus::Completed, Some(method)),
            }
        }
        RegistrationStatus::Cancelled => (PaymentStatus::Refunded, Some(method)),
        _ => (PaymentStatus::Pending, None),
    }
}

/// When somebody was there: those who attended, and most of those confirmed while the session is live.
pub(super) fn attendance(
    session: &Session,
    status: RegistrationStatus,
    now: DateTime<Utc>,
    random: &mut SplitMix,
) -> Option<Attendance> {
    let there = match session.status {
        SessionStatus::Completed => status == RegistrationStatus::Attended,
        SessionStatus::Live => status == RegistrationStatus::Confirmed && random.chance(0.68),
        _ => false,
    };
    if !there {
        return None;
    }
    let joined_at =
        session.starts_at + TimeDelta::seconds((random.between(-1.0, 1.0).powi(3) * 540.0) as i64);
    let left_at = (session.status == SessionStatus::Completed).then(|| {
        let length = f64::from(session.duration_minutes) * 60.0;
        let stays = if random.chance(0.86) { random.between(0.98, 1.04) } else { random.between(0.3, 0.95) };
        (session.starts_at + TimeDelta::seconds((length * stays) as i64)).min(now)
    });
    let minutes = (left_at.unwrap_or(now) - joined_at).num_minutes().max(1) as u32;
    let questions = if random.chance(0.16) { 1 + random.below(3) as u32 } else { 0 };
    Some(Attendance { joined_at, left_at, minutes, questions })
}
