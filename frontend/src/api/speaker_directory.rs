//! Speakers as the house sees them.

use magnetiq_shared::Page;
use magnetiq_shared::speakers::staff::{
    NewSpeakerMessage, Slot, Speaker, SpeakerFields, SpeakerFilters, SpeakerMessage, SpeakerSession,
    SpeakerSummary,
};
use uuid::Uuid;

use super::client::{Call, segment};
use super::{ApiResult, staff};

/// The speakers that match, a page at a time.
///
/// # Errors
/// See [`super::ApiError`].
pub async fn list(filters: &SpeakerFilters) -> ApiResult<Page<SpeakerSummary>> {
    staff::json(Call::get("/speakers").query(filters)).await
}

/// All about one.
///
/// # Errors
/// `not-found`; else see [`super::ApiError`].
pub async fn get(id: &str) -> ApiResult<Speaker> {
    staff::json(Call::get(format!("/speakers/{}", segment(id)))).await
}

/// Adds one, or changes the one that is there.
///
/// # Errors
/// `validation`, `stale`; else see [`super::ApiError`].
pub async fn save(before: Option<(Uuid, i32)>, fields: &SpeakerFields) -> ApiResult<Speaker> {
    let call = match before {
        None => Call::post("/speakers"),
        Some((id, version)) => Call::patch(format!("/speakers/{id}")).if_match(version),
    };
    staff::json(call.body(fields)).await
}

/// Deletes one.
///
/// # Errors
/// `invalid-state` where they are needed, `stale`; else see [`super::ApiError`].
pub async fn delete(id: Uuid, version: i32) -> ApiResult<()> {
    staff::empty(Call::delete(format!("/speakers/{id}")).if_match(version)).await
}

/// Mails a link to the own profile.
///
/// # Errors
/// `invalid-state` for somebody of the house, or who is inactive; else see [`super::ApiError`].
pub async fn invite(id: Uuid) -> ApiResult<()> {
    staff::empty(Call::post(format!("/speakers/{id}/invite"))).await
}

/// Ends every link that was mailed.
///
/// # Errors
/// See [`super::ApiError`].
pub async fn withdraw(id: Uuid) -> ApiResult<()> {
    staff::empty(Call::delete(format!("/speakers/{id}/invite"))).await
}

/// Their sessions, in any state.
///
/// # Errors
/// See [`super::ApiError`].
pub async fn sessions(id: Uuid) -> ApiResult<Page<SpeakerSession>> {
    staff::json(Call::get(format!("/speakers/{id}/sessions"))).await
}

/// Their sessions that overlap a time.
///
/// # Errors
/// `not-found`, `validation`; else see [`super::ApiError`].
pub async fn conflicts(id: Uuid, slot: &Slot) -> ApiResult<Page<SpeakerSession>> {
    staff::json(Call::get(format!("/speakers/{id}/conflicts")).query(slot)).await
}

/// What was written to them, newest first.
///
/// # Errors
/// See [`super::ApiError`].
pub async fn messages(id: Uuid) -> ApiResult<Page<SpeakerMessage>> {
    staff::json(Call::get(format!("/speakers/{id}/messages"))).await
}

/// Writes to them.
///
/// # Errors
/// `validation`; else see [`super::ApiError`].
pub async fn write(id: Uuid, message: &NewSpeakerMessage) -> ApiResult<SpeakerMessage> {
    staff::json(Call::post(format!("/speakers/{id}/messages")).body(message)).await
}
