//! Asking, and answering with the code.

use chrono::Duration;
use magnetiq_entity::privacy_requests;
use magnetiq_jobs::{NewJob, enqueue};
use magnetiq_shared::fields::{self, email_key};
use magnetiq_shared::privacy::{NewPrivacyRequest, PersonalData, PrivacyRequest, PrivacyRequestKind};
use magnetiq_shared::{Code, FieldError, ProblemType};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::queries;
use crate::accounts::Actor;
use crate::audit::{self, Act};
use crate::ctx::Ctx;
use crate::db::Tx;
use crate::http::{ApiError, ApiResult, Limit};

/// How long a code is good.
pub(super) const LASTS: Duration = Duration::minutes(15);

/// A request as its jobs know it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Asked {
    pub request: Uuid,
}

impl Asked {
    /// Mails the code.
    pub(super) const SEND_CODE: &str = "send-privacy-code";
    /// Erases all of the address.
    pub(super) const ERASE: &str = "erase-address";

    async fn queue(self, tx: &Tx, ctx: &Ctx, kind: &'static str, priority: i32) -> ApiResult<()> {
        let payload = serde_json::to_value(self).unwrap_or_default();
        let job = NewJob::new(ctx.new_id(), kind, payload, ctx.now)
            .dedup(format!("{kind}:{}", self.request.simple()))
            .priority(priority);
        enqueue(tx, &[job], ctx.now).await?;
        Ok(())
    }
}

/// Somebody asks. Three an hour and ten a day for one address; what is more is dropped, and answered alike.
///
/// # Errors
/// `validation` where it is no address.
pub(super) async fn ask(ctx: &Ctx, wish: &NewPrivacyRequest) -> ApiResult<PrivacyRequest> {
    let email = fields::email(&wish.email).map_err(|code| wrong("/email", code))?;
    let mut row = row(ctx, wish.kind, email, wish.language.code(), None);
    let key = format!("privacy:{}", row.email_key);
    let limits = [Limit::Forgotten, Limit::ForgottenDaily];
    let is_mailed = limits.into_iter().all(|limit| ctx.limits.check_for(ctx, limit, &key).is_ok());
    if !is_mailed {
        // What was never sent is not there to be guessed.
        row.used_at = Some(ctx.now.into());
    }
    let answer = PrivacyRequest { id: row.id, kind: wish.kind, expires_at: row.expires_at.utc() };
    let tx = ctx.db.begin().await?;
    queries::insert(&tx, row).await?;
    if is_mailed {
        Asked { request: answer.id }.queue(&tx, ctx, Asked::SEND_CODE, 10).await?;
    }
    tx.commit().await?;
    ctx.wake.poke();
    Ok(answer)
}

/// The copy, for whoever has the code.
///
/// # Errors
/// `gone` where the code is used, too old or tried too often; `validation` where it is another one.
pub(super) async fn export(ctx: &Ctx, request: Uuid, code: &str) -> ApiResult<PersonalData> {
    let (tx, row) = open(ctx, request, PrivacyRequestKind::Export, code).await?;
    tx.commit().await?;
    Ok(queries::copy(ctx.db.read(), row.email, &row.email_key, ctx.now).await?)
}

/// Begins the erasure, for whoever has the code.
///
/// # Errors
/// As [`export`].
pub(super) async fn erase(ctx: &Ctx, request: Uuid, code: &str) -> ApiResult<()> {
    let (tx, _) = open(ctx, request, PrivacyRequestKind::Erasure, code).await?;
    Asked { request }.queue(&tx, ctx, Asked::ERASE, 15).await?;
    tx.commit().await?;
    ctx.wake.poke();
    Ok(())
}

/// The copy, which staff hand to the person.
///
/// # Errors
/// `validation` where it is no address.
pub(super) async fn export_for(ctx: &Ctx, who: &Actor, email: &str) -> ApiResult<PersonalData> {
    let email = fields::email(email).map_err(|code| wrong("/email", code))?;
    let tx = ctx.db.begin().await?;
    log(&tx, ctx, who, "person.exported", ctx.new_id()).await?;
    tx.commit().await?;
    let key = email_key(&email);
    Ok(queries::copy(ctx.db.read(), email, &key, ctx.now).await?)
}

/// Begins the erasure that somebody asked staff for.
///
/// # Errors
/// As [`export_for`].
pub(super) async fn erase_for(ctx: &Ctx, who: &Actor, email: &str) -> ApiResult<()> {
    let email = fields::email(email).map_err(|code| wrong("/email", code))?;
    let row = row(ctx, PrivacyRequestKind::Erasure, email, "en", Some(who.user));
    let tx = ctx.db.begin().await?;
    log(&tx, ctx, who, "person.erased", row.id).await?;
    Asked { request: row.id }.queue(&tx, ctx, Asked::ERASE, 15).await?;
    queries::insert(&tx, row).await?;
    tx.commit().await?;
    ctx.wake.poke();
    Ok(())
}

/// Uses up the code, where it is the right one; else the try is counted.
async fn open(
    ctx: &Ctx,
    request: Uuid,
    kind: PrivacyRequestKind,
    code: &str,
) -> ApiResult<(Tx, privacy_requests::Model)> {
    let tx = ctx.db.begin().await?;
    let Some(row) = queries::attempt(&tx, request, kind, ctx.now).await? else {
        return Err(ApiError::new(ProblemType::Gone).detail("this code is no longer good: ask for a new one"));
    };
    let digits: String = code.chars().filter(|c| !c.is_whitespace()).collect();
    if !ctx.keys.knows_code(request, &digits) {
        tx.commit().await?;
        return Err(wrong("/code", Code::Unknown));
    }
    queries::used(&tx, request, ctx.now).await?;
    Ok((tx, row))
}

fn row(
    ctx: &Ctx,
    kind: PrivacyRequestKind,
    email: String,
    language: &str,
    by: Option<Uuid>,
) -> privacy_requests::Model {
    privacy_requests::Model {
        id: ctx.new_id(),
        kind: kind.word().to_owned(),
        email_key: email_key(&email),
        email,
        language: language.to_owned(),
        attempts: 0,
        created_by: by,
        created_at: ctx.now.into(),
        expires_at: (ctx.now + LASTS).into(),
        used_at: by.map(|_| ctx.now.into()),
    }
}

/// Without the address: the log outlives the person's data.
async fn log(tx: &Tx, ctx: &Ctx, who: &Actor, action: &'static str, request: Uuid) -> ApiResult<()> {
    audit::record(tx, ctx, &who.author(), Act::new(action, request, "")).await?;
    Ok(())
}

fn wrong(pointer: &str, code: Code) -> ApiError {
    ApiError::validation(vec![FieldError::new(pointer, code)])
}
