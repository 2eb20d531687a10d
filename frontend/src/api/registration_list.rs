//! Registrations as the house sees them, and what staff do with them.

use magnetiq_shared::Page;
use magnetiq_shared::registrations::{
    Decline, Demographics, ExportFormat, ImportQuestion, ImportReport, MailAgain, MergeInto, MoveSeveral,
    PersonPatch, Registration, RegistrationAct, RegistrationAddition, RegistrationBulk, RegistrationCounts,
    RegistrationDetails, RegistrationFilters, SendAgain, SessionWaitlist,
};
use magnetiq_shared::staff::Outcomes;
use serde_json::json;
use uuid::Uuid;
use web_sys::Blob;

use super::client::{Call, segment};
use super::{ApiResult, staff};

/// The registrations that match, a page at a time.
///
/// # Errors
/// See [`super::ApiError`].
pub async fn list(filters: &RegistrationFilters) -> ApiResult<Page<Registration>> {
    staff::json(Call::get("/registrations").query(filters)).await
}

/// How many match in each state, whichever states the filters name.
///
/// # Errors
/// See [`super::ApiError`].
pub async fn counts(filters: &RegistrationFilters) -> ApiResult<RegistrationCounts> {
    staff::json(Call::get("/registrations/counts").query(filters)).await
}

/// All that match, as a file; of a table `on_part` hears how much of it is there, from 0 to 1.
///
/// # Errors
/// See [`super::ApiError`].
pub async fn export(
    filters: &RegistrationFilters,
    format: ExportFormat,
    on_part: impl Fn(f64) + Clone,
) -> ApiResult<Blob> {
    let mut query = json!(filters);
    query["format"] = json!(format.word());
    staff::table(Call::get("/registrations/export").query(&query).accept("*/*"), on_part).await
}

/// All that is known of one.
///
/// # Errors
/// `not-found`; else see [`super::ApiError`].
pub async fn get(id: &str) -> ApiResult<RegistrationDetails> {
    staff::json(Call::get(format!("/registrations/{}", segment(id)))).await
}

/// Does something with one; a reason is told where it is declined.
///
/// # Errors
/// `invalid-state`, `session-full`, `session-cancelled`, `registration-closed`; else see [`super::ApiError`].
pub async fn act(id: Uuid, act: RegistrationAct, reason: Option<String>) -> ApiResult<RegistrationDetails> {
    let word = match act {
        RegistrationAct::Approve => "approve",
        RegistrationAct::Decline => "decline",
        RegistrationAct::Confirm => "confirm",
        RegistrationAct::Cancel => "cancel",
        RegistrationAct::Attended => "attended",
        RegistrationAct::NoShow => "no-show",
    };
    let call = Call::post(format!("/registrations/{id}/{word}"));
    let call = if act == RegistrationAct::Decline { call.body(&Decline { reason }) } else { call };
    staff::json(call).await
}

/// Does the same with several.
///
/// # Errors
/// `validation`; what could not be done with a single one stands in the answer.
pub async fn bulk(what: &RegistrationBulk) -> ApiResult<Outcomes> {
    staff::json(Call::post("/registrations/bulk").body(what)).await
}

/// Adds somebody, once for a key.
///
/// # Errors
/// `validation`, `taken`, `session-full`, `registration-closed`, `session-cancelled`; else see [`super::ApiError`].
pub async fn add(key: Uuid, addition: &RegistrationAddition) -> ApiResult<RegistrationDetails> {
    staff::json(Call::post("/registrations").once(key).body(addition)).await
}

/// Takes a file of people in, once for a key, or tells what would become of each row.
///
/// # Errors
/// `validation` where the file can't be read; `registration-closed`, `session-cancelled`; else see
/// [`super::ApiError`].
pub async fn import(key: Uuid, asked: &ImportQuestion, file: &Blob) -> ApiResult<ImportReport> {
    staff::json(Call::post("/registrations/imports").query(asked).once(key).file(file)).await
}

/// Puts right what is known of somebody.
///
/// # Errors
/// `validation`, `stale`, `invalid-state`; else see [`super::ApiError`].
pub async fn correct(id: Uuid, version: i32, patch: &PersonPatch) -> ApiResult<RegistrationDetails> {
    staff::json(Call::patch(format!("/registrations/{id}")).if_match(version).body(patch)).await
}

/// Sends a mail again.
///
/// # Errors
/// `invalid-state`, `rate-limited`; else see [`super::ApiError`].
pub async fn send_again(id: Uuid, kind: MailAgain) -> ApiResult<()> {
    staff::empty(Call::post(format!("/registrations/{id}/messages")).body(&SendAgain { kind })).await
}

/// Moves people to another session.
///
/// # Errors
/// `validation`; what could not be done with a single one stands in the answer.
pub async fn move_to(what: &MoveSeveral) -> ApiResult<Outcomes> {
    staff::json(Call::post("/registrations/move").body(what)).await
}

/// Makes one of two registrations of the same person; `into` is kept.
///
/// # Errors
/// `invalid-state`; else see [`super::ApiError`].
pub async fn merge(id: Uuid, into: Uuid) -> ApiResult<RegistrationDetails> {
    staff::json(Call::post(format!("/registrations/{id}/merge")).body(&MergeInto { into })).await
}

/// A session's waitlist.
///
/// # Errors
/// See [`super::ApiError`].
pub async fn waitlist(session: Uuid) -> ApiResult<SessionWaitlist> {
    staff::json(Call::get(format!("/sessions/{session}/waitlist"))).await
}

/// Who takes part in a session.
///
/// # Errors
/// See [`super::ApiError`].
pub async fn demographics(session: Uuid) -> ApiResult<Demographics> {
    staff::json(Call::get(format!("/sessions/{session}/demographics"))).await
}

/// Offers free places of a session now.
///
/// # Errors
/// See [`super::ApiError`].
pub async fn offer_places(session: Uuid) -> ApiResult<SessionWaitlist> {
    staff::json(Call::post(format!("/sessions/{session}/waitlist/offers"))).await
}

/// Puts somebody first in line.
///
/// # Errors
/// `invalid-state`; else see [`super::ApiError`].
pub async fn promote(id: Uuid) -> ApiResult<SessionWaitlist> {
    staff::json(Call::post(format!("/registrations/{id}/promote"))).await
}
