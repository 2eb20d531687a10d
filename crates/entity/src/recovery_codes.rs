//! Codes that sign in once, in the place of a second factor that was lost.

use sea_orm::entity::prelude::*;

/// One row.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "recovery_codes")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub user_id: Uuid,
    /// Keyed hash of the code.
    pub hash: String,
}

impl ActiveModelBehavior for ActiveModel {}
