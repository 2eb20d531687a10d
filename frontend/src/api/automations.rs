//! The program of mails: what went out, what is to go, and what staff do about it.

use magnetiq_shared::Page;
use magnetiq_shared::automations::{PlanAct, PlanFilters, PlanOutcome, PlanWish, PlannedMails};
use magnetiq_shared::messages::{MessageSum, RetryOutcome, RetryWish};
use uuid::Uuid;

use super::client::Call;
use super::{ApiResult, staff};

/// What was told and what is to be, by the time at which it is due.
///
/// # Errors
/// `validation`; else see [`super::ApiError`].
pub async fn list(filters: &PlanFilters) -> ApiResult<Page<PlannedMails>> {
    staff::json(Call::get("/automations").query(filters)).await
}

/// Pauses, resumes, skips or sends mails of a session's program.
///
/// # Errors
/// `not-found`, `invalid-state`; else see [`super::ApiError`].
pub async fn act(session: Uuid, kind: &str, act: PlanAct) -> ApiResult<PlanOutcome> {
    staff::json(Call::post(format!("/sessions/{session}/automations/{kind}")).body(&PlanWish { act })).await
}

/// What became of a session's other mails, by kind.
///
/// # Errors
/// See [`super::ApiError`].
pub async fn sums(session: Uuid) -> ApiResult<Page<MessageSum>> {
    staff::json(Call::get(format!("/sessions/{session}/messages"))).await
}

/// Sends again all of a kind and a session that failed.
///
/// # Errors
/// See [`super::ApiError`].
pub async fn retry(session_id: Option<Uuid>, kind: &str) -> ApiResult<RetryOutcome> {
    let wish = RetryWish { session_id, kind: kind.to_owned() };
    staff::json(Call::post("/messages/retry").body(&wish)).await
}
