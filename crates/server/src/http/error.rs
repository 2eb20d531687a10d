//! Errors as problem documents. Each slice has its own few errors and says which type of problem they are; this
//! is the one place where they become an answer.

use actix_web::http::StatusCode;
use actix_web::http::header::{self, HeaderValue};
use actix_web::{HttpResponse, ResponseError};
use magnetiq_shared::staff::Outcome;
use magnetiq_shared::{FieldError, Problem, ProblemType};
use uuid::Uuid;

use crate::crypto::LinkError;
use crate::db;

/// An answer that is an error.
#[derive(Debug)]
pub struct ApiError {
    kind: ProblemType,
    detail: Option<String>,
    errors: Vec<FieldError>,
    retry_after: Option<u64>,
    allow: Option<&'static str>,
}

impl ApiError {
    /// An error of this type, with nothing more to say.
    pub fn new(kind: ProblemType) -> Self {
        Self { kind, detail: None, errors: Vec::new(), retry_after: None, allow: None }
    }

    /// Says what happened in this case. Nothing that only staff may know.
    pub fn detail(self, detail: impl Into<String>) -> Self {
        Self { detail: Some(detail.into()), ..self }
    }

    /// Names what is wrong, field by field.
    pub fn errors(self, errors: Vec<FieldError>) -> Self {
        Self { errors, ..self }
    }

    /// Says in how many seconds to come back.
    pub fn retry_after(self, seconds: u64) -> Self {
        Self { retry_after: Some(seconds), ..self }
    }

    /// These fields are wrong.
    pub fn validation(errors: Vec<FieldError>) -> Self {
        Self { errors, ..Self::new(ProblemType::Validation) }
    }

    /// There is nothing at this address.
    pub fn not_found() -> Self {
        Self::new(ProblemType::NotFound)
    }

    /// The address has other methods: these.
    pub fn method_not_allowed(allow: &'static str) -> Self {
        Self { allow: Some(allow), ..Self::new(ProblemType::MethodNotAllowed) }
    }

    /// Something that must not happen did; the log says what, the client learns nothing.
    pub fn internal(error: impl std::fmt::Display) -> Self {
        tracing::error!(%error, request = super::request_id::current(), "internal error");
        Self::new(ProblemType::Internal)
    }

    /// The type of problem.
    pub fn kind(&self) -> ProblemType {
        self.kind
    }

    /// What became of this one of several that something was to be done to.
    pub fn outcome(self, id: Uuid) -> Outcome {
        let detail = self.detail.or_else(|| self.errors.first().map(ToString::to_string));
        Outcome { id, problem: Some(self.kind.slug().to_owned()), detail, made: None }
    }

    /// The document, as it goes to the client.
    pub fn problem(&self, request_id: &str) -> Problem {
        Problem {
            kind: format!("/problems/{}", self.kind.slug()),
            title: self.kind.title().to_owned(),
            status: self.kind.status(),
            detail: self.detail.clone(),
            errors: self.errors.clone(),
            request_id: request_id.to_owned(),
        }
    }
}

impl std::fmt::Display for ApiError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.kind.slug(), self.detail.as_deref().unwrap_or(self.kind.title()))
    }
}

impl ResponseError for ApiError {
    fn status_code(&self) -> StatusCode {
        StatusCode::from_u16(self.kind.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }

    fn error_response(&self) -> HttpResponse {
        let mut answer = HttpResponse::build(self.status_code());
        answer.insert_header((header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json")));
        answer.insert_header((header::CACHE_CONTROL, HeaderValue::from_static("no-store")));
        if let Some(seconds) = self.retry_after {
            answer.insert_header((header::RETRY_AFTER, seconds));
        }
        if let Some(methods) = self.allow {
            answer.insert_header((header::ALLOW, HeaderValue::from_static(methods)));
        }
        answer.json(self.problem(&super::request_id::current()))
    }
}

impl From<db::Error> for ApiError {
    fn from(error: db::Error) -> Self {
        Self::internal(error)
    }
}

impl From<LinkError> for ApiError {
    fn from(error: LinkError) -> Self {
        let kind = match error {
            LinkError::Forged => ProblemType::Unauthenticated,
            LinkError::Expired => ProblemType::Gone,
        };
        Self::new(kind).detail(error.to_string())
    }
}

/// What a handler gives.
pub type ApiResult<T> = Result<T, ApiError>;
