//! Templates of mails that staff changed, every version of them.

use sea_orm::entity::prelude::*;

use crate::UtcMillis;

/// One row.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "mail_templates")]
pub struct Model {
    /// Which mail.
    #[sea_orm(primary_key, auto_increment = false)]
    pub kind: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub language: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub version: i32,
    pub subject: String,
    /// The template's source.
    pub body: String,
    pub created_by: Option<Uuid>,
    pub created_at: UtcMillis,
}

impl ActiveModelBehavior for ActiveModel {}
