//! Who changed what, when.

use magnetiq_shared::audit::Change;
use sea_orm::entity::prelude::*;

use crate::{JsonOf, UtcMillis};

/// One row.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "audit_log")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub at: UtcMillis,
    /// None: the program itself, or a command on the server.
    pub actor_id: Option<Uuid>,
    pub actor_name: String,
    /// The token by which it was done, where it was one.
    pub api_token_id: Option<Uuid>,
    /// Such as `topic.updated`.
    pub action: String,
    pub subject_kind: String,
    pub subject_id: Option<Uuid>,
    pub subject_name: String,
    pub changes: JsonOf<Vec<Change>>,
    pub request_id: String,
    /// Lower case, for searching.
    pub words: String,
}

impl ActiveModelBehavior for ActiveModel {}
