//! The visits' rows.

use chrono::{DateTime, Utc};
use magnetiq_entity::{UtcMillis, registrations, visit_registrations, visits};
use magnetiq_shared::visits::{VisitData, VisitPatch};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
    QuerySelect, Set, Unchanged,
};
use uuid::Uuid;

use crate::crypto::VisitClaims;
use crate::db::{Error, Tx};

/// The bearer's visit; `None` where it has ended or its tokens were revoked.
pub(super) async fn find(
    conn: &impl ConnectionTrait,
    claims: &VisitClaims,
    now: DateTime<Utc>,
) -> Result<Option<visits::Model>, Error> {
    let row = by_id(conn, claims.sub).await?;
    Ok(row.filter(|row| row.token_epoch == claims.epoch && row.expires_at.utc() > now))
}

pub(super) async fn by_id(conn: &impl ConnectionTrait, id: Uuid) -> Result<Option<visits::Model>, Error> {
    visits::Entity::find_by_id(id).one(conn).await
}

pub(super) async fn insert(tx: &Tx, row: visits::Model) -> Result<visits::Model, Error> {
    row.into_active_model().reset_all().insert(tx).await
}

/// The visit has shown that the registration's address is its own.
pub(super) async fn set_validated(
    tx: &Tx,
    visit: &visits::Model,
    row: &registrations::Model,
    now: DateTime<Utc>,
) -> Result<visits::Model, Error> {
    let validated = visits::ActiveModel {
        id: Unchanged(visit.id),
        email: Set(Some(row.email.clone())),
        email_key: Set(Some(row.email_key.clone())),
        validated_at: Set(Some(now.into())),
        updated_at: Set(now.into()),
        ..Default::default()
    };
    validated.update(tx).await
}

pub(super) async fn change(
    tx: &Tx,
    row: visits::Model,
    patch: VisitPatch,
    now: DateTime<Utc>,
) -> Result<visits::Model, Error> {
    let changed = visits::ActiveModel {
        id: Unchanged(row.id),
        data: Set(patch.data.map_or(row.data, |data| data.kept().into())),
        language: Set(patch.language.map_or(row.language, |language| language.code().to_owned())),
        timezone: Set(patch.timezone.unwrap_or(row.timezone)),
        updated_at: Set(UtcMillis::from(now)),
        ..Default::default()
    };
    changed.update(tx).await
}

/// What the visit was told, latest first, each with its registration.
pub(super) async fn told(
    conn: &impl ConnectionTrait,
    visit: Uuid,
) -> Result<Vec<(visit_registrations::Model, Option<registrations::Model>)>, Error> {
    visit_registrations::Entity::find()
        .find_also_related(registrations::Entity)
        .filter(visit_registrations::Column::VisitId.eq(visit))
        .order_by_desc(visit_registrations::Column::CreatedAt)
        .all(conn)
        .await
}

/// Every registration of an address, the newest of each session, latest first.
pub(super) async fn of_address(
    conn: &impl ConnectionTrait,
    email_key: &str,
) -> Result<Vec<registrations::Model>, Error> {
    let mut rows = registrations::Entity::find()
        .filter(registrations::Column::EmailKey.eq(email_key))
        .order_by_desc(registrations::Column::RegisteredAt)
        .all(conn)
        .await?;
    let mut seen = std::collections::HashSet::new();
    rows.retain(|row| seen.insert(row.session_id));
    Ok(rows)
}

/// Takes what was typed out of every visit that knows of the registration.
///
/// # Errors
/// What the database says.
pub async fn forget(tx: &Tx, registration: &registrations::Model) -> Result<(), Error> {
    let told = visit_registrations::Entity::find()
        .filter(visit_registrations::Column::RegistrationId.eq(registration.id))
        .all(tx)
        .await?;
    for told in told {
        empty(tx, told.visit_id).await?;
    }
    visit_registrations::Entity::delete_many()
        .filter(visit_registrations::Column::RegistrationId.eq(registration.id))
        .exec(tx)
        .await?;
    Ok(())
}

/// Empties every visit in which the address was typed.
///
/// # Errors
/// What the database says.
pub async fn forget_address(tx: &Tx, email_key: &str) -> Result<(), Error> {
    let typed: Vec<Uuid> = visits::Entity::find()
        .select_only()
        .column(visits::Column::Id)
        .filter(visits::Column::EmailKey.eq(email_key))
        .into_tuple()
        .all(tx)
        .await?;
    use visit_registrations::Column;
    let wished = visit_registrations::Entity::find()
        .select_only()
        .column(Column::VisitId)
        .filter(Column::EmailKey.eq(email_key))
        .into_tuple()
        .all(tx)
        .await?;
    for id in typed.into_iter().chain(wished) {
        empty(tx, id).await?;
    }
    visit_registrations::Entity::delete_many().filter(Column::EmailKey.eq(email_key)).exec(tx).await?;
    Ok(())
}

async fn empty(tx: &Tx, id: Uuid) -> Result<(), Error> {
    let emptied = visits::ActiveModel {
        id: Unchanged(id),
        data: Set(VisitData::default().into()),
        email: Set(None),
        email_key: Set(None),
        validated_at: Set(None),
        ..Default::default()
    };
    emptied.update(tx).await?;
    Ok(())
}

/// How many visits are kept.
///
/// # Errors
/// What the database says.
#[cfg(test)]
pub async fn count(conn: &impl ConnectionTrait) -> Result<u64, Error> {
    sea_orm::PaginatorTrait::count(visits::Entity::find(), conn).await
}
