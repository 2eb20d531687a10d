//! People of the house.

use sea_orm::entity::prelude::*;

use crate::UtcMillis;

/// One row.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "consultants")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub first_name: String,
    pub last_name: String,
    pub email: String,
    pub phone: Option<String>,
    pub title: Option<String>,
    pub photo_media_id: Option<Uuid>,
    pub linkedin_url: Option<String>,
    /// Where a consultation is booked.
    pub booking_url: Option<String>,
    pub language: String,
    /// IANA name.
    pub timezone: String,
    pub odoo_user_id: Option<i64>,
    /// With whom they sign in, if they do.
    pub user_id: Option<Uuid>,
    pub is_active: bool,
    /// Raised by every write, for optimistic locking.
    pub version: i32,
    pub created_at: UtcMillis,
    pub updated_at: UtcMillis,
}

impl ActiveModelBehavior for ActiveModel {}
