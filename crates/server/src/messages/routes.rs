//! `/public/set-up/test-mail`, `/settings/mail/test`.

use actix_web::{post, web};
use magnetiq_shared::accounts::{SetUpTestMail, TestMailOutcome};
use magnetiq_shared::scopes::right;
use magnetiq_shared::{FieldError, fields};
use utoipa_actix_web::service_config::ServiceConfig;

use super::staff;
use crate::accounts::{self, Allowed};
use crate::ctx::Ctx;
use crate::http::{ApiError, ApiResult, Body, Client, Limit};

/// The slice's routes, below `/api/v1`.
pub fn routes(config: &mut ServiceConfig) {
    config.service(send_set_up_mail).service(send_test_mail);
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
