//! What attendees said; shown once staff released it.

use sea_orm::entity::prelude::*;

use crate::{Texts, UtcMillis};

/// One row.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "testimonials")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub session_id: Uuid,
    pub registration_id: Option<Uuid>,
    pub text: Texts,
    pub author: String,
    pub author_role: Option<String>,
    /// 1 to 5.
    pub rating: Option<i32>,
    /// None: not shown.
    pub released_at: Option<UtcMillis>,
    pub created_at: UtcMillis,
    #[sea_orm(belongs_to, from = "session_id", to = "id")]
    pub session: BelongsTo<super::sessions::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
