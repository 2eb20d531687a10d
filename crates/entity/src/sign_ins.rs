//! Where people are signed in.

use sea_orm::entity::prelude::*;

use crate::UtcMillis;

/// One row.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "sign_ins")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub user_id: Uuid,
    /// Which refresh token is the newest.
    pub generation: i32,
    /// When it became the newest.
    pub rotated_at: UtcMillis,
    pub user_agent: String,
    pub created_at: UtcMillis,
    pub last_used_at: UtcMillis,
    pub expires_at: UtcMillis,
}

impl ActiveModelBehavior for ActiveModel {}
