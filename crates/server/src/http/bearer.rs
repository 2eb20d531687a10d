//! Who is asking. The extractors here come first in a handler's signature: they look only at the header, so
//! that whoever has no right gets 401 before paths and bodies are read.

use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::http::header::AUTHORIZATION;
use actix_web::{FromRequest, HttpRequest, web};
use magnetiq_shared::ProblemType;

use super::error::ApiError;
use crate::app::App;
use crate::crypto::{LinkToken, Purpose, VisitClaims};

/// The visit that asks; without a good token 401.
pub struct VisitBearer(pub VisitClaims);

/// The visit that asks, where it says which. A token that is forged or too old is 401, none is `None`.
pub struct MaybeVisit(pub Option<VisitClaims>);

/// Whoever holds a registration's manage link.
pub struct ManageBearer(pub LinkToken);

/// Whoever was there, and may say how it was.
pub struct FeedbackBearer(pub LinkToken);

/// Whoever holds the link to a speaker's profile.
pub struct ProfileBearer(pub LinkToken);

impl FromRequest for VisitBearer {
    type Error = ApiError;
    type Future = Ready<Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(visit(request).and_then(|claims| claims.map(Self).ok_or_else(unauthenticated)))
    }
}

impl FromRequest for MaybeVisit {
    type Error = ApiError;
    type Future = Ready<Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(visit(request).map(Self))
    }
}

impl FromRequest for ManageBearer {
    type Error = ApiError;
    type Future = Ready<Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(link(request, Purpose::Manage).map(Self))
    }
}

impl FromRequest for FeedbackBearer {
    type Error = ApiError;
    type Future = Ready<Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(link(request, Purpose::Feedback).map(Self))
    }
}

impl FromRequest for ProfileBearer {
    type Error = ApiError;
    type Future = Ready<Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(link(request, Purpose::Profile).map(Self))
    }
}

fn link(request: &HttpRequest, purpose: Purpose) -> Result<LinkToken, ApiError> {
    let token = bearer(request).ok_or_else(unauthenticated)?;
    let app = app(request)?;
    Ok(app.keys.read_link(token, purpose, app.clock.now())?)
}

fn visit(request: &HttpRequest) -> Result<Option<VisitClaims>, ApiError> {
    let Some(token) = bearer(request) else { return Ok(None) };
    let app = app(request)?;
    app.keys.visits.read(token, app.clock.now()).map(Some).ok_or_else(unauthenticated)
}

/// The token of the `Authorization` header.
pub fn bearer(request: &HttpRequest) -> Option<&str> {
    let header = request.headers().get(AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = header.split_once(' ')?;
    Some(token.trim()).filter(|token| scheme.eq_ignore_ascii_case("bearer") && !token.is_empty())
}

fn app(request: &HttpRequest) -> Result<&App, ApiError> {
    let app = request.app_data::<web::Data<App>>();
    app.map(|app| app.get_ref()).ok_or_else(|| ApiError::internal("the app is missing"))
}

fn unauthenticated() -> ApiError {
    ApiError::new(ProblemType::Unauthenticated)
}
