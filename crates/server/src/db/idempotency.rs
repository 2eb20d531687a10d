//! The rows of idempotency keys: hash and resource, never a token or an answer.

use chrono::{DateTime, Duration, Utc};
use magnetiq_entity::{UtcMillis, idempotency_keys};
use sea_orm::{ActiveModelTrait, EntityTrait, Set, TryInsertResult, Unchanged};
use uuid::Uuid;

use super::{Db, Error};

/// How long an outcome is kept.
const KEPT: Duration = Duration::hours(24);
/// After this time an unfinished request counts as lost with its process.
const LOST: Duration = Duration::minutes(1);

/// Who used a key where.
pub type KeyId = (String, String, String);

/// What a key stands for.
#[derive(Debug, PartialEq, Eq)]
pub enum Claim {
    /// Nobody has used it: the request is ours.
    New,
    /// The same request is being worked on.
    InFlight,
    /// It was used with another body.
    Mismatch,
    /// The same request was answered with this resource.
    Done(Uuid),
}

/// Claims a key for a request with this body.
///
/// # Errors
/// What the database says.
pub async fn claim_key(db: &Db, id: &KeyId, body_hash: &str, now: DateTime<Utc>) -> Result<Claim, Error> {
    let tx = db.begin().await?;
    let row = new_row(id, body_hash, now);
    use idempotency_keys::Column;
    let unique = [Column::Actor, Column::Route, Column::Key];
    let insert = idempotency_keys::Entity::insert(row.clone()).on_conflict_do_nothing_on(unique);
    let inserted = insert.exec_without_returning(&tx).await?;
    if let TryInsertResult::Inserted(1..) = inserted {
        tx.commit().await?;
        return Ok(Claim::New);
    }
    let found = idempotency_keys::Entity::find_by_id(id.clone()).one(&tx).await?;
    let claim = match found {
        Some(found) if found.expires_at.utc() <= now => Claim::New,
        Some(found) if found.body_hash != body_hash => Claim::Mismatch,
        Some(found) => match found.resource_id {
            Some(resource) => Claim::Done(resource),
            None if found.created_at.utc() + LOST <= now => Claim::New,
            None => Claim::InFlight,
        },
        None => Claim::InFlight,
    };
    if claim == Claim::New {
        row.update(&tx).await?;
    }
    tx.commit().await?;
    Ok(claim)
}

/// Keeps what the request led to.
///
/// # Errors
/// What the database says.
pub async fn finish_key(db: &Db, id: &KeyId, resource: Uuid) -> Result<(), Error> {
    let tx = db.begin().await?;
    let done = idempotency_keys::ActiveModel {
        actor: Unchanged(id.0.clone()),
        route: Unchanged(id.1.clone()),
        key: Unchanged(id.2.clone()),
        resource_id: Set(Some(resource)),
        ..Default::default()
    };
    done.update(&tx).await?;
    tx.commit().await
}

/// Forgets a key whose request failed: it may be tried again.
///
/// # Errors
/// What the database says.
pub async fn free_key(db: &Db, id: &KeyId) -> Result<(), Error> {
    let tx = db.begin().await?;
    idempotency_keys::Entity::delete_by_id(id.clone()).exec(&tx).await?;
    tx.commit().await
}

fn new_row(id: &KeyId, body_hash: &str, now: DateTime<Utc>) -> idempotency_keys::ActiveModel {
    idempotency_keys::ActiveModel {
        actor: Set(id.0.clone()),
        route: Set(id.1.clone()),
        key: Set(id.2.clone()),
        body_hash: Set(body_hash.to_owned()),
        status: Set(None),
        resource_id: Set(None),
        response_kind: Set(None),
        created_at: Set(UtcMillis::from(now)),
        expires_at: Set(UtcMillis::from(now + KEPT)),
    }
}
