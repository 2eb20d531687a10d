//! What is kept of a person.

use magnetiq_shared::privacy::{PersonAddress, PersonSummary};
use web_sys::Blob;

use super::client::Call;
use super::{ApiResult, staff};

/// What is known of an address, in numbers.
///
/// # Errors
/// `validation`; else see [`super::ApiError`].
pub async fn look_up(who: &PersonAddress) -> ApiResult<PersonSummary> {
    staff::json(Call::post("/people/look-up").body(who)).await
}

/// A copy of all that is kept, as a file.
///
/// # Errors
/// As [`look_up`].
pub async fn export(who: &PersonAddress) -> ApiResult<Blob> {
    staff::file(Call::post("/people/export").body(who)).await
}

/// Begins the erasure.
///
/// # Errors
/// As [`look_up`].
pub async fn erase(who: &PersonAddress) -> ApiResult<()> {
    staff::empty(Call::post("/people/erase").body(who)).await
}
