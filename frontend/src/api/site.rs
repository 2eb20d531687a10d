//! Brand, facets and the house's texts.

use magnetiq_shared::site::{Facets, LegalKind, LegalText, Site};

use super::ApiResult;
use super::client::Call;

/// What every page needs: brand, footer, figures.
///
/// # Errors
/// See [`super::ApiError`].
pub async fn site() -> ApiResult<Site> {
    Call::get("/public/site").json().await
}

/// What the filters of the program offer.
///
/// # Errors
/// See [`super::ApiError`].
pub async fn facets() -> ApiResult<Facets> {
    Call::get("/public/facets").json().await
}

/// One of the house's texts.
///
/// # Errors
/// See [`super::ApiError`].
pub async fn legal(kind: LegalKind) -> ApiResult<LegalText> {
    let name = match kind {
        LegalKind::Terms => "terms",
        LegalKind::Privacy => "privacy",
        LegalKind::Imprint => "imprint",
    };
    Call::get(format!("/public/legal/{name}")).json().await
}
