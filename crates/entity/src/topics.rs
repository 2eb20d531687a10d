//! Topics: the reusable templates of sessions.

use magnetiq_shared::TranslatedText;
use magnetiq_shared::sessions::AgendaItem;
use sea_orm::entity::prelude::*;

use crate::{JsonOf, Texts, UtcMillis};

/// One row.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "topics")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Its name in addresses.
    pub slug: String,
    pub title: Texts,
    /// The card's short description; without it the first words of the description.
    pub summary: Option<Texts>,
    /// Sanitised HTML.
    pub description: Texts,
    /// One text per objective.
    pub learning_objectives: JsonOf<Vec<TranslatedText>>,
    pub prerequisites: Option<Texts>,
    pub target_audience: Option<Texts>,
    /// The parts of the session in order.
    pub agenda: JsonOf<Vec<AgendaItem>>,
    /// What attendees take home, point by point.
    pub materials: JsonOf<Vec<TranslatedText>>,
    pub category_id: Uuid,
    /// `beginner`, `intermediate` or `advanced`.
    pub difficulty_level: String,
    pub default_duration_minutes: i32,
    /// Minor units, gross; none means free.
    pub default_price_amount: Option<i64>,
    /// ISO 4217.
    pub default_currency: String,
    /// None means unlimited.
    pub default_capacity: Option<i32>,
    /// Which pattern is drawn where there is no picture.
    pub cover_pattern: String,
    pub thumbnail_media_id: Option<Uuid>,
    pub promotional_media_id: Option<Uuid>,
    /// Meta title, description and keywords per language.
    pub seo: Option<Json>,
    pub odoo_product_id: Option<i64>,
    /// `draft`, `active` or `archived`.
    pub status: String,
    /// Raised by every write, for optimistic locking.
    pub version: i32,
    pub created_by: Option<Uuid>,
    pub updated_by: Option<Uuid>,
    pub created_at: UtcMillis,
    pub updated_at: UtcMillis,
    #[sea_orm(belongs_to, from = "category_id", to = "id")]
    pub category: BelongsTo<super::categories::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
