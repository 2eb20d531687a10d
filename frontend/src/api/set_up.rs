//! Making the first admin.

use magnetiq_shared::accounts::{SetUp, SetUpState, SetUpTestMail, SignedIn, TestMailOutcome};

use super::client::Call;
use super::{ApiResult, staff};

const PATH: &str = "/public/set-up";

/// Whether it is open, and what the environment decides already.
///
/// # Errors
/// See [`super::ApiError`].
pub async fn state() -> ApiResult<SetUpState> {
    Call::get(PATH).json().await
}

/// Makes the first admin, and signs in.
///
/// # Errors
/// `validation` at `/code` where the code of the log is another one; else see [`super::ApiError`].
pub async fn finish(set_up: &SetUp) -> ApiResult<()> {
    Call::post(PATH).body(set_up).json::<SignedIn>().await.map(staff::signed_in)
}

/// Sends a mail that shows whether mails go out.
///
/// # Errors
/// As [`finish`]; what the mail server says stands in the answer.
pub async fn test_mail(mail: &SetUpTestMail) -> ApiResult<TestMailOutcome> {
    Call::post(format!("{PATH}/test-mail")).body(mail).json().await
}
