//! Organisations that registrants come from, by the domain of their addresses.

use sea_orm::entity::prelude::*;

use crate::UtcMillis;

/// One row.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "organisations")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The part of addresses after the `@`, in lower case.
    pub domain: String,
    pub name: String,
    pub company_size: Option<String>,
    pub industry: Option<String>,
    /// ISO 3166-1 alpha-2.
    pub country: Option<String>,
    pub logo_media_id: Option<Uuid>,
    /// Whether the logo may be shown to visitors.
    pub logo_released: bool,
    pub updated_at: UtcMillis,
}

impl ActiveModelBehavior for ActiveModel {}
