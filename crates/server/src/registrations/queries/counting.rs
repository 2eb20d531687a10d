//! The session's counters, and what its rows add up to.

use magnetiq_domain::seats::Counts;
use magnetiq_entity::{registrations, sessions};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QuerySelect, sea_query::Expr,
};
use uuid::Uuid;

use crate::db::{Error, Tx};

/// Adds to the session's counters.
///
/// # Errors
/// What the database says.
pub async fn adjust(tx: &Tx, session_id: Uuid, by: Counts) -> Result<(), Error> {
    use sessions::Column;
    if by == Counts::default() {
        return Ok(());
    }
    sessions::Entity::update_many()
        .col_expr(Column::SeatsTaken, Expr::col(Column::SeatsTaken).add(by.taken))
        .col_expr(Column::WaitlistCount, Expr::col(Column::WaitlistCount).add(by.waiting))
        .col_expr(Column::RegistrationCount, Expr::col(Column::RegistrationCount).add(by.registered))
        .filter(Column::Id.eq(session_id))
        .exec(tx)
        .await?;
    Ok(())
}

/// Counts the session's seats and waiting people anew from the rows.
///
/// # Errors
/// What the database says.
pub async fn recount(tx: &Tx, session_id: Uuid) -> Result<(), Error> {
    let counted = count(tx, session_id).await?;
    use sessions::Column;
    sessions::Entity::update_many()
        .col_expr(Column::SeatsTaken, Expr::value(counted.taken))
        .col_expr(Column::WaitlistCount, Expr::value(counted.waiting))
        .col_expr(Column::RegistrationCount, Expr::value(counted.registered))
        .filter(Column::Id.eq(session_id))
        .exec(tx)
        .await?;
    Ok(())
}

/// What the session's rows add up to.
///
/// # Errors
/// What the database says.
pub async fn count(conn: &impl ConnectionTrait, session_id: Uuid) -> Result<Counts, Error> {
    let rows: Vec<(String, bool, i64)> = registrations::Entity::find()
        .select_only()
        .column(registrations::Column::Status)
        .column(registrations::Column::HoldsSeat)
        .column_as(registrations::Column::Id.count(), "rows")
        .filter(registrations::Column::SessionId.eq(session_id))
        .group_by(registrations::Column::Status)
        .group_by(registrations::Column::HoldsSeat)
        .into_tuple()
        .all(conn)
        .await?;
    let mut sum = Counts::default();
    for (status, holds_seat, rows) in rows {
        let one = status.parse().map(|status| Counts::of(status, holds_seat)).unwrap_or_default();
        let rows = rows as i32;
        sum.taken += one.taken * rows;
        sum.waiting += one.waiting * rows;
        sum.registered += one.registered * rows;
    }
    Ok(sum)
}
