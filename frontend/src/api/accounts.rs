//! Signing in, and one's own account.

use magnetiq_shared::accounts::{
    Credentials, Forgotten, Invited, Me, MePatch, OwnPassword, PasswordChange, PasswordChoice, RecoveryCodes,
    SecondFactorCode, SecondFactorDraft, SignIn, SignedIn,
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::client::Call;
use super::{ApiResult, staff};

/// Signs in.
///
/// # Errors
/// `unauthenticated` where address or password are wrong, `second-factor` where a code has to be sent too,
/// `rate-limited`; else see [`super::ApiError`].
pub async fn sign_in(credentials: &Credentials) -> ApiResult<()> {
    Call::post("/auth/sign-in").body(credentials).json::<SignedIn>().await.map(staff::signed_in)
}

/// Signs out, here and on the server.
///
/// # Errors
/// See [`super::ApiError`]; this browser has forgotten the person in any case.
pub async fn sign_out() -> ApiResult<()> {
    let told = staff::empty(Call::post("/auth/sign-out")).await;
    staff::signed_out();
    told
}

/// Changes one's own name, language or timezone.
///
/// # Errors
/// `validation`; else see [`super::ApiError`].
pub async fn change(patch: &MePatch) -> ApiResult<()> {
    staff::json::<Me>(Call::patch("/auth/me").body(patch)).await.map(staff::changed)
}

/// Reads one's own account anew.
///
/// # Errors
/// See [`super::ApiError`].
pub async fn look_again() -> ApiResult<()> {
    staff::json::<Me>(Call::get("/auth/me")).await.map(staff::changed)
}

/// Changes one's own password.
///
/// # Errors
/// `validation` at `/current` where the old one is wrong, at `/password` where the new one is weak; else see
/// [`super::ApiError`].
pub async fn change_password(change: &PasswordChange) -> ApiResult<()> {
    staff::empty(Call::post("/auth/password").body(change)).await
}

/// Begins to set up a second factor.
///
/// # Errors
/// `validation` at `/password` where it is wrong; else see [`super::ApiError`].
pub async fn draft_second_factor(password: &str) -> ApiResult<SecondFactorDraft> {
    let own = OwnPassword { password: password.to_owned() };
    staff::json(Call::post("/auth/second-factor").body(&own)).await
}

/// Puts the second factor into force.
///
/// # Errors
/// `validation` at `/code` where the code is wrong; else see [`super::ApiError`].
pub async fn confirm_second_factor(code: &str) -> ApiResult<RecoveryCodes> {
    staff::json(Call::post("/auth/second-factor/confirm").body(&with(code))).await
}

/// Takes the second factor away.
///
/// # Errors
/// As [`confirm_second_factor`].
pub async fn remove_second_factor(code: &str) -> ApiResult<()> {
    staff::empty(Call::post("/auth/second-factor/remove").body(&with(code))).await
}

/// Makes new recovery codes; the old ones end.
///
/// # Errors
/// As [`confirm_second_factor`].
pub async fn new_recovery_codes(code: &str) -> ApiResult<RecoveryCodes> {
    staff::json(Call::post("/auth/second-factor/recovery-codes").body(&with(code))).await
}

fn with(code: &str) -> SecondFactorCode {
    SecondFactorCode { code: code.trim().to_owned() }
}

/// Where one is signed in.
///
/// # Errors
/// See [`super::ApiError`].
pub async fn sign_ins() -> ApiResult<Vec<SignIn>> {
    #[derive(Deserialize)]
    struct List {
        data: Vec<SignIn>,
    }
    staff::json(Call::get("/auth/sign-ins")).await.map(|List { data }| data)
}

/// Ends one of them.
///
/// # Errors
/// See [`super::ApiError`].
pub async fn end_sign_in(id: Uuid) -> ApiResult<()> {
    staff::empty(Call::delete(format!("/auth/sign-ins/{id}"))).await
}

/// Has a link mailed by which a new password can be chosen. The answer does not tell whether the account exists.
///
/// # Errors
/// `rate-limited`; else see [`super::ApiError`].
pub async fn forgot(email: &str) -> ApiResult<()> {
    Call::post("/auth/forgot").body(&Forgotten { email: email.trim().to_owned() }).empty().await
}

/// Whom a mailed link is for.
///
/// # Errors
/// `gone` where it is too old or was used, `unauthenticated` where it is forged; else see [`super::ApiError`].
pub async fn preview(token: &str) -> ApiResult<Invited> {
    #[derive(Serialize)]
    struct Link<'a> {
        token: &'a str,
    }
    Call::post("/auth/links/preview").body(&Link { token }).json().await
}

/// Chooses a password by a mailed link, and signs in.
///
/// # Errors
/// `validation` at `/password`; else as [`preview`].
pub async fn choose_password(choice: &PasswordChoice) -> ApiResult<()> {
    Call::post("/auth/links/password").body(choice).json::<SignedIn>().await.map(staff::signed_in)
}
