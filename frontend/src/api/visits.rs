//! The visit of this browser.

use magnetiq_shared::Page;
use magnetiq_shared::sessions::SessionCard;
use magnetiq_shared::visits::{NewVisit, Visit, VisitPatch};

use super::client::Call;
use super::{ApiResult, stream};

const CURRENT: &str = "/public/visits/current";

/// Starts a visit that keeps this already.
///
/// # Errors
/// See [`super::ApiError`].
pub async fn start(first: &VisitPatch) -> ApiResult<NewVisit> {
    Call::post("/public/visits").body(first).json().await
}

/// The visit of `token`.
///
/// # Errors
/// `unauthenticated` where the visit has ended; else see [`super::ApiError`].
pub async fn current(token: &str) -> ApiResult<Visit> {
    Call::get(CURRENT).bearer(Some(token)).json().await
}

/// Sessions like those that were registered for in the visit of `token`.
///
/// # Errors
/// As [`current`].
pub async fn recommended(token: &str) -> ApiResult<Page<SessionCard>> {
    Call::get(format!("{CURRENT}/recommendations")).bearer(Some(token)).json().await
}

/// Keeps what was typed, the language or the timezone.
///
/// # Errors
/// As [`current`].
pub async fn change(token: &str, patch: &VisitPatch) -> ApiResult<Visit> {
    Call::patch(CURRENT).bearer(Some(token)).body(patch).json().await
}

/// Follows the visit: `on_change` gets it at once and after every change, until the server ends the stream.
/// Dropping the future ends it.
///
/// # Errors
/// As [`current`].
pub async fn follow(token: &str, on_change: impl FnMut(Visit)) -> ApiResult<()> {
    stream::read(Call::get(format!("{CURRENT}/events")).bearer(Some(token)), on_change).await
}
