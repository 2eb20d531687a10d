//! What the program's manager is told of an hour, and of a month.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use magnetiq_domain::reports;
use magnetiq_entity::{UtcMillis, messages, registrations, sessions, topics};
use magnetiq_mail::messages::{BestSession, DigestSession, MonthFigures};
use magnetiq_mail::parts::Participant;
use magnetiq_shared::messages::Reason;
use magnetiq_shared::registrations::RegistrationStatus;
use magnetiq_shared::sessions::SessionStatus;
use magnetiq_shared::{Currency, Language, Money, links};
use sea_orm::sea_query::Query;
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, FromQueryResult, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect,
};
use uuid::Uuid;

use crate::ctx::Ctx;
use crate::db::Error;
use crate::registrations::MailJob;
use crate::sessions::queries::title;

type Span = (DateTime<Utc>, DateTime<Utc>);

/// How many were confirmed from then on, until then with it.
pub(in super::super) async fn confirmed_between(
    ctx: &Ctx,
    from: DateTime<Utc>,
    until: DateTime<Utc>,
) -> Result<u64, Error> {
    use registrations::Column;
    registrations::Entity::find()
        .filter(Column::ConfirmedAt.gte(UtcMillis::from(from)))
        .filter(Column::ConfirmedAt.lte(UtcMillis::from(until)))
        .count(ctx.db.read())
        .await
}

/// The sessions of which the digest of the hour that began then tells, with whom: those whose own mail was set aside
/// for it, and who did not ask to be forgotten meanwhile.
pub(in super::super) async fn gathered(
    ctx: &Ctx,
    begin: DateTime<Utc>,
    language: Language,
    base: &str,
) -> Result<Vec<DigestSession>, Error> {
    use registrations::Column;
    let (from, until) = reports::hour_of(begin);
    let set_aside = Query::select()
        .column(messages::Column::RegistrationId)
        .from(messages::Entity)
        .and_where(messages::Column::Kind.eq(MailJob::NEW_REGISTRATION))
        .and_where(messages::Column::State.eq("skipped"))
        .and_where(messages::Column::Reason.eq(Reason::Gathered.text()))
        .to_owned();
    let people = registrations::Entity::find()
        .filter(Column::ConfirmedAt.gte(UtcMillis::from(from)))
        .filter(Column::ConfirmedAt.lt(UtcMillis::from(until)))
        .filter(Column::ErasedAt.is_null())
        .filter(Column::Id.in_subquery(set_aside))
        .order_by_asc(Column::ConfirmedAt)
        .order_by_asc(Column::Id)
        .all(ctx.db.read())
        .await?;
    let mut by_session: BTreeMap<Uuid, Vec<Participant>> = BTreeMap::new();
    for one in people {
        let name = format!("{} {}", one.first_name, one.last_name);
        let participant = Participant { name, company: one.company.unwrap_or_default() };
        by_session.entry(one.session_id).or_default().push(participant);
    }
    let mut told = Vec::new();
    for (session, topic) in with_topics(ctx, sessions::Column::Id.is_in(by_session.keys().copied())).await? {
        told.push(DigestSession {
            title: title(&session, &topic).get(language).to_owned(),
            starts_at: session.starts_at.utc(),
            registered: by_session.remove(&session.id).unwrap_or_default(),
            taken: session.seats_taken.max(0).unsigned_abs(),
            capacity: session.capacity.map(|seats| seats.max(0).unsigned_abs()),
            admin_link: format!("{base}{}", links::admin_registrations_of(session.id)),
        });
    }
    told.sort_by_key(|session| (std::cmp::Reverse(session.registered.len()), session.starts_at));
    Ok(told)
}

async fn with_topics(
    ctx: &Ctx,
    which: impl sea_orm::sea_query::IntoCondition,
) -> Result<Vec<(sessions::Model, topics::Model)>, Error> {
    let found =
        sessions::Entity::find().find_also_related(topics::Entity).filter(which).all(ctx.db.read()).await?;
    Ok(found.into_iter().filter_map(|(session, topic)| Some((session, topic?))).collect())
}

/// Sessions that were held in this time.
fn held((from, until): Span) -> Condition {
    use sessions::Column;
    Condition::all()
        .add(Column::StartsAt.gte(UtcMillis::from(from)))
        .add(Column::StartsAt.lt(UtcMillis::from(until)))
        .add(Column::Status.is_not_in([SessionStatus::Draft.word(), SessionStatus::Cancelled.word()]))
}

/// What is counted of a registration.
#[derive(FromQueryResult)]
struct Counted {
    session_id: Uuid,
    status: String,
    rating: Option<i32>,
}

/// How a session, or many, went.
#[derive(Clone, Copy, Default)]
struct Sum {
    registrations: u32,
    came: u32,
    stayed_away: u32,
    ratings: (i64, u32),
}

impl Sum {
    fn add(&mut self, one: &Counted) {
        let is = |status: RegistrationStatus| u32::from(one.status == status.word());
        let came = is(RegistrationStatus::Attended);
        let stayed_away = is(RegistrationStatus::NoShow);
        self.registrations += is(RegistrationStatus::Confirmed) + came + stayed_away;
        self.came += came;
        self.stayed_away += stayed_away;
        if let Some(rating) = one.rating {
            self.ratings = (self.ratings.0 + i64::from(rating), self.ratings.1 + 1);
        }
    }

    /// Nothing where nobody counted.
    fn attendance_percent(&self) -> Option<u32> {
        let counted = self.came + self.stayed_away;
        (counted > 0).then(|| (self.came * 200 + counted) / (counted * 2))
    }

    fn rating(&self) -> Option<f64> {
        (self.ratings.1 > 0).then(|| self.ratings.0 as f64 / f64::from(self.ratings.1))
    }
}

/// How each session that was held in this time went.
async fn sums(ctx: &Ctx, span: Span) -> Result<BTreeMap<Uuid, Sum>, Error> {
    use registrations::Column;
    let rows: Vec<Counted> = registrations::Entity::find()
        .select_only()
        .columns([Column::SessionId, Column::Status, Column::Rating])
        .inner_join(sessions::Entity)
        .filter(held(span))
        .into_model()
        .all(ctx.db.read())
        .await?;
    let mut sums: BTreeMap<Uuid, Sum> = BTreeMap::new();
    for row in rows {
        sums.entry(row.session_id).or_default().add(&row);
    }
    Ok(sums)
}

/// The figures of a month: sessions and who came by when they were held, registrations and money by when they were
/// confirmed.
pub(in super::super) async fn month_figures(ctx: &Ctx, span: Span) -> Result<MonthFigures, Error> {
    use registrations::Column;
    let conn = ctx.db.read();
    let held_sessions = sessions::Entity::find().filter(held(span)).count(conn).await?;
    let mut all = Sum::default();
    for sum in sums(ctx, span).await?.into_values() {
        all.came += sum.came;
        all.stayed_away += sum.stayed_away;
        all.ratings = (all.ratings.0 + sum.ratings.0, all.ratings.1 + sum.ratings.1);
    }
    let confirmed = Condition::all()
        .add(Column::ConfirmedAt.gte(UtcMillis::from(span.0)))
        .add(Column::ConfirmedAt.lt(UtcMillis::from(span.1)));
    let registrations = registrations::Entity::find().filter(confirmed.clone()).count(conn).await?;
    let paid: Vec<(Option<i64>, Option<String>)> = registrations::Entity::find()
        .select_only()
        .columns([Column::PriceAmount, Column::Currency])
        .filter(confirmed)
        .filter(Column::PaymentStatus.eq("completed"))
        .into_tuple()
        .all(conn)
        .await?;
    let mut revenue: Vec<Money> = Vec::new();
    for (amount, currency) in paid {
        let currency = currency.and_then(|code| Currency::try_from(code).ok());
        let Some((amount, currency)) = amount.zip(currency) else { continue };
        match revenue.iter_mut().find(|sum| sum.currency == currency) {
            Some(sum) => sum.amount += amount,
            None => revenue.push(Money::new(amount, currency)),
        }
    }
    Ok(MonthFigures {
        sessions: u32::try_from(held_sessions).unwrap_or(u32::MAX),
        registrations: u32::try_from(registrations).unwrap_or(u32::MAX),
        attendance_percent: all.attendance_percent(),
        rating: all.rating(),
        revenue,
    })
}

/// The sessions that were held in this time, the one with the most registrations first.
pub(in super::super) async fn best_sessions(
    ctx: &Ctx,
    span: Span,
    language: Language,
    base: &str,
) -> Result<Vec<BestSession>, Error> {
    let sums = sums(ctx, span).await?;
    let mut best: Vec<BestSession> = with_topics(ctx, held(span))
        .await?
        .into_iter()
        .map(|(session, topic)| {
            let sum = sums.get(&session.id).copied().unwrap_or_default();
            BestSession {
                title: title(&session, &topic).get(language).to_owned(),
                starts_at: session.starts_at.utc(),
                registrations: sum.registrations,
                attendance_percent: sum.attendance_percent(),
                rating: sum.rating(),
                admin_link: format!("{base}{}", links::admin_session(session.id)),
            }
        })
        .filter(|session| session.registrations > 0)
        .collect();
    best.sort_by_key(|session| (std::cmp::Reverse(session.registrations), session.starts_at));
    Ok(best)
}
