//! Writes that carry an `Idempotency-Key`: done once, answered again.

use sea_orm::entity::prelude::*;

use crate::UtcMillis;

/// One row.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "idempotency_keys")]
pub struct Model {
    /// Who wrote: `visit:<id>`, `user:<id>`, …
    #[sea_orm(primary_key, auto_increment = false)]
    pub actor: String,
    /// Method and path pattern.
    #[sea_orm(primary_key, auto_increment = false)]
    pub route: String,
    /// What the client sent.
    #[sea_orm(primary_key, auto_increment = false)]
    pub key: String,
    /// A second body under the same key is an error.
    pub body_hash: String,
    /// The HTTP status of the answer; none while the write is at work.
    pub status: Option<i32>,
    /// What was made, so that the answer can be given again.
    pub resource_id: Option<Uuid>,
    /// Which answer to give again.
    pub response_kind: Option<String>,
    pub created_at: UtcMillis,
    pub expires_at: UtcMillis,
}

impl ActiveModelBehavior for ActiveModel {}
