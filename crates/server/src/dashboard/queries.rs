//! What the dashboard counts.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use magnetiq_domain::dashboard::MARKED_WITHIN;
use magnetiq_domain::lifecycle;
use magnetiq_domain::session::GRACE;
use magnetiq_entity::{Texts, UtcMillis, messages, registrations, sessions, speakers, topics, views_daily};
use magnetiq_shared::TranslatedText;
use magnetiq_shared::dashboard::Funnel;
use magnetiq_shared::registrations::RegistrationStatus;
use magnetiq_shared::sessions::SessionStatus;
use magnetiq_shared::views::ViewKind;
use sea_orm::sea_query::{Expr, SimpleExpr};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, ExprTrait, FromQueryResult, JoinType, PaginatorTrait, QueryFilter,
    QuerySelect, RelationTrait,
};
use uuid::Uuid;

use crate::db::{Conn, Error};
use crate::views::day_of;

/// A session with what its lines show.
#[derive(FromQueryResult)]
pub(super) struct SessionRow {
    pub id: Uuid,
    pub slug: String,
    status: String,
    pub starts_at: UtcMillis,
    pub ends_at: UtcMillis,
    pub timezone: String,
    pub capacity: Option<i32>,
    pub seats_taken: i32,
    pub waitlist_count: i32,
    pub has_link: bool,
    own_title: Option<Texts>,
    topic_title: Texts,
    speaker_title: Option<String>,
    first_name: String,
    last_name: String,
}

impl SessionRow {
    pub(super) fn title(&self) -> TranslatedText {
        self.own_title.clone().unwrap_or_else(|| self.topic_title.clone()).0
    }

    pub(super) fn speaker(&self) -> String {
        let name = [self.speaker_title.as_deref(), Some(&self.first_name), Some(&self.last_name)];
        name.into_iter().flatten().collect::<Vec<_>>().join(" ")
    }

    pub(super) fn status(&self) -> SessionStatus {
        self.status.parse().unwrap_or(SessionStatus::Draft)
    }

    /// Where it is by the clock.
    pub(super) fn status_at(&self, now: DateTime<Utc>) -> SessionStatus {
        match self.status() {
            SessionStatus::Published | SessionStatus::Live if now >= self.ends_at.utc() + GRACE => {
                SessionStatus::Completed
            }
            SessionStatus::Published if now >= self.starts_at.utc() => SessionStatus::Live,
            stored => stored,
        }
    }
}

/// Sessions that are not over, and those over for which something may be left to do.
pub(super) async fn sessions(conn: &Conn, now: DateTime<Utc>) -> Result<Vec<SessionRow>, Error> {
    use sessions::Column;
    let open = [SessionStatus::Draft, SessionStatus::Published, SessionStatus::Live];
    let lately = Condition::all()
        .add(Column::Status.eq(SessionStatus::Completed.word()))
        .add(Column::StartsAt.gte(UtcMillis::from(now - MARKED_WITHIN)));
    sessions::Entity::find()
        .select_only()
        .columns([Column::Id, Column::Slug, Column::Status, Column::StartsAt, Column::EndsAt])
        .columns([Column::Timezone, Column::Capacity, Column::SeatsTaken, Column::WaitlistCount])
        .column_as(Column::MeetingUrl.is_not_null(), "has_link")
        .column_as(Column::Title, "own_title")
        .column_as(topics::Column::Title, "topic_title")
        .column_as(speakers::Column::Title, "speaker_title")
        .columns([speakers::Column::FirstName, speakers::Column::LastName])
        .join(JoinType::InnerJoin, sessions::Relation::Topics.def())
        .join(JoinType::InnerJoin, sessions::Relation::Speakers.def())
        .filter(Condition::any().add(Column::Status.is_in(open.map(SessionStatus::word))).add(lately))
        .into_model()
        .all(conn)
        .await
}

/// How many visitors saw which step since then; what registrations tell is left at 0.
pub(super) async fn views(conn: &Conn, since: DateTime<Utc>) -> Result<Funnel, Error> {
    use views_daily::Column;
    let rows: Vec<(String, i64)> = views_daily::Entity::find()
        .select_only()
        .column(Column::Kind)
        .column_as(sum(Column::UniqueCount), "visitors")
        .filter(Column::Day.gte(day_of(since)))
        .group_by(Column::Kind)
        .into_tuple()
        .all(conn)
        .await?;
    let of = |kind: ViewKind| {
        let found = rows.iter().find(|(word, _)| word == kind.word());
        found.map(|(_, visitors)| number(*visitors)).unwrap_or_default()
    };
    let (page_opened, form_opened) = (of(ViewKind::Landing), of(ViewKind::FormOpened));
    Ok(Funnel { page_opened, form_opened, form_sent: of(ViewKind::FormSent), ..Funnel::default() })
}

/// How many visitors opened a page within these days.
pub(super) async fn page_views(conn: &Conn, from: DateTime<Utc>, to: DateTime<Utc>) -> Result<u64, Error> {
    use views_daily::Column;
    let visitors: Option<i64> = views_daily::Entity::find()
        .select_only()
        .column_as(sum(Column::UniqueCount), "visitors")
        .filter(Column::Kind.eq(ViewKind::Landing.word()))
        .filter(Column::Day.gte(day_of(from)))
        .filter(Column::Day.lt(day_of(to)))
        .into_tuple()
        .one(conn)
        .await?;
    Ok(number(visitors.unwrap_or_default()))
}

/// How many registrations made within this time have a place.
pub(super) async fn confirmed(conn: &Conn, from: DateTime<Utc>, to: DateTime<Utc>) -> Result<u64, Error> {
    use registrations::Column;
    registrations::Entity::find()
        .filter(Column::Status.is_in(lifecycle::words(lifecycle::is_registered)))
        .filter(Column::RegisteredAt.gte(UtcMillis::from(from)))
        .filter(Column::RegisteredAt.lt(UtcMillis::from(to)))
        .count(conn)
        .await
}

/// Registrations that cost something: how they are paid, and how much that is.
#[derive(FromQueryResult)]
pub(super) struct Sale {
    is_now: i32,
    status: String,
    pub payment_status: String,
    pub currency: Option<String>,
    amount: i64,
}

impl Sale {
    /// Whether they were made in the last days, not in those before.
    pub(super) fn is_now(&self) -> bool {
        self.is_now == 1
    }

    /// In the currency's minor unit; what was paid back does not count.
    pub(super) fn amount(&self) -> i64 {
        if self.payment_status == "refunded" { 0 } else { self.amount }
    }
}

/// What was sold from then on, told apart by whether it was before `since`.
pub(super) async fn sales(
    conn: &Conn,
    from: DateTime<Utc>,
    since: DateTime<Utc>,
) -> Result<Vec<Sale>, Error> {
    use registrations::Column;
    // Written out: PostgreSQL takes two parameters for two values, even where they are the same.
    let is_now =
        || Expr::cust(format!("CASE WHEN registered_at >= {} THEN 1 ELSE 0 END", UtcMillis::from(since).0));
    let rows: Vec<Sale> = registrations::Entity::find()
        .select_only()
        .column_as(is_now(), "is_now")
        .columns([Column::Status, Column::PaymentStatus, Column::Currency])
        .column_as(sum(Column::PriceAmount), "amount")
        .filter(Column::PriceAmount.is_not_null())
        .filter(Column::RegisteredAt.gte(UtcMillis::from(from)))
        .group_by(is_now())
        .group_by(Column::Status)
        .group_by(Column::PaymentStatus)
        .group_by(Column::Currency)
        .into_model()
        .all(conn)
        .await?;
    // Asked for here, the states would lead the database to the index of states, away from the few that cost something.
    let sold = lifecycle::words(lifecycle::is_registered);
    Ok(rows.into_iter().filter(|sale| sold.contains(&sale.status.as_str())).collect())
}

/// How many came to sessions that ended within this time, and of how many it is known.
pub(super) async fn attendance(
    conn: &Conn,
    from: DateTime<Utc>,
    to: DateTime<Utc>,
) -> Result<(u64, u64), Error> {
    use registrations::Column;
    let ended: Vec<Uuid> = sessions::Entity::find()
        .select_only()
        .column(sessions::Column::Id)
        .filter(sessions::Column::EndsAt.gte(UtcMillis::from(from)))
        .filter(sessions::Column::EndsAt.lt(UtcMillis::from(to)))
        .into_tuple()
        .all(conn)
        .await?;
    let of = async |status: RegistrationStatus| {
        registrations::Entity::find()
            .filter(Column::SessionId.is_in(ended.iter().copied()))
            .filter(Column::Status.eq(status.word()))
            .count(conn)
            .await
    };
    let (attended, no_show) =
        (of(RegistrationStatus::Attended).await?, of(RegistrationStatus::NoShow).await?);
    Ok((attended, attended + no_show))
}

/// How many registrations made since then have a validated address.
pub(super) async fn verified(conn: &Conn, since: DateTime<Utc>) -> Result<u64, Error> {
    use registrations::Column;
    registrations::Entity::find()
        .filter(Column::RegisteredAt.gte(UtcMillis::from(since)))
        .filter(Column::VerifiedAt.is_not_null())
        .count(conn)
        .await
}

/// How many people of each session wait for a decision.
pub(super) async fn to_approve(conn: &Conn) -> Result<HashMap<Uuid, u32>, Error> {
    use registrations::Column;
    let waiting = Column::Status.eq(RegistrationStatus::PendingApproval.word());
    per_session(conn, Condition::all().add(waiting)).await
}

/// Of how many people with a place nobody said whether they came.
pub(super) async fn unmarked(
    conn: &Conn,
    sessions: impl Iterator<Item = Uuid>,
) -> Result<HashMap<Uuid, u32>, Error> {
    use registrations::Column;
    let confirmed = Column::Status.eq(RegistrationStatus::Confirmed.word());
    per_session(conn, Condition::all().add(Column::SessionId.is_in(sessions)).add(confirmed)).await
}

/// How many registered for each of these sessions since then.
pub(super) async fn registered_since(
    conn: &Conn,
    sessions: impl Iterator<Item = Uuid>,
    since: DateTime<Utc>,
) -> Result<HashMap<Uuid, u32>, Error> {
    use registrations::Column;
    let fresh = Column::RegisteredAt.gte(UtcMillis::from(since));
    per_session(conn, Condition::all().add(Column::SessionId.is_in(sessions)).add(fresh)).await
}

async fn per_session(conn: &Conn, condition: Condition) -> Result<HashMap<Uuid, u32>, Error> {
    use registrations::Column;
    let rows: Vec<(Uuid, i64)> = registrations::Entity::find()
        .select_only()
        .column(Column::SessionId)
        .column_as(Expr::cust("count(*)"), "rows")
        .filter(condition)
        .group_by(Column::SessionId)
        .into_tuple()
        .all(conn)
        .await?;
    Ok(rows.into_iter().map(|(id, rows)| (id, u32::try_from(rows).unwrap_or(u32::MAX))).collect())
}

/// How many registrations were made within this time.
pub(super) async fn registered(conn: &Conn, from: DateTime<Utc>, to: DateTime<Utc>) -> Result<u32, Error> {
    use registrations::Column;
    let count = registrations::Entity::find()
        .filter(Column::RegisteredAt.gte(UtcMillis::from(from)))
        .filter(Column::RegisteredAt.lt(UtcMillis::from(to)))
        .count(conn)
        .await?;
    Ok(u32::try_from(count).unwrap_or(u32::MAX))
}

/// How many mails could not be sent since then.
pub(super) async fn failed_messages(conn: &Conn, since: DateTime<Utc>) -> Result<u32, Error> {
    use messages::Column;
    let failed = messages::Entity::find()
        .filter(Column::State.eq("failed"))
        .filter(Column::DueAt.gte(UtcMillis::from(since)))
        .count(conn)
        .await?;
    Ok(u32::try_from(failed).unwrap_or(u32::MAX))
}

/// A sum as `bigint`: PostgreSQL's own is wider.
fn sum(column: impl ColumnTrait) -> SimpleExpr {
    Expr::expr(column.into_expr().sum()).cast_as("bigint").if_null(0)
}

fn number(sum: i64) -> u64 {
    u64::try_from(sum).unwrap_or_default()
}
