//! `/public/set-up/test-mail`, `/settings/mail/test`, `/messages/…`, `/sessions/{id}/messages`.

use actix_web::{get, post, web};
use magnetiq_shared::accounts::{SetUpTestMail, TestMailOutcome};
use magnetiq_shared::messages::{MessageSum, RetryOutcome, RetryWish};
use magnetiq_shared::scopes::right;
use magnetiq_shared::{FieldError, Page, fields};
use utoipa_actix_web::service_config::ServiceConfig;

use super::{retry, staff};
use crate::accounts::{self, Allowed};
use crate::ctx::Ctx;
use crate::http::{ApiError, ApiResult, Body, Client, Id, Limit};

/// The slice's routes, below `/api/v1`.
pub fn routes(config: &mut ServiceConfig) {
    config
        .service(send_set_up_mail)
        .service(send_test_mail)
        .service(retry_messages)
        .service(retry_message)
        .service(sum_session_messages);
}

/// Try whether mails go out
///
/// Opened by the code that stands in the server's log.
#[utoipa::path(
    tag = "Set-up", operation_id = "sendSetUpMail", request_body = SetUpTestMail,
    responses(
        (status = 200, body = TestMailOutcome),
        (status = 410, description = "`gone`: it is set up"),
        (status = 422, description = "`validation`"),
        (status = 429, description = "`rate-limited`"),
    ),
)]
#[post("/public/set-up/test-mail")]
async fn send_set_up_mail(
    client: Client,
    ctx: Ctx,
    body: Body<SetUpTestMail>,
) -> ApiResult<web::Json<TestMailOutcome>> {
    ctx.limits.check(&ctx, Limit::SignIn, &client)?;
    accounts::check_code(&ctx, &body.value.code).await?;
    let email = fields::email(&body.value.email)
        .map_err(|code| ApiError::validation(vec![FieldError::new("/email", code)]))?;
    Ok(web::Json(staff::test(&ctx, email, body.value.language).await?))
}

/// Send a mail to oneself
///
/// It shows whether mails go out, and how they look.
#[utoipa::path(
    tag = "Settings", operation_id = "sendTestMail", security(("staff" = ["settings:write"])),
    responses((status = 200, body = TestMailOutcome), (status = 429, description = "`rate-limited`")),
)]
#[post("/settings/mail/test")]
async fn send_test_mail(
    who: Allowed<right::SettingsWrite>,
    client: Client,
    ctx: Ctx,
) -> ApiResult<web::Json<TestMailOutcome>> {
    ctx.limits.check(&ctx, Limit::SignIn, &client)?;
    let to = accounts::recipient(ctx.db.read(), who.user).await?.ok_or_else(ApiError::not_found)?;
    Ok(web::Json(staff::test(&ctx, to.email, to.language).await?))
}

/// Send failed messages again
///
/// All of one kind and one session that the mail server refused for good. Each is composed anew, and goes out under the
/// Message-ID that it had.
#[utoipa::path(
    tag = "Automations", operation_id = "retryMessages", security(("staff" = ["messages:write"])), request_body = RetryWish,
    responses((status = 200, body = RetryOutcome), (status = 422, description = "`validation`")),
)]
#[post("/messages/retry")]
async fn retry_messages(
    who: Allowed<right::MessagesWrite>,
    ctx: Ctx,
    body: Body<RetryWish>,
) -> ApiResult<web::Json<RetryOutcome>> {
    Ok(web::Json(retry::of_kind(&ctx, &who, &body.value).await?))
}

/// Send a failed message again
#[utoipa::path(
    tag = "Automations", operation_id = "retryMessage", security(("staff" = ["messages:write"])), params(("id" = Uuid, Path)),
    responses(
        (status = 200, body = RetryOutcome),
        (status = 404, description = "`not-found`"),
        (status = 409, description = "`invalid-state`: it has not failed"),
    ),
)]
#[post("/messages/{id}/retry")]
async fn retry_message(
    who: Allowed<right::MessagesWrite>,
    ctx: Ctx,
    id: Id,
) -> ApiResult<web::Json<RetryOutcome>> {
    Ok(web::Json(retry::one(&ctx, &who, id.0).await?))
}

/// What became of a session's messages
///
/// Those that go out when something happens, such as confirmations, by kind; those with a time of their own are in the
/// program of mails.
#[utoipa::path(
    tag = "Automations", operation_id = "sumSessionMessages", security(("staff" = ["sessions:read"])),
    params(("id" = Uuid, Path)), responses((status = 200, body = Page<MessageSum>)),
)]
#[get("/sessions/{id}/messages")]
async fn sum_session_messages(
    _: Allowed<right::SessionsRead>,
    ctx: Ctx,
    id: Id,
) -> ApiResult<web::Json<Page<MessageSum>>> {
    let data = retry::sums(&ctx, id.0).await?;
    Ok(web::Json(Page { total: Some(data.len() as u64), data, next_cursor: None }))
}
