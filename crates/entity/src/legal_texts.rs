//! The published versions of terms, privacy text and imprint.

use sea_orm::entity::prelude::*;

use crate::{Texts, UtcMillis};

/// One row.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "legal_texts")]
pub struct Model {
    /// `terms`, `privacy` or `imprint`.
    #[sea_orm(primary_key, auto_increment = false)]
    pub kind: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub version: i32,
    /// Sanitised HTML.
    pub body: Texts,
    pub published_at: UtcMillis,
}

impl ActiveModelBehavior for ActiveModel {}
