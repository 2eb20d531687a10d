//! The waitlist's statements.

mod line;

use chrono::{DateTime, Utc};
use magnetiq_entity::{UtcMillis, registrations, sessions};
use magnetiq_shared::registrations::RegistrationStatus;
use magnetiq_shared::sessions::SessionStatus;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, FromQueryResult, QueryFilter,
    QueryOrder, QuerySelect, sea_query::Expr,
};
use uuid::Uuid;

use crate::db::{Error, Tx};

pub(super) use line::{Order, held, in_line, put_first};

/// Somebody who was offered a place, and how often by now.
#[derive(Clone, Copy, Debug, FromQueryResult)]
pub(super) struct Offered {
    pub id: Uuid,
    pub offers: i32,
}

/// Whose hold in the session is over, and what they held it as.
pub(super) async fn lapsed(
    tx: &Tx,
    session_id: Uuid,
    now: DateTime<Utc>,
) -> Result<Vec<(Uuid, RegistrationStatus)>, Error> {
    use registrations::Column;
    let lapsed = registrations::Entity::find()
        .select_only()
        .columns([Column::Id, Column::Status])
        .filter(Column::SessionId.eq(session_id))
        .filter(Column::HoldExpiresAt.lte(UtcMillis::from(now)));
    let lapsed: Vec<(Uuid, String)> = lapsed.into_tuple().all(tx).await?;
    let held =
        |(id, status): (Uuid, String)| Ok((id, status.parse().map_err(|e| Error::Type(format!("{e}")))?));
    lapsed.into_iter().map(held).collect()
}

/// Ends every hold of the session whose time is over.
pub(super) async fn end_lapsed_holds(tx: &Tx, session_id: Uuid, now: DateTime<Utc>) -> Result<(), Error> {
    use registrations::Column;
    registrations::Entity::update_many()
        .col_expr(Column::Status, Expr::value(RegistrationStatus::Expired.word()))
        .col_expr(Column::HoldsSeat, Expr::value(false))
        .col_expr(Column::HoldExpiresAt, Expr::value(None::<i64>))
        .col_expr(Column::UpdatedAt, Expr::value(now.timestamp_millis()))
        .col_expr(Column::Version, Expr::col(Column::Version).add(1))
        .filter(Column::SessionId.eq(session_id))
        .filter(Column::HoldExpiresAt.lte(UtcMillis::from(now)))
        .exec(tx)
        .await?;
    Ok(())
}

/// Offers a seat to the next `count` people in line.
pub(super) async fn offer_to_next(
    tx: &Tx,
    session_id: Uuid,
    count: u32,
    until: Option<DateTime<Utc>>,
    now: DateTime<Utc>,
) -> Result<Vec<Offered>, Error> {
    use registrations::Column;
    let next: Vec<Offered> = registrations::Entity::find()
        .select_only()
        .column(Column::Id)
        .column_as(Expr::col(Column::OfferCount).add(1), "offers")
        .filter(Column::SessionId.eq(session_id))
        .filter(Column::Status.eq(RegistrationStatus::Waitlisted.word()))
        .order_by_asc(Column::Place)
        .limit(u64::from(count))
        .into_model()
        .all(tx)
        .await?;
    registrations::Entity::update_many()
        .col_expr(Column::Status, Expr::value(RegistrationStatus::Offered.word()))
        .col_expr(Column::HoldsSeat, Expr::value(true))
        .col_expr(Column::HoldExpiresAt, Expr::value(until.map(|until| until.timestamp_millis())))
        .col_expr(Column::OfferedAt, Expr::value(now.timestamp_millis()))
        .col_expr(Column::OfferCount, Expr::col(Column::OfferCount).add(1))
        .col_expr(Column::UpdatedAt, Expr::value(now.timestamp_millis()))
        .col_expr(Column::Version, Expr::col(Column::Version).add(1))
        .filter(Column::Id.is_in(next.iter().map(|offered| offered.id)))
        .exec(tx)
        .await?;
    Ok(next)
}

/// Sessions with a hold that has lapsed, or with a free seat and somebody who waits.
pub(super) async fn unsettled(conn: &impl ConnectionTrait, now: DateTime<Utc>) -> Result<Vec<Uuid>, Error> {
    let lapsed: Vec<Uuid> = registrations::Entity::find()
        .select_only()
        .column(registrations::Column::SessionId)
        .distinct()
        .filter(registrations::Column::HoldExpiresAt.lte(UtcMillis::from(now)))
        .into_tuple()
        .all(conn)
        .await?;
    use sessions::Column;
    let free = Condition::any()
        .add(Column::Capacity.is_null())
        .add(Expr::col(Column::SeatsTaken).lt(Expr::col(Column::Capacity)));
    let waited_for: Vec<Uuid> = sessions::Entity::find()
        .select_only()
        .column(Column::Id)
        .filter(Column::Status.eq(SessionStatus::Published.word()))
        .filter(Column::StartsAt.gt(UtcMillis::from(now)))
        .filter(Column::WaitlistCount.gt(0))
        .filter(free)
        .into_tuple()
        .all(conn)
        .await?;
    let mut all: Vec<Uuid> = lapsed.into_iter().chain(waited_for).collect();
    all.sort_unstable();
    all.dedup();
    Ok(all)
}

/// Sessions that [`move_on`] will complete.
pub(super) async fn ending(tx: &Tx, ended_before: DateTime<Utc>) -> Result<Vec<Uuid>, Error> {
    use sessions::Column;
    let under_way = [SessionStatus::Published.word(), SessionStatus::Live.word()];
    let ending = sessions::Entity::find()
        .select_only()
        .column(Column::Id)
        .filter(Column::Status.is_in(under_way))
        .filter(Column::EndsAt.lte(UtcMillis::from(ended_before)));
    ending.into_tuple().all(tx).await
}

/// Moves sessions on by the clock: published ones that have started are live, live ones that are over completed.
pub(super) async fn move_on(
    tx: &Tx,
    started_before: DateTime<Utc>,
    ended_before: DateTime<Utc>,
) -> Result<(), Error> {
    use sessions::Column;
    let moves = [
        (SessionStatus::Published, SessionStatus::Live, Column::StartsAt, started_before),
        (SessionStatus::Live, SessionStatus::Completed, Column::EndsAt, ended_before),
    ];
    for (from, to, column, before) in moves {
        sessions::Entity::update_many()
            .col_expr(Column::Status, Expr::value(to.word()))
            .filter(Column::Status.eq(from.word()))
            .filter(column.lte(UtcMillis::from(before)))
            .exec(tx)
            .await?;
    }
    Ok(())
}
