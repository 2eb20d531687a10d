//! Texts by AI.

use magnetiq_shared::ai::{AiEvent, AiState, AiTask};

use super::client::Call;
use super::{ApiResult, staff};

/// Whether texts can be asked for.
///
/// # Errors
/// See [`super::ApiError`].
pub async fn state() -> ApiResult<AiState> {
    staff::json(Call::get("/ai")).await
}

/// Asks for a text and hands over its pieces as they come. Dropping the future stops the writing.
///
/// # Errors
/// `invalid-state` where no provider is set, `validation`, `rate-limited`; else see [`super::ApiError`].
pub async fn text(task: &AiTask, on_event: impl FnMut(AiEvent)) -> ApiResult<()> {
    staff::events(Call::post("/ai/texts").body(task), on_event).await
}
