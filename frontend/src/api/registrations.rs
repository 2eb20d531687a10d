//! Registering, the links of mails, and managing one registration.

use magnetiq_shared::registrations::{
    LinkPreview, LinkToken, PersonPatch, PublicRegistration, RegistrationForm, RegistrationOutcome,
};
use magnetiq_shared::visits::{Verified, VisitToken};
use serde::Deserialize;
use web_sys::Blob;

use super::ApiResult;
use super::client::{Call, segment};

const CURRENT: &str = "/public/registrations/current";

/// Sends the form, in the visit of `visit` where there is one. Sending it again sends the mail again.
///
/// # Errors
/// `session-full`, `registration-closed`, `session-cancelled`, `validation` with each field's error,
/// `rate-limited`; else see [`super::ApiError`].
pub async fn register(
    slug: &str,
    form: &RegistrationForm,
    visit: Option<&str>,
) -> ApiResult<RegistrationOutcome> {
    let path = format!("/public/sessions/{}/registrations", segment(slug));
    let answer = Call::post(path).bearer(visit).body(form).text().await?;
    // The status says which of the two it is, so that nothing has to be tried.
    match answer.status {
        201 => answer.read().map(Box::new).map(RegistrationOutcome::Registered),
        _ => answer.read().map(RegistrationOutcome::Accepted),
    }
}

/// What a mailed link is about.
///
/// # Errors
/// `gone` where it is too old or its registration was erased, `unauthenticated` where it is forged or cut
/// short; else see [`super::ApiError`].
pub async fn preview(token: &str) -> ApiResult<LinkPreview> {
    Call::post("/public/registrations/preview").body(&link(token)).json().await
}

/// Validates the address: the button "Confirm my place". The answer's visit is validated.
///
/// # Errors
/// As [`preview`].
pub async fn verify(token: &str, visit: Option<&str>) -> ApiResult<Verified> {
    verified(Call::post("/public/registrations/verify").bearer(visit).body(&link(token))).await
}

/// Erases what was typed by somebody else with this address.
///
/// # Errors
/// As [`preview`].
pub async fn forget(token: &str) -> ApiResult<()> {
    Call::post("/public/registrations/forget").body(&link(token)).empty().await
}

/// Takes the seat that was offered to somebody on the waitlist.
///
/// # Errors
/// As [`preview`]; `invalid-state` where the offer has ended.
pub async fn claim(token: &str, visit: Option<&str>) -> ApiResult<Verified> {
    verified(Call::post("/public/offers/claim").bearer(visit).body(&link(token))).await
}

/// The registration of a manage token.
///
/// # Errors
/// `unauthenticated` where the token is wrong or has ended; else see [`super::ApiError`].
pub async fn current(manage_token: &str) -> ApiResult<PublicRegistration> {
    Call::get(CURRENT).bearer(Some(manage_token)).json().await
}

/// Changes what is told about the person.
///
/// # Errors
/// `validation` with each field's error; else as [`current`].
pub async fn change(manage_token: &str, patch: &PersonPatch) -> ApiResult<PublicRegistration> {
    Call::patch(CURRENT).bearer(Some(manage_token)).body(patch).json().await
}

/// Cancels the registration.
///
/// # Errors
/// `invalid-state` where the session has started; else as [`current`].
pub async fn cancel(manage_token: &str) -> ApiResult<PublicRegistration> {
    Call::delete(CURRENT).bearer(Some(manage_token)).json().await
}

/// The registration's calendar file.
///
/// # Errors
/// As [`current`].
pub async fn calendar(manage_token: &str) -> ApiResult<Blob> {
    let call = Call::get(format!("{CURRENT}/calendar.ics")).bearer(Some(manage_token));
    call.accept("text/calendar").blob().await
}

fn link(token: &str) -> LinkToken {
    LinkToken { token: token.to_owned() }
}

/// Reads the two parts of [`Verified`], which lie in one object, one after the other: reading a flattened type in
/// one go brings a second copy of the code for all that is in it.
async fn verified(call: Call) -> ApiResult<Verified> {
    #[derive(Deserialize)]
    struct Rest {
        visit: VisitToken,
    }
    let answer = call.text().await?;
    let Rest { visit } = answer.read()?;
    Ok(Verified { registration: answer.read()?, visit })
}
