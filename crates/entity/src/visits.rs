//! Visits: what one browser keeps of a person between registrations.

use magnetiq_shared::visits::VisitData;
use sea_orm::entity::prelude::*;

use crate::{JsonOf, UtcMillis};

/// One row.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "visits")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The validated address, or what was typed.
    pub email: Option<String>,
    /// The address in the form in which addresses are compared.
    pub email_key: Option<String>,
    /// What was typed so far.
    pub data: JsonOf<VisitData>,
    pub language: String,
    /// IANA name, as the browser says.
    pub timezone: String,
    /// When the button in a mail's link was pressed in this browser.
    pub validated_at: Option<UtcMillis>,
    /// Raised to make the visit's tokens void.
    pub token_epoch: i32,
    pub expires_at: UtcMillis,
    pub created_at: UtcMillis,
    pub updated_at: UtcMillis,
}

impl ActiveModelBehavior for ActiveModel {}
