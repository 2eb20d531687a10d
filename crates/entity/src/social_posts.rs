//! Posts on social networks that staff wrote, shared or left out.

use sea_orm::entity::prelude::*;

use crate::{Texts, UtcMillis};

/// One row.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "social_posts")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub session_id: Uuid,
    /// `linkedin-house-announcement`, …
    #[sea_orm(primary_key, auto_increment = false)]
    pub key: String,
    /// What staff wrote; none: it is made of the facts.
    pub text: Option<Texts>,
    /// `posted` or `skipped`; none: as planned.
    pub state: Option<String>,
    pub acted_by: Option<Uuid>,
    pub acted_at: Option<UtcMillis>,
    pub version: i32,
    pub updated_at: UtcMillis,
}

impl ActiveModelBehavior for ActiveModel {}
