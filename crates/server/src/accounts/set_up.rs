//! First start: nobody can sign in yet, and whoever has the code from the server's log makes the first admin. Closed
//! for good as soon as there is an account.

use std::io;

use magnetiq_shared::Code;
use magnetiq_shared::accounts::{SetUp, SetUpState};
use magnetiq_shared::fields;
use magnetiq_shared::scopes::Role;
use magnetiq_shared::settings::ProgramDefaults;

use super::queries::users;
use super::sign_in::{self, Granted};
use super::users::{new_account, zone_of};
use super::{AccountError, password};
use crate::audit::{self, Act, Author};
use crate::config::folder;
use crate::crypto::same;
use crate::ctx::Ctx;
use crate::db::Kept;
use crate::settings;

/// Whether the first admin is still to be made.
///
/// # Errors
/// What the database says.
async fn set_up_is_open(ctx: &Ctx) -> Result<bool, AccountError> {
    Ok(users::count(ctx.db.read()).await? == 0)
}

/// Says at start where the set-up is and what opens it: in the log, and in a file of the data folder.
///
/// # Errors
/// Where the file can't be written.
pub async fn announce(ctx: &Ctx) -> Result<(), AccountError> {
    let file = ctx.config.data_dir.join("set-up.code");
    if !set_up_is_open(ctx).await? {
        return remove(&file);
    }
    let code = ctx.keys.set_up_code();
    println!("Set it up at {}/admin/set-up#code={code}", ctx.config.base_url);
    remove(&file)?;
    let written =
        folder::make_private(&ctx.config.data_dir).and_then(|()| folder::write_private(&file, &code));
    if let Err(error) = written {
        tracing::warn!(%error, "the set-up code could not be written into the data folder");
    }
    Ok(())
}

fn remove(file: &std::path::Path) -> Result<(), AccountError> {
    match std::fs::remove_file(file) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            tracing::warn!(%error, "the set-up code is over and its file could not be removed");
        }
        _ => {}
    }
    Ok(())
}

/// What the set-up page begins with.
///
/// # Errors
/// What the database says.
pub(super) async fn state(ctx: &Ctx) -> Result<SetUpState, AccountError> {
    let is_open = set_up_is_open(ctx).await?;
    // How mails go out concerns nobody once the program is set up.
    Ok(SetUpState {
        is_open,
        smtp: ctx.config.smtp_shown().filter(|_| is_open),
        mail_from: is_open.then(|| ctx.config.mail_from.clone()),
        base_url: ctx.config.base_url.clone(),
    })
}

/// Checks the code that stands in the log.
///
/// # Errors
/// `validation` where it is wrong, `gone` where the set-up is over.
pub async fn check_code(ctx: &Ctx, code: &str) -> Result<(), AccountError> {
    if !set_up_is_open(ctx).await? {
        return Err(AccountError::Gone);
    }
    let typed = code.trim().to_uppercase();
    if same(&typed, &ctx.keys.set_up_code()) {
        Ok(())
    } else {
        Err(AccountError::Field("/code", Code::Wrong))
    }
}

/// Makes the first admin, and signs them in.
///
/// # Errors
/// `validation`, `gone`.
pub(super) async fn set_up(ctx: &Ctx, given: SetUp, agent: &str) -> Result<Granted, AccountError> {
    check_code(ctx, &given.code).await?;
    let email = fields::email(&given.email).map_err(|code| AccountError::Field("/email", code))?;
    let line = |pointer, text: &str| match fields::optional_line(Some(text)) {
        Ok(Some(line)) => Ok(line),
        Ok(None) => Err(AccountError::Field(pointer, Code::Required)),
        Err(code) => Err(AccountError::Field(pointer, code)),
    };
    let (name, organisation) = (line("/name", &given.name)?, line("/organisation", &given.organisation)?);
    let timezone = zone_of(&given.timezone)?;
    let words: [&str; 3] = [&name, &email, &organisation];
    password::check(&given.password, &words).map_err(|code| AccountError::Field("/password", code))?;
    let mut account = new_account(ctx, email, name, (Role::Admin, given.language, timezone));
    account.password_hash = Some(password::hash(given.password).await?);
    let tx = ctx.db.begin_change(Kept::Access).await?;
    // Of two who are at it at once, one is first.
    if users::count(&tx).await? > 0 {
        return Err(AccountError::Gone);
    }
    users::insert(&tx, &account).await?;
    let mut brand = settings::load(&tx).await?.brand;
    brand.organisation = organisation;
    settings::save(&tx, ctx, "brand", &brand).await?;
    let timezone = account.timezone.clone();
    let program = ProgramDefaults { timezone, language: given.language, ..ProgramDefaults::default() };
    settings::save(&tx, ctx, "program", &program).await?;
    audit::record(&tx, ctx, &Author::system(), Act::new("user.set-up", account.id, &account.name)).await?;
    let granted = sign_in::begin(ctx, &tx, &account, agent).await?;
    tx.commit().await?;
    ctx.roster.refresh(ctx.db.read(), ctx.now).await?;
    let _ = remove(&ctx.config.data_dir.join("set-up.code"));
    Ok(granted)
}
