//! No more news to an address. What somebody needs who has a place goes on: confirmations, reminders, links.

use magnetiq_shared::webhooks::EventKind;
use uuid::Uuid;

use super::{consents, queries, staff};
use crate::ctx::Ctx;
use crate::db::Error;
use crate::events;

/// Takes the consent of the registration's address back, in all its registrations, and writes that down. Done again, it
/// changes nothing; of a person who was forgotten, there is nothing to take back.
///
/// # Errors
/// What the database says.
pub async fn unsubscribe(ctx: &Ctx, registration: Uuid) -> Result<(), Error> {
    let tx = ctx.db.begin().await?;
    let Some(row) = queries::find(&tx, registration).await?.filter(|row| row.erased_at.is_none()) else {
        return Ok(());
    };
    let key = row.email_key.clone();
    let willing = staff::willing(&tx, &key).await?;
    if willing.is_empty() && !staff::unsubscribed(&tx, [key]).await?.is_empty() {
        return Ok(());
    }
    let privacy = ctx.program.at(ctx.now).program.settings.legal.privacy;
    consents::news_refused(&tx, ctx, &row, privacy).await?;
    staff::without_consent(&tx, &willing, ctx.now).await?;
    for id in &willing {
        events::happened(&tx, ctx, EventKind::RegistrationUpdated, *id).await?;
    }
    tx.commit().await?;
    ctx.wake.poke();
    for id in willing {
        ctx.changes.notify(id);
    }
    Ok(())
}
