//! Connections to other services.

use magnetiq_shared::integrations::{AiCheck, AiConnection, MailEvents, NewAiConnection, NewMailEvents};

use super::client::Call;
use super::{ApiResult, staff};

const AI: &str = "/integrations/ai";
const MAIL_EVENTS: &str = "/integrations/mail-events";

/// The connection to the provider of texts.
///
/// # Errors
/// See [`super::ApiError`].
pub async fn ai() -> ApiResult<AiConnection> {
    staff::json(Call::get(AI)).await
}

/// Sets it.
///
/// # Errors
/// `validation`, `stale`; else see [`super::ApiError`].
pub async fn set_ai(version: i32, connection: &NewAiConnection) -> ApiResult<AiConnection> {
    staff::json(Call::put(AI).if_match(version).body(connection)).await
}

/// Forgets it, and its key.
///
/// # Errors
/// `stale`; else see [`super::ApiError`].
pub async fn forget_ai(version: i32) -> ApiResult<()> {
    staff::empty(Call::delete(AI).if_match(version)).await
}

/// Asks the model for a word.
///
/// # Errors
/// `invalid-state` where no provider is set; else see [`super::ApiError`].
pub async fn check_ai() -> ApiResult<AiCheck> {
    staff::json(Call::post("/integrations/ai/check")).await
}

/// How the mail provider tells of bounces.
///
/// # Errors
/// See [`super::ApiError`].
pub async fn mail_events() -> ApiResult<MailEvents> {
    staff::json(Call::get(MAIL_EVENTS)).await
}

/// Sets the secret of its events.
///
/// # Errors
/// `validation`, `stale`; else see [`super::ApiError`].
pub async fn set_mail_events(version: i32, secret: &NewMailEvents) -> ApiResult<MailEvents> {
    staff::json(Call::put(MAIL_EVENTS).if_match(version).body(secret)).await
}

/// Forgets the secret.
///
/// # Errors
/// `stale`; else see [`super::ApiError`].
pub async fn forget_mail_events(version: i32) -> ApiResult<()> {
    staff::empty(Call::delete(MAIL_EVENTS).if_match(version)).await
}
