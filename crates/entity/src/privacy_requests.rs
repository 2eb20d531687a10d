//! What people ask about their data.

use sea_orm::entity::prelude::*;

use crate::UtcMillis;

/// One row.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "privacy_requests")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// `export` or `erasure`.
    pub kind: String,
    pub email: String,
    /// The address in the form in which addresses are compared.
    pub email_key: String,
    /// `en` or `de`.
    pub language: String,
    /// How many codes were tried.
    pub attempts: i32,
    /// Who of the house asked for somebody; none: that person, by a code.
    pub created_by: Option<Uuid>,
    pub created_at: UtcMillis,
    /// Until when its code is good.
    pub expires_at: UtcMillis,
    pub used_at: Option<UtcMillis>,
}

impl ActiveModelBehavior for ActiveModel {}
