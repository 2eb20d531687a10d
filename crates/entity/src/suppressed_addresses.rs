//! Addresses that get no mail: they bounced or complained.

use sea_orm::entity::prelude::*;

use crate::UtcMillis;

/// One row.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "suppressed_addresses")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub email_key: String,
    /// `bounced` or `complained`.
    pub reason: String,
    /// What the mail server or the provider said.
    pub detail: Option<String>,
    pub created_at: UtcMillis,
}

impl ActiveModelBehavior for ActiveModel {}
