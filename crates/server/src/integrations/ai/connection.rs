//! Where the provider of texts is, which model writes, and the key by which it knows us.

use magnetiq_integrations::ai::{Client, Connection};
use magnetiq_shared::ai::AiState;
use magnetiq_shared::integrations::{AiCheck, AiConnection, NewAiConnection};
use magnetiq_shared::{Code, fields};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::super::{IntegrationError, fields as typed, queries};
use crate::accounts::Actor;
use crate::audit::{self, Act};
use crate::ctx::Ctx;
use crate::db::Tx;
use crate::http::IfMatch;

/// The section of the settings.
const KEY: &str = "ai";

/// The connection as it is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Kept {
    base_url: String,
    model: String,
    /// Sealed.
    key: Option<String>,
}

/// What an admin sees of it.
///
/// # Errors
/// What the database says.
pub(in super::super) async fn get(ctx: &Ctx) -> Result<AiConnection, IntegrationError> {
    let found: Option<(Kept, i32)> = queries::section(ctx.db.read(), KEY).await?;
    Ok(found.map(|(kept, version)| shown(&kept, version)).unwrap_or_default())
}

fn shown(kept: &Kept, version: i32) -> AiConnection {
    let (base_url, model) = (kept.base_url.clone(), kept.model.clone());
    AiConnection { base_url, model, has_key: kept.key.is_some(), version }
}

/// Sets the connection.
///
/// # Errors
/// `Stale`; `Fields`, also where the key is left out although it would go to another host than it was given for.
pub(in super::super) async fn set(
    ctx: &Ctx,
    who: &Actor,
    seen: &IfMatch,
    given: NewAiConnection,
) -> Result<AiConnection, IntegrationError> {
    let base_url = typed::address(&given.base_url)?;
    let model = fields::line(&given.model, typed::LONGEST).and_then(|model| match model.is_empty() {
        true => Err(Code::Required),
        false => Ok(model),
    });
    let model = model.map_err(|code| IntegrationError::field("/model", code))?;
    let tx = ctx.db.begin().await?;
    let before: Option<(Kept, i32)> = queries::section(&tx, KEY).await?;
    let version = before.as_ref().map_or(0, |(_, version)| *version);
    seen.check(version).map_err(|_| IntegrationError::Stale)?;
    let before = before.map(|(kept, _)| kept);
    let key = match given.key {
        Some(None) => None,
        Some(Some(key)) => key_of(ctx, &key)?,
        None => {
            let known = before.as_ref().and_then(|kept| kept.key.clone().map(|key| (key, &kept.base_url)));
            match known {
                Some((_, url)) if typed::origin(url) != typed::origin(base_url.as_str()) => {
                    return Err(IntegrationError::field("/key", Code::Required));
                }
                known => known.map(|(key, _)| key),
            }
        }
    };
    let new_key = key != before.as_ref().and_then(|kept| kept.key.clone());
    let after = Kept { base_url: base_url.as_str().trim_end_matches('/').to_owned(), model, key };
    if !queries::write(&tx, ctx, (KEY, version), &after, Some(who.user)).await? {
        return Err(IntegrationError::Stale);
    }
    let before = before.map(|kept| shown(&kept, version)).unwrap_or_default();
    let shown = shown(&after, version + 1);
    record(&tx, ctx, who, (&before, &shown), new_key).await?;
    tx.commit().await?;
    Ok(shown)
}

/// Forgets the connection, and its key.
///
/// # Errors
/// `Stale`.
pub(in super::super) async fn forget(ctx: &Ctx, who: &Actor, seen: &IfMatch) -> Result<(), IntegrationError> {
    let tx = ctx.db.begin().await?;
    let before: Option<(Kept, i32)> = queries::section(&tx, KEY).await?;
    let version = before.as_ref().map_or(0, |(_, version)| *version);
    seen.check(version).map_err(|_| IntegrationError::Stale)?;
    if let Some((kept, version)) = before {
        if !queries::delete(&tx, KEY, version).await? {
            return Err(IntegrationError::Stale);
        }
        let changed = (&shown(&kept, version), &AiConnection::default());
        record(&tx, ctx, who, changed, kept.key.is_some()).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// Writes down what was changed. That a key is another one is said, the key is not.
async fn record(
    tx: &Tx,
    ctx: &Ctx,
    who: &Actor,
    (before, after): (&AiConnection, &AiConnection),
    new_key: bool,
) -> Result<(), IntegrationError> {
    let told = |of: &AiConnection, key: bool| serde_json::json!({ "baseUrl": of.base_url, "model": of.model, "hasKey": of.has_key, "newKey": key });
    let act = Act { subject: None, ..Act::new("integration.updated", Uuid::nil(), "AI") };
    let act = act.changed(&told(before, false), &told(after, new_key));
    Ok(audit::record(tx, ctx, &who.author(), act).await?)
}

/// Whether texts can be asked for.
///
/// # Errors
/// What the database says.
pub(in super::super) async fn state(ctx: &Ctx) -> Result<AiState, IntegrationError> {
    let shown = get(ctx).await?;
    let configured = !shown.base_url.is_empty();
    Ok(AiState { configured, model: Some(shown.model).filter(|_| configured) })
}

/// The client of the provider that is set.
///
/// # Errors
/// `NoAi`, `Unreadable`.
pub(in super::super) async fn client(ctx: &Ctx) -> Result<Client, IntegrationError> {
    let found: Option<(Kept, i32)> = queries::section(ctx.db.read(), KEY).await?;
    let (kept, _) = found.ok_or(IntegrationError::NoAi)?;
    let key = match &kept.key {
        Some(sealed) => ctx.keys.open(sealed).ok_or(IntegrationError::Unreadable)?,
        None => String::new(),
    };
    let connection = Connection { base_url: kept.base_url, key, model: kept.model };
    Ok(Client::new(ctx.outbound.clone(), connection))
}

/// Has the model say a word.
///
/// # Errors
/// `NoAi`, `Unreadable`.
pub(in super::super) async fn check(ctx: &Ctx) -> Result<AiCheck, IntegrationError> {
    let client = client(ctx).await?;
    let failed = client.check().await.err();
    // Many providers have no list; the check goes on without one.
    let models = client.models().await.unwrap_or_default();
    Ok(AiCheck {
        works: failed.is_none(),
        failure: failed.as_ref().map(|error| error.failure()),
        detail: failed.map(|error| error.to_string()),
        models,
    })
}

/// The key, sealed; `None` where nothing was typed.
fn key_of(ctx: &Ctx, raw: &str) -> Result<Option<String>, IntegrationError> {
    let key = typed::secret(raw, "/key")?;
    Ok(Some(key).filter(|key| !key.is_empty()).map(|key| ctx.keys.seal(key)))
}
