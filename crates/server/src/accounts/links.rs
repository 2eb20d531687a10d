//! Mailed links of accounts: to accept an invitation, and to choose a new password. Whoever has chosen one has used up
//! all links that were mailed before.

use chrono::{DateTime, Duration, Utc};
use magnetiq_shared::Code;
use magnetiq_shared::accounts::{Invited, PasswordChoice};

use super::queries::{sign_ins, users};
use super::sign_in::{self, Granted};
use super::{Account, AccountError, StaffMailKind, mail_job, password};
use crate::audit::{self, Act, Author};
use crate::crypto::{LinkError, LinkToken, Purpose};
use crate::ctx::Ctx;
use crate::db::Kept;

/// How long an invitation is good.
const INVITATION: Duration = Duration::days(7);
/// How long a link to a new password is good.
const RESET: Duration = Duration::hours(1);

/// The link of an invitation or a reset, made while its mail is written, and until when it is good.
pub fn link_for(ctx: &Ctx, kind: StaffMailKind, to: &users::Recipient) -> (String, DateTime<Utc>) {
    let (purpose, page, lasts) = match kind {
        StaffMailKind::Invitation => (Purpose::Invitation, "welcome", INVITATION),
        _ => (Purpose::Reset, "reset", RESET),
    };
    let expires_at = ctx.now + lasts;
    let token = ctx.keys.sign_link(LinkToken { purpose, id: to.id, epoch: to.epoch, expires_at });
    (format!("{}/admin/{page}#token={token}", ctx.config.base_url), expires_at)
}

/// Whom a link is for.
///
/// # Errors
/// `unauthenticated` where it is forged, `gone` where it is too old or used.
pub(super) async fn preview(ctx: &Ctx, token: &str) -> Result<Invited, AccountError> {
    let account = owner(ctx, token).await?;
    Ok(Invited { is_new: account.password_hash.is_none(), name: account.name, email: account.email })
}

/// Takes the password that somebody chose by a link, ends their other sign-ins, and signs them in. Where there is a
/// second factor, it is asked for at the sign-in: `None`.
///
/// # Errors
/// As [`preview`], and `validation` where the password is too weak.
pub(super) async fn choose(
    ctx: &Ctx,
    choice: PasswordChoice,
    agent: &str,
) -> Result<Option<Granted>, AccountError> {
    let account = owner(ctx, &choice.token).await?;
    let words: [&str; 2] = [&account.name, &account.email];
    password::check(&choice.password, &words).map_err(|code| AccountError::Field("/password", code))?;
    let hash = password::hash(choice.password).await?;
    let tx = ctx.db.begin_change(Kept::Access).await?;
    // The link may have been used while the password was hashed.
    let account =
        users::by_id(&tx, account.id).await?.filter(|now| now.epoch == account.epoch && now.is_active);
    let account = account.ok_or(AccountError::Gone)?;
    let was_new = account.password_hash.is_none();
    users::set_password(&tx, account.id, hash, ctx.now).await?;
    sign_ins::end_all(&tx, account.id, None).await?;
    let action = if was_new { "user.invitation-accepted" } else { "user.password-reset" };
    let author = Author { id: Some(account.id), name: account.name.clone(), token: None };
    audit::record(&tx, ctx, &author, Act::new(action, account.id, &account.name)).await?;
    if !was_new {
        mail_job::queue(&tx, ctx, StaffMailKind::PasswordChanged, account.id).await?;
    }
    let granted = match account.second_factor {
        None => Some(sign_in::begin(ctx, &tx, &account, agent).await?),
        Some(_) => None,
    };
    tx.commit().await?;
    ctx.roster.refresh(ctx.db.read(), ctx.now).await?;
    Ok(granted)
}

/// Changes one's own password, and ends one's other sign-ins.
///
/// # Errors
/// `validation` where the old one is wrong or the new one too weak.
pub(super) async fn change(
    ctx: &Ctx,
    who: &super::Person,
    current: String,
    new: String,
) -> Result<(), AccountError> {
    let account = users::by_id(ctx.db.read(), who.actor.user).await?.ok_or(AccountError::NotFound)?;
    if !password::is_right(current, account.password_hash.clone()).await? {
        return Err(AccountError::Field("/current", Code::Wrong));
    }
    let words: [&str; 2] = [&account.name, &account.email];
    password::check(&new, &words).map_err(|code| AccountError::Field("/password", code))?;
    let hash = password::hash(new).await?;
    let tx = ctx.db.begin_change(Kept::Access).await?;
    users::set_password(&tx, account.id, hash, ctx.now).await?;
    sign_ins::end_all(&tx, account.id, Some(who.sign_in)).await?;
    let act = Act::new("user.password-changed", account.id, &account.name);
    audit::record(&tx, ctx, &who.actor.author(), act).await?;
    mail_job::queue(&tx, ctx, StaffMailKind::PasswordChanged, account.id).await?;
    tx.commit().await?;
    ctx.roster.refresh(ctx.db.read(), ctx.now).await?;
    Ok(())
}

async fn owner(ctx: &Ctx, token: &str) -> Result<Account, AccountError> {
    let read = |purpose| ctx.keys.read_link(token, purpose, ctx.now);
    // A link of the one kind is forged as one of the other; only the error of its own kind tells anything.
    let link = match read(Purpose::Invitation) {
        Err(LinkError::Forged) => read(Purpose::Reset)?,
        link => link?,
    };
    let account = users::by_id(ctx.db.read(), link.id).await?;
    account.filter(|account| account.epoch == link.epoch && account.is_active).ok_or(AccountError::Gone)
}
