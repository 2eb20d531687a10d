//! Making and changing webhooks, and sending something again.

use chrono::Duration;
use magnetiq_jobs::enqueue;
use magnetiq_shared::webhooks::{Delivery, EventKind, NewWebhook, Webhook, WebhookPatch, WebhookWithSecret};
use magnetiq_shared::{Code, fields};
use uuid::Uuid;

use super::{WebhookError, jobs, payload, queries};
use crate::accounts::Actor;
use crate::audit::{self, Act};
use crate::crypto::WebhookSecret;
use crate::ctx::Ctx;
use crate::events::Event;
use crate::http::IfMatch;

/// How long the secret before a rotation signs too.
const OVERLAP: Duration = Duration::days(1);
/// How many there may be: each event is sent to each of them.
const MOST: u64 = 50;

/// Makes one; its secret is in the answer, and in no other.
///
/// # Errors
/// `validation`; `forbidden` where `who` may not see what is sent; `invalid-state` where there are too many.
pub(super) async fn make(
    ctx: &Ctx,
    who: &Actor,
    given: NewWebhook,
) -> Result<WebhookWithSecret, WebhookError> {
    let secret = WebhookSecret::fresh();
    let webhook = Webhook {
        id: ctx.new_id(),
        url: url(ctx, &given.url)?,
        description: description(given.description.as_deref())?,
        events: events(given.events)?,
        is_active: true,
        note: None,
        failing_since: None,
        previous_secret_until: None,
        created_at: ctx.now,
        updated_at: ctx.now,
        version: 1,
    };
    may_see_all(who, &webhook)?;
    let tx = ctx.db.begin().await?;
    if queries::count(&tx).await? >= MOST {
        return Err(WebhookError::InvalidState("there are as many webhooks as there may be"));
    }
    queries::insert(&tx, &webhook, &ctx.keys.seal(&secret.text()), who.user).await?;
    let act = Act::new("webhook.created", webhook.id, &webhook.url);
    let told = serde_json::json!({ "url": webhook.url, "events": webhook.events });
    audit::record(&tx, ctx, &who.author(), act.changed(&(), &told)).await?;
    tx.commit().await?;
    ctx.wanted.refresh(ctx.db.read()).await?;
    Ok(WebhookWithSecret { webhook, secret: secret.text() })
}

/// What making it answered, for the same request that comes again.
///
/// # Errors
/// `not-found` where it is deleted.
pub(super) async fn made(ctx: &Ctx, id: Uuid) -> Result<WebhookWithSecret, WebhookError> {
    let (webhook, sealed) = queries::with_secret(ctx.db.read(), id).await?.ok_or(WebhookError::NotFound)?;
    let secret = ctx.keys.open(&sealed).ok_or(WebhookError::NotFound)?;
    Ok(WebhookWithSecret { webhook, secret })
}

/// Changes one.
///
/// # Errors
/// `not-found`, `stale`, `validation`; `forbidden` where `who` may not see what is sent.
pub(super) async fn change(
    ctx: &Ctx,
    who: &Actor,
    id: Uuid,
    seen: &IfMatch,
    patch: WebhookPatch,
) -> Result<Webhook, WebhookError> {
    let tx = ctx.db.begin().await?;
    let before = queries::locked(&tx, id).await?.ok_or(WebhookError::NotFound)?;
    seen.check(before.version).map_err(|_| WebhookError::Stale)?;
    let mut after = before.clone();
    if let Some(given) = patch.url {
        after.url = url(ctx, &given)?;
    }
    if let Some(given) = patch.description {
        after.description = description(given.as_deref())?;
    }
    if let Some(given) = patch.events {
        after.events = events(given)?;
    }
    if let Some(is_active) = patch.is_active {
        after.is_active = is_active;
        (after.note, after.failing_since) = (None, None);
    }
    may_see_all(who, &after)?;
    (after.version, after.updated_at) = (before.version + 1, ctx.now);
    queries::update(&tx, &after).await?;
    let act = Act::new("webhook.updated", id, &after.url).changed(&before, &after);
    audit::record(&tx, ctx, &who.author(), act).await?;
    tx.commit().await?;
    ctx.wanted.refresh(ctx.db.read()).await?;
    Ok(after)
}

/// Deletes one, with all that was sent there.
///
/// # Errors
/// `not-found`, `stale`.
pub(super) async fn delete(ctx: &Ctx, who: &Actor, id: Uuid, seen: &IfMatch) -> Result<(), WebhookError> {
    let tx = ctx.db.begin().await?;
    let webhook = queries::locked(&tx, id).await?.ok_or(WebhookError::NotFound)?;
    seen.check(webhook.version).map_err(|_| WebhookError::Stale)?;
    queries::delete(&tx, id).await?;
    audit::record(&tx, ctx, &who.author(), Act::new("webhook.deleted", id, &webhook.url)).await?;
    tx.commit().await?;
    ctx.wanted.refresh(ctx.db.read()).await?;
    Ok(())
}

/// Gives it a new secret; the one before signs too for a day.
///
/// # Errors
/// `not-found`.
pub(super) async fn rotate(ctx: &Ctx, who: &Actor, id: Uuid) -> Result<WebhookWithSecret, WebhookError> {
    let secret = WebhookSecret::fresh();
    let tx = ctx.db.begin().await?;
    let before = queries::locked(&tx, id).await?.ok_or(WebhookError::NotFound)?;
    let until = ctx.now + OVERLAP;
    let webhook = Webhook {
        version: before.version + 1,
        updated_at: ctx.now,
        previous_secret_until: Some(until),
        ..before
    };
    queries::rotate(&tx, &webhook, &ctx.keys.seal(&secret.text()), until).await?;
    audit::record(&tx, ctx, &who.author(), Act::new("webhook.secret-rotated", id, &webhook.url)).await?;
    tx.commit().await?;
    Ok(WebhookWithSecret { webhook, secret: secret.text() })
}

/// Sends something to this address alone, whatever it wants to hear of.
///
/// # Errors
/// `not-found`; `invalid-state` where it is switched off.
pub(super) async fn test(ctx: &Ctx, who: &Actor, id: Uuid) -> Result<Delivery, WebhookError> {
    let tx = ctx.db.begin().await?;
    let webhook = queries::locked(&tx, id).await?.ok_or(WebhookError::NotFound)?;
    if !webhook.is_active {
        return Err(WebhookError::InvalidState("the webhook is switched off"));
    }
    let event = Event { id: ctx.new_id(), kind: EventKind::WebhookTest, subject: id, at: ctx.now };
    let data = serde_json::json!({ "webhook": id });
    let delivery = queries::new_delivery(ctx, id, &event, payload::text(&event, data));
    queries::insert_deliveries(&tx, std::slice::from_ref(&delivery)).await?;
    enqueue(&tx, &[jobs::delivery(ctx, delivery.id)], ctx.now).await?;
    audit::record(&tx, ctx, &who.author(), Act::new("webhook.tested", id, &webhook.url)).await?;
    tx.commit().await?;
    ctx.wake.poke();
    Ok(queries::wire(delivery))
}

/// Sends a delivery again, as it was: with the same id and payload.
///
/// # Errors
/// `not-found`; `invalid-state` where it is under way, or its webhook is switched off.
pub(super) async fn replay(ctx: &Ctx, who: &Actor, id: Uuid) -> Result<Delivery, WebhookError> {
    let tx = ctx.db.begin().await?;
    let delivery = queries::delivery(&tx, id).await?.ok_or(WebhookError::NotFound)?;
    let webhook = queries::locked(&tx, delivery.endpoint_id).await?.ok_or(WebhookError::NotFound)?;
    let delivery = queries::delivery(&tx, id).await?.ok_or(WebhookError::NotFound)?;
    if !webhook.is_active {
        return Err(WebhookError::InvalidState("the webhook is switched off"));
    }
    if delivery.state == "pending" {
        return Err(WebhookError::InvalidState("it is under way"));
    }
    let delivery = queries::again(&tx, &delivery, ctx.now).await?;
    enqueue(&tx, &[jobs::delivery(ctx, id)], ctx.now).await?;
    audit::record(&tx, ctx, &who.author(), Act::new("webhook.replayed", webhook.id, &webhook.url)).await?;
    tx.commit().await?;
    ctx.wake.poke();
    Ok(shown(who, queries::wire(delivery)))
}

/// A delivery as `who` may see it.
pub(super) fn shown(who: &Actor, delivery: Delivery) -> Delivery {
    match who.may(delivery.event.scope()) {
        true => delivery,
        false => Delivery { payload: serde_json::Value::Null, ..delivery },
    }
}

/// Whoever has something sent reads it there: a token may see less than it can make webhooks for.
fn may_see_all(who: &Actor, webhook: &Webhook) -> Result<(), WebhookError> {
    match webhook.events.iter().map(|event| event.scope()).find(|scope| !who.may(*scope)) {
        Some(missing) => Err(WebhookError::Forbidden(missing)),
        None => Ok(()),
    }
}

fn url(ctx: &Ctx, given: &str) -> Result<String, WebhookError> {
    let wrong = |code| WebhookError::Field("/url", code);
    let given = given.trim();
    match given.chars().count() {
        0 => return Err(wrong(Code::Required)),
        1..=500 => {}
        _ => return Err(wrong(Code::TooLong)),
    }
    ctx.outbound.may_call(given).map_err(|_| wrong(Code::Url))?;
    Ok(given.to_owned())
}

fn description(given: Option<&str>) -> Result<Option<String>, WebhookError> {
    fields::optional_line(given).map_err(|code| WebhookError::Field("/description", code))
}

/// At least one, none twice, in the order in which they are listed.
fn events(mut given: Vec<EventKind>) -> Result<Vec<EventKind>, WebhookError> {
    given.sort_unstable();
    given.dedup();
    if given.is_empty() {
        return Err(WebhookError::Field("/events", Code::Required));
    }
    if given.contains(&EventKind::WebhookTest) {
        return Err(WebhookError::Field("/events", Code::Type));
    }
    Ok(given)
}
