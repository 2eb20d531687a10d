//! The second factor: codes of six digits that change every half minute (TOTP, RFC 6238), and recovery codes that sign
//! in once each where the phone is lost.

use data_encoding::BASE32_NOPAD;
use magnetiq_shared::Code;
use magnetiq_shared::accounts::{RecoveryCodes, SecondFactorDraft};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use totp_rs::{Builder, Totp};

use super::{Account, AccountError, Person, SecondFactor, StaffMailKind, mail_job, password, queries};
use crate::audit::{self, Act};
use crate::crypto::digest;
use crate::ctx::Ctx;
use crate::db::Tx;

const RECOVERY_CODES: usize = 8;

/// Begins to set one up; it is in force once a code of it was confirmed. The password is asked for again: whoever finds
/// a browser signed in must not lock its owner out.
///
/// # Errors
/// `invalid-state` where there is one already; `validation` where the password is wrong.
pub(super) async fn begin(
    ctx: &Ctx,
    who: &Person,
    password: String,
) -> Result<SecondFactorDraft, AccountError> {
    let account =
        queries::users::by_id(ctx.db.read(), who.actor.user).await?.ok_or(AccountError::NotFound)?;
    if account.second_factor.is_some() {
        return Err(AccountError::InvalidState("there is a second factor already"));
    }
    if !password::is_right(password, account.password_hash.clone()).await? {
        return Err(AccountError::Field("/password", Code::Wrong));
    }
    let secret = BASE32_NOPAD.encode(&rand::random::<[u8; 20]>());
    let tx = ctx.db.begin().await?;
    queries::users::set_draft(&tx, account.id, Some(ctx.keys.seal(&secret))).await?;
    tx.commit().await?;
    let issuer = ctx.program.at(ctx.now).program.settings.brand.name.clone();
    let encoded = |text: &str| utf8_percent_encode(text, NON_ALPHANUMERIC).to_string();
    let (label, issuer) = (encoded(&format!("{issuer}:{}", account.email)), encoded(&issuer));
    let url = format!("otpauth://totp/{label}?secret={secret}&issuer={issuer}");
    let picture = qrcode::QrCode::new(url.as_bytes()).map_err(|_| AccountError::Hashing)?;
    let qr = picture.render::<qrcode::render::svg::Color>().min_dimensions(200, 200).build();
    Ok(SecondFactorDraft { secret, url, qr })
}

/// Puts it in force, and gives the recovery codes.
///
/// # Errors
/// `validation` where the code is wrong.
pub(super) async fn confirm(ctx: &Ctx, who: &Person, code: &str) -> Result<RecoveryCodes, AccountError> {
    let tx = ctx.db.begin().await?;
    let account = queries::users::by_id(&tx, who.actor.user).await?.ok_or(AccountError::NotFound)?;
    let draft = account.draft.clone().ok_or(AccountError::InvalidState("none is being set up"))?;
    let step = matching_step(ctx, &draft, code).ok_or(AccountError::Field("/code", Code::Wrong))?;
    let factor = SecondFactor { secret: draft, last_step: step };
    queries::users::set_second_factor(&tx, account.id, Some(&factor)).await?;
    let codes = renew(ctx, &tx, &account).await?;
    audit::record(
        &tx,
        ctx,
        &who.actor.author(),
        Act::new("user.second-factor-on", account.id, &account.name),
    )
    .await?;
    mail_job::queue(&tx, ctx, StaffMailKind::SecondFactorOn, account.id).await?;
    tx.commit().await?;
    Ok(codes)
}

/// New recovery codes; the old ones end.
///
/// # Errors
/// `validation` where the code is wrong.
pub(super) async fn new_codes(ctx: &Ctx, who: &Person, code: &str) -> Result<RecoveryCodes, AccountError> {
    let tx = ctx.db.begin().await?;
    let account = with_code(ctx, &tx, who, code).await?;
    let codes = renew(ctx, &tx, &account).await?;
    let act = Act::new("user.recovery-codes-renewed", account.id, &account.name);
    audit::record(&tx, ctx, &who.actor.author(), act).await?;
    mail_job::queue(&tx, ctx, StaffMailKind::RecoveryCodes, account.id).await?;
    tx.commit().await?;
    Ok(codes)
}

/// Takes it away.
///
/// # Errors
/// `validation` where the code is wrong.
pub(super) async fn remove(ctx: &Ctx, who: &Person, code: &str) -> Result<(), AccountError> {
    let tx = ctx.db.begin().await?;
    let account = with_code(ctx, &tx, who, code).await?;
    queries::users::set_second_factor(&tx, account.id, None).await?;
    queries::users::set_recovery_codes(&tx, account.id, Vec::new()).await?;
    audit::record(
        &tx,
        ctx,
        &who.actor.author(),
        Act::new("user.second-factor-off", account.id, &account.name),
    )
    .await?;
    mail_job::queue(&tx, ctx, StaffMailKind::SecondFactorOff, account.id).await?;
    tx.commit().await?;
    Ok(())
}

/// Whether the code, or a recovery code, is right for this account; it is used up then.
///
/// # Errors
/// What the database says.
pub(super) async fn take_code(
    ctx: &Ctx,
    tx: &Tx,
    account: &Account,
    factor: &SecondFactor,
    code: &str,
) -> Result<bool, AccountError> {
    let code: String = code.chars().filter(|sign| sign.is_ascii_alphanumeric()).collect();
    if let Some(step) = matching_step(ctx, &factor.secret, &code) {
        // A code that was seen over somebody's shoulder has been used already.
        return Ok(queries::users::take_step(tx, account.id, step).await?);
    }
    Ok(queries::users::take_recovery_code(tx, account.id, &kept(account, &code.to_uppercase())).await?)
}

async fn with_code(ctx: &Ctx, tx: &Tx, who: &Person, code: &str) -> Result<Account, AccountError> {
    let account = queries::users::by_id(tx, who.actor.user).await?.ok_or(AccountError::NotFound)?;
    let factor =
        account.second_factor.clone().ok_or(AccountError::InvalidState("there is no second factor"))?;
    match take_code(ctx, tx, &account, &factor, code).await? {
        true => Ok(account),
        false => Err(AccountError::Field("/code", Code::Wrong)),
    }
}

async fn renew(ctx: &Ctx, tx: &Tx, account: &Account) -> Result<RecoveryCodes, AccountError> {
    let codes: Vec<String> =
        (0..RECOVERY_CODES).map(|_| BASE32_NOPAD.encode(&rand::random::<[u8; 10]>())).collect();
    let rows = codes.iter().map(|code| (ctx.new_id(), kept(account, code))).collect();
    queries::users::set_recovery_codes(tx, account.id, rows).await?;
    let shown = codes.iter().map(|code| format!("{}-{}", &code[..8], &code[8..])).collect();
    Ok(RecoveryCodes { codes: shown })
}

/// What is kept of a recovery code.
fn kept(account: &Account, code: &str) -> String {
    digest(&format!("{}:{code}", account.id))
}

/// The time step of which this is the code, now or one step aside.
fn matching_step(ctx: &Ctx, sealed: &str, code: &str) -> Option<i64> {
    let totp = totp(&ctx.keys.open(sealed)?)?;
    let step = totp.check(code, ctx.now.timestamp().max(0).unsigned_abs())?;
    i64::try_from(step).ok()
}

fn totp(secret: &str) -> Option<Totp> {
    let secret: [u8; 20] = BASE32_NOPAD.decode(secret.as_bytes()).ok()?.try_into().ok()?;
    Builder::new().with_secret(secret).build().ok()
}

/// The code of this moment, as somebody's phone shows it.
#[cfg(test)]
pub(super) fn code_at(secret: &str, now: chrono::DateTime<chrono::Utc>) -> String {
    totp(secret).unwrap().generate(now.timestamp().unsigned_abs()).to_string()
}
