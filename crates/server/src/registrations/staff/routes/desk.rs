//! Adding people, by hand or from a file; sending a mail again; moving people to another session; what calendars answer.

use actix_web::http::header::{CONTENT_TYPE, LOCATION};
use actix_web::{HttpRequest, HttpResponse, get, patch, post, web};
use magnetiq_shared::ProblemType;
use magnetiq_shared::registrations::{
    CalendarReply, ImportQuestion, ImportReport, MergeInto, MoveSeveral, MoveTo, PersonPatch,
    RegistrationAddition, RegistrationDetails, SendAgain,
};
use magnetiq_shared::scopes::right;
use magnetiq_shared::staff::Outcomes;
use utoipa_actix_web::service_config::ServiceConfig;

use super::super::{add, again, correct, import, merge, replies, transfer};
use crate::accounts::{Actor, Allowed};
use crate::ctx::Ctx;
use crate::http::idempotency::{self, Key};
use crate::http::{ApiError, ApiResult, Body, Id, IfMatch, Query, read_body, versioned};

pub(super) fn routes(config: &mut ServiceConfig) {
    config
        .service(add_registration)
        .service(import_registrations)
        .service(get_import)
        .service(move_registrations)
        .service(move_registration)
        .service(merge_registration)
        .service(send_again)
        .service(correct_registration)
        .service(take_calendar_reply);
}

/// Add somebody
///
/// By the rules of the public form. Where you vouch for the address the place is theirs at once; else they get the
/// validation mail. Where all seats are taken that is refused, unless they may wait. Staff's word stands for the approval
/// that a session may require.
#[utoipa::path(
    tag = "Registrations", operation_id = "addRegistration", security(("staff" = ["registrations:write"])),
    params(("Idempotency-Key" = Option<String>, Header, description = "The same key and body give the same outcome again, for 24 hours")),
    request_body = RegistrationAddition,
    responses(
        (status = 201, body = RegistrationDetails),
        (status = 404, description = "`not-found`: there is no such session"),
        (status = 409, description = "`taken`: registered already; `session-full`, `registration-closed`, `session-cancelled`, `idempotency-in-flight`"),
        (status = 422, description = "`validation`, `idempotency-mismatch`"),
    ),
)]
#[post("/registrations")]
async fn add_registration(
    who: Allowed<right::RegistrationsWrite>,
    ctx: Ctx,
    key: Key,
    body: Body<RegistrationAddition>,
) -> ApiResult<HttpResponse> {
    let made = once(&ctx, &who, (key, &body.bytes), add::add(&ctx, &who, &body.value)).await?;
    Ok(created(&made))
}

/// Put right what is known of somebody
///
/// JSON Merge Patch: what is absent stays as it is, `null` clears. Where mails go, and whether news may be sent, only
/// the owner of the address changes: `marketingConsent` is refused.
#[utoipa::path(
    tag = "Registrations", operation_id = "correctRegistration", security(("staff" = ["registrations:write"])),
    params(
        ("id" = uuid::Uuid, Path),
        ("If-Match" = String, Header, description = "The `ETag` that was seen"),
    ),
    request_body = PersonPatch,
    responses(
        (status = 200, body = RegistrationDetails),
        (status = 404, description = "`not-found`"),
        (status = 409, description = "`invalid-state`: the person was forgotten"),
        (status = 412, description = "`stale`"),
        (status = 422, description = "`validation`"),
        (status = 428, description = "`precondition-required`"),
    ),
)]
#[patch("/registrations/{id}")]
async fn correct_registration(
    who: Allowed<right::RegistrationsWrite>,
    ctx: Ctx,
    id: Id,
    seen: IfMatch,
    body: Body<PersonPatch>,
) -> ApiResult<HttpResponse> {
    let shown = correct::correct(&ctx, &who, id.0, &seen, &body.value).await?;
    Ok(versioned(HttpResponse::Ok(), shown.registration.version, &shown))
}

/// Take in a file of people
///
/// CSV in UTF-8 or Windows-1252, parted by commas, semicolons or tabs, 5,000 rows at most. The first row names the
/// columns, in English or German: an address and a name are needed; whether somebody agreed to news is what its column
/// says, `yes` or `no`, and `no` without one. With `dryRun` the answer tells what would become of each row. Else each
/// row is registered or not, by itself, and the answer says which: 201.
#[utoipa::path(
    tag = "Registrations", operation_id = "importRegistrations", security(("staff" = ["registrations:write"])),
    params(
        ImportQuestion,
        ("Idempotency-Key" = Option<String>, Header, description = "The same key and body give the same outcome again, for 24 hours"),
    ),
    request_body(content = String, content_type = "text/csv"),
    responses(
        (status = 200, body = ImportReport, description = "What would become of each row"),
        (status = 201, body = ImportReport, description = "What became of each row"),
        (status = 404, description = "`not-found`: there is no such session"),
        (status = 409, description = "`registration-closed`, `session-cancelled`, `idempotency-in-flight`"),
        (status = 413, description = "`too-large`"),
        (status = 415, description = "`unsupported-media-type`"),
        (status = 422, description = "`validation`: the file can't be read, lacks a column, or has too many rows; `idempotency-mismatch`"),
    ),
)]
#[post("/registrations/imports")]
async fn import_registrations(
    who: Allowed<right::RegistrationsWrite>,
    ctx: Ctx,
    key: Key,
    request: HttpRequest,
    query: Query<ImportQuestion>,
    body: web::Payload,
) -> ApiResult<HttpResponse> {
    if !matches!(media_type(&request), "text/csv" | "text/plain" | "application/csv") {
        return Err(
            ApiError::new(ProblemType::UnsupportedMediaType).detail("the file has to be sent as text/csv")
        );
    }
    let bytes = read_body(body, import::LARGEST).await?;
    let asked = query.0;
    if asked.dry_run {
        return Ok(HttpResponse::Ok().json(import::preview(&ctx, &who, &asked, &bytes).await?));
    }
    // The same file with another question is another request.
    let whole = [request.query_string().as_bytes(), b"\n", &bytes].concat();
    let make = import::take_in(&ctx, &who, &asked, &bytes);
    let find = async |id| import::find(&ctx, id).await;
    let id = |report: &ImportReport| report.id.unwrap_or_default();
    let report = idempotency::once(&ctx, who.caller(), (key, &whole), make, id, find).await?;
    let location = format!("/api/v1/registrations/imports/{}", report.id.unwrap_or_default());
    Ok(HttpResponse::Created().insert_header((LOCATION, location)).json(report))
}

/// What the body is said to be, without its parameters.
fn media_type(request: &HttpRequest) -> &str {
    let content_type = request.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
    content_type.unwrap_or_default().split(';').next().unwrap_or_default().trim()
}

/// What became of a file
///
/// Of each line; names and addresses are not kept.
#[utoipa::path(
    tag = "Registrations", operation_id = "getRegistrationImport", params(("id" = uuid::Uuid, Path)),
    security(("staff" = ["registrations:read"])),
    responses((status = 200, body = ImportReport), (status = 404, description = "`not-found`")),
)]
#[get("/registrations/imports/{id}")]
async fn get_import(
    _: Allowed<right::RegistrationsRead>,
    ctx: Ctx,
    id: Id,
) -> ApiResult<web::Json<ImportReport>> {
    Ok(web::Json(import::find(&ctx, id.0).await?))
}

/// Send a mail again
///
/// It says what is true when it goes out: `confirmation` is whatever tells where the registration stands. 10 an hour
/// at most to one person.
#[utoipa::path(
    tag = "Registrations", operation_id = "sendRegistrationMessage",
    params(
        ("id" = uuid::Uuid, Path),
        ("Idempotency-Key" = Option<String>, Header, description = "The same key and body give the same outcome again, for 24 hours"),
    ),
    security(("staff" = ["registrations:write"])), request_body = SendAgain,
    responses(
        (status = 202, body = RegistrationDetails),
        (status = 404, description = "`not-found`"),
        (status = 409, description = "`invalid-state`: it would not be true; `idempotency-in-flight`"),
        (status = 422, description = "`validation`, `idempotency-mismatch`"),
        (status = 429, description = "`rate-limited`"),
    ),
)]
#[post("/registrations/{id}/messages")]
async fn send_again(
    who: Allowed<right::RegistrationsWrite>,
    ctx: Ctx,
    id: Id,
    key: Key,
    body: Body<SendAgain>,
) -> ApiResult<HttpResponse> {
    let send = again::send(&ctx, &who, id.0, body.value.kind);
    let shown = once(&ctx, &who, (key, &body.bytes), send).await?;
    Ok(versioned(HttpResponse::Accepted(), shown.registration.version, &shown))
}

/// Move to another session
///
/// The place there is taken and the one here given back, both or neither. The person gets the confirmation of the new
/// one, and the old calendar entry is taken back. What it costs stays as it was. The answer is the new registration.
#[utoipa::path(
    tag = "Registrations", operation_id = "moveRegistration",
    params(
        ("id" = uuid::Uuid, Path),
        ("Idempotency-Key" = Option<String>, Header, description = "The same key and body give the same outcome again, for 24 hours"),
    ),
    security(("staff" = ["registrations:write"])), request_body = MoveTo,
    responses(
        (status = 201, body = RegistrationDetails),
        (status = 404, description = "`not-found`"),
        (status = 409, description = "`invalid-state`, `taken`: registered there already; `session-full`, `registration-closed`, `session-cancelled` of the other session; `idempotency-in-flight`"),
        (status = 422, description = "`validation`, `idempotency-mismatch`"),
    ),
)]
#[post("/registrations/{id}/move")]
async fn move_registration(
    who: Allowed<right::RegistrationsWrite>,
    ctx: Ctx,
    id: Id,
    key: Key,
    body: Body<MoveTo>,
) -> ApiResult<HttpResponse> {
    let moved = transfer::one(&ctx, &who, id.0, body.value);
    Ok(created(&once(&ctx, &who, (key, &body.bytes), moved).await?))
}

/// Make one of two
///
/// Of a person who registered for the session with two addresses: the one that is named is kept, with the better place of
/// the two and what only the other says. The other is given up; its address hears nothing.
#[utoipa::path(
    tag = "Registrations", operation_id = "mergeRegistration", params(("id" = uuid::Uuid, Path)),
    security(("staff" = ["registrations:write"])), request_body = MergeInto,
    responses(
        (status = 200, body = RegistrationDetails),
        (status = 404, description = "`not-found`"),
        (status = 409, description = "`invalid-state`: one of them is over, or the session has started"),
        (status = 422, description = "`validation`: the other is none of the same session"),
    ),
)]
#[post("/registrations/{id}/merge")]
async fn merge_registration(
    who: Allowed<right::RegistrationsWrite>,
    ctx: Ctx,
    id: Id,
    body: Body<MergeInto>,
) -> ApiResult<HttpResponse> {
    let kept = merge::merge(&ctx, &who, id.0, body.value.into).await?;
    Ok(versioned(HttpResponse::Ok(), kept.registration.version, &kept))
}

/// Move several people to another session
///
/// Each by itself is moved or not; the answer says which, and what was made.
#[utoipa::path(
    tag = "Registrations", operation_id = "moveRegistrations", request_body = MoveSeveral,
    security(("staff" = ["registrations:write"])),
    responses((status = 200, body = Outcomes), (status = 422, description = "`validation`")),
)]
#[post("/registrations/move")]
async fn move_registrations(
    who: Allowed<right::RegistrationsWrite>,
    ctx: Ctx,
    body: Body<MoveSeveral>,
) -> ApiResult<web::Json<Outcomes>> {
    Ok(web::Json(transfer::several(&ctx, &who, body.value).await?))
}

/// What this leads to for a registration; where the same request came before, how that registration is now.
async fn once(
    ctx: &Ctx,
    who: &Actor,
    asked: (Key, &[u8]),
    make: impl Future<Output = ApiResult<RegistrationDetails>>,
) -> ApiResult<RegistrationDetails> {
    let find = async |id| add::shown(ctx, id).await;
    idempotency::once(ctx, who.caller(), asked, make, |made| made.registration.id, find).await
}

fn created(made: &RegistrationDetails) -> HttpResponse {
    let location = format!("/api/v1/registrations/{}", made.registration.id);
    let mut answer = HttpResponse::Created();
    answer.insert_header((LOCATION, location));
    versioned(answer, made.registration.version, made)
}

/// Take what a calendar answers
///
/// For the mailbox that invitations are answered to: hand it the mail as it came (`message/rfc822`), or the calendar
/// object in it (`text/calendar`). Who declines gives their place up, and it goes to whoever waits for it. Any other
/// answer changes nothing, nor does one to an invitation that has been replaced since. At most 512 kB.
#[utoipa::path(
    tag = "Registrations", operation_id = "takeCalendarReply", security(("staff" = ["registrations:write"])),
    request_body(content((String = "message/rfc822"), (String = "text/calendar"))),
    responses(
        (status = 200, body = CalendarReply),
        (status = 404, description = "`not-found`: the invitation is not of a registration of that address"),
        (status = 409, description = "`invalid-state`: the session has started"),
        (status = 413, description = "`too-large`"),
        (status = 415, description = "`unsupported-media-type`"),
        (status = 422, description = "`validation`: no answer to an invitation is in it"),
    ),
)]
#[post("/registrations/calendar-replies")]
async fn take_calendar_reply(
    _: Allowed<right::RegistrationsWrite>,
    ctx: Ctx,
    request: HttpRequest,
    body: web::Payload,
) -> ApiResult<web::Json<CalendarReply>> {
    let form = match media_type(&request) {
        "message/rfc822" => replies::Form::Mail,
        "text/calendar" => replies::Form::Calendar,
        _ => return Err(ApiError::new(ProblemType::UnsupportedMediaType)),
    };
    let bytes = read_body(body, replies::LARGEST).await?;
    Ok(web::Json(replies::take(&ctx, form, &bytes).await?))
}
