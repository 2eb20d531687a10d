//! Files that staff uploaded, and their pictures.

use sea_orm::entity::prelude::*;

use crate::{Texts, UtcMillis};

/// One row.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "media")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// `image`, `document` or `video`.
    pub kind: String,
    pub file_name: String,
    pub content_type: String,
    pub byte_size: i64,
    /// Pixels, of images.
    pub width: Option<i32>,
    /// Pixels, of images.
    pub height: Option<i32>,
    /// What the picture shows, for those who do not see it.
    pub alt: Option<Texts>,
    /// Where the file lies in the store.
    pub storage_key: String,
    /// Hex digest of what was uploaded, and how it was cropped: the same is stored once.
    pub sha256: String,
    /// Lower case, for searching: the file's name, and what it shows.
    pub words: String,
    /// Raised by every write, for optimistic locking.
    pub version: i32,
    pub created_by: Option<Uuid>,
    pub created_at: UtcMillis,
}

impl ActiveModelBehavior for ActiveModel {}
