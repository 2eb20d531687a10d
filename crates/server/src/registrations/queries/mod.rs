//! Reading and moving single registrations. Whoever moves one holds its session's row first.

mod counting;
mod forgetting;

use chrono::{DateTime, Utc};
use magnetiq_domain::lifecycle;
use magnetiq_domain::seats::{Counts, Placement};
use magnetiq_domain::session::SessionFacts;
use magnetiq_entity::{UtcMillis, consents, registration_events, registrations, sessions};
use magnetiq_shared::registrations::{PersonData, RegistrationStatus};
use magnetiq_shared::staff::sessions::Concerned;
use magnetiq_shared::webhooks::EventKind;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, PaginatorTrait, QueryFilter,
    QueryOrder, QuerySelect, Set, Unchanged, sea_query::Expr,
};
use uuid::Uuid;

use super::RegistrationError;
use crate::ctx::Ctx;
use crate::db::{Error, Tx, words};
use crate::events;
use crate::sessions::queries::facts;

pub use counting::{adjust, count, recount};
pub use forgetting::{erase, forget_consents};
pub(super) use forgetting::{is_last_of_address, keep_refusal};

/// How many rows one statement inserts.
const CHUNK: usize = 500;

/// A registration as the database keeps it.
pub type Registration = registrations::Model;

/// What a search looks in.
pub fn words_of(reference: &str, name: [&str; 2], email: &str, company: Option<&str>) -> String {
    words(&[reference, name[0], name[1], email, company.unwrap_or_default()])
}

/// The status of a row. One that can't be read counts as cancelled: nothing follows from it.
pub fn status(row: &Registration) -> RegistrationStatus {
    row.status.parse().unwrap_or(RegistrationStatus::Cancelled)
}

/// The status of a row at `now`: a hold whose time is over has ended, also before that is written down.
pub fn status_at(row: &Registration, now: DateTime<Utc>) -> RegistrationStatus {
    match row.hold_expires_at.is_some_and(|end| end.utc() <= now) {
        true => RegistrationStatus::Expired,
        false => status(row),
    }
}

/// The registration with this id.
///
/// # Errors
/// What the database says.
pub async fn find(conn: &impl ConnectionTrait, id: Uuid) -> Result<Option<Registration>, Error> {
    registrations::Entity::find_by_id(id).one(conn).await
}

/// The live registration of an address in a session.
///
/// # Errors
/// What the database says.
pub async fn find_live(
    conn: &impl ConnectionTrait,
    session_id: Uuid,
    email_key: &str,
) -> Result<Option<Registration>, Error> {
    registrations::Entity::find()
        .filter(registrations::Column::SessionId.eq(session_id))
        .filter(registrations::Column::EmailKey.eq(email_key))
        .filter(registrations::Column::Status.is_in(lifecycle::words(lifecycle::is_live)))
        .one(conn)
        .await
}

/// Holds the session's row until the transaction ends, so that its seats stay as they are. (On SQLite the
/// transaction holds the whole database already.)
///
/// # Errors
/// What the database says.
pub async fn lock_session(tx: &Tx, session_id: Uuid) -> Result<(), Error> {
    sessions::Entity::find_by_id(session_id).lock_exclusive().one(tx).await?;
    Ok(())
}

/// What decides about the session's registrations.
///
/// # Errors
/// What the database says, also where there is no such session.
pub async fn session_facts(conn: &impl ConnectionTrait, session_id: Uuid) -> Result<SessionFacts, Error> {
    let row = sessions::Entity::find_by_id(session_id).one(conn).await?;
    row.map(|row| facts(&row)).ok_or_else(|| Error::RecordNotFound("sessions".to_owned()))
}

/// Everybody who has a place in the session, asked for one, or waits for one, and whose address is validated.
///
/// # Errors
/// What the database says.
pub async fn concerned(conn: &impl ConnectionTrait, session_id: Uuid) -> Result<Vec<Uuid>, Error> {
    use RegistrationStatus::{Confirmed, Offered, PendingApproval, PendingPayment, Waitlisted};
    let states = [Confirmed, Offered, PendingApproval, PendingPayment, Waitlisted];
    registrations::Entity::find()
        .select_only()
        .column(registrations::Column::Id)
        .filter(registrations::Column::SessionId.eq(session_id))
        .filter(registrations::Column::Status.is_in(states.map(RegistrationStatus::word)))
        .filter(registrations::Column::ErasedAt.is_null())
        .order_by_asc(registrations::Column::Id)
        .into_tuple()
        .all(conn)
        .await
}

/// How many people an act on the session concerns.
///
/// # Errors
/// What the database says.
pub async fn count_concerned(conn: &impl ConnectionTrait, session_id: Uuid) -> Result<Concerned, Error> {
    let rows: Vec<(String, i64)> = registrations::Entity::find()
        .select_only()
        .column(registrations::Column::Status)
        .column_as(registrations::Column::Id.count(), "count")
        .filter(registrations::Column::SessionId.eq(session_id))
        .group_by(registrations::Column::Status)
        .into_tuple()
        .all(conn)
        .await?;
    let mut concerned = Concerned::default();
    for (word, count) in rows {
        use RegistrationStatus as Is;
        let into = match word.parse() {
            Ok(Is::Confirmed | Is::Attended | Is::NoShow) => &mut concerned.registered,
            Ok(Is::PendingVerification | Is::PendingApproval | Is::PendingPayment) => &mut concerned.pending,
            Ok(Is::Waitlisted | Is::Offered) => &mut concerned.waiting,
            _ => continue,
        };
        *into += count.unsigned_abs();
    }
    Ok(concerned)
}

/// Takes the next place in the queue.
///
/// # Errors
/// What the database says.
pub async fn next_place(tx: &Tx, session_id: Uuid) -> Result<i64, Error> {
    use sessions::Column;
    let place: Option<i64> = sessions::Entity::find_by_id(session_id)
        .select_only()
        .column(Column::NextPlace)
        .into_tuple()
        .one(tx)
        .await?;
    sessions::Entity::update_many()
        .col_expr(Column::NextPlace, Expr::col(Column::NextPlace).add(1))
        .filter(Column::Id.eq(session_id))
        .exec(tx)
        .await?;
    place.ok_or_else(|| Error::RecordNotFound("sessions".to_owned()))
}

/// How many people of the session wait before this place, plus one.
///
/// # Errors
/// What the database says.
pub async fn position(conn: &impl ConnectionTrait, session_id: Uuid, place: i64) -> Result<u32, Error> {
    let before = registrations::Entity::find()
        .filter(registrations::Column::SessionId.eq(session_id))
        .filter(registrations::Column::Status.eq(RegistrationStatus::Waitlisted.word()))
        .filter(registrations::Column::Place.lt(place))
        .count(conn)
        .await?;
    Ok(before as u32 + 1)
}

/// Moves a registration to its new place: state, seat, times and the session's counters, and a line in its
/// history; applications hear of it. Gives the row as it is then.
///
/// # Errors
/// `InvalidState` where the life cycle knows no such move.
pub async fn place(
    tx: &Tx,
    ctx: &Ctx,
    row: Registration,
    to: Placement,
    actor: &str,
) -> Result<Registration, RegistrationError> {
    let from = status(&row);
    if !lifecycle::may_move(from, to.status) {
        return Err(RegistrationError::InvalidState);
    }
    let now = UtcMillis::from(ctx.now);
    let change = Counts::of(to.status, to.holds_seat) - Counts::of(from, row.holds_seat);
    let place = match to.status {
        RegistrationStatus::Waitlisted => Some(next_place(tx, row.session_id).await?),
        _ => row.place,
    };
    let verified = !matches!(to.status, RegistrationStatus::Cancelled | RegistrationStatus::Expired);
    let moved = registrations::ActiveModel {
        id: Unchanged(row.id),
        status: Set(to.status.word().to_owned()),
        holds_seat: Set(to.holds_seat),
        hold_expires_at: Set(to.hold_expires_at.map(UtcMillis::from)),
        place: Set(place),
        verified_at: Set(row.verified_at.or(verified.then_some(now))),
        confirmed_at: Set(row.confirmed_at.or((to.status == RegistrationStatus::Confirmed).then_some(now))),
        cancelled_at: Set(row.cancelled_at.or((to.status == RegistrationStatus::Cancelled).then_some(now))),
        sequence: Set(row.sequence + i32::from(lifecycle::is_registered(from))),
        version: Set(row.version + 1),
        updated_at: Set(now),
        ..Default::default()
    };
    let session_id = row.session_id;
    let moved = moved.update(tx).await?;
    adjust(tx, session_id, change).await?;
    let event = registration_events::Model {
        id: ctx.new_id(),
        registration_id: moved.id,
        at: now,
        kind: "moved".to_owned(),
        from_status: Some(from.word().to_owned()),
        to_status: Some(to.status.word().to_owned()),
        actor: actor.to_owned(),
        detail: None,
    };
    let event: registration_events::ActiveModel = event.into();
    registration_events::Entity::insert(event).exec_without_returning(tx).await?;
    if let Some(kind) = EventKind::of_status(to.status) {
        events::happened(tx, ctx, kind, moved.id).await?;
    }
    Ok(moved)
}

/// Writes into the history what the clock or a freed seat has moved, from what to what.
///
/// # Errors
/// What the database says.
pub async fn moved_by_itself(
    tx: &Tx,
    ctx: &Ctx,
    moves: impl Iterator<Item = (Uuid, RegistrationStatus, RegistrationStatus)>,
) -> Result<(), Error> {
    let event = |(registration_id, from, to): (Uuid, RegistrationStatus, RegistrationStatus)| {
        registration_events::ActiveModel::from(registration_events::Model {
            id: ctx.new_id(),
            registration_id,
            at: UtcMillis::from(ctx.now),
            kind: "moved".to_owned(),
            from_status: Some(from.word().to_owned()),
            to_status: Some(to.word().to_owned()),
            actor: "system".to_owned(),
            detail: None,
        })
    };
    let events: Vec<_> = moves.map(event).collect();
    for chunk in events.chunks(CHUNK) {
        registration_events::Entity::insert_many(chunk.to_vec()).exec_without_returning(tx).await?;
    }
    Ok(())
}

/// Writes a line of a registration's history that moves it to no other state.
///
/// # Errors
/// What the database says.
pub(in crate::registrations) async fn note(
    tx: &Tx,
    ctx: &Ctx,
    id: Uuid,
    kind: &str,
    actor: &str,
    detail: Option<serde_json::Value>,
) -> Result<(), Error> {
    let event = registration_events::ActiveModel::from(registration_events::Model {
        id: ctx.new_id(),
        registration_id: id,
        at: ctx.now.into(),
        kind: kind.to_owned(),
        from_status: None,
        to_status: None,
        actor: actor.to_owned(),
        detail,
    });
    registration_events::Entity::insert(event).exec_without_returning(tx).await.map(drop)
}

/// Writes what a person changed about themselves.
///
/// # Errors
/// What the database says.
pub async fn change_person(
    tx: &Tx,
    row: &Registration,
    person: PersonData,
    now: DateTime<Utc>,
) -> Result<Registration, Error> {
    let now = UtcMillis::from(now);
    let changed_mind = person.marketing_consent != row.marketing_consent;
    let name = [person.first_name.as_str(), &person.last_name];
    let words = words_of(&row.reference, name, &row.email, person.company.as_deref());
    let changed = registrations::ActiveModel {
        id: Unchanged(row.id),
        words: Set(words),
        first_name: Set(person.first_name),
        last_name: Set(person.last_name),
        phone: Set(person.phone),
        company: Set(person.company),
        position: Set(person.position),
        website: Set(person.website),
        special_requirements: Set(person.special_requirements),
        marketing_consent: Set(person.marketing_consent),
        marketing_consent_at: Set(if changed_mind { Some(now) } else { row.marketing_consent_at }),
        language: Set(person.language.code().to_owned()),
        timezone: Set(person.timezone),
        version: Set(row.version + 1),
        updated_at: Set(now),
        ..Default::default()
    };
    changed.update(tx).await
}

/// Writes down what people agreed to or took back.
///
/// # Errors
/// What the database says.
pub(in crate::registrations) async fn insert_consents(
    tx: &Tx,
    rows: Vec<consents::Model>,
) -> Result<(), Error> {
    for chunk in rows.chunks(CHUNK) {
        let rows = chunk.iter().cloned().map(consents::ActiveModel::from);
        consents::Entity::insert_many(rows).exec_without_returning(tx).await?;
    }
    Ok(())
}

/// The recording of a session, and who may watch it.
///
/// # Errors
/// What the database says.
pub async fn recording(
    conn: &impl ConnectionTrait,
    session_id: Uuid,
) -> Result<(Option<String>, String), Error> {
    let row = sessions::Entity::find_by_id(session_id).one(conn).await?;
    Ok(row.map(|row| (row.recording_url, row.recording_access)).unwrap_or_default())
}

/// The `SEQUENCE` of the registration's calendar entry: it goes up when the session or the registration moves.
///
/// # Errors
/// What the database says.
pub async fn calendar_sequence(conn: &impl ConnectionTrait, row: &Registration) -> Result<u32, Error> {
    let session = sessions::Entity::find_by_id(row.session_id).one(conn).await?;
    let sum = session.map_or(0, |session| session.sequence) + row.sequence;
    Ok(u32::try_from(sum).unwrap_or_default())
}
