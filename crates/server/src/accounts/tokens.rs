//! Tokens of applications: made once, shown once, revoked at any time.

use chrono::Duration;
use magnetiq_shared::accounts::{ApiToken, MadeApiToken, NewApiToken};
use magnetiq_shared::{Code, fields};
use uuid::Uuid;

use super::roster::TOKEN_PREFIX;
use super::{AccountError, Actor, queries};
use crate::audit::{self, Act};
use crate::crypto::{digest, secret};
use crate::ctx::Ctx;
use crate::db::Kept;

/// How long a token lasts at most.
const LONGEST: Duration = Duration::days(2 * 366);
/// How many of its characters are kept to tell it from others.
const START: usize = 10;

/// Makes a token.
///
/// # Errors
/// `validation`; `forbidden` where it would do more than its maker may.
pub(super) async fn make(ctx: &Ctx, who: &Actor, given: NewApiToken) -> Result<MadeApiToken, AccountError> {
    let name = fields::optional_line(Some(&given.name)).map_err(|code| AccountError::Field("/name", code))?;
    let name = name.ok_or(AccountError::Field("/name", Code::Required))?;
    let mut scopes = given.scopes;
    scopes.sort();
    scopes.dedup();
    if scopes.is_empty() {
        return Err(AccountError::Field("/scopes", Code::Required));
    }
    if given.expires_at <= ctx.now || given.expires_at > ctx.now + LONGEST {
        return Err(AccountError::Field("/expiresAt", Code::Time));
    }
    if !scopes.iter().all(|scope| who.may(*scope)) {
        return Err(AccountError::Forbidden);
    }
    let token = format!("{TOKEN_PREFIX}{}", secret());
    let about = ApiToken {
        id: ctx.new_id(),
        name,
        start: token[..START].to_owned(),
        scopes,
        created_by: who.name.clone(),
        created_at: ctx.now,
        expires_at: given.expires_at,
        last_used_at: None,
        revoked_at: None,
    };
    let tx = ctx.db.begin_change(Kept::Access).await?;
    queries::tokens::insert(&tx, &about, who.user, &digest(&token)).await?;
    let act = Act::new("api-token.created", about.id, &about.name);
    let said = serde_json::json!({ "scopes": about.scopes, "expiresAt": about.expires_at });
    audit::record(&tx, ctx, &who.author(), act.changed(&(), &said)).await?;
    tx.commit().await?;
    ctx.roster.refresh(ctx.db.read(), ctx.now).await?;
    Ok(MadeApiToken { about, token })
}

/// Revokes a token. Again, it answers the same.
///
/// # Errors
/// `not-found`.
pub(super) async fn revoke(ctx: &Ctx, who: &Actor, id: Uuid) -> Result<(), AccountError> {
    let tx = ctx.db.begin_change(Kept::Access).await?;
    let token = queries::tokens::by_id(&tx, id).await?.ok_or(AccountError::NotFound)?;
    if token.revoked_at.is_none() {
        queries::tokens::revoke(&tx, id, ctx.now).await?;
        audit::record(&tx, ctx, &who.author(), Act::new("api-token.revoked", id, &token.name)).await?;
    }
    tx.commit().await?;
    ctx.roster.refresh(ctx.db.read(), ctx.now).await?;
    Ok(())
}
