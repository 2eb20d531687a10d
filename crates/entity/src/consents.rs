//! What people agreed to and took back: the evidence, never changed.

use sea_orm::entity::prelude::*;

use crate::UtcMillis;

/// One row.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "consents")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub registration_id: Option<Uuid>,
    pub email_key: String,
    /// `terms`, `privacy` or `marketing`.
    pub kind: String,
    /// False: taken back.
    pub granted: bool,
    /// Which version of the text; for news, of the privacy text that speaks of them.
    pub text_version: Option<i32>,
    pub language: String,
    pub at: UtcMillis,
    /// Where it was given: `form`, `manage`, `staff`, …
    pub source: String,
}

impl ActiveModelBehavior for ActiveModel {}
