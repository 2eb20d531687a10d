//! Templates of mails.

use magnetiq_shared::accounts::TestMailOutcome;
use magnetiq_shared::mail_templates::{
    MailPreview, MailTemplate, MailTemplateRow, MailTemplateText, MailTemplateVersion,
};
use magnetiq_shared::{Language, Page};

use super::client::{Call, segment};
use super::{ApiResult, staff};

fn path(kind: &str, language: Language) -> String {
    format!("/mail-templates/{}/{}", segment(kind), language.code())
}

/// Every mail whose template may be changed.
///
/// # Errors
/// See [`super::ApiError`].
pub async fn list() -> ApiResult<Page<MailTemplateRow>> {
    staff::json(Call::get("/mail-templates")).await
}

/// One template.
///
/// # Errors
/// `not-found`; else see [`super::ApiError`].
pub async fn get(kind: &str, language: Language) -> ApiResult<MailTemplate> {
    staff::json(Call::get(path(kind, language))).await
}

/// Changes it.
///
/// # Errors
/// `validation`, whose details say what is wrong and where; `stale`; else see [`super::ApiError`].
pub async fn change(
    kind: &str,
    language: Language,
    version: i32,
    text: &MailTemplateText,
) -> ApiResult<MailTemplate> {
    staff::json(Call::put(path(kind, language)).if_match(version).body(text)).await
}

/// Goes back to the built-in one.
///
/// # Errors
/// `stale`; else see [`super::ApiError`].
pub async fn reset(kind: &str, language: Language, version: i32) -> ApiResult<MailTemplate> {
    staff::json(Call::delete(path(kind, language)).if_match(version)).await
}

/// Its versions, the newest first.
///
/// # Errors
/// See [`super::ApiError`].
pub async fn versions(kind: &str, language: Language) -> ApiResult<Page<MailTemplateVersion>> {
    staff::json(Call::get(format!("{}/versions", path(kind, language)))).await
}

/// Puts an older version in force again; `seen` is the state that was read.
///
/// # Errors
/// As [`change`].
pub async fn restore(kind: &str, language: Language, seen: i32, version: i32) -> ApiResult<MailTemplate> {
    let path = format!("{}/versions/{version}/restore", path(kind, language));
    staff::json(Call::post(path).if_match(seen)).await
}

/// The mail as it would be.
///
/// # Errors
/// `validation`, as [`change`]; else see [`super::ApiError`].
pub async fn preview(kind: &str, language: Language, text: &MailTemplateText) -> ApiResult<MailPreview> {
    staff::json(Call::post(format!("{}/preview", path(kind, language))).body(text)).await
}

/// Sends the mail as it would be to oneself.
///
/// # Errors
/// As [`preview`]; `rate-limited`.
pub async fn test(kind: &str, language: Language, text: &MailTemplateText) -> ApiResult<TestMailOutcome> {
    staff::json(Call::post(format!("{}/test", path(kind, language))).body(text)).await
}
