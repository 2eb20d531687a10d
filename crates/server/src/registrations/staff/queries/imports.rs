//! Files of people that were taken in.

use chrono::{DateTime, Utc};
use magnetiq_entity::{JsonOf, registration_imports, sessions};
use magnetiq_shared::registrations::ImportReport;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

use crate::db::{Error, Tx};

/// Keeps what became of a file.
pub(in super::super) async fn insert(
    tx: &Tx,
    report: &ImportReport,
    by: Uuid,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let row = registration_imports::Model {
        id: report.id.unwrap_or_default(),
        session_id: report.session_id,
        report: JsonOf(report.clone()),
        created_by: Some(by),
        created_at: now.into(),
    };
    let row: registration_imports::ActiveModel = row.into();
    registration_imports::Entity::insert(row).exec_without_returning(tx).await.map(drop)
}

/// What became of a file.
pub(in super::super) async fn find(
    conn: &impl ConnectionTrait,
    id: Uuid,
) -> Result<Option<ImportReport>, Error> {
    let row = registration_imports::Entity::find_by_id(id).one(conn).await?;
    Ok(row.map(|row| row.report.0))
}

/// What a session is called in addresses.
pub(in super::super) async fn name_of(conn: &impl ConnectionTrait, session: Uuid) -> Result<String, Error> {
    let slug = sessions::Entity::find()
        .select_only()
        .column(sessions::Column::Slug)
        .filter(sessions::Column::Id.eq(session))
        .into_tuple()
        .one(conn)
        .await?;
    Ok(slug.unwrap_or_default())
}
