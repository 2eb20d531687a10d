//! Uploaded files.

use magnetiq_shared::TranslatedText;
use magnetiq_shared::media::{Media, MediaPatch};
use uuid::Uuid;
use web_sys::{File, FormData};

use super::client::Call;
use super::{ApiError, ApiResult, staff};

/// Uploads a file. The same file is there once.
///
/// # Errors
/// `validation` at `/file` where it is nothing that is taken, `too-large`; else see [`super::ApiError`].
pub async fn upload(file: &File) -> ApiResult<Media> {
    let form = FormData::new().map_err(|_| ApiError::Network)?;
    form.append_with_blob_and_filename("file", file, &file.name()).map_err(|_| ApiError::Network)?;
    staff::json(Call::post("/media").form(form)).await
}

/// An uploaded file.
///
/// # Errors
/// `not-found`; else see [`super::ApiError`].
pub async fn get(id: Uuid) -> ApiResult<Media> {
    staff::json(Call::get(format!("/media/{id}"))).await
}

/// Says what a picture shows; `None` where it only adorns.
///
/// # Errors
/// `validation`, `stale`; else see [`super::ApiError`].
pub async fn describe(id: Uuid, version: i32, alt: Option<TranslatedText>) -> ApiResult<Media> {
    let patch = MediaPatch { alt: Some(alt), ..MediaPatch::default() };
    staff::json(Call::patch(format!("/media/{id}")).if_match(version).body(&patch)).await
}
