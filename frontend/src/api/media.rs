//! Uploaded files.

use magnetiq_shared::media::Media;
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
