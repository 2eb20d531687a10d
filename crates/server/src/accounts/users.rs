//! Who may sign in: inviting, changing, locking out.

use magnetiq_shared::accounts::{Me, MePatch, NewUser, User, UserPatch};
use magnetiq_shared::fields::{self, email_key};
use magnetiq_shared::scopes::Role;
use magnetiq_shared::{Code, Language};
use uuid::Uuid;

use super::queries::{sign_ins, users};
use super::{Account, AccountError, Actor, Person, StaffMailKind, mail_job, password, sign_in};
use crate::audit::{self, Act, Author};
use crate::ctx::Ctx;
use crate::db::Kept;
use crate::http::{IfMatch, timezone};

/// Invites somebody; the mail goes out.
///
/// # Errors
/// `validation`, with `taken` where the address has an account; `forbidden` for a role that may do more than `who`.
pub(super) async fn invite(ctx: &Ctx, who: &Actor, given: NewUser) -> Result<User, AccountError> {
    let email = fields::email(&given.email).map_err(|code| AccountError::Field("/email", code))?;
    let name = fields::optional_line(Some(&given.name)).map_err(|code| AccountError::Field("/name", code))?;
    let name = name.ok_or(AccountError::Field("/name", Code::Required))?;
    may_give(who, given.role)?;
    let timezone = match given.timezone {
        Some(zone) => zone_of(&zone)?,
        None => users::timezone(ctx.db.read(), who.user).await?,
    };
    let account = new_account(ctx, email, name, (given.role, given.language, timezone));
    let tx = ctx.db.begin_change(Kept::Access).await?;
    if users::by_email(&tx, &email_key(&account.email)).await?.is_some() {
        return Err(AccountError::Taken);
    }
    users::insert(&tx, &account).await?;
    let act = Act::new("user.invited", account.id, &account.name);
    let act = act.changed(&(), &serde_json::json!({ "email": account.email, "role": account.role }));
    audit::record(&tx, ctx, &who.author(), act).await?;
    mail_job::queue_by(&tx, ctx, StaffMailKind::Invitation, account.id, Some(who.name.clone())).await?;
    tx.commit().await?;
    ctx.roster.refresh(ctx.db.read(), ctx.now).await?;
    Ok(wire(&account))
}

/// Somebody who may sign in.
///
/// # Errors
/// `not-found`.
pub(super) async fn get(ctx: &Ctx, id: Uuid) -> Result<User, AccountError> {
    let account = users::by_id(ctx.db.read(), id).await?.ok_or(AccountError::NotFound)?;
    Ok(wire(&account))
}

/// Sends the invitation again.
///
/// # Errors
/// `not-found`; `invalid-state` where it was accepted.
pub(super) async fn invite_again(ctx: &Ctx, who: &Actor, id: Uuid) -> Result<(), AccountError> {
    let tx = ctx.db.begin_change(Kept::Access).await?;
    let account = users::by_id(&tx, id).await?.ok_or(AccountError::NotFound)?;
    if account.password_hash.is_some() || !account.is_active {
        return Err(AccountError::InvalidState("the invitation was accepted, or the account is locked"));
    }
    mail_job::queue_by(&tx, ctx, StaffMailKind::Invitation, id, Some(who.name.clone())).await?;
    audit::record(&tx, ctx, &who.author(), Act::new("user.invited-again", id, &account.name)).await?;
    tx.commit().await?;
    Ok(())
}

/// Changes somebody's name or role, or locks them out and in again.
///
/// # Errors
/// `not-found`, `stale`, `invalid-state` for oneself and for the last admin; `forbidden` where somebody could do more
/// then than `who`.
pub(super) async fn change(
    ctx: &Ctx,
    who: &Actor,
    id: Uuid,
    seen: &IfMatch,
    patch: UserPatch,
) -> Result<User, AccountError> {
    let tx = ctx.db.begin_change(Kept::Access).await?;
    let account = users::by_id(&tx, id).await?.ok_or(AccountError::NotFound)?;
    seen.check(account.version).map_err(|_| AccountError::Stale)?;
    let mut changed = account.clone();
    if let Some(name) = patch.name {
        let name = fields::optional_line(Some(&name)).map_err(|code| AccountError::Field("/name", code))?;
        changed.name = name.ok_or(AccountError::Field("/name", Code::Required))?;
    }
    changed.role = patch.role.unwrap_or(account.role);
    changed.is_active = patch.is_active.unwrap_or(account.is_active);
    let other_rights = (changed.role, changed.is_active) != (account.role, account.is_active);
    if other_rights && who.user == id {
        return Err(AccountError::InvalidState("nobody changes their own rights"));
    }
    if other_rights && changed.is_active {
        may_give(who, changed.role)?;
    }
    if account.role == Role::Admin && other_rights && users::other_admins(&tx, id).await? == 0 {
        return Err(AccountError::InvalidState("there has to be an admin"));
    }
    if !changed.is_active {
        sign_ins::end_all(&tx, id, None).await?;
        changed.epoch = changed.epoch.wrapping_add(1);
    }
    changed.version += 1;
    users::update(&tx, &changed, ctx.now).await?;
    let act = Act::new("user.updated", id, &changed.name).changed(&wire(&account), &wire(&changed));
    audit::record(&tx, ctx, &who.author(), act).await?;
    tx.commit().await?;
    ctx.roster.refresh(ctx.db.read(), ctx.now).await?;
    Ok(wire(&changed))
}

/// Deletes an account; its tokens go with it. What they did stays in the audit log.
///
/// # Errors
/// As [`change`].
pub(super) async fn delete(ctx: &Ctx, who: &Actor, id: Uuid, seen: &IfMatch) -> Result<(), AccountError> {
    let tx = ctx.db.begin_change(Kept::Access).await?;
    let account = users::by_id(&tx, id).await?.ok_or(AccountError::NotFound)?;
    seen.check(account.version).map_err(|_| AccountError::Stale)?;
    if who.user == id {
        return Err(AccountError::InvalidState("nobody deletes themselves"));
    }
    if account.role == Role::Admin && users::other_admins(&tx, id).await? == 0 {
        return Err(AccountError::InvalidState("there has to be an admin"));
    }
    users::delete(&tx, id).await?;
    audit::record(&tx, ctx, &who.author(), Act::new("user.deleted", id, &account.name)).await?;
    tx.commit().await?;
    ctx.roster.refresh(ctx.db.read(), ctx.now).await?;
    Ok(())
}

/// Changes what people may change of themselves.
///
/// # Errors
/// `validation`.
pub(super) async fn change_me(ctx: &Ctx, who: &Person, patch: MePatch) -> Result<Me, AccountError> {
    let tx = ctx.db.begin_change(Kept::Access).await?;
    let before = users::by_id(&tx, who.actor.user).await?.ok_or(AccountError::NotFound)?;
    let mut account = before.clone();
    if let Some(name) = patch.name {
        let name = fields::optional_line(Some(&name)).map_err(|code| AccountError::Field("/name", code))?;
        account.name = name.ok_or(AccountError::Field("/name", Code::Required))?;
    }
    account.language = patch.language.unwrap_or(account.language);
    if let Some(zone) = patch.timezone {
        account.timezone = zone_of(&zone)?;
    }
    account.version += 1;
    users::update_own(&tx, &account, ctx.now).await?;
    let act = Act::new("user.updated", account.id, &account.name).changed(&wire(&before), &wire(&account));
    audit::record(&tx, ctx, &who.actor.author(), act).await?;
    let codes = users::recovery_codes(&tx, account.id).await?;
    tx.commit().await?;
    ctx.roster.refresh(ctx.db.read(), ctx.now).await?;
    Ok(sign_in::me(&account, codes))
}

/// Makes an admin, for the command on the server; gives the link by which they choose a password.
///
/// # Errors
/// As [`invite`].
pub async fn create_admin(ctx: &Ctx, email: &str, name: &str) -> Result<String, AccountError> {
    let email = fields::email(email).map_err(|code| AccountError::Field("/email", code))?;
    let account = new_account(ctx, email, name.to_owned(), (Role::Admin, Language::En, "UTC".to_owned()));
    let tx = ctx.db.begin_change(Kept::Access).await?;
    if users::by_email(&tx, &email_key(&account.email)).await?.is_some() {
        return Err(AccountError::Taken);
    }
    users::insert(&tx, &account).await?;
    audit::record(&tx, ctx, &Author::system(), Act::new("user.invited", account.id, &account.name)).await?;
    tx.commit().await?;
    let to = users::recipient(ctx.db.read(), account.id).await?.ok_or(AccountError::NotFound)?;
    Ok(super::link_for(ctx, StaffMailKind::Invitation, &to).0)
}

/// Gives the demo's admin a new random password, and says which.
///
/// # Errors
/// What the database says.
pub async fn demo_admin(ctx: &Ctx, email: &str, name: &str) -> Result<String, AccountError> {
    let secret = crate::crypto::secret()[..16].to_owned();
    let hash = password::hash(secret.clone()).await?;
    let tx = ctx.db.begin_change(Kept::Access).await?;
    let id = match users::by_email(&tx, &email_key(email)).await? {
        Some(account) => account.id,
        None => {
            let who = (Role::Admin, Language::En, "Europe/Berlin".to_owned());
            let account = new_account(ctx, email.to_owned(), name.to_owned(), who);
            users::insert(&tx, &account).await?;
            account.id
        }
    };
    users::set_password(&tx, id, hash, ctx.now).await?;
    tx.commit().await?;
    ctx.roster.refresh(ctx.db.read(), ctx.now).await?;
    Ok(secret)
}

/// Somebody with an account, whose password is that of all tests.
#[cfg(test)]
pub async fn for_tests(ctx: &Ctx, email: &str, role: Role) {
    static HASH: tokio::sync::OnceCell<String> = tokio::sync::OnceCell::const_new();
    let hash = HASH
        .get_or_init(async || password::hash(crate::test_support::staff::PASSWORD.to_owned()).await.unwrap());
    let who = (role, Language::En, "Europe/Berlin".to_owned());
    let mut account = new_account(ctx, email.to_owned(), format!("The {}", role.text()), who);
    account.password_hash = Some(hash.await.clone());
    let tx = ctx.db.begin_change(Kept::Access).await.unwrap();
    users::insert(&tx, &account).await.unwrap();
    tx.commit().await.unwrap();
    ctx.roster.refresh(ctx.db.read(), ctx.now).await.unwrap();
}

/// Nobody gives a role that may do more than they may themselves: a token may do less than its maker.
fn may_give(who: &Actor, role: Role) -> Result<(), AccountError> {
    match role.scopes().into_iter().all(|scope| who.may(scope)) {
        true => Ok(()),
        false => Err(AccountError::Forbidden),
    }
}

pub(super) fn new_account(
    ctx: &Ctx,
    email: String,
    name: String,
    (role, language, timezone): (Role, Language, String),
) -> Account {
    Account {
        id: ctx.new_id(),
        email,
        name,
        password_hash: None,
        role,
        is_active: true,
        second_factor: None,
        draft: None,
        language,
        timezone,
        epoch: 0,
        version: 1,
        last_sign_in_at: None,
        created_at: ctx.now,
    }
}

pub(super) fn zone_of(name: &str) -> Result<String, AccountError> {
    timezone(name).map_err(|code| AccountError::Field("/timezone", code))
}

pub(super) fn wire(account: &Account) -> User {
    User {
        id: account.id,
        email: account.email.clone(),
        name: account.name.clone(),
        role: account.role,
        is_active: account.is_active,
        is_invited: account.password_hash.is_none(),
        second_factor: account.second_factor.is_some(),
        language: account.language,
        timezone: account.timezone.clone(),
        last_sign_in_at: account.last_sign_in_at,
        created_at: account.created_at,
        version: account.version,
    }
}
