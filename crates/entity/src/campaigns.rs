//! Campaigns: mails that staff write to a group.

use magnetiq_shared::registrations::RegistrationFilters;
use sea_orm::entity::prelude::*;

use crate::{JsonOf, Texts, UtcMillis};

/// One row.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "campaigns")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// `information` or `marketing`.
    pub purpose: String,
    pub subject: Texts,
    /// Sanitised HTML.
    pub body: Texts,
    pub filters: JsonOf<RegistrationFilters>,
    /// Only these of them; none: all.
    pub registration_ids: Option<JsonOf<Vec<Uuid>>>,
    /// `draft`, `scheduled`, `sending`, `sent` or `stopped`.
    pub state: String,
    pub send_at: Option<UtcMillis>,
    pub started_at: Option<UtcMillis>,
    /// The last registration that was looked at while recipients are gathered.
    pub gathered_to: Option<Uuid>,
    /// When all recipients were known.
    pub gathered_at: Option<UtcMillis>,
    pub ended_at: Option<UtcMillis>,
    /// Raised by what staff do, for optimistic locking.
    pub version: i32,
    pub created_by: Option<Uuid>,
    pub updated_by: Option<Uuid>,
    pub created_at: UtcMillis,
    pub updated_at: UtcMillis,
}

impl ActiveModelBehavior for ActiveModel {}
