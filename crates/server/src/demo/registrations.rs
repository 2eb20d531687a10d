//! Who registered for the demo's sessions, in states that fit each session.

use std::collections::HashSet;

use chrono::{DateTime, TimeDelta, Utc};
pub use magnetiq_shared::registrations::{PaymentStatus, RegistrationStatus};

use super::{
    content::Feedback,
    history::{self, Window},
    model::{DemoProgram, Session, SessionStatus},
    people::{Person, people},
    places::{Places, places},
};
use crate::media::cover::random::SplitMix;

/// Registrations in the demo unless somebody asks for more.
pub const DEFAULT_TOTAL: usize = 2000;

/// One person's place, or wish for a place, in one session.
#[derive(Clone, Debug)]
pub struct Registration {
    /// Who; nobody twice in one session, but the same people in several.
    pub person: Person,
    /// As at `now`.
    pub status: RegistrationStatus,
    /// Whether it counts against the capacity.
    pub holds_seat: bool,
    /// When the seat is free again unless something happens first.
    pub hold_expires_at: Option<DateTime<Utc>>,
    /// Place in the queue, from 1, for those who wait.
    pub place: Option<u32>,
    /// When the form was sent.
    pub registered_at: DateTime<Utc>,
    /// When the address was validated.
    pub verified_at: Option<DateTime<Utc>>,
    /// When the place was confirmed.
    pub confirmed_at: Option<DateTime<Utc>>,
    /// When it was cancelled.
    pub cancelled_at: Option<DateTime<Utc>>,
    /// Gross price in cents at the time of registering; `None` where free.
    pub price: Option<i64>,
    /// Payment.
    pub payment_status: PaymentStatus,
    /// `stripe`, `paypal` or `invoice`, once paid or billed.
    pub payment_method: Option<&'static str>,
    /// When the person was there.
    pub attendance: Option<Attendance>,
    /// 1 to 5, after the session.
    pub rating: Option<u8>,
    /// A comment that goes with the rating.
    pub feedback: Option<String>,
    /// Wants to hear of new sessions.
    pub marketing_consent: bool,
}

/// Presence in the meeting.
#[derive(Clone, Copy, Debug)]
pub struct Attendance {
    /// Joined.
    pub joined_at: DateTime<Utc>,
    /// Left; `None` while the session is live.
    pub left_at: Option<DateTime<Utc>>,
    /// Minutes present, so far while live.
    pub minutes: u32,
    /// Questions asked.
    pub questions: u32,
}

/// The registrations of every session, in the order of `program.sessions`, each list by time of registering.
///
/// `total` is met to within a few per cent from about 300 on, as long as a session without a limit exists.
/// `now` must be the instant the program was made for.
pub fn registrations(program: &DemoProgram, now: DateTime<Utc>, total: usize) -> Vec<Vec<Registration>> {
    each_session(program, now, total).collect()
}

/// As [`registrations`], but each session's list is made when it is asked for.
pub fn each_session(
    program: &DemoProgram,
    now: DateTime<Utc>,
    total: usize,
) -> impl Iterator<Item = Vec<Registration>> + Send + use<'_> {
    let sizes = places(&program.sessions, total);
    let largest = sizes.iter().map(|size| size.all()).max().unwrap_or(0);
    let pool: Vec<Person> = people(POOL_SEED, (total * 5 / 8).max(largest * 2).max(200)).collect();
    let feedback = Feedback::embedded();
    let sessions = program.sessions.iter().zip(sizes).enumerate();
    sessions.map(move |(number, (session, size))| {
        let random = SplitMix::new(0x5e55_1000 + number as u64);
        Desk { session, now, pool: &pool, feedback: &feedback, random }.fill(size)
    })
}

const POOL_SEED: u64 = 2026;

/// Fills one session.
struct Desk<'a> {
    session: &'a Session,
    now: DateTime<Utc>,
    pool: &'a [Person],
    feedback: &'a Feedback,
    random: SplitMix,
}

impl Desk<'_> {
    fn fill(&mut self, size: Places) -> Vec<Registration> {
        let Some(window) = Window::of(self.session, self.now) else { return Vec::new() };
        let persons = self.draw(size.all());
        // Whoever waits came after the last seat was taken.
        let (main, late) = if size.waiting > 0 { window.split(0.8) } else { (window, window) };
        let mut times: Vec<_> = (0..size.seats + size.gone).map(|_| main.pick(&mut self.random)).collect();
        times.sort_unstable();
        let mut waiting: Vec<_> = (0..size.waiting).map(|_| late.pick(&mut self.random)).collect();
        waiting.sort_unstable();
        let gone = self.chosen(times.len(), size.gone);
        let unverified = self.unverified(size);

        let mut list = Vec::with_capacity(size.all());
        for ((rank, at), person) in times.into_iter().chain(waiting).enumerate().zip(persons) {
            let queued = rank.checked_sub(size.seats + size.gone);
            let fate = match queued {
                Some(ahead) => Fate::Waits(ahead as u32 + 1),
                None if gone.contains(&rank) => Fate::Gone,
                None => Fate::Seat,
            };
            list.push(self.register(person, at, fate, rank as f64 / size.all() as f64));
        }
        self.make_unverified(&mut list, unverified);
        list.sort_by_key(|registration| registration.registered_at);
        list
    }

    /// Different people from the pool; sessions in German draw mostly people who read German.
    fn draw(&mut self, count: usize) -> Vec<Person> {
        let mut taken = HashSet::with_capacity(count);
        let mut persons = Vec::with_capacity(count);
        while persons.len() < count {
            let index = self.random.below(self.pool.len());
            let person = &self.pool[index];
            let fits = person.language == self.session.language || self.random.chance(self.stranger());
            if fits && taken.insert(index) {
                persons.push(person.clone());
            }
        }
        persons
    }

    /// How willingly people of the other language come.
    fn stranger(&self) -> f64 {
        match self.session.language {
            super::Language::De => 0.04,
            super::Language::En => 0.55,
        }
    }

    fn chosen(&mut self, from: usize, count: usize) -> HashSet<usize> {
        let mut chosen = HashSet::new();
        while chosen.len() < count.min(from) {
            chosen.insert(self.random.below(from));
        }
        chosen
    }

    /// How many of the seats are held by people who have not opened the link yet.
    fn unverified(&self, size: Places) -> usize {
        let session = self.session;
        let open = session.status == SessionStatus::Published
            && session.registration_closes_at.is_none_or(|closes| closes > self.now)
            && session.starts_at > self.now + TimeDelta::hours(5);
        // Exact sessions must not fill or empty while somebody looks at the demo.
        if open && !session.demand.exact && !session.requires_approval { size.seats.div_ceil(30) } else { 0 }
    }

    fn make_unverified(&mut self, list: &mut [Registration], count: usize) {
        let latest = list.iter_mut().rev().filter(|registration| registration.holds_seat);
        for registration in latest.take(count) {
            registration.registered_at =
                self.now - TimeDelta::seconds(300 + self.random.below(12_600) as i64);
            registration.status = RegistrationStatus::PendingVerification;
            let lapses = registration.registered_at + TimeDelta::hours(4);
            let closes = self.session.registration_closes_at.unwrap_or(self.session.starts_at);
            registration.hold_expires_at = Some(lapses.min(closes).min(self.session.starts_at));
            registration.verified_at = None;
            registration.confirmed_at = None;
            registration.payment_method = None;
            registration.price = history::price_at(self.session, registration.registered_at);
            if registration.price.is_some() {
                registration.payment_status = PaymentStatus::Pending;
            }
        }
    }

    /// One registration; `progress` runs from 0 for the first to 1 for the last of the session.
    fn register(&mut self, person: Person, at: DateTime<Utc>, fate: Fate, progress: f64) -> Registration {
        let session = self.session;
        let status = self.status(fate, progress);
        let holds_seat = matches!(
            status,
            RegistrationStatus::Confirmed
                | RegistrationStatus::Attended
                | RegistrationStatus::NoShow
                | RegistrationStatus::PendingApproval
        );
        let until = |wanted: DateTime<Utc>| wanted.min(self.now).min(session.starts_at).max(at);
        let verified_at = (status != RegistrationStatus::Expired)
            .then(|| until(at + TimeDelta::seconds(40 + self.random.below(2_400) as i64)));
        let decided = if session.requires_approval {
            TimeDelta::hours(5 + self.random.below(40) as i64)
        } else {
            TimeDelta::zero()
        };
        let was_confirmed = match status {
            RegistrationStatus::Cancelled => !session.requires_approval,
            RegistrationStatus::PendingApproval | RegistrationStatus::Declined => false,
            _ => holds_seat,
        };
        let cancelled_at = (status == RegistrationStatus::Cancelled).then(|| match session.cancelled_at {
            Some(with_session) => with_session,
            None => until(at + TimeDelta::minutes(120 + self.random.below(9_000) as i64)),
        });
        let price = history::price_at(session, at);
        let (payment_status, payment_method) = history::payment(price, status, &mut self.random);
        let attendance = history::attendance(session, status, self.now, &mut self.random);
        let rating = (status == RegistrationStatus::Attended && self.random.chance(0.38))
            .then(|| *self.random.pick(&history::RATINGS));
        let feedback = rating
            .filter(|_| self.random.chance(0.32))
            .map(|_| self.random.pick(self.feedback.lines(person.language)).clone());
        Registration {
            status,
            holds_seat,
            hold_expires_at: (status == RegistrationStatus::PendingApproval).then_some(session.starts_at),
            place: if let Fate::Waits(place) = fate { Some(place) } else { None },
            registered_at: at,
            verified_at,
            confirmed_at: verified_at.filter(|_| was_confirmed).map(|verified| until(verified + decided)),
            cancelled_at,
            price,
            payment_status,
            payment_method,
            attendance,
            rating,
            feedback,
            marketing_consent: self.random.chance(0.41),
            person,
        }
    }

    fn status(&mut self, fate: Fate, progress: f64) -> RegistrationStatus {
        let session = self.session;
        match (fate, session.status) {
            (_, SessionStatus::Cancelled) => RegistrationStatus::Cancelled,
            (Fate::Waits(_), _) => RegistrationStatus::Waitlisted,
            (Fate::Gone, _) if session.requires_approval => RegistrationStatus::Declined,
            (Fate::Gone, _) if self.random.chance(0.35) => RegistrationStatus::Expired,
            (Fate::Gone, _) => RegistrationStatus::Cancelled,
            (Fate::Seat, SessionStatus::Completed) => {
                // Who has paid comes.
                let comes = if session.price.is_some() { 0.87 } else { 0.63 };
                match self.random.chance(comes) {
                    true => RegistrationStatus::Attended,
                    false => RegistrationStatus::NoShow,
                }
            }
            (Fate::Seat, _) if session.requires_approval && progress > 0.55 => {
                RegistrationStatus::PendingApproval
            }
            (Fate::Seat, _) => RegistrationStatus::Confirmed,
        }
    }
}

/// What becomes of a registration.
#[derive(Clone, Copy)]
enum Fate {
    Seat,
    Gone,
    Waits(u32),
}
