//! Uploaded files.

use magnetiq_shared::TranslatedText;
use magnetiq_shared::media::{Media, MediaPatch};
use uuid::Uuid;
use web_sys::{File, FormData};

use super::client::Call;
use super::{ApiError, ApiResult, staff};

/// Uploads a file. The same file is there once. With `part`, `x,y,width,height` in pixels, that is cut out of a picture.
///
/// # Errors
/// `validation` at `/file` where it is nothing that is taken, `too-large`; else see [`super::ApiError`].
pub async fn upload(file: &File, part: Option<&str>) -> ApiResult<Media> {
    staff::json(Call::post("/media").form(form(file, part)?)).await
}

/// The form of an upload.
///
/// # Errors
/// [`ApiError::Network`] where the browser refuses to write it.
pub fn form(file: &File, part: Option<&str>) -> ApiResult<FormData> {
    let form = FormData::new().map_err(|_| ApiError::Network)?;
    form.append_with_blob_and_filename("file", file, &file.name()).map_err(|_| ApiError::Network)?;
    if let Some(part) = part {
        form.append_with_str("crop", part).map_err(|_| ApiError::Network)?;
    }
    Ok(form)
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
