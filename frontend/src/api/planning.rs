//! Sessions as people of the house plan them.

use magnetiq_shared::Page;
use magnetiq_shared::speakers::staff::SpeakerSummary;
use magnetiq_shared::staff::sessions::{
    Cancellation, Checklist, Concerned, Promotion, Reschedule, SessionBulk, SessionCounts, SessionRow,
    StaffSession, StaffSessionFilters,
};
use magnetiq_shared::staff::{Outcomes, PreviewLink};
use magnetiq_shared::topics::TopicRow;
use serde_json::{Map, Value, json};
use uuid::Uuid;
use web_sys::Blob;

use super::client::Call;
use super::{ApiResult, staff};

/// Fields that are set, by their names in JSON.
pub type Changes = Map<String, Value>;

/// How many are asked for at once where somebody is to choose.
const MOST: u32 = 200;

/// The sessions that match, a page at a time.
///
/// # Errors
/// See [`super::ApiError`].
pub async fn list(filters: &StaffSessionFilters) -> ApiResult<Page<SessionRow>> {
    staff::json(Call::get("/sessions").query(filters)).await
}

/// All sessions that match, however many pages they fill.
///
/// # Errors
/// See [`super::ApiError`].
pub async fn every(filters: &StaffSessionFilters) -> ApiResult<Vec<SessionRow>> {
    let mut asked = StaffSessionFilters { limit: Some(MOST), cursor: None, ..filters.clone() };
    let mut all = Vec::new();
    loop {
        let page = list(&asked).await?;
        all.extend(page.data);
        match page.next_cursor {
            Some(next) => asked.cursor = Some(next),
            None => return Ok(all),
        }
    }
}

/// All that match, as a table (CSV).
///
/// # Errors
/// See [`super::ApiError`].
pub async fn export(filters: &StaffSessionFilters) -> ApiResult<Blob> {
    staff::file(Call::get("/sessions/export").query(filters).accept("text/csv")).await
}

/// These, as a table (CSV).
///
/// # Errors
/// See [`super::ApiError`].
pub async fn export_these(ids: &[Uuid]) -> ApiResult<Blob> {
    let ids: Vec<String> = ids.iter().map(Uuid::to_string).collect();
    staff::file(Call::get("/sessions/export").query(&json!({ "id": ids.join(",") })).accept("text/csv")).await
}

/// How many match in each state.
///
/// # Errors
/// See [`super::ApiError`].
pub async fn counts(filters: &StaffSessionFilters) -> ApiResult<SessionCounts> {
    staff::json(Call::get("/sessions/counts").query(filters)).await
}

/// Does the same with several.
///
/// # Errors
/// `validation`; what could not be done with a single one stands in the answer.
pub async fn bulk(what: &SessionBulk) -> ApiResult<Outcomes> {
    staff::json(Call::post("/sessions/bulk").body(what)).await
}

/// Makes a draft, once for a key; topic, speaker and start have to be there.
///
/// # Errors
/// `validation`; else see [`super::ApiError`].
pub async fn create(key: Uuid, fields: &Changes) -> ApiResult<StaffSession> {
    staff::json(Call::post("/sessions").once(key).body(fields)).await
}

/// One session.
///
/// # Errors
/// `not-found`; else see [`super::ApiError`].
pub async fn get(id: Uuid) -> ApiResult<StaffSession> {
    staff::json(Call::get(format!("/sessions/{id}"))).await
}

/// Changes the named fields of a session.
///
/// # Errors
/// `stale`, `validation`, `invalid-state`; else see [`super::ApiError`].
pub async fn change(id: Uuid, version: i32, changes: &Changes) -> ApiResult<StaffSession> {
    staff::json(Call::patch(format!("/sessions/{id}")).if_match(version).body(changes)).await
}

/// Deletes a draft.
///
/// # Errors
/// `stale`, `invalid-state`; else see [`super::ApiError`].
pub async fn delete(id: Uuid, version: i32) -> ApiResult<()> {
    staff::empty(Call::delete(format!("/sessions/{id}")).if_match(version)).await
}

/// Whether it can be published.
///
/// # Errors
/// See [`super::ApiError`].
pub async fn checklist(id: Uuid) -> ApiResult<Checklist> {
    staff::json(Call::get(format!("/sessions/{id}/checklist"))).await
}

/// Whom a change of it concerns.
///
/// # Errors
/// See [`super::ApiError`].
pub async fn concerned(id: Uuid) -> ApiResult<Concerned> {
    staff::json(Call::get(format!("/sessions/{id}/concerned"))).await
}

/// Publishes a draft.
///
/// # Errors
/// `not-ready`, `stale`, `invalid-state`; else see [`super::ApiError`].
pub async fn publish(id: Uuid, version: i32) -> ApiResult<StaffSession> {
    staff::json(Call::post(format!("/sessions/{id}/publish")).if_match(version)).await
}

/// Makes it a draft again.
///
/// # Errors
/// `invalid-state` where somebody has registered, `stale`; else see [`super::ApiError`].
pub async fn unpublish(id: Uuid, version: i32) -> ApiResult<StaffSession> {
    staff::json(Call::post(format!("/sessions/{id}/unpublish")).if_match(version)).await
}

/// Moves it.
///
/// # Errors
/// `invalid-state`, `stale`, `validation`; else see [`super::ApiError`].
pub async fn reschedule(id: Uuid, version: i32, to: &Reschedule) -> ApiResult<StaffSession> {
    staff::json(Call::post(format!("/sessions/{id}/reschedule")).if_match(version).body(to)).await
}

/// Cancels it for good.
///
/// # Errors
/// `invalid-state`, `stale`, `validation`; else see [`super::ApiError`].
pub async fn cancel(id: Uuid, version: i32, why: &Cancellation) -> ApiResult<StaffSession> {
    staff::json(Call::post(format!("/sessions/{id}/cancel")).if_match(version).body(why)).await
}

/// Makes a draft like it.
///
/// # Errors
/// See [`super::ApiError`].
pub async fn duplicate(id: Uuid) -> ApiResult<StaffSession> {
    staff::json(Call::post(format!("/sessions/{id}/duplicate"))).await
}

/// A link to it as its page would be.
///
/// # Errors
/// `not-found`; else see [`super::ApiError`].
pub async fn preview(id: Uuid) -> ApiResult<PreviewLink> {
    staff::json(Call::post(format!("/sessions/{id}/preview"))).await
}

/// How it is spread.
///
/// # Errors
/// See [`super::ApiError`].
pub async fn promotion(id: Uuid) -> ApiResult<Promotion> {
    staff::json(Call::get(format!("/sessions/{id}/promotion"))).await
}

/// The topics to choose from.
///
/// # Errors
/// See [`super::ApiError`].
pub async fn topics() -> ApiResult<Vec<TopicRow>> {
    let page: Page<TopicRow> = staff::json(Call::get("/topics").query(&json!({ "limit": MOST }))).await?;
    Ok(page.data)
}

/// The speakers to choose from.
///
/// # Errors
/// See [`super::ApiError`].
pub async fn speakers() -> ApiResult<Vec<SpeakerSummary>> {
    let page: Page<SpeakerSummary> =
        staff::json(Call::get("/speakers").query(&json!({ "limit": MOST }))).await?;
    Ok(page.data)
}
