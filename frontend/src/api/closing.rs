//! What follows a session: who was there, what they said, and their certificates.

use magnetiq_shared::attendance::{ReportOutcome, ReportQuery, SessionClosing};
use magnetiq_shared::certificates::Certificate;
use magnetiq_shared::feedback::{AskedFeedback, FeedbackQuestions, FeedbackResults, ReleasedTestimonial};
use uuid::Uuid;
use web_sys::{Blob, File};

use super::client::Call;
use super::{ApiResult, staff};

/// How far everything is.
///
/// # Errors
/// `not-found`; else see [`super::ApiError`].
pub async fn get(session: Uuid) -> ApiResult<SessionClosing> {
    staff::json(Call::get(format!("/sessions/{session}/closing"))).await
}

/// Reads a report in, or tells what that would do.
///
/// # Errors
/// `validation` where it is none, `too-large`; else see [`super::ApiError`].
pub async fn import(session: Uuid, query: &ReportQuery, file: &File) -> ApiResult<ReportOutcome> {
    let path = format!("/sessions/{session}/attendance/import");
    staff::json(Call::post(path).query(query).file(file)).await
}

/// Says that it is known who was there.
///
/// # Errors
/// `invalid-state`; else see [`super::ApiError`].
pub async fn complete(session: Uuid) -> ApiResult<SessionClosing> {
    staff::json(Call::post(format!("/sessions/{session}/attendance/complete"))).await
}

/// What people said.
///
/// # Errors
/// See [`super::ApiError`].
pub async fn feedback(session: Uuid) -> ApiResult<FeedbackResults> {
    staff::json(Call::get(format!("/sessions/{session}/feedback"))).await
}

/// Sets what the form asks.
///
/// # Errors
/// `validation`, `stale`; else see [`super::ApiError`].
pub async fn ask(session: Uuid, version: i32, questions: &FeedbackQuestions) -> ApiResult<AskedFeedback> {
    let call = Call::put(format!("/sessions/{session}/feedback/questions"));
    staff::json(call.if_match(version).body(questions)).await
}

/// Shows somebody's words on the landing page.
///
/// # Errors
/// `validation`, `invalid-state`; else see [`super::ApiError`].
pub async fn release(registration: Uuid, words: &ReleasedTestimonial) -> ApiResult<ReleasedTestimonial> {
    staff::json(Call::put(format!("/registrations/{registration}/testimonial")).body(words)).await
}

/// Takes somebody's words from the landing page.
///
/// # Errors
/// See [`super::ApiError`].
pub async fn withdraw(registration: Uuid) -> ApiResult<()> {
    staff::empty(Call::delete(format!("/registrations/{registration}/testimonial"))).await
}

/// A registration's certificate.
///
/// # Errors
/// `not-found` where there is none; else see [`super::ApiError`].
pub async fn certificate(registration: Uuid) -> ApiResult<Certificate> {
    staff::json(Call::get(format!("/registrations/{registration}/certificate"))).await
}

/// The same as a document.
///
/// # Errors
/// As [`certificate`].
pub async fn document(registration: Uuid) -> ApiResult<Blob> {
    staff::file(Call::get(format!("/registrations/{registration}/certificate/pdf")).accept("application/pdf"))
        .await
}

/// What is done with a certificate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CertificateAct {
    /// It goes out once more.
    Send,
    /// It does not stand any more.
    Revoke,
    /// It stands again.
    Restore,
}

/// Does something with a registration's certificate.
///
/// # Errors
/// `invalid-state` where one that does not stand is to be sent; else as [`certificate`].
pub async fn act(registration: Uuid, act: CertificateAct) -> ApiResult<Certificate> {
    let verb = match act {
        CertificateAct::Send => "send",
        CertificateAct::Revoke => "revoke",
        CertificateAct::Restore => "restore",
    };
    staff::json(Call::post(format!("/registrations/{registration}/certificate/{verb}"))).await
}
