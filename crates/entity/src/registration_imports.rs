//! Files of people that were taken in: what became of each line. The files themselves are not kept.

use magnetiq_shared::registrations::ImportReport;
use sea_orm::entity::prelude::*;

use crate::{JsonOf, UtcMillis};

/// One row.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "registration_imports")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub session_id: Uuid,
    /// The fate of each line, without names and addresses.
    pub report: JsonOf<ImportReport>,
    pub created_by: Option<Uuid>,
    pub created_at: UtcMillis,
}

impl ActiveModelBehavior for ActiveModel {}
