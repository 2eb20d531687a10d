//! Who may sign in to the admin panel.

use sea_orm::entity::prelude::*;

use crate::UtcMillis;

/// One row.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "users")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub email: String,
    /// The address in the form in which addresses are compared.
    pub email_key: String,
    pub name: String,
    /// None until the invitation was accepted.
    pub password_hash: Option<String>,
    /// `admin`, `editor` or `viewer`.
    pub role: String,
    pub is_active: bool,
    /// Encrypted secret of the second factor.
    pub totp_secret: Option<String>,
    /// The time step of the last code that was taken: each works once.
    pub totp_step: Option<i64>,
    /// Encrypted secret of a second factor that is not confirmed yet.
    pub totp_draft: Option<String>,
    /// Raised when mailed links are to end.
    pub token_epoch: i32,
    pub last_sign_in_at: Option<UtcMillis>,
    pub language: String,
    /// IANA name.
    pub timezone: String,
    /// Raised by every write of an admin, for optimistic locking.
    pub version: i32,
    pub created_at: UtcMillis,
    pub updated_at: UtcMillis,
}

impl ActiveModelBehavior for ActiveModel {}
