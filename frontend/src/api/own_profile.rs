//! The own profile of a speaker from outside, by the token of a mailed link.

use magnetiq_shared::speakers::own::{OwnProfile, OwnProfilePatch};
use web_sys::File;

use super::client::Call;
use super::{ApiResult, media};

const PROFILE: &str = "/public/speaker-profile";

/// The profile that the link is for.
///
/// # Errors
/// `gone` where the link is too old or was withdrawn, `unauthenticated` where it is forged or cut short; else see
/// [`super::ApiError`].
pub async fn get(token: &str) -> ApiResult<OwnProfile> {
    Call::get(PROFILE).bearer(Some(token)).json().await
}

/// Changes it.
///
/// # Errors
/// As [`get`]; `validation`, `stale`.
pub async fn change(token: &str, version: i32, patch: &OwnProfilePatch) -> ApiResult<OwnProfile> {
    Call::patch(PROFILE).bearer(Some(token)).if_match(version).body(patch).json().await
}

/// Puts another photo in the place of the one before, with the square `x,y,width,height` cut out of it.
///
/// # Errors
/// As [`get`]; `validation` at `/file` where it is no picture, `too-large`.
pub async fn change_photo(token: &str, file: &File, part: &str) -> ApiResult<OwnProfile> {
    Call::post(format!("{PROFILE}/photo"))
        .bearer(Some(token))
        .form(media::form(file, Some(part))?)
        .json()
        .await
}
