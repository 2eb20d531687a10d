//! Posts that are published by a network's connection.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::{JsonOf, UtcMillis};

/// One row.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "post_publications")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub session_id: Uuid,
    /// `linkedin-house-announcement`, …
    #[sea_orm(primary_key, auto_increment = false)]
    pub key: String,
    /// `queued`, `publishing`, `published`, `failed` or `unclear`.
    pub state: String,
    /// Changes each time that staff ask for it anew.
    pub attempt_id: Uuid,
    /// The posts of the thread, one where it is none; empty until the first is published.
    pub parts: JsonOf<Vec<Part>>,
    /// Where people see it.
    pub address: Option<String>,
    /// What the network said against it.
    pub problem: Option<String>,
    pub retry_at: Option<UtcMillis>,
    /// Who asked for it; none: it went by itself.
    pub asked_by: Option<Uuid>,
    pub created_at: UtcMillis,
    pub updated_at: UtcMillis,
}

/// One post of a thread.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// What it says.
    pub text: String,
    /// Its id on the network, once it is there.
    pub id: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
