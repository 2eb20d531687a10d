//! The secret by which the provider's events are known.

use magnetiq_shared::Code;
use magnetiq_shared::integrations::{MailEvents, NewMailEvents};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::super::{IntegrationError, queries};
use super::PROVIDER;
use crate::accounts::Actor;
use crate::audit::{self, Act};
use crate::crypto::WebhookSecret;
use crate::ctx::Ctx;
use crate::http::IfMatch;

/// The section of the settings.
const KEY: &str = "mail-events";

/// The connection as it is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Kept {
    /// Sealed.
    secret: String,
}

/// What an admin sees of it.
///
/// # Errors
/// What the database says.
pub(in super::super) async fn get(ctx: &Ctx) -> Result<MailEvents, IntegrationError> {
    let found: Option<(Kept, i32)> = queries::section(ctx.db.read(), KEY).await?;
    Ok(shown(ctx, found.map(|(_, version)| version)))
}

fn shown(ctx: &Ctx, version: Option<i32>) -> MailEvents {
    MailEvents {
        url: format!("{}/api/v1/public/hooks/{PROVIDER}", ctx.config.base_url),
        has_secret: version.is_some(),
        version: version.unwrap_or_default(),
    }
}

/// The secret; `None` where none is set, or it was sealed by another installation.
pub(super) async fn secret(ctx: &Ctx) -> Result<Option<WebhookSecret>, IntegrationError> {
    let found: Option<(Kept, i32)> = queries::section(ctx.db.read(), KEY).await?;
    Ok(found.and_then(|(kept, _)| WebhookSecret::read(&ctx.keys.open(&kept.secret)?)))
}

/// Sets the secret.
///
/// # Errors
/// `Stale`; `Fields` where it is none.
pub(in super::super) async fn set(
    ctx: &Ctx,
    who: &Actor,
    seen: &IfMatch,
    given: NewMailEvents,
) -> Result<MailEvents, IntegrationError> {
    let secret = given.secret.trim();
    let fits = secret.len() <= 200 && WebhookSecret::read(secret).is_some_and(|secret| secret.is_long());
    if !fits {
        let code = if secret.is_empty() { Code::Required } else { Code::Type };
        return Err(IntegrationError::field("/secret", code));
    }
    let tx = ctx.db.begin().await?;
    let before: Option<(Kept, i32)> = queries::section(&tx, KEY).await?;
    let version = before.map_or(0, |(_, version)| version);
    seen.check(version).map_err(|_| IntegrationError::Stale)?;
    let kept = Kept { secret: ctx.keys.seal(secret) };
    if !queries::write(&tx, ctx, (KEY, version), &kept, Some(who.user)).await? {
        return Err(IntegrationError::Stale);
    }
    audit::record(&tx, ctx, &who.author(), act("integration.updated")).await?;
    tx.commit().await?;
    Ok(shown(ctx, Some(version + 1)))
}

/// Forgets the secret: no event is taken any more.
///
/// # Errors
/// `Stale`.
pub(in super::super) async fn forget(ctx: &Ctx, who: &Actor, seen: &IfMatch) -> Result<(), IntegrationError> {
    let tx = ctx.db.begin().await?;
    let before: Option<(Kept, i32)> = queries::section(&tx, KEY).await?;
    let version = before.as_ref().map_or(0, |(_, version)| *version);
    seen.check(version).map_err(|_| IntegrationError::Stale)?;
    if before.is_some() {
        if !queries::delete(&tx, KEY, version).await? {
            return Err(IntegrationError::Stale);
        }
        audit::record(&tx, ctx, &who.author(), act("integration.updated")).await?;
    }
    tx.commit().await?;
    Ok(())
}

fn act(action: &'static str) -> Act {
    Act { subject: None, ..Act::new(action, Uuid::nil(), "Resend") }
}
