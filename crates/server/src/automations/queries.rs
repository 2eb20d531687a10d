//! Sessions with a program, who is in it, and what was queued.

use std::collections::HashMap;

use chrono::{DateTime, Duration, Utc};
use chrono_tz::Tz;
use magnetiq_domain::schedule::PlannedKind;
use magnetiq_entity::{
    JsonOf, Texts, UtcMillis, automation_marks, messages, registrations, session_changes, sessions, topics,
};
use magnetiq_shared::TranslatedText;
use magnetiq_shared::registrations::RegistrationStatus;
use magnetiq_shared::sessions::SessionStatus;
use magnetiq_shared::settings::ReminderStep;
use sea_orm::sea_query::{Expr, OnConflict, Query};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, FromQueryResult,
    IntoActiveModel, JoinType, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, RelationTrait,
};
use uuid::Uuid;

use crate::db::{Error, Tx};
use crate::messages::Reminded;

/// No mail of the program is due longer before its session.
const HORIZON: Duration = Duration::days(62);

/// A session that is to come.
#[derive(Clone, Debug, FromQueryResult)]
pub(super) struct Planned {
    pub id: Uuid,
    pub slug: String,
    pub starts_at: UtcMillis,
    published_at: Option<UtcMillis>,
    has_link: bool,
    reminders: Option<JsonOf<Vec<ReminderStep>>>,
    pub speaker_id: Uuid,
    timezone: String,
    own_title: Option<Texts>,
    topic_title: Texts,
    /// When it got this start; filled in afterwards.
    #[sea_orm(skip)]
    moved_at: Option<UtcMillis>,
}

impl Planned {
    pub(super) fn title(&self) -> TranslatedText {
        self.own_title.as_ref().unwrap_or(&self.topic_title).0.clone()
    }

    /// Since when it is known that it starts then.
    pub(super) fn known_since(&self) -> DateTime<Utc> {
        [self.published_at, self.moved_at]
            .into_iter()
            .flatten()
            .max()
            .map_or(DateTime::UNIX_EPOCH, |at| at.utc())
    }

    /// Its own timezone.
    pub(super) fn zone(&self) -> Tz {
        self.timezone.parse().unwrap_or(Tz::UTC)
    }

    /// Whether the way into the meeting is known.
    pub(super) fn has_link(&self) -> bool {
        self.has_link
    }

    /// Its own reminders, or the house's.
    pub(super) fn reminders<'a>(&'a self, usual: &'a [ReminderStep]) -> &'a [ReminderStep] {
        self.reminders.as_ref().map_or(usual, |own| &own.0)
    }
}

/// The sessions to come whose program may have begun by `until`, the next first.
pub(super) async fn sessions(
    conn: &impl ConnectionTrait,
    now: DateTime<Utc>,
    until: DateTime<Utc>,
) -> Result<Vec<Planned>, Error> {
    let latest = sessions::Column::StartsAt.lte(UtcMillis::from(until + HORIZON));
    find(conn, to_come(now).add(latest)).await
}

/// The sessions that began in this time and were not called off.
pub(super) async fn begun(
    conn: &impl ConnectionTrait,
    from: DateTime<Utc>,
    to: DateTime<Utc>,
) -> Result<Vec<Planned>, Error> {
    use sessions::Column;
    let held = [SessionStatus::Published, SessionStatus::Live, SessionStatus::Completed];
    let which = Condition::all()
        .add(Column::Status.is_in(held.map(SessionStatus::word)))
        .add(Column::StartsAt.gt(UtcMillis::from(from)))
        .add(Column::StartsAt.lte(UtcMillis::from(to)));
    find(conn, which).await
}

/// One session, where it is to come.
pub(super) async fn one(
    conn: &impl ConnectionTrait,
    now: DateTime<Utc>,
    id: Uuid,
) -> Result<Option<Planned>, Error> {
    Ok(find(conn, to_come(now).add(sessions::Column::Id.eq(id))).await?.pop())
}

fn to_come(now: DateTime<Utc>) -> Condition {
    use sessions::Column;
    Condition::all()
        .add(Column::Status.eq(SessionStatus::Published.word()))
        .add(Column::StartsAt.gt(UtcMillis::from(now)))
}

async fn find(conn: &impl ConnectionTrait, which: Condition) -> Result<Vec<Planned>, Error> {
    use sessions::Column;
    let mut found: Vec<Planned> = sessions::Entity::find()
        .select_only()
        .columns([Column::Id, Column::Slug, Column::StartsAt, Column::PublishedAt, Column::SpeakerId])
        .columns([Column::Timezone, Column::Reminders])
        .column_as(Column::MeetingUrl.is_not_null(), "has_link")
        .column_as(Column::Title, "own_title")
        .column_as(topics::Column::Title, "topic_title")
        .join(JoinType::InnerJoin, sessions::Relation::Topics.def())
        .filter(which)
        .order_by_asc(Column::StartsAt)
        .order_by_asc(Column::Id)
        .into_model()
        .all(conn)
        .await?;
    let moved = moved(conn, &found).await?;
    for session in &mut found {
        session.moved_at = moved.get(&session.id).copied();
    }
    Ok(found)
}

/// When each of the sessions that were moved got the start that it has.
async fn moved(conn: &impl ConnectionTrait, sessions: &[Planned]) -> Result<HashMap<Uuid, UtcMillis>, Error> {
    use session_changes::Column;
    let starts: HashMap<Uuid, UtcMillis> =
        sessions.iter().map(|session| (session.id, session.starts_at)).collect();
    // The newest first: of each session, the first that was before at another time.
    let changes = session_changes::Entity::find()
        .filter(Column::SessionId.is_in(starts.keys().copied()))
        .order_by_desc(Column::Sequence)
        .all(conn)
        .await?;
    let mut moved = HashMap::new();
    for change in changes {
        if starts.get(&change.session_id).is_some_and(|start| *start != change.starts_at_before) {
            moved.entry(change.session_id).or_insert(change.created_at);
        }
    }
    Ok(moved)
}

/// How many people with a place are in each timezone, by session. In one order for all, so that processes that write
/// to them wait for each other and never crosswise.
pub(super) async fn zones(
    conn: &impl ConnectionTrait,
    sessions: impl Iterator<Item = Uuid>,
) -> Result<HashMap<Uuid, Vec<(String, u32)>>, Error> {
    use registrations::Column;
    let rows: Vec<(Uuid, String, i64)> = registrations::Entity::find()
        .select_only()
        .columns([Column::SessionId, Column::Timezone])
        .column_as(Expr::cust("count(*)"), "people")
        .filter(Column::SessionId.is_in(sessions))
        .filter(Column::Status.eq(RegistrationStatus::Confirmed.word()))
        .group_by(Column::SessionId)
        .group_by(Column::Timezone)
        .order_by_asc(Column::Timezone)
        .into_tuple()
        .all(conn)
        .await?;
    let mut zones: HashMap<Uuid, Vec<(String, u32)>> = HashMap::new();
    for (session, zone, people) in rows {
        zones.entry(session).or_default().push((zone, u32::try_from(people).unwrap_or(u32::MAX)));
    }
    Ok(zones)
}

/// What reminders are made of.
#[derive(Clone, Debug, FromQueryResult)]
pub(super) struct Recipient {
    id: Uuid,
    email: String,
    email_key: String,
    first_name: String,
    last_name: String,
    language: String,
}

impl Recipient {
    pub(super) fn reminded(self) -> Reminded {
        Reminded {
            registration: self.id,
            name: format!("{} {}", self.first_name, self.last_name),
            email: self.email,
            email_key: self.email_key,
            language: self.language,
        }
    }
}

/// Who of a timezone has a place since `by` at the latest, and has no message of this kind about this start.
pub(super) async fn missing(
    conn: &impl ConnectionTrait,
    session: &Planned,
    kind: PlannedKind,
    zone: &str,
    by: DateTime<Utc>,
) -> Result<Vec<Recipient>, Error> {
    use registrations::Column;
    missing_of(session, kind, zone, by)
        .select_only()
        .columns([Column::Id, Column::Email, Column::EmailKey, Column::FirstName, Column::LastName])
        .column(Column::Language)
        .order_by_asc(Column::Id)
        .into_model()
        .all(conn)
        .await
}

fn missing_of(
    session: &Planned,
    kind: PlannedKind,
    zone: &str,
    by: DateTime<Utc>,
) -> sea_orm::Select<registrations::Entity> {
    use registrations::Column;
    let told = Query::select()
        .expr(Expr::val(1))
        .from(messages::Entity)
        .and_where(
            Expr::col((messages::Entity, messages::Column::RegistrationId))
                .equals((registrations::Entity, Column::Id)),
        )
        .and_where(Expr::col((messages::Entity, messages::Column::Kind)).eq(kind.to_string()))
        .and_where(Expr::col((messages::Entity, messages::Column::StartsAt)).eq(session.starts_at.0))
        .take();
    registrations::Entity::find()
        .filter(Column::SessionId.eq(session.id))
        .filter(Column::Status.eq(RegistrationStatus::Confirmed.word()))
        .filter(Column::Timezone.eq(zone))
        .filter(Column::ConfirmedAt.lte(UtcMillis::from(by)))
        .filter(Expr::exists(told).not())
}

/// How many those are whom [`missing`] finds.
pub(super) async fn count_missing(
    conn: &impl ConnectionTrait,
    session: &Planned,
    kind: PlannedKind,
    zone: &str,
    by: DateTime<Utc>,
) -> Result<u32, Error> {
    let people = missing_of(session, kind, zone, by).count(conn).await?;
    Ok(u32::try_from(people).unwrap_or(u32::MAX))
}

/// A kind of mail about one start of a session, to people in one timezone.
pub(super) type KindInZone = (Uuid, String, UtcMillis, String);

/// How many of those who have a place in these sessions have a message already, of each kind in each timezone.
pub(super) async fn already(
    conn: &impl ConnectionTrait,
    sessions: impl Iterator<Item = Uuid>,
) -> Result<HashMap<KindInZone, u32>, Error> {
    use messages::Column;
    let rows: Vec<(Uuid, String, UtcMillis, String, i64)> = messages::Entity::find()
        .select_only()
        .columns([Column::SessionId, Column::Kind, Column::StartsAt])
        .column(registrations::Column::Timezone)
        .column_as(Expr::cust("count(*)"), "messages")
        .join(JoinType::InnerJoin, messages::Relation::Registrations.def())
        .filter(Column::SessionId.is_in(sessions))
        .filter(Column::StartsAt.is_not_null())
        .filter(registrations::Column::Status.eq(RegistrationStatus::Confirmed.word()))
        .group_by(Column::SessionId)
        .group_by(Column::Kind)
        .group_by(Column::StartsAt)
        .group_by(registrations::Column::Timezone)
        .into_tuple()
        .all(conn)
        .await?;
    let count = |rows: i64| u32::try_from(rows).unwrap_or(u32::MAX);
    Ok(rows.into_iter().map(|(id, kind, start, zone, rows)| ((id, kind, start, zone), count(rows))).collect())
}

/// Why a mail of a session's program does not go out, by session, kind and start.
pub(super) type Marks = HashMap<(Uuid, String, UtcMillis), String>;

/// What keeps mails of these sessions from going out.
pub(super) async fn marks(
    conn: &impl ConnectionTrait,
    sessions: impl Iterator<Item = Uuid>,
) -> Result<Marks, Error> {
    use automation_marks::{Column, Entity};
    let rows = Entity::find().filter(Column::SessionId.is_in(sessions)).all(conn).await?;
    Ok(rows.into_iter().map(|row| ((row.session_id, row.kind, row.starts_at), row.state)).collect())
}

/// Marks a mail of a session's program.
pub(super) async fn mark(
    tx: &Tx,
    (session, kind, state): (&Planned, PlannedKind, &str),
    by: Option<Uuid>,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    use automation_marks::{Column, Entity, Model};
    let row = Model {
        session_id: session.id,
        kind: kind.to_string(),
        starts_at: session.starts_at,
        state: state.to_owned(),
        created_by: by,
        created_at: now.into(),
    };
    let newer = OnConflict::columns([Column::SessionId, Column::Kind, Column::StartsAt])
        .update_columns([Column::State, Column::CreatedBy, Column::CreatedAt])
        .to_owned();
    Entity::insert(row.into_active_model().reset_all()).on_conflict(newer).exec_without_returning(tx).await?;
    Ok(())
}

/// Takes the mark away.
pub(super) async fn unmark(tx: &Tx, session: &Planned, kind: PlannedKind) -> Result<(), Error> {
    automation_marks::Entity::delete_by_id((session.id, kind.to_string(), session.starts_at))
        .exec(tx)
        .await?;
    Ok(())
}

/// What was told: mails of one kind about one start that were due at one time and are in one state.
#[derive(FromQueryResult)]
pub(super) struct Told {
    pub session_id: Option<Uuid>,
    pub slug: Option<String>,
    own_title: Option<Texts>,
    topic_title: Option<Texts>,
    pub kind: String,
    pub starts_at: Option<UtcMillis>,
    pub due_at: UtcMillis,
    pub state: String,
    pub reason: Option<String>,
    pub recipients: i64,
}

impl Told {
    pub(super) fn title(&self) -> Option<TranslatedText> {
        self.own_title.as_ref().or(self.topic_title.as_ref()).map(|title| title.0.clone())
    }
}

/// What was told of one session or of all, of what was due from then on. Of all, mails to the house and whatever else
/// failed come, too.
pub(super) async fn told(
    conn: &impl ConnectionTrait,
    session: Option<Uuid>,
    from: DateTime<Utc>,
) -> Result<Vec<Told>, Error> {
    use messages::Column;
    let mut query = messages::Entity::find()
        .select_only()
        .columns([
            Column::SessionId,
            Column::Kind,
            Column::StartsAt,
            Column::DueAt,
            Column::State,
            Column::Reason,
        ])
        .column_as(sessions::Column::Slug, "slug")
        .column_as(sessions::Column::Title, "own_title")
        .column_as(topics::Column::Title, "topic_title")
        .column_as(Expr::cust("count(*)"), "recipients")
        .join(JoinType::LeftJoin, messages::Relation::Sessions.def())
        .join(JoinType::LeftJoin, sessions::Relation::Topics.def())
        .filter(Column::DueAt.gte(UtcMillis::from(from)));
    let planned = Column::StartsAt.is_not_null();
    query = query.filter(match session {
        Some(session) => planned.and(Column::SessionId.eq(session)),
        None => planned.or(Column::SessionId.is_null()).or(Column::State.eq("failed")),
    });
    for column in
        [Column::SessionId, Column::Kind, Column::StartsAt, Column::DueAt, Column::State, Column::Reason]
    {
        query = query.group_by(column);
    }
    // Texts are no keys on PostgreSQL; a session and a topic have one each.
    query = query.group_by(sessions::Column::Id).group_by(topics::Column::Id);
    query.into_model().all(conn).await
}
