//! What is deleted.

use chrono::{DateTime, Utc};
use magnetiq_entity::{UtcMillis, idempotency_keys, visits};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use crate::db::{Error, Tx};
use crate::views;

/// Deletes visits and outcomes whose time is over. Registrations keep standing without their visit.
pub(super) async fn delete_expired(tx: &Tx, instant: DateTime<Utc>) -> Result<(), Error> {
    let now = UtcMillis::from(instant);
    views::forget_before(tx, views::day_of(instant)).await?;
    visits::Entity::delete_many().filter(visits::Column::ExpiresAt.lte(now)).exec(tx).await?;
    idempotency_keys::Entity::delete_many()
        .filter(idempotency_keys::Column::ExpiresAt.lte(now))
        .exec(tx)
        .await?;
    Ok(())
}
