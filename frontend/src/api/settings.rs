//! What is set for the whole program.

use magnetiq_shared::Page;
use magnetiq_shared::settings::{
    BrandPatch, BrandSection, LegalVersion, MailPatch, MailSection, NewLegalVersion, PrivacyPatch,
    PrivacySection, ProgramPatch, ProgramSection,
};
use magnetiq_shared::site::LegalKind;

use super::client::Call;
use super::{ApiResult, staff};

/// The brand.
///
/// # Errors
/// See [`super::ApiError`].
pub async fn brand() -> ApiResult<BrandSection> {
    staff::json(Call::get("/settings/brand")).await
}

/// Changes the brand.
///
/// # Errors
/// `validation`, `stale`; else see [`super::ApiError`].
pub async fn change_brand(version: i32, patch: &BrandPatch) -> ApiResult<BrandSection> {
    staff::json(Call::patch("/settings/brand").if_match(version).body(patch)).await
}

/// What new sessions begin with, and who manages the program.
///
/// # Errors
/// See [`super::ApiError`].
pub async fn program() -> ApiResult<ProgramSection> {
    staff::json(Call::get("/settings/program")).await
}

/// Changes the program's settings.
///
/// # Errors
/// As [`change_brand`].
pub async fn change_program(version: i32, patch: &ProgramPatch) -> ApiResult<ProgramSection> {
    staff::json(Call::patch("/settings/program").if_match(version).body(patch)).await
}

/// Who mails come from.
///
/// # Errors
/// See [`super::ApiError`].
pub async fn mail() -> ApiResult<MailSection> {
    staff::json(Call::get("/settings/mail")).await
}

/// Changes who mails come from.
///
/// # Errors
/// As [`change_brand`].
pub async fn change_mail(version: i32, patch: &MailPatch) -> ApiResult<MailSection> {
    staff::json(Call::patch("/settings/mail").if_match(version).body(patch)).await
}

/// How long people's data are kept.
///
/// # Errors
/// See [`super::ApiError`].
pub async fn privacy() -> ApiResult<PrivacySection> {
    staff::json(Call::get("/settings/privacy")).await
}

/// Changes how long people's data are kept.
///
/// # Errors
/// As [`change_brand`].
pub async fn change_privacy(version: i32, patch: &PrivacyPatch) -> ApiResult<PrivacySection> {
    staff::json(Call::patch("/settings/privacy").if_match(version).body(patch)).await
}

/// Every version of every legal text, without what they say; of each kind the newest first.
///
/// # Errors
/// See [`super::ApiError`].
pub async fn legal_versions() -> ApiResult<Page<LegalVersion>> {
    staff::json(Call::get("/settings/legal")).await
}

/// One version with what it says.
///
/// # Errors
/// `not-found`; else see [`super::ApiError`].
pub async fn legal_version(kind: LegalKind, version: u32) -> ApiResult<LegalVersion> {
    staff::json(Call::get(format!("/settings/legal/{}/{version}", legal_word(kind)))).await
}

/// Publishes a new version, which is in force at once.
///
/// # Errors
/// `validation`; else see [`super::ApiError`].
pub async fn publish_legal(kind: LegalKind, text: &NewLegalVersion) -> ApiResult<LegalVersion> {
    staff::json(Call::post(format!("/settings/legal/{}", legal_word(kind))).body(text)).await
}

/// A text's kind as addresses call it.
pub fn legal_word(kind: LegalKind) -> &'static str {
    match kind {
        LegalKind::Terms => "terms",
        LegalKind::Privacy => "privacy",
        LegalKind::Imprint => "imprint",
    }
}
