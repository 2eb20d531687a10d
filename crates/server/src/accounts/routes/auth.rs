//! `/auth/…` and `/public/set-up`.

use actix_web::cookie::time::Duration as CookieAge;
use actix_web::cookie::{Cookie, SameSite};
use actix_web::http::header::{CACHE_CONTROL, USER_AGENT};
use actix_web::{HttpRequest, HttpResponse, delete, get, patch, post, web};
use magnetiq_shared::accounts::{
    Credentials, Forgotten, Invited, Me, MePatch, OwnPassword, PasswordChange, PasswordChoice, RecoveryCodes,
    SecondFactorCode, SecondFactorDraft, SetUp, SetUpState, SignIn, SignedIn,
};
use magnetiq_shared::fields::email_key;
use magnetiq_shared::registrations::LinkToken;
use magnetiq_shared::{Page, ProblemType};
use utoipa_actix_web::service_config::ServiceConfig;

use super::super::guesses::guess;
use super::super::sign_in::{self, Granted};
use super::super::{AccountError, Person, forgotten, links, queries, second_factor, set_up, users};
use crate::ctx::Ctx;
use crate::http::{ApiError, ApiResult, Body, Client, Id, Limit};

/// Carries the refresh token, to this address only.
const COOKIE: &str = "magnetiq_refresh";
const REFRESH: &str = "/api/v1/auth/refresh";

pub(super) fn routes(config: &mut ServiceConfig) {
    config
        .service(create_sign_in)
        .service(refresh_sign_in)
        .service(sign_out)
        .service(get_me)
        .service(change_me)
        .service(change_password)
        .service(begin_second_factor)
        .service(confirm_second_factor)
        .service(remove_second_factor)
        .service(renew_recovery_codes)
        .service(list_sign_ins)
        .service(end_sign_in)
        .service(forget_password)
        .service(preview_account_link)
        .service(choose_password)
        .service(get_set_up)
        .service(complete_set_up);
}

/// Sign in
///
/// The access token is good for ten minutes; the refresh token comes in a cookie that no script can read.
#[utoipa::path(
    tag = "Sign-in", operation_id = "signIn", request_body = Credentials,
    responses(
        (status = 200, body = SignedIn),
        (status = 401, description = "`unauthenticated`: address, password or code are wrong; `second-factor`: send `code` too"),
        (status = 422, description = "`validation`"),
        (status = 429, description = "`rate-limited`"),
    ),
)]
#[post("/auth/sign-in")]
async fn create_sign_in(
    client: Client,
    ctx: Ctx,
    request: HttpRequest,
    body: Body<Credentials>,
) -> ApiResult<HttpResponse> {
    ctx.limits.check(&ctx, Limit::SignIn, &client)?;
    let account = email_key(&body.value.email);
    let granted = guess(&ctx, &client, &account, sign_in::sign_in(&ctx, body.value, agent(&request))).await?;
    Ok(signed_in(&ctx, granted))
}

/// Stay signed in
///
/// The next access token, for the cookie's refresh token, which is exchanged for the next one. One that was used
/// before ends the sign-in, but for the half minute in which two tabs may ask at once.
#[utoipa::path(
    tag = "Sign-in", operation_id = "refreshSignIn", security(("refreshCookie" = [])),
    responses(
        (status = 200, body = SignedIn),
        (status = 401, description = "`unauthenticated`: sign in again"),
        (status = 429, description = "`rate-limited`"),
    ),
)]
#[post("/auth/refresh")]
async fn refresh_sign_in(client: Client, ctx: Ctx, request: HttpRequest) -> ApiResult<HttpResponse> {
    ctx.limits.check(&ctx, Limit::Refresh, &client)?;
    let cookie = request.cookie(COOKIE).ok_or_else(|| ApiError::new(ProblemType::Unauthenticated))?;
    match sign_in::refresh(&ctx, cookie.value()).await {
        Ok(granted) => Ok(signed_in(&ctx, granted)),
        Err(error) => Err(error.into()),
    }
}

/// Sign out
#[utoipa::path(
    tag = "Sign-in", operation_id = "signOut", security(("staff" = [])),
    responses((status = 204, description = "The sign-in has ended")),
)]
#[post("/auth/sign-out")]
async fn sign_out(who: Person, ctx: Ctx) -> ApiResult<HttpResponse> {
    sign_in::end(&ctx, &who, who.sign_in).await?;
    let mut gone = cookie(&ctx, "");
    gone.make_removal();
    Ok(HttpResponse::NoContent().cookie(gone).finish())
}

/// Who am I?
#[utoipa::path(
    tag = "Sign-in", operation_id = "getMe", security(("staff" = [])), responses((status = 200, body = Me)),
)]
#[get("/auth/me")]
async fn get_me(who: Person, ctx: Ctx) -> ApiResult<web::Json<Me>> {
    let conn = ctx.db.read();
    let account = queries::users::by_id(conn, who.actor.user).await.map_err(AccountError::from)?;
    let account = account.ok_or(AccountError::Unauthenticated)?;
    let codes = queries::users::recovery_codes(conn, account.id).await.map_err(AccountError::from)?;
    Ok(web::Json(sign_in::me(&account, codes)))
}

/// Change my name, language or timezone
#[utoipa::path(
    tag = "Sign-in", operation_id = "changeMe", security(("staff" = [])), request_body = MePatch,
    responses((status = 200, body = Me), (status = 422, description = "`validation`")),
)]
#[patch("/auth/me")]
async fn change_me(who: Person, ctx: Ctx, body: Body<MePatch>) -> ApiResult<web::Json<Me>> {
    Ok(web::Json(users::change_me(&ctx, &who, body.value).await?))
}

/// Change my password
///
/// All other sign-ins end.
#[utoipa::path(
    tag = "Sign-in", operation_id = "changePassword", security(("staff" = [])), request_body = PasswordChange,
    responses(
        (status = 204, description = "It is changed"),
        (status = 422, description = "`validation`: the old one is wrong, or the new one too weak"),
        (status = 429, description = "`rate-limited`"),
    ),
)]
#[post("/auth/password")]
async fn change_password(
    who: Person,
    client: Client,
    ctx: Ctx,
    body: Body<PasswordChange>,
) -> ApiResult<HttpResponse> {
    let PasswordChange { current, password } = body.value;
    guess(&ctx, &client, &who.account(), links::change(&ctx, &who, current, password)).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Begin to set up a second factor
///
/// It is in force once a code of it was confirmed.
#[utoipa::path(
    tag = "Sign-in", operation_id = "beginSecondFactor", security(("staff" = [])), request_body = OwnPassword,
    responses(
        (status = 200, body = SecondFactorDraft),
        (status = 409, description = "`invalid-state`: there is one"),
        (status = 422, description = "`validation`: the password is wrong"),
        (status = 429, description = "`rate-limited`"),
    ),
)]
#[post("/auth/second-factor")]
async fn begin_second_factor(
    who: Person,
    client: Client,
    ctx: Ctx,
    body: Body<OwnPassword>,
) -> ApiResult<HttpResponse> {
    let draft = second_factor::begin(&ctx, &who, body.value.password);
    Ok(private(guess(&ctx, &client, &who.account(), draft).await?))
}

/// Put the second factor in force
///
/// The answer shows the recovery codes; nothing shows them again.
#[utoipa::path(
    tag = "Sign-in", operation_id = "confirmSecondFactor", security(("staff" = [])), request_body = SecondFactorCode,
    responses(
        (status = 200, body = RecoveryCodes),
        (status = 409, description = "`invalid-state`"),
        (status = 422, description = "`validation`: the code is wrong"),
        (status = 429, description = "`rate-limited`"),
    ),
)]
#[post("/auth/second-factor/confirm")]
async fn confirm_second_factor(
    who: Person,
    client: Client,
    ctx: Ctx,
    body: Body<SecondFactorCode>,
) -> ApiResult<HttpResponse> {
    let confirmed = second_factor::confirm(&ctx, &who, &body.value.code);
    Ok(private(guess(&ctx, &client, &who.account(), confirmed).await?))
}

/// Take the second factor away
#[utoipa::path(
    tag = "Sign-in", operation_id = "removeSecondFactor", security(("staff" = [])), request_body = SecondFactorCode,
    responses(
        (status = 204, description = "It is gone"),
        (status = 409, description = "`invalid-state`"),
        (status = 422, description = "`validation`: the code is wrong"),
        (status = 429, description = "`rate-limited`"),
    ),
)]
#[post("/auth/second-factor/remove")]
async fn remove_second_factor(
    who: Person,
    client: Client,
    ctx: Ctx,
    body: Body<SecondFactorCode>,
) -> ApiResult<HttpResponse> {
    guess(&ctx, &client, &who.account(), second_factor::remove(&ctx, &who, &body.value.code)).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// New recovery codes
///
/// The old ones end.
#[utoipa::path(
    tag = "Sign-in", operation_id = "renewRecoveryCodes", security(("staff" = [])), request_body = SecondFactorCode,
    responses(
        (status = 200, body = RecoveryCodes),
        (status = 409, description = "`invalid-state`"),
        (status = 422, description = "`validation`: the code is wrong"),
        (status = 429, description = "`rate-limited`"),
    ),
)]
#[post("/auth/second-factor/recovery-codes")]
async fn renew_recovery_codes(
    who: Person,
    client: Client,
    ctx: Ctx,
    body: Body<SecondFactorCode>,
) -> ApiResult<HttpResponse> {
    let renewed = second_factor::new_codes(&ctx, &who, &body.value.code);
    Ok(private(guess(&ctx, &client, &who.account(), renewed).await?))
}

/// Where I am signed in
#[utoipa::path(
    tag = "Sign-in", operation_id = "listSignIns", security(("staff" = [])),
    responses((status = 200, body = Page<SignIn>)),
)]
#[get("/auth/sign-ins")]
async fn list_sign_ins(who: Person, ctx: Ctx) -> ApiResult<web::Json<Page<SignIn>>> {
    let data = sign_in::list(&ctx, &who).await?;
    Ok(web::Json(Page { total: Some(data.len() as u64), data, next_cursor: None }))
}

/// End one of my sign-ins
#[utoipa::path(
    tag = "Sign-in", operation_id = "endSignIn", security(("staff" = [])), params(("id" = uuid::Uuid, Path)),
    responses((status = 204, description = "It has ended"), (status = 404, description = "`not-found`")),
)]
#[delete("/auth/sign-ins/{id}")]
async fn end_sign_in(who: Person, ctx: Ctx, id: Id) -> ApiResult<HttpResponse> {
    sign_in::end(&ctx, &who, id.0).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// I forgot my password
///
/// A link to a new one is mailed: three an hour, ten a day at most. The answer is the same whether or not anybody has
/// this address.
#[utoipa::path(
    tag = "Sign-in", operation_id = "forgetPassword", request_body = Forgotten,
    responses(
        (status = 202, description = "If the address has an account, a mail is on its way"),
        (status = 422, description = "`validation`"),
        (status = 429, description = "`rate-limited`"),
    ),
)]
#[post("/auth/forgot")]
async fn forget_password(client: Client, ctx: Ctx, body: Body<Forgotten>) -> ApiResult<HttpResponse> {
    ctx.limits.check(&ctx, Limit::SignIn, &client)?;
    forgotten::forgotten(&ctx, &body.value.email).await?;
    Ok(HttpResponse::Accepted().finish())
}

/// Whom a mailed link of an account is for
#[utoipa::path(
    tag = "Sign-in", operation_id = "previewAccountLink", request_body = LinkToken,
    responses(
        (status = 200, body = Invited),
        (status = 401, description = "`unauthenticated`: the link is forged"),
        (status = 410, description = "`gone`: too old, or used"),
        (status = 422, description = "`validation`"),
        (status = 429, description = "`rate-limited`"),
    ),
)]
#[post("/auth/links/preview")]
async fn preview_account_link(
    client: Client,
    ctx: Ctx,
    body: Body<LinkToken>,
) -> ApiResult<web::Json<Invited>> {
    ctx.limits.check(&ctx, Limit::Link, &client)?;
    Ok(web::Json(links::preview(&ctx, &body.value.token).await?))
}

/// Choose a password by a mailed link
///
/// Signs the person in, unless a second factor is needed: then 204, and they sign in with it.
#[utoipa::path(
    tag = "Sign-in", operation_id = "choosePassword", request_body = PasswordChoice,
    responses(
        (status = 200, body = SignedIn),
        (status = 204, description = "Sign in with the new password and the second factor"),
        (status = 401, description = "`unauthenticated`: the link is forged"),
        (status = 410, description = "`gone`: too old, or used"),
        (status = 422, description = "`validation`: the password is too weak"),
        (status = 429, description = "`rate-limited`"),
    ),
)]
#[post("/auth/links/password")]
async fn choose_password(
    client: Client,
    ctx: Ctx,
    request: HttpRequest,
    body: Body<PasswordChoice>,
) -> ApiResult<HttpResponse> {
    ctx.limits.check(&ctx, Limit::Link, &client)?;
    Ok(match links::choose(&ctx, body.value, agent(&request)).await? {
        Some(granted) => signed_in(&ctx, granted),
        None => HttpResponse::NoContent().finish(),
    })
}

/// Whether this installation is to be set up
#[utoipa::path(tag = "Set-up", operation_id = "getSetUp", responses((status = 200, body = SetUpState)))]
#[get("/public/set-up")]
async fn get_set_up(ctx: Ctx) -> ApiResult<web::Json<SetUpState>> {
    Ok(web::Json(set_up::state(&ctx).await?))
}

/// Make the first admin
///
/// Opened by the code that stands in the server's log; closed for good afterwards.
#[utoipa::path(
    tag = "Set-up", operation_id = "completeSetUp", request_body = SetUp,
    responses(
        (status = 200, body = SignedIn),
        (status = 410, description = "`gone`: it is set up"),
        (status = 422, description = "`validation`"),
        (status = 429, description = "`rate-limited`"),
    ),
)]
#[post("/public/set-up")]
async fn complete_set_up(
    client: Client,
    ctx: Ctx,
    request: HttpRequest,
    body: Body<SetUp>,
) -> ApiResult<HttpResponse> {
    ctx.limits.check(&ctx, Limit::SignIn, &client)?;
    let granted = set_up::set_up(&ctx, body.value, agent(&request)).await?;
    Ok(signed_in(&ctx, granted))
}

fn signed_in(ctx: &Ctx, granted: Granted) -> HttpResponse {
    HttpResponse::Ok()
        .cookie(cookie(ctx, &granted.refresh))
        .insert_header((CACHE_CONTROL, "no-store"))
        .json(granted.signed_in)
}

/// An answer that nobody keeps.
fn private(body: impl serde::Serialize) -> HttpResponse {
    HttpResponse::Ok().insert_header((CACHE_CONTROL, "no-store")).json(body)
}

fn cookie<'a>(ctx: &Ctx, token: &str) -> Cookie<'a> {
    Cookie::build(COOKIE, token.to_owned())
        .path(REFRESH)
        .http_only(true)
        .same_site(SameSite::Strict)
        // A browser takes no secure cookie from a page without TLS, but a newcomer's first try has none.
        .secure(ctx.config.base_url.starts_with("https://"))
        .max_age(CookieAge::seconds(sign_in::cookie_age().num_seconds()))
        .finish()
}

fn agent(request: &HttpRequest) -> &str {
    request.headers().get(USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default()
}
