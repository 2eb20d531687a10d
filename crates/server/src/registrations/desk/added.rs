//! What is told of people whom staff add: in their history, and in the audit log.

use magnetiq_entity::{UtcMillis, registration_events};
use magnetiq_shared::registrations::RegistrationStatus;
use sea_orm::EntityTrait;
use uuid::Uuid;

use crate::audit::{self, Act, Author};
use crate::ctx::Ctx;
use crate::db::{Error, Tx};

/// Somebody whom staff added.
pub(super) struct Added {
    pub id: Uuid,
    pub reference: String,
    pub status: RegistrationStatus,
    pub user: Uuid,
    /// As whom the audit log names them; `None` where it hears of many at once.
    pub author: Option<Author>,
}

/// Writes it down.
pub(super) async fn tell(tx: &Tx, ctx: &Ctx, all: &[Added]) -> Result<(), Error> {
    if all.is_empty() {
        return Ok(());
    }
    let event = |one: &Added| registration_events::Model {
        id: ctx.new_id(),
        registration_id: one.id,
        at: UtcMillis::from(ctx.now),
        kind: "added".to_owned(),
        from_status: None,
        to_status: Some(one.status.word().to_owned()),
        actor: format!("staff:{}", one.user),
        detail: None,
    };
    let events = all.iter().map(event).map(registration_events::ActiveModel::from);
    registration_events::Entity::insert_many(events).exec_without_returning(tx).await?;
    for one in all {
        if let Some(author) = &one.author {
            audit::record(tx, ctx, author, Act::new("registration.added", one.id, &one.reference)).await?;
        }
    }
    Ok(())
}
