//! Tokens of applications.

use magnetiq_shared::scopes::Scope;
use sea_orm::entity::prelude::*;

use crate::{JsonOf, UtcMillis};

/// One row.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "api_tokens")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub name: String,
    /// Its first characters, to tell tokens apart.
    pub token_start: String,
    /// SHA-256 of the token.
    pub hash: String,
    pub scopes: JsonOf<Vec<Scope>>,
    /// Who made it: it can do no more than they.
    pub user_id: Uuid,
    pub created_at: UtcMillis,
    pub expires_at: UtcMillis,
    pub last_used_at: Option<UtcMillis>,
    pub revoked_at: Option<UtcMillis>,
    #[sea_orm(belongs_to, from = "user_id", to = "id")]
    pub user: BelongsTo<super::users::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
