//! The people of the house.

use magnetiq_shared::Page;
use magnetiq_shared::consultants::{Consultant, ConsultantFields, ConsultantFilters};
use uuid::Uuid;

use super::client::{Call, segment};
use super::{ApiResult, staff};

/// The consultants that match, a page at a time.
///
/// # Errors
/// See [`super::ApiError`].
pub async fn list(filters: &ConsultantFilters) -> ApiResult<Page<Consultant>> {
    staff::json(Call::get("/consultants").query(filters)).await
}

/// One of them.
///
/// # Errors
/// `not-found`; else see [`super::ApiError`].
pub async fn get(id: &str) -> ApiResult<Consultant> {
    staff::json(Call::get(format!("/consultants/{}", segment(id)))).await
}

/// Adds one, or changes the one that is there.
///
/// # Errors
/// `validation`, `stale`; else see [`super::ApiError`].
pub async fn save(before: Option<(Uuid, i32)>, fields: &ConsultantFields) -> ApiResult<Consultant> {
    let call = match before {
        None => Call::post("/consultants"),
        Some((id, version)) => Call::patch(format!("/consultants/{id}")).if_match(version),
    };
    staff::json(call.body(fields)).await
}

/// Deletes one.
///
/// # Errors
/// `invalid-state` where something is linked, `stale`; else see [`super::ApiError`].
pub async fn delete(id: Uuid, version: i32) -> ApiResult<()> {
    staff::empty(Call::delete(format!("/consultants/{id}")).if_match(version)).await
}
