//! `/users`.

use actix_web::{HttpResponse, delete, get, patch, post, web};
use magnetiq_shared::Page;
use magnetiq_shared::accounts::{NewUser, User, UserPatch};
use magnetiq_shared::scopes::right;
use utoipa_actix_web::service_config::ServiceConfig;

use super::super::{Allowed, queries, users};
use crate::ctx::Ctx;
use crate::http::idempotency::{self, Key};
use crate::http::{ApiResult, Body, Id, IfMatch, PageOf, Query, versioned};

pub(super) fn routes(config: &mut ServiceConfig) {
    config
        .service(list_users)
        .service(create_user)
        .service(get_user)
        .service(change_user)
        .service(delete_user)
        .service(invite_user);
}

/// Who may sign in
///
/// By name.
#[utoipa::path(
    tag = "Users", operation_id = "listUsers", security(("staff" = ["users:read"])), params(PageOf),
    responses((status = 200, body = Page<User>), (status = 422, description = "`validation`")),
)]
#[get("/users")]
async fn list_users(
    _: Allowed<right::UsersRead>,
    ctx: Ctx,
    page: Query<PageOf>,
) -> ApiResult<web::Json<Page<User>>> {
    let (limit, cursor) = page.0.read()?;
    Ok(web::Json(queries::users::list(ctx.db.read(), limit, cursor).await?))
}

/// Invite somebody
///
/// A mail with a link by which they choose a password goes out.
#[utoipa::path(
    tag = "Users", operation_id = "createUser", security(("staff" = ["users:write"])), request_body = NewUser,
    params(("Idempotency-Key" = Option<String>, Header, description = "The same key and body invite somebody once, for 24 hours")),
    responses(
        (status = 201, body = User),
        (status = 403, description = "`forbidden`: this needs `users:write`, and every right of the role"),
        (status = 409, description = "`idempotency-in-flight`"),
        (status = 422, description = "`validation`; the code `taken` where the address has an account; `idempotency-mismatch`"),
    ),
)]
#[post("/users")]
async fn create_user(
    who: Allowed<right::UsersWrite>,
    ctx: Ctx,
    key: Key,
    body: Body<NewUser>,
) -> ApiResult<HttpResponse> {
    let make = users::invite(&ctx, &who, body.value);
    let find = async |id| users::get(&ctx, id).await;
    let user = idempotency::once(&ctx, who.caller(), (key, &body.bytes), make, |user| user.id, find).await?;
    let mut answer = HttpResponse::Created();
    answer.insert_header(("location", format!("/api/v1/users/{}", user.id)));
    Ok(versioned(answer, user.version, &user))
}

/// Somebody who may sign in
#[utoipa::path(
    tag = "Users", operation_id = "getUser", security(("staff" = ["users:read"])), params(("id" = uuid::Uuid, Path)),
    responses((status = 200, body = User), (status = 404, description = "`not-found`")),
)]
#[get("/users/{id}")]
async fn get_user(_: Allowed<right::UsersRead>, ctx: Ctx, id: Id) -> ApiResult<HttpResponse> {
    let user = users::get(&ctx, id.0).await?;
    Ok(versioned(HttpResponse::Ok(), user.version, &user))
}

/// Change somebody's rights
///
/// Locking somebody out ends their sign-ins and stops their tokens within a second.
#[utoipa::path(
    tag = "Users", operation_id = "changeUser", security(("staff" = ["users:write"])), request_body = UserPatch,
    params(("id" = uuid::Uuid, Path), ("If-Match" = String, Header, description = "The `ETag` that you read")),
    responses(
        (status = 200, body = User),
        (status = 403, description = "`forbidden`: this needs `users:write`, and every right that is given"),
        (status = 404, description = "`not-found`"),
        (status = 409, description = "`invalid-state`: oneself, or the last admin"),
        (status = 412, description = "`stale`"),
        (status = 422, description = "`validation`"),
        (status = 428, description = "`precondition-required`"),
    ),
)]
#[patch("/users/{id}")]
async fn change_user(
    who: Allowed<right::UsersWrite>,
    ctx: Ctx,
    id: Id,
    seen: IfMatch,
    body: Body<UserPatch>,
) -> ApiResult<HttpResponse> {
    let user = users::change(&ctx, &who, id.0, &seen, body.value).await?;
    Ok(versioned(HttpResponse::Ok(), user.version, &user))
}

/// Delete an account
///
/// Tokens that the person made end. What they did stays in the audit log.
#[utoipa::path(
    tag = "Users", operation_id = "deleteUser", security(("staff" = ["users:write"])),
    params(("id" = uuid::Uuid, Path), ("If-Match" = String, Header, description = "The `ETag` that you read")),
    responses(
        (status = 204, description = "It is gone"),
        (status = 404, description = "`not-found`"),
        (status = 409, description = "`invalid-state`: oneself, or the last admin"),
        (status = 412, description = "`stale`"),
        (status = 428, description = "`precondition-required`"),
    ),
)]
#[delete("/users/{id}")]
async fn delete_user(
    who: Allowed<right::UsersWrite>,
    ctx: Ctx,
    id: Id,
    seen: IfMatch,
) -> ApiResult<HttpResponse> {
    users::delete(&ctx, &who, id.0, &seen).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Send an invitation again
#[utoipa::path(
    tag = "Users", operation_id = "inviteUser", security(("staff" = ["users:write"])), params(("id" = uuid::Uuid, Path)),
    responses(
        (status = 204, description = "The mail is on its way"),
        (status = 404, description = "`not-found`"),
        (status = 409, description = "`invalid-state`: it was accepted"),
    ),
)]
#[post("/users/{id}/invite")]
async fn invite_user(who: Allowed<right::UsersWrite>, ctx: Ctx, id: Id) -> ApiResult<HttpResponse> {
    users::invite_again(&ctx, &who, id.0).await?;
    Ok(HttpResponse::NoContent().finish())
}
