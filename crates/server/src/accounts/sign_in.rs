//! Signing in, staying signed in, signing out.
//!
//! The refresh token rotates: each use gives the next one. The one before it still works for some seconds and gives
//! the same successor, because two tabs may ask at once; an older one was stolen or copied, and ends the sign-in.

use chrono::{DateTime, Duration, Utc};
use magnetiq_shared::accounts::{Credentials, Me, SignIn, SignedIn};
use magnetiq_shared::fields::{email_key, kept};
use uuid::Uuid;

use super::queries::{sign_ins, users};
use super::{Account, AccountError, Person, password, second_factor};
use crate::audit::{self, Act, Author};
use crate::crypto::Refresh;
use crate::ctx::Ctx;
use crate::db::{Kept, Tx};

/// How long an access token is good.
const ACCESS: Duration = Duration::minutes(10);
/// How long a sign-in lasts that is not used.
const REST: Duration = Duration::days(14);
/// How long a sign-in lasts at most, however often it is used.
const LONGEST: Duration = Duration::days(30);
/// How long the refresh token before the newest still works.
const OVERLAP: Duration = Duration::seconds(30);

/// A sign-in with its two tokens.
pub(super) struct Granted {
    /// What the answer says.
    pub signed_in: SignedIn,
    /// For the cookie.
    pub refresh: String,
}

/// How long the cookie is kept.
pub(super) fn cookie_age() -> Duration {
    REST
}

/// Signs somebody in.
///
/// # Errors
/// `unauthenticated` where address, password or code are wrong; `second-factor` where a code is missing.
pub(super) async fn sign_in(ctx: &Ctx, given: Credentials, agent: &str) -> Result<Granted, AccountError> {
    let found = users::by_email(ctx.db.read(), &email_key(&given.email)).await?;
    let found = found.filter(|account| account.is_active);
    let hash = found.as_ref().and_then(|account| account.password_hash.clone());
    let right = password::is_right(given.password, hash).await?;
    if !right {
        return refuse(ctx, found.as_ref()).await;
    }
    let Some(account) = found else { return refuse(ctx, None).await };
    let tx = ctx.db.begin_change(Kept::Access).await?;
    // They may have been locked out, or the password changed, while it was checked.
    let same = |now: &Account| now.is_active && now.password_hash == account.password_hash;
    let account = users::by_id(&tx, account.id).await?.filter(same).ok_or(AccountError::Unauthenticated)?;
    if let Some(factor) = &account.second_factor {
        let code = given.code.as_deref().filter(|code| !code.trim().is_empty());
        let code = code.ok_or(AccountError::SecondFactor)?;
        if !second_factor::take_code(ctx, &tx, &account, factor, code).await? {
            tx.rollback().await?;
            return refuse(ctx, Some(&account)).await;
        }
    }
    let granted = begin(ctx, &tx, &account, agent).await?;
    tx.commit().await?;
    ctx.roster.refresh(ctx.db.read(), ctx.now).await?;
    Ok(granted)
}

/// Writes down that somebody has not signed in, and answers so. Of an address that has no account nothing but that is
/// kept; it is written too, so that it takes as long.
async fn refuse(ctx: &Ctx, account: Option<&Account>) -> Result<Granted, AccountError> {
    let act = Act {
        action: "user.sign-in-failed",
        subject: account.map(|account| account.id),
        name: account.map(|account| account.name.clone()).unwrap_or_default(),
        changes: Vec::new(),
    };
    let tx = ctx.db.begin().await?;
    audit::record(&tx, ctx, &Author::stranger(), act).await?;
    tx.commit().await?;
    Err(AccountError::Unauthenticated)
}

/// A new sign-in of somebody who has shown who they are.
pub(super) async fn begin(
    ctx: &Ctx,
    tx: &Tx,
    account: &Account,
    agent: &str,
) -> Result<Granted, AccountError> {
    let id = ctx.new_id();
    sign_ins::insert(tx, id, account.id, &kept(agent), ctx.now, ctx.now + REST).await?;
    let author = Author { id: Some(account.id), name: account.name.clone(), token: None };
    audit::record(tx, ctx, &author, Act::new("user.signed-in", account.id, &account.name)).await?;
    let codes = users::recovery_codes(tx, account.id).await?;
    Ok(grant(ctx, account, Refresh { sign_in: id, generation: 1 }, codes))
}

/// The next access token, for the refresh token of the cookie.
///
/// # Errors
/// `unauthenticated` where the sign-in has ended.
pub(super) async fn refresh(ctx: &Ctx, token: &str) -> Result<Granted, AccountError> {
    let given = ctx.keys.staff.read_refresh(token).ok_or(AccountError::Unauthenticated)?;
    let tx = ctx.db.begin().await?;
    let row = sign_ins::find(&tx, given.sign_in, ctx.now).await?.ok_or(AccountError::Unauthenticated)?;
    let account = users::by_id(&tx, row.user_id).await?.filter(|account| account.is_active);
    let account = account.ok_or(AccountError::Unauthenticated)?;
    let generation = match given.generation {
        newest if newest == row.generation => {
            let end = (ctx.now + REST).min(row.created_at.utc() + LONGEST);
            sign_ins::rotate(&tx, row.id, newest + 1, ctx.now, end).await?;
            newest + 1
        }
        before if before + 1 == row.generation && ctx.now - row.rotated_at.utc() <= OVERLAP => row.generation,
        _ => {
            tx.rollback().await?;
            end_stolen(ctx, &account, row.id).await?;
            return Err(AccountError::Unauthenticated);
        }
    };
    let codes = users::recovery_codes(&tx, account.id).await?;
    tx.commit().await?;
    Ok(grant(ctx, &account, Refresh { sign_in: row.id, generation }, codes))
}

async fn end_stolen(ctx: &Ctx, account: &Account, sign_in: Uuid) -> Result<(), AccountError> {
    let tx = ctx.db.begin_change(Kept::Access).await?;
    sign_ins::end(&tx, sign_in).await?;
    let author = Author { id: Some(account.id), name: account.name.clone(), token: None };
    audit::record(&tx, ctx, &author, Act::new("user.sign-in-reused", account.id, &account.name)).await?;
    tx.commit().await?;
    ctx.roster.refresh(ctx.db.read(), ctx.now).await?;
    Ok(())
}

/// Ends a sign-in of this person.
///
/// # Errors
/// `not-found` where they have none of this id.
pub(super) async fn end(ctx: &Ctx, who: &Person, sign_in: Uuid) -> Result<(), AccountError> {
    let user = who.actor.user;
    let tx = ctx.db.begin_change(Kept::Access).await?;
    let row = sign_ins::find(&tx, sign_in, ctx.now).await?.filter(|row| row.user_id == user);
    sign_ins::end(&tx, row.ok_or(AccountError::NotFound)?.id).await?;
    let act = Act::new("user.signed-out", user, &who.actor.name);
    audit::record(&tx, ctx, &who.actor.author(), act).await?;
    tx.commit().await?;
    ctx.roster.refresh(ctx.db.read(), ctx.now).await?;
    Ok(())
}

/// Where the person is signed in, the latest first.
///
/// # Errors
/// What the database says.
pub(super) async fn list(ctx: &Ctx, who: &Person) -> Result<Vec<SignIn>, AccountError> {
    let rows = sign_ins::of(ctx.db.read(), who.actor.user, ctx.now).await?;
    let wire = |row: magnetiq_entity::sign_ins::Model| SignIn {
        id: row.id,
        user_agent: row.user_agent,
        created_at: row.created_at.utc(),
        last_used_at: row.last_used_at.utc(),
        is_current: row.id == who.sign_in,
    };
    Ok(rows.into_iter().map(wire).collect())
}

fn grant(ctx: &Ctx, account: &Account, refresh: Refresh, recovery_codes: u32) -> Granted {
    let expires_at: DateTime<Utc> = ctx.now + ACCESS;
    let of = (account.id, refresh.sign_in);
    let access_token = ctx.keys.staff.access(of, ctx.new_id(), ctx.now, expires_at);
    let user = me(account, recovery_codes);
    Granted {
        signed_in: SignedIn { access_token, expires_at, user },
        refresh: ctx.keys.staff.refresh(refresh),
    }
}

/// The person as they see themselves.
pub(super) fn me(account: &Account, recovery_codes: u32) -> Me {
    Me {
        id: account.id,
        email: account.email.clone(),
        name: account.name.clone(),
        role: account.role,
        scopes: account.role.scopes(),
        language: account.language,
        timezone: account.timezone.clone(),
        second_factor: account.second_factor.is_some(),
        recovery_codes,
    }
}
