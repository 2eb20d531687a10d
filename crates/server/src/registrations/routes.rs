//! `/public/sessions/{slug}/registrations`, `/public/registrations/…`, `/public/offers/claim`.

use actix_web::{HttpResponse, delete, get, patch, post, web};
use chrono::{DateTime, Utc};
use magnetiq_domain::pricing;
use magnetiq_mail::Method;
use magnetiq_shared::Money;
use magnetiq_shared::registrations::{
    LinkPreview, LinkToken, PersonPatch, PublicRegistration, RegistrationAccepted, RegistrationForm,
    RegistrationStatus,
};
use magnetiq_shared::visits::Verified;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use super::desk::Verdict;
use super::queries::{self, status_at};
use super::{calendar_event, manage, public_registration, register, staff, verify, wire};
use crate::crypto::VisitClaims;
use crate::ctx::Ctx;
use crate::http::idempotency::{self, Key, Repeated};
use crate::http::{ApiError, ApiResult, Body, Client, Limit, ManageBearer, MaybeVisit};
use crate::sessions::{calendar_file, preview, session};
use crate::visits;

/// The slice's routes, below `/api/v1`.
pub fn routes(config: &mut ServiceConfig) {
    config
        .service(create_registration)
        .service(preview_link)
        .service(verify_registration)
        .service(forget_registration)
        .service(claim_offer)
        .service(get_registration)
        .service(change_registration)
        .service(cancel_registration)
        .service(registration_calendar)
        .service(super::concerned::count_concerned);
    staff::routes(config);
}

/// Register
///
/// Creates the registration, holds a seat and sends the validation mail at once. In a visit that has validated
/// this address, the registration is confirmed (or asked for, or waitlisted) at once: 201. The answer to an address
/// that is registered already is the same as to a new one; its owner hears of it by mail. Sending the same form
/// again sends the mail again.
#[utoipa::path(
    tag = "Registrations", operation_id = "createPublicRegistration",
    params(
        ("slug" = String, Path, description = "The session's slug"),
        ("Idempotency-Key" = Option<String>, Header, description = "The same key and body give the same outcome again, for 24 hours"),
    ),
    request_body(content = RegistrationForm, example = json!({
        "firstName": "Juliette", "lastName": "Morel", "email": "juliette.morel@kestrel-foods.example",
        "company": "Kestrel Foods", "website": "kestrel-foods.example", "termsAccepted": true,
        "privacyConsent": true, "marketingConsent": false, "language": "en", "timezone": "Europe/London",
    })),
    security((), ("visit" = [])),
    responses(
        (status = 201, body = PublicRegistration, description = "The visit has validated this address"),
        (status = 202, body = RegistrationAccepted, description = "A validation mail is on its way"),
        (status = 400, description = "`malformed-json`"),
        (status = 401, description = "`unauthenticated`: the visit's token is forged or too old"),
        (status = 404, description = "`not-found`"),
        (status = 409, description = "`session-full`, `registration-closed`, `session-cancelled`, `idempotency-in-flight`"),
        (status = 410, description = "`gone`: the session was withdrawn"),
        (status = 422, description = "`validation`, `idempotency-mismatch`"),
        (status = 429, description = "`rate-limited`"),
    ),
)]
#[post("/public/sessions/{slug}/registrations")]
async fn create_registration(
    MaybeVisit(claims): MaybeVisit,
    client: Client,
    ctx: Ctx,
    key: Key,
    slug: web::Path<String>,
    body: Body<RegistrationForm>,
) -> ApiResult<HttpResponse> {
    ctx.limits.check(&ctx, Limit::Registration, &client)?;
    preview::refuse(&slug)?;
    let session_id = session(&ctx.program.at(ctx.now).program, &slug)?.content.id;
    let who = claims.as_ref().map_or_else(|| client.caller(&ctx), VisitClaims::caller);
    let started = match idempotency::start(&ctx, who, key, &body.bytes).await? {
        Repeated::Before(visit) => return repeated(&ctx, visit, session_id).await,
        Repeated::New(started) => started,
    };
    let done = register::register(&ctx, session_id, body.value, claims.as_ref(), &client).await;
    let done = started.finish(&ctx, done, |done| done.visit).await?;
    match done.verdict {
        Verdict::Accepted { waitlist, hold_expires_at, price } => {
            Ok(HttpResponse::Accepted().json(RegistrationAccepted {
                state: RegistrationStatus::PendingVerification,
                waitlist,
                hold_expires_at,
                price,
                visit: visits::token(&ctx, done.visit),
            }))
        }
        Verdict::Registered(id) | Verdict::Added(id, _) | Verdict::Known(id) => created(&ctx, id).await,
    }
}

/// The outcome of a request that was answered before.
async fn repeated(ctx: &Ctx, visit: Uuid, session_id: Uuid) -> ApiResult<HttpResponse> {
    let told = visits::told(ctx, visit, session_id).await?.ok_or_else(ApiError::not_found)?;
    match told.registration_id {
        Some(id) if told.validated => created(ctx, id).await,
        _ => Ok(HttpResponse::Accepted().json(RegistrationAccepted {
            state: RegistrationStatus::PendingVerification,
            waitlist: told.waitlist,
            hold_expires_at: told.hold_expires_at,
            price: price_at(ctx, session_id, told.at),
            visit: visits::token(ctx, visit),
        })),
    }
}

/// What a place in the session cost at that time.
fn price_at(ctx: &Ctx, session_id: Uuid, at: DateTime<Utc>) -> Option<Money> {
    let snapshot = ctx.program.at(ctx.now);
    let content = &snapshot.program.session(session_id)?.content;
    pricing::price_at(content.price, content.early_bird, at)
}

async fn created(ctx: &Ctx, id: Uuid) -> ApiResult<HttpResponse> {
    let row = verify::confirm_known(ctx, id).await?;
    let location = "/api/v1/public/registrations/current";
    Ok(HttpResponse::Created()
        .insert_header(("location", location))
        .json(public_registration(ctx, &row).await?))
}

/// What a mailed link is about
///
/// Shown before its button is pressed, so that mail scanners confirm nothing.
#[utoipa::path(
    tag = "Registrations", operation_id = "previewLink", request_body = LinkToken,
    responses(
        (status = 200, body = LinkPreview),
        (status = 401, description = "`unauthenticated`: the link is forged"),
        (status = 410, description = "`gone`: too old, or erased"),
        (status = 422, description = "`validation`"),
        (status = 429, description = "`rate-limited`"),
    ),
)]
#[post("/public/registrations/preview")]
async fn preview_link(client: Client, ctx: Ctx, body: Body<LinkToken>) -> ApiResult<web::Json<LinkPreview>> {
    ctx.limits.check(&ctx, Limit::Link, &client)?;
    let row = verify::preview(&ctx, &body.value.token).await?;
    let snapshot = ctx.program.at(ctx.now);
    let session = snapshot.program.session(row.session_id).ok_or(super::RegistrationError::Gone)?;
    Ok(web::Json(LinkPreview {
        first_name: row.first_name.clone(),
        state: status_at(&row, ctx.now),
        session: session.card(ctx.now),
        price: wire::price(&row),
    }))
}

/// Validate an address
///
/// The button behind the validation mail's link, as often as it is pressed within a week. The bearer's visit is
/// validated; without one a new visit is made.
#[utoipa::path(
    tag = "Registrations", operation_id = "verifyRegistration", request_body = LinkToken,
    security((), ("visit" = [])),
    responses(
        (status = 200, body = Verified),
        (status = 401, description = "`unauthenticated`: the link is forged"),
        (status = 409, description = "`session-full`, `registration-closed`, `session-cancelled`: the hold has lapsed and nothing is left"),
        (status = 410, description = "`gone`: too old, or erased"),
        (status = 422, description = "`validation`"),
        (status = 429, description = "`rate-limited`"),
    ),
)]
#[post("/public/registrations/verify")]
async fn verify_registration(
    MaybeVisit(claims): MaybeVisit,
    client: Client,
    ctx: Ctx,
    body: Body<LinkToken>,
) -> ApiResult<web::Json<Verified>> {
    ctx.limits.check(&ctx, Limit::Link, &client)?;
    let (row, visit) = verify::verify(&ctx, &body.value.token, claims.as_ref()).await?;
    Ok(web::Json(Verified { registration: public_registration(&ctx, &row).await?, visit: visit.token(&ctx) }))
}

/// Take an offered place
///
/// The button behind the link of an offer. Where the offer has lapsed, the registration joins the waitlist again
/// or, if a seat is free, takes it.
#[utoipa::path(
    tag = "Registrations", operation_id = "claimOffer", request_body = LinkToken, security((), ("visit" = [])),
    responses(
        (status = 200, body = Verified),
        (status = 401, description = "`unauthenticated`"),
        (status = 409, description = "`session-full`, `registration-closed`, `session-cancelled`"),
        (status = 410, description = "`gone`"),
        (status = 422, description = "`validation`"),
        (status = 429, description = "`rate-limited`"),
    ),
)]
#[post("/public/offers/claim")]
async fn claim_offer(
    MaybeVisit(claims): MaybeVisit,
    client: Client,
    ctx: Ctx,
    body: Body<LinkToken>,
) -> ApiResult<web::Json<Verified>> {
    ctx.limits.check(&ctx, Limit::Link, &client)?;
    let (row, visit) = verify::claim(&ctx, &body.value.token, claims.as_ref()).await?;
    Ok(web::Json(Verified { registration: public_registration(&ctx, &row).await?, visit: visit.token(&ctx) }))
}

/// Forget me
///
/// The second link of the validation mail, for somebody whose address was typed by another: everything personal
/// is taken out. Asked again, it answers the same.
#[utoipa::path(
    tag = "Registrations", operation_id = "forgetRegistration", request_body = LinkToken,
    responses(
        (status = 204, description = "Nothing personal is left"),
        (status = 401, description = "`unauthenticated`"),
        (status = 409, description = "`invalid-state`: the address was validated; cancel instead"),
        (status = 410, description = "`gone`"),
        (status = 422, description = "`validation`"),
        (status = 429, description = "`rate-limited`"),
    ),
)]
#[post("/public/registrations/forget")]
async fn forget_registration(client: Client, ctx: Ctx, body: Body<LinkToken>) -> ApiResult<HttpResponse> {
    ctx.limits.check(&ctx, Limit::Link, &client)?;
    verify::forget(&ctx, &body.value.token).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// My registration
#[utoipa::path(
    tag = "Registrations", operation_id = "getCurrentRegistration", security(("manageLink" = [])),
    responses(
        (status = 200, body = PublicRegistration),
        (status = 401, description = "`unauthenticated`"),
        (status = 410, description = "`gone`"),
    ),
)]
#[get("/public/registrations/current")]
async fn get_registration(
    ManageBearer(link): ManageBearer,
    ctx: Ctx,
) -> ApiResult<web::Json<PublicRegistration>> {
    let row = manage::find(&ctx, &link).await?;
    Ok(web::Json(public_registration(&ctx, &row).await?))
}

/// Change my data
///
/// JSON Merge Patch: what is absent stays as it is, `null` clears.
#[utoipa::path(
    tag = "Registrations", operation_id = "changeCurrentRegistration", security(("manageLink" = [])),
    request_body = PersonPatch,
    responses(
        (status = 200, body = PublicRegistration),
        (status = 401, description = "`unauthenticated`"),
        (status = 410, description = "`gone`"),
        (status = 422, description = "`validation`"),
    ),
)]
#[patch("/public/registrations/current")]
async fn change_registration(
    ManageBearer(link): ManageBearer,
    ctx: Ctx,
    body: Body<PersonPatch>,
) -> ApiResult<web::Json<PublicRegistration>> {
    let row = manage::change(&ctx, &link, &body.value).await?;
    Ok(web::Json(public_registration(&ctx, &row).await?))
}

/// Cancel my registration
///
/// The seat goes to the next in line. Cancelling again answers the same.
#[utoipa::path(
    tag = "Registrations", operation_id = "cancelCurrentRegistration", security(("manageLink" = [])),
    responses(
        (status = 200, body = PublicRegistration),
        (status = 401, description = "`unauthenticated`"),
        (status = 409, description = "`invalid-state`: the session has started"),
        (status = 410, description = "`gone`"),
    ),
)]
#[delete("/public/registrations/current")]
async fn cancel_registration(
    ManageBearer(link): ManageBearer,
    ctx: Ctx,
) -> ApiResult<web::Json<PublicRegistration>> {
    let row = manage::cancel(&ctx, &link).await?;
    Ok(web::Json(public_registration(&ctx, &row).await?))
}

/// My calendar file
///
/// The same entry as in the confirmation's invitation.
#[utoipa::path(
    tag = "Registrations", operation_id = "downloadRegistrationCalendar", security(("manageLink" = [])),
    responses(
        (status = 200, body = String, content_type = "text/calendar"),
        (status = 401, description = "`unauthenticated`"),
        (status = 410, description = "`gone`"),
    ),
)]
#[get("/public/registrations/current/calendar.ics")]
async fn registration_calendar(ManageBearer(link): ManageBearer, ctx: Ctx) -> ApiResult<HttpResponse> {
    let row = manage::find(&ctx, &link).await?;
    let sequence = queries::calendar_sequence(ctx.db.read(), &row).await?;
    let snapshot = ctx.program.at(ctx.now);
    let session = snapshot.program.session(row.session_id).ok_or(super::RegistrationError::Gone)?;
    let event = calendar_event(&ctx, &snapshot.program, &row, session, sequence);
    Ok(calendar_file(&format!("{}.ics", session.content.slug), event.part(Method::Publish).text))
}
