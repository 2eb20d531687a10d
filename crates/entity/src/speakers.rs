//! Who presents sessions.

use sea_orm::entity::prelude::*;

use crate::{JsonOf, Texts, UtcMillis};

/// One row.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "speakers")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub slug: String,
    pub first_name: String,
    pub last_name: String,
    /// Such as `Dr.`
    pub title: Option<String>,
    pub email: String,
    pub phone: Option<String>,
    pub biography: Texts,
    pub company: Option<String>,
    pub position: Option<Texts>,
    /// Fields of expertise, free words.
    pub expertise: JsonOf<Vec<String>>,
    /// Without one a portrait is drawn from the initials.
    pub photo_media_id: Option<Uuid>,
    pub linkedin_url: Option<String>,
    pub website_url: Option<String>,
    /// The consultant of the house, for internal speakers.
    pub consultant_id: Option<Uuid>,
    pub is_internal: bool,
    pub is_active: bool,
    pub language: String,
    /// IANA name.
    pub timezone: String,
    pub preferred_duration_minutes: Option<i32>,
    /// IANA names.
    pub available_timezones: JsonOf<Vec<String>>,
    pub technical_requirements: Option<String>,
    pub special_instructions: Option<String>,
    /// Whether sessions go into the speaker's calendar.
    pub calendar_integration: bool,
    /// Whether the speaker gets mails.
    pub email_notifications: bool,
    /// Completed sessions.
    pub total_webinars: i32,
    /// 1 to 5; none until somebody rated.
    pub average_rating: Option<f64>,
    /// Raised when mailed links to the profile are to end.
    pub token_epoch: i32,
    /// When a link to the own profile was last asked for.
    pub invited_at: Option<UtcMillis>,
    /// Raised by every write, for optimistic locking.
    pub version: i32,
    pub created_at: UtcMillis,
    pub updated_at: UtcMillis,
    #[sea_orm(belongs_to, from = "consultant_id", to = "id")]
    pub consultant: BelongsTo<Option<super::consultants::Entity>>,
}

impl ActiveModelBehavior for ActiveModel {}
