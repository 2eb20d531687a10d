//! Registrations as the house sees them.

use magnetiq_shared::Page;
use magnetiq_shared::registrations::{
    Registration, RegistrationCounts, RegistrationDetails, RegistrationFilters,
};

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

/// All that is known of one.
///
/// # Errors
/// `not-found`; else see [`super::ApiError`].
pub async fn get(id: &str) -> ApiResult<RegistrationDetails> {
    staff::json(Call::get(format!("/registrations/{}", segment(id)))).await
}
