//! What the tests look up.

use magnetiq_entity::{consents, registrations, sessions};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};

use crate::db::{self, Conn, Kept};

/// The program's version.
pub(super) async fn version(conn: &Conn) -> i64 {
    db::version(conn, Kept::Program).await.unwrap()
}

/// Every session with its registrations.
pub(super) async fn sessions(conn: &Conn) -> Vec<(sessions::Model, Vec<registrations::Model>)> {
    let rows = registrations::Entity::find().all(conn).await.unwrap();
    let of = |id| rows.iter().filter(|row| row.session_id == id).cloned().collect();
    sessions::Entity::find()
        .all(conn)
        .await
        .unwrap()
        .into_iter()
        .map(|row| (row.clone(), of(row.id)))
        .collect()
}

/// How many consents lack, of one for the terms and one for the privacy text of each registration.
pub(super) async fn unproven(conn: &Conn) -> u64 {
    let all = registrations::Entity::find().count(conn).await.unwrap();
    let given =
        consents::Entity::find().filter(consents::Column::Kind.ne("marketing")).count(conn).await.unwrap();
    2 * all - given
}
