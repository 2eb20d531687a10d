//! What needs doing, and how the last days compare.

use magnetiq_shared::dashboard::Dashboard;

use super::client::Call;
use super::{ApiResult, staff};

/// The dashboard.
///
/// # Errors
/// See [`super::ApiError`].
pub async fn get() -> ApiResult<Dashboard> {
    staff::json(Call::get("/dashboard")).await
}
