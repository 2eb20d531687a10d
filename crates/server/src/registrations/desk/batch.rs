//! One batch: read the sessions, see who is there already, decide in order of arrival, write everything down.

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::{DateTime, Utc};
use magnetiq_domain::pricing;
use magnetiq_domain::reference::reference;
use magnetiq_domain::seats::{self, Counts, Payment, Placement, Refusal};
use magnetiq_domain::session::SessionFacts;
use magnetiq_jobs::{NewJob, enqueue};
use magnetiq_shared::registrations::{PaymentStatus, RegistrationStatus};
use magnetiq_shared::webhooks::EventKind;
use uuid::Uuid;

use super::added::{self, Added};
use super::reads::{self, Existing, Holder, SessionState};
use super::writes::{self, NewRegistration, NewVisit, NewWish, PersonColumns, SessionChange};
use super::{DeskError, StaffOfWish, Verdict, Wish};
use crate::ctx::Ctx;
use crate::db::{self, Tx};
use crate::events;
use crate::registrations::consents::{self, Agreed};
use crate::registrations::queries::words_of;
use crate::registrations::{MailJob, staff};
use crate::waitlist;

/// The share of a session's seats that one network or mail domain may hold unconfirmed, in percent.
const HOLDS_PER_HOLDER: u32 = 30;
/// How often a batch is tried when another process was quicker.
const TRIES: u32 = 3;

/// What was decided of each wish, in their order.
pub type Verdicts = Vec<Result<Verdict, DeskError>>;

/// Decides the wishes and commits. Where the database refuses the batch, it is halved until the one bad wish
/// stands alone and alone gets the error.
pub(super) async fn decide(ctx: &Ctx, wishes: &[Wish]) -> Verdicts {
    let mut verdicts = Vec::with_capacity(wishes.len());
    // Spans still to be decided, the next one last.
    let mut spans = vec![wishes];
    while let Some(span) = spans.pop() {
        match attempt(ctx, span).await {
            Ok(decided) => verdicts.extend(decided),
            Err(error) if span.len() == 1 => {
                tracing::error!(%error, "a registration could not be written down");
                verdicts.push(Err(DeskError::Failed));
            }
            Err(_) => {
                let (first, second) = span.split_at(span.len() / 2);
                spans.extend([second, first]);
            }
        }
    }
    verdicts
}

async fn attempt(ctx: &Ctx, wishes: &[Wish]) -> Result<Verdicts, db::Error> {
    let mut tries = 1;
    loop {
        let tx = ctx.db.begin().await?;
        match Batch::decide(ctx, &tx, wishes).await? {
            Some(verdicts) => {
                tx.commit().await?;
                ctx.wake.poke();
                return Ok(verdicts);
            }
            // Another process has registered the same address between our look and our writing.
            None if tries < TRIES => tx.rollback().await?,
            None => return Err(db::Error::Custom("another process was quicker each time".into())),
        }
        tries += 1;
    }
}

/// What would be decided, with nothing done.
///
/// # Errors
/// What the database says.
pub async fn rehearse(ctx: &Ctx, wishes: &[Wish]) -> Result<Verdicts, db::Error> {
    let tx = ctx.db.begin().await?;
    let (_, verdicts) = Batch::plan(ctx, &tx, wishes).await?;
    tx.rollback().await?;
    Ok(verdicts)
}

/// A batch while it is decided.
struct Batch<'a> {
    ctx: &'a Ctx,
    sessions: HashMap<Uuid, SessionState>,
    existing: HashMap<(Uuid, String), Existing>,
    /// Who wants no news, whatever staff have heard: only they can say otherwise.
    refused: HashSet<String>,
    holds: HashMap<(Uuid, Holder), u32>,
    before: HashMap<Uuid, SessionState>,
    // In the order of their ids, so that two processes never wait for each other.
    visits: BTreeMap<Uuid, NewVisit>,
    wishes: BTreeMap<(Uuid, Uuid), NewWish>,
    registrations: Vec<NewRegistration>,
    /// What people agreed to whose address is validated already; the others do so with the link.
    agreed: Vec<Agreed>,
    /// What staff added.
    added: Vec<Added>,
    /// How many mails each known address has been sent by the form, where it is more than before.
    mails: BTreeMap<Uuid, i32>,
    jobs: Vec<NewJob>,
}

impl<'a> Batch<'a> {
    /// `None`: the batch has to be decided again on what another process wrote.
    async fn decide(ctx: &'a Ctx, tx: &Tx, wishes: &[Wish]) -> Result<Option<Verdicts>, db::Error> {
        let (batch, verdicts) = Self::plan(ctx, tx, wishes).await?;
        Ok(batch.write(tx).await?.then_some(verdicts))
    }

    /// Decides, and writes nothing down yet.
    async fn plan(ctx: &'a Ctx, tx: &Tx, wishes: &[Wish]) -> Result<(Self, Verdicts), db::Error> {
        let mut sessions = reads::sessions(tx, wishes, ctx.now).await?;
        for (id, state) in &mut sessions {
            if state.unsettled {
                let settled = waitlist::settle(tx, ctx, *id).await?;
                (state.facts.taken, state.facts.waiting) = (settled.taken, settled.waiting);
            }
        }
        let existing = reads::existing(tx, wishes).await?;
        let by_staff = wishes.iter().filter(|wish| wish.staff().is_some() && wish.marketing_consent);
        let by_staff: Vec<String> = by_staff.map(|wish| wish.email_key.clone()).collect();
        let refused =
            if by_staff.is_empty() { HashSet::new() } else { staff::unsubscribed(tx, by_staff).await? };
        let limited = wishes.iter().any(|wish| wish.network.is_some());
        let with_capacity = sessions.iter().filter(|(_, state)| limited && state.facts.capacity.is_some());
        let holds = reads::holds(tx, with_capacity.map(|(id, _)| *id)).await?;
        let mut batch = Self {
            ctx,
            before: sessions.clone(),
            sessions,
            existing,
            refused,
            holds,
            visits: BTreeMap::new(),
            wishes: BTreeMap::new(),
            registrations: Vec::new(),
            agreed: Vec::new(),
            added: Vec::new(),
            mails: BTreeMap::new(),
            jobs: Vec::new(),
        };
        let verdicts = wishes.iter().map(|wish| batch.one(wish)).collect();
        Ok((batch, verdicts))
    }

    fn one(&mut self, wish: &Wish) -> Result<Verdict, DeskError> {
        let session = self.sessions.get(&wish.session_id).ok_or(DeskError::NoSuchSession)?;
        let price = pricing::price_at(session.price, session.early_bird, wish.now);
        let key = (wish.session_id, wish.email_key.clone());
        let known = self.existing.get(&key).copied();
        if let Some(staff) = wish.staff() {
            return match known {
                Some(known) => Ok(Verdict::Known(known.id)),
                None => self.one_by_staff(wish, staff),
            };
        }
        let validated = wish.is_validated();
        if let (true, Some(known)) = (validated, known) {
            self.remember(wish, Some(known.id), None);
            return Ok(Verdict::Registered(known.id));
        }
        let placement = if validated {
            seats::place_verified(&session.facts, Payment::Later, wish.now)?
        } else {
            seats::place_unverified(&session.facts, wish.now)?
        };
        if !validated && placement.holds_seat {
            self.limit_holds(wish)?;
        }
        // An address that is known gets the answer that a first registration would get.
        let accepted = Verdict::Accepted {
            waitlist: !placement.holds_seat,
            hold_expires_at: placement.hold_expires_at,
            price,
        };
        if let Some(known) = known {
            self.again(wish, known, placement);
            return Ok(accepted);
        }
        let id = self.add(wish, placement);
        Ok(if validated { Verdict::Registered(id) } else { accepted })
    }

    /// Staff who add somebody have decided on them; whether there is a seat, the session says as to anybody.
    fn one_by_staff(&mut self, wish: &Wish, staff: &StaffOfWish) -> Result<Verdict, DeskError> {
        let session = self.sessions.get(&wish.session_id).ok_or(DeskError::NoSuchSession)?;
        let placement = if staff.vouched {
            let facts = SessionFacts { requires_approval: false, ..session.facts.clone() };
            seats::place_verified(&facts, Payment::Later, wish.now)?
        } else {
            seats::place_unverified(&session.facts, wish.now)?
        };
        if !placement.holds_seat && !staff.waitlist {
            return Err(Refusal::Full.into());
        }
        let marketing_consent = wish.marketing_consent && !self.refused.contains(&wish.email_key);
        let id = self.add(&Wish { marketing_consent, ..wish.clone() }, placement);
        let (author, user) = (staff.author.clone(), staff.user);
        self.added.push(Added {
            id,
            reference: reference(id.as_u128()),
            status: placement.status,
            author,
            user,
        });
        Ok(Verdict::Added(id, placement))
    }

    /// One network, or one house's mail domain, may hold only a share of the seats without confirming.
    fn limit_holds(&mut self, wish: &Wish) -> Result<(), DeskError> {
        let capacity = self.sessions.get(&wish.session_id).and_then(|session| session.facts.capacity);
        let (Some(capacity), Some(network)) = (capacity, wish.network.as_deref()) else { return Ok(()) };
        let allowed = (capacity * HOLDS_PER_HOLDER / 100).max(3);
        let holders = Holder::of(Some(network), &wish.email_key);
        let holders: Vec<_> = holders.map(|holder| (wish.session_id, holder)).collect();
        if holders.iter().any(|holder| self.holds.get(holder).is_some_and(|held| *held >= allowed)) {
            return Err(DeskError::TooManyHolds);
        }
        for holder in holders {
            *self.holds.entry(holder).or_default() += 1;
        }
        Ok(())
    }

    /// The address has a registration: its owner hears of it by mail, the sender learns nothing.
    fn again(&mut self, wish: &Wish, known: Existing, placement: Placement) {
        let number = known.mails + 1;
        let pending = known.status == RegistrationStatus::PendingVerification;
        let mail = if pending { MailJob::VALIDATE } else { MailJob::ALREADY_REGISTERED };
        self.jobs.push(MailJob::new(mail, known.id, number).job(self.ctx));
        self.mails.insert(known.id, number);
        if let Some(existing) = self.existing.get_mut(&(wish.session_id, wish.email_key.clone())) {
            existing.mails = number;
        }
        self.remember(wish, pending.then_some(known.id), Some(placement));
    }

    fn add(&mut self, wish: &Wish, placement: Placement) -> Uuid {
        let id = self.ctx.new_id();
        let Some(session) = self.sessions.get_mut(&wish.session_id) else { return id };
        let counts = Counts::of(placement.status, placement.holds_seat);
        session.facts.taken = session.facts.taken.saturating_add_signed(counts.taken);
        session.facts.waiting = session.facts.waiting.saturating_add_signed(counts.waiting);
        session.registered += counts.registered;
        let place = (placement.status == RegistrationStatus::Waitlisted).then(|| {
            session.next_place += 1;
            session.next_place - 1
        });
        let row = new_registration(id, wish, placement, place, session);
        if wish.is_validated() {
            self.agreed.push(agreed(id, wish));
        }
        self.jobs.extend(MailJob::following(placement.status, id).map(|mail| mail.job(self.ctx)));
        let told = [Some(EventKind::RegistrationCreated), EventKind::of_status(placement.status)];
        self.jobs.extend(told.into_iter().flatten().filter_map(|kind| events::job(self.ctx, kind, id)));
        let existing = Existing { id, status: placement.status, mails: 1 };
        self.existing.insert((wish.session_id, wish.email_key.clone()), existing);
        self.registrations.push(row);
        self.remember(wish, Some(id), Some(placement));
        id
    }

    /// Keeps what the visit typed and was told.
    fn remember(&mut self, wish: &Wish, registration: Option<Uuid>, placement: Option<Placement>) {
        let Some(visit) = wish.visit() else { return };
        self.visits.insert(visit.id, NewVisit::of(wish, visit));
        let told = NewWish::of(wish, visit, registration, placement);
        self.wishes.insert((visit.id, wish.session_id), told);
    }

    /// Writes everything; false where another process had written one of the registrations.
    async fn write(&self, tx: &Tx) -> Result<bool, db::Error> {
        writes::upsert_visits(tx, self.visits.values()).await?;
        let inserted = writes::insert_registrations(tx, &self.registrations).await?;
        if inserted != self.registrations.len() as u64 {
            return Ok(false);
        }
        consents::given(tx, self.ctx, &self.agreed).await?;
        added::tell(tx, self.ctx, &self.added).await?;
        writes::upsert_wishes(tx, self.wishes.values()).await?;
        let changed = self.sessions.iter().filter(|(id, state)| self.before.get(id) != Some(state));
        writes::update_sessions(tx, changed.map(|(id, state)| SessionChange::of(*id, state))).await?;
        writes::count_mails(tx, &self.mails).await?;
        enqueue(tx, &self.jobs, self.ctx.now).await?;
        Ok(true)
    }
}

fn agreed(id: Uuid, wish: &Wish) -> Agreed {
    Agreed {
        registration: id,
        email_key: wish.email_key.clone(),
        language: wish.language.code().to_owned(),
        terms: wish.terms_version,
        privacy: wish.privacy_version,
        marketing: wish.marketing_consent,
        at: wish.now,
        by_staff: wish.staff().is_some(),
    }
}

fn new_registration(
    id: Uuid,
    wish: &Wish,
    placement: Placement,
    place: Option<i64>,
    session: &SessionState,
) -> NewRegistration {
    let price = pricing::price_at(session.price, session.early_bird, wish.now);
    let validated = wish.is_validated().then_some(wish.now);
    let confirmed = validated.filter(|_| placement.status == RegistrationStatus::Confirmed);
    let payment = if price.is_some() { PaymentStatus::Pending } else { PaymentStatus::NotRequired };
    let ms = |at: DateTime<Utc>| at.timestamp_millis();
    let reference = reference(id.as_u128());
    let name = [wish.person.first_name.as_str(), &wish.person.last_name];
    NewRegistration {
        id: id.simple().to_string(),
        words: words_of(&reference, name, &wish.person.email, wish.person.company.as_deref()),
        reference,
        session_id: wish.session_id.simple().to_string(),
        visit_id: wish.visit().map(|visit| visit.id.simple().to_string()),
        status: placement.status.word(),
        holds_seat: placement.holds_seat,
        hold_expires_at: placement.hold_expires_at.map(ms),
        place,
        person: PersonColumns::of(wish),
        language: wish.language.code(),
        timezone: wish.timezone.clone().unwrap_or_else(|| session.timezone.clone()),
        source: wish.source.clone(),
        attribution: wish.attribution.as_ref().and_then(|from| serde_json::to_string(from).ok()),
        network: wish.network.clone(),
        terms_version: wish.terms_version,
        privacy_version: wish.privacy_version,
        marketing_consent: wish.marketing_consent,
        marketing_consent_at: wish.marketing_consent.then(|| ms(wish.now)),
        payment_status: payment.word(),
        payment_method: price.map(|_| "invoice"),
        price_amount: price.map(|price| price.amount),
        currency: price.map(|price| price.currency.to_string()),
        tax_rate_bp: price.map(|_| session.tax_rate_bp),
        verified_at: validated.map(ms),
        confirmed_at: confirmed.map(ms),
        registered_at: ms(wish.now),
    }
}
