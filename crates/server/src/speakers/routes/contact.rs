//! Invitations and messages to speakers.

use actix_web::{HttpResponse, delete, get, post, web};
use magnetiq_shared::Page;
use magnetiq_shared::scopes::right;
use magnetiq_shared::speakers::staff::{NewSpeakerMessage, SpeakerMessage};
use utoipa_actix_web::service_config::ServiceConfig;

use super::super::{mails, queries};
use crate::accounts::Allowed;
use crate::ctx::Ctx;
use crate::http::idempotency::{self, Key};
use crate::http::{ApiError, ApiResult, Body, Id, PageOf, Query};

pub(super) fn routes(config: &mut ServiceConfig) {
    config
        .service(invite_speaker)
        .service(withdraw_speaker_invitation)
        .service(list_speaker_messages)
        .service(write_to_speaker);
}

/// Invite a speaker to fill in their profile
///
/// A mail with a link that is good for 30 days and needs no account. It can be sent again.
#[utoipa::path(
    tag = "Speakers", operation_id = "inviteSpeaker", security(("staff" = ["speakers:write"])),
    params(("id" = uuid::Uuid, Path)),
    responses(
        (status = 204, description = "The mail is on its way"),
        (status = 404, description = "`not-found`"),
        (status = 409, description = "`invalid-state`: of the house, or inactive"),
    ),
)]
#[post("/speakers/{id}/invite")]
async fn invite_speaker(who: Allowed<right::SpeakersWrite>, ctx: Ctx, id: Id) -> ApiResult<HttpResponse> {
    mails::invite(&ctx, &who, id.0).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Withdraw a speaker's invitation
///
/// Every link to the profile that was mailed before ends.
#[utoipa::path(
    tag = "Speakers", operation_id = "withdrawSpeakerInvitation", security(("staff" = ["speakers:write"])),
    params(("id" = uuid::Uuid, Path)),
    responses(
        (status = 204, description = "The links have ended"),
        (status = 404, description = "`not-found`"),
    ),
)]
#[delete("/speakers/{id}/invite")]
async fn withdraw_speaker_invitation(
    who: Allowed<right::SpeakersWrite>,
    ctx: Ctx,
    id: Id,
) -> ApiResult<HttpResponse> {
    mails::withdraw(&ctx, &who, id.0).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// What was written to a speaker
///
/// Newest first.
#[utoipa::path(
    tag = "Speakers", operation_id = "listSpeakerMessages", security(("staff" = ["messages:read"])),
    params(("id" = uuid::Uuid, Path), PageOf),
    responses(
        (status = 200, body = Page<SpeakerMessage>),
        (status = 404, description = "`not-found`"),
        (status = 422, description = "`validation`"),
    ),
)]
#[get("/speakers/{id}/messages")]
async fn list_speaker_messages(
    _: Allowed<right::MessagesRead>,
    ctx: Ctx,
    id: Id,
    page: Query<PageOf>,
) -> ApiResult<web::Json<Page<SpeakerMessage>>> {
    let (limit, cursor) = page.0.read()?;
    queries::by_id(ctx.db.read(), id.0).await?.ok_or_else(ApiError::not_found)?;
    Ok(web::Json(queries::messages(ctx.db.read(), id.0, limit, cursor).await?))
}

/// Write to a speaker
///
/// A mail in the house's design; they answer to whoever writes.
#[utoipa::path(
    tag = "Speakers", operation_id = "writeToSpeaker", security(("staff" = ["messages:write"])),
    request_body = NewSpeakerMessage,
    params(
        ("id" = uuid::Uuid, Path),
        ("Idempotency-Key" = Option<String>, Header, description = "The same key and body send one mail, for 24 hours"),
    ),
    responses(
        (status = 202, body = SpeakerMessage),
        (status = 404, description = "`not-found`"),
        (status = 409, description = "`idempotency-in-flight`"),
        (status = 422, description = "`validation`, `idempotency-mismatch`"),
    ),
)]
#[post("/speakers/{id}/messages")]
async fn write_to_speaker(
    who: Allowed<right::MessagesWrite>,
    ctx: Ctx,
    id: Id,
    key: Key,
    body: Body<NewSpeakerMessage>,
) -> ApiResult<HttpResponse> {
    let make = mails::write(&ctx, &who, id.0, body.value);
    let find = async |id| mails::written(&ctx, id).await;
    let message =
        idempotency::once(&ctx, who.caller(), (key, &body.bytes), make, |message| message.id, find).await?;
    Ok(HttpResponse::Accepted().json(message))
}
