//! Sessions that ended, who had a place in them, and what went out afterwards.

use chrono::{DateTime, Utc};
use magnetiq_domain::closing::{CLOSED, ClosingFacts};
use magnetiq_entity::{JsonOf, UtcMillis, messages, registrations, session_closings, sessions, topics};
use magnetiq_shared::attendance::MailCount;
use magnetiq_shared::registrations::RegistrationStatus;
use magnetiq_shared::sessions::{Access, SessionStatus};
use sea_orm::sea_query::{Condition, Expr, OnConflict, Query, SelectStatement};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, IntoActiveModel, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect, Set, Unchanged,
};
use uuid::Uuid;

use crate::db::{Error, Tx};
use crate::messages::Reminded;
use crate::registrations::MailJob;
use crate::registrations::queries::Registration;

/// The mails of afterwards: nobody gets both.
const AFTERWARDS: [&str; 2] = [MailJob::FOLLOW_UP, MailJob::NO_SHOW];

/// A session's end.
pub(super) type Closing = session_closings::Model;

/// A session with its title and its end.
pub(super) async fn session(
    conn: &impl ConnectionTrait,
    id: Uuid,
) -> Result<Option<(sessions::Model, topics::Model)>, Error> {
    let found = sessions::Entity::find_by_id(id).find_also_related(topics::Entity).one(conn).await?;
    Ok(found.and_then(|(session, topic)| Some((session, topic?))))
}

/// Sessions that were held and ended in this time, or that somebody took up; none that ended long ago.
pub(super) async fn ended(
    conn: &impl ConnectionTrait,
    from: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<Vec<sessions::Model>, Error> {
    use sessions::Column;
    let taken_up = Query::select()
        .expr(Expr::val(1))
        .from(session_closings::Entity)
        .and_where(
            Expr::col((session_closings::Entity, session_closings::Column::SessionId))
                .equals((sessions::Entity, Column::Id)),
        )
        .take();
    let recent = Column::EndsAt.gt(UtcMillis::from(from)).or(Expr::exists(taken_up));
    let held = [SessionStatus::Published, SessionStatus::Live, SessionStatus::Completed];
    sessions::Entity::find()
        .filter(Column::Status.is_in(held.map(SessionStatus::word)))
        .filter(Column::EndsAt.lte(UtcMillis::from(now)))
        .filter(Column::EndsAt.gt(UtcMillis::from(now - CLOSED)))
        .filter(recent)
        .order_by_asc(Column::EndsAt)
        .all(conn)
        .await
}

/// Sessions that are held and end in this time, or this one of them, with their topics.
pub(super) async fn ending(
    conn: &impl ConnectionTrait,
    session: Option<Uuid>,
    (from, to): (DateTime<Utc>, DateTime<Utc>),
) -> Result<Vec<(sessions::Model, topics::Model)>, Error> {
    use sessions::Column;
    let held = [SessionStatus::Published, SessionStatus::Live, SessionStatus::Completed];
    let mut query = sessions::Entity::find()
        .find_also_related(topics::Entity)
        .filter(Column::Status.is_in(held.map(SessionStatus::word)))
        .filter(Column::EndsAt.gt(UtcMillis::from(from)))
        .filter(Column::EndsAt.lte(UtcMillis::from(to)));
    if let Some(session) = session {
        query = query.filter(Column::Id.eq(session));
    }
    let found = query.order_by_asc(Column::EndsAt).all(conn).await?;
    Ok(found.into_iter().filter_map(|(session, topic)| Some((session, topic?))).collect())
}

/// What is known of a session's end.
pub(super) async fn closing(conn: &impl ConnectionTrait, session: Uuid) -> Result<Option<Closing>, Error> {
    session_closings::Entity::find_by_id(session).one(conn).await
}

/// The session's end, to be written on; made where it is missing.
pub(super) async fn open(tx: &Tx, session: Uuid) -> Result<Closing, Error> {
    use session_closings::{Column, Entity};
    let row = Closing {
        session_id: session,
        reported_at: None,
        report_name: None,
        min_minutes: 1,
        completed_at: None,
        completed_by: None,
        feedback_questions: JsonOf(Vec::new()),
        questions_version: 0,
    };
    let known = OnConflict::column(Column::SessionId).do_nothing().to_owned();
    Entity::insert(row.into_active_model().reset_all()).on_conflict(known).exec_without_returning(tx).await?;
    closing(tx, session).await?.ok_or_else(|| Error::RecordNotFound("session_closings".to_owned()))
}

/// Writes down that a report was read in.
pub(super) async fn reported(
    tx: &Tx,
    session: Uuid,
    (name, min_minutes): (Option<String>, u32),
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let changed = session_closings::ActiveModel {
        session_id: Unchanged(session),
        reported_at: Set(Some(now.into())),
        report_name: Set(name),
        min_minutes: Set(i32::try_from(min_minutes).unwrap_or(i32::MAX)),
        ..Default::default()
    };
    changed.update(tx).await?;
    Ok(())
}

/// Writes down that it is known who was there.
pub(super) async fn completed(
    tx: &Tx,
    session: Uuid,
    by: Option<Uuid>,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let changed = session_closings::ActiveModel {
        session_id: Unchanged(session),
        completed_at: Set(Some(now.into())),
        completed_by: Set(by),
        ..Default::default()
    };
    changed.update(tx).await?;
    Ok(())
}

/// What decides about what follows the session.
pub(super) async fn facts(
    conn: &impl ConnectionTrait,
    session: &sessions::Model,
    closing: Option<&Closing>,
) -> Result<ClosingFacts, Error> {
    let reported = closing.is_some_and(|row| row.reported_at.is_some());
    Ok(ClosingFacts {
        ends_at: session.ends_at.utc(),
        has_source: reported || joined(conn, session.id).await? > 0,
        completed_at: closing.and_then(|row| row.completed_at).map(|at| at.utc()),
        expects_recording: session.recording_enabled,
        has_recording: session.recording_url.is_some(),
    })
}

/// How many went in by their personal link.
pub(super) async fn joined(conn: &impl ConnectionTrait, session: Uuid) -> Result<u32, Error> {
    let with_place = with_place(session).filter(registrations::Column::JoinedAt.is_not_null());
    Ok(u32::try_from(with_place.count(conn).await?).unwrap_or(u32::MAX))
}

fn with_place(session: Uuid) -> sea_orm::Select<registrations::Entity> {
    use RegistrationStatus::{Attended, Confirmed, NoShow};
    registrations::Entity::find().filter(registrations::Column::SessionId.eq(session)).filter(
        registrations::Column::Status.is_in([Confirmed, Attended, NoShow].map(RegistrationStatus::word)),
    )
}

/// Everybody who has a place, by id.
pub(super) async fn people(conn: &impl ConnectionTrait, session: Uuid) -> Result<Vec<Registration>, Error> {
    with_place(session).order_by_asc(registrations::Column::Id).all(conn).await
}

/// Who has a place in this state, some of them, by id.
pub(super) async fn in_state(
    tx: &Tx,
    session: Uuid,
    status: RegistrationStatus,
    most: u64,
) -> Result<Vec<Registration>, Error> {
    registrations::Entity::find()
        .filter(registrations::Column::SessionId.eq(session))
        .filter(registrations::Column::Status.eq(status.word()))
        .order_by_asc(registrations::Column::Id)
        .limit(most)
        .all(tx)
        .await
}

/// How many have a place in each state: open, attended, no-show.
pub(super) async fn counts(conn: &impl ConnectionTrait, session: Uuid) -> Result<[u32; 3], Error> {
    let rows: Vec<(String, i64)> = with_place(session)
        .select_only()
        .column(registrations::Column::Status)
        .column_as(Expr::cust("count(*)"), "people")
        .group_by(registrations::Column::Status)
        .into_tuple()
        .all(conn)
        .await?;
    let of = |status: RegistrationStatus| {
        let found = rows.iter().find(|(word, _)| word == status.word());
        found.and_then(|(_, people)| u32::try_from(*people).ok()).unwrap_or_default()
    };
    use RegistrationStatus::{Attended, Confirmed, NoShow};
    Ok([of(Confirmed), of(Attended), of(NoShow)])
}

/// Writes down how long somebody was there.
pub(super) async fn set_minutes(
    tx: &Tx,
    registration: Uuid,
    minutes: Option<u32>,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let changed = registrations::ActiveModel {
        id: Unchanged(registration),
        attendance_minutes: Set(minutes.and_then(|minutes| i32::try_from(minutes).ok())),
        updated_at: Set(now.into()),
        ..Default::default()
    };
    changed.update(tx).await?;
    Ok(())
}

/// Counts anew how many attended, and how much of the session they saw where that is known.
pub(super) async fn recount(tx: &Tx, session: &sessions::Model) -> Result<(), Error> {
    use registrations::Column;
    let rows: Vec<Option<i32>> = registrations::Entity::find()
        .select_only()
        .column(Column::AttendanceMinutes)
        .filter(Column::SessionId.eq(session.id))
        .filter(Column::Status.eq(RegistrationStatus::Attended.word()))
        .into_tuple()
        .all(tx)
        .await?;
    let length = f64::from(Ord::max(session.duration_minutes, 1));
    let known: Vec<f64> =
        rows.iter().flatten().map(|minutes| (f64::from(*minutes) / length).min(1.0)).collect();
    let rate = (!known.is_empty()).then(|| known.iter().sum::<f64>() / known.len() as f64);
    sessions::Entity::update_many()
        .col_expr(
            sessions::Column::AttendanceCount,
            Expr::value(i32::try_from(rows.len()).unwrap_or(i32::MAX)),
        )
        .col_expr(sessions::Column::CompletionRate, Expr::value(rate))
        .filter(sessions::Column::Id.eq(session.id))
        .exec(tx)
        .await?;
    Ok(())
}

/// Who is to be told something after a session.
#[derive(Clone, Copy, Debug)]
pub(super) enum Whom {
    /// Those in this state, once the session is over.
    In(RegistrationStatus),
    /// Those whose mail of afterwards went out before the recording was there, as far as they may watch it.
    WaitingForRecording(UtcMillis),
}

impl Whom {
    fn condition(self, session: &sessions::Model) -> Condition {
        use registrations::Column;
        let any = Condition::all();
        match self {
            Self::In(status) => {
                any.add(Column::Status.eq(status.word())).add(Expr::exists(mails_of(&AFTERWARDS)).not())
            }
            Self::WaitingForRecording(since) => {
                let promised = mails_of(&AFTERWARDS).and_where(messages::Column::SentAt.lte(since)).take();
                let may_watch = match session.recording_access.parse() {
                    Ok(Access::Public | Access::Registrants) => any.clone(),
                    Ok(Access::Attendees) | Err(_) => Condition::any()
                        .add(Column::Status.eq(RegistrationStatus::Attended.word()))
                        .add(Column::JoinedAt.is_not_null()),
                };
                any.add(may_watch)
                    .add(Expr::exists(promised))
                    .add(Expr::exists(mails_of(&[MailJob::RECORDING])).not())
            }
        }
    }
}

/// Who is to be told and was not yet, some of them, by id.
pub(super) async fn untold(
    conn: &impl ConnectionTrait,
    session: &sessions::Model,
    whom: Whom,
    most: u64,
) -> Result<Vec<Reminded>, Error> {
    use registrations::Column;
    let rows = registrations::Entity::find()
        .filter(Column::SessionId.eq(session.id))
        .filter(Column::ErasedAt.is_null())
        .filter(whom.condition(session))
        .order_by_asc(Column::Id)
        .limit(most)
        .all(conn)
        .await?;
    let reminded = |row: Registration| Reminded {
        registration: row.id,
        name: format!("{} {}", row.first_name, row.last_name),
        email: row.email,
        email_key: row.email_key,
        language: row.language,
    };
    Ok(rows.into_iter().map(reminded).collect())
}

/// The mails of these kinds about a registration.
fn mails_of(kinds: &[&'static str]) -> SelectStatement {
    Query::select()
        .expr(Expr::val(1))
        .from(messages::Entity)
        .and_where(
            Expr::col((messages::Entity, messages::Column::RegistrationId))
                .equals((registrations::Entity, registrations::Column::Id)),
        )
        .and_where(Expr::col((messages::Entity, messages::Column::Kind)).is_in(kinds.iter().copied()))
        .take()
}

/// How far the mails of this kind are.
pub(super) async fn mails(
    conn: &impl ConnectionTrait,
    session: Uuid,
    kind: &str,
) -> Result<MailCount, Error> {
    let rows: Vec<(String, i64)> = messages::Entity::find()
        .select_only()
        .column(messages::Column::State)
        .column_as(Expr::cust("count(*)"), "messages")
        .filter(messages::Column::SessionId.eq(session))
        .filter(messages::Column::Kind.eq(kind))
        .group_by(messages::Column::State)
        .into_tuple()
        .all(conn)
        .await?;
    let mut count = MailCount::default();
    for (state, messages) in rows {
        let into = match state.as_str() {
            "queued" => &mut count.queued,
            "sent" => &mut count.sent,
            _ => &mut count.others,
        };
        *into += u32::try_from(messages).unwrap_or(u32::MAX);
    }
    Ok(count)
}
