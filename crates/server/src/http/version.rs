//! Lost updates: a versioned resource carries its version as `ETag`, and whoever changes it says with `If-Match` which
//! one they saw.

use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::http::header::{CACHE_CONTROL, ETAG, IF_MATCH};
use actix_web::{FromRequest, HttpRequest, HttpResponse, HttpResponseBuilder};
use magnetiq_shared::ProblemType;
use serde::Serialize;

use super::error::ApiError;

/// The version that the client saw: `If-Match: "7"`. Without one, 428.
pub struct IfMatch(i32);

impl IfMatch {
    /// Refuses a change of what has changed since.
    ///
    /// # Errors
    /// `stale`.
    pub fn check(&self, version: i32) -> Result<(), ApiError> {
        if self.0 == version { Ok(()) } else { Err(ApiError::new(ProblemType::Stale)) }
    }
}

impl FromRequest for IfMatch {
    type Error = ApiError;
    type Future = Ready<Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let Some(header) = request.headers().get(IF_MATCH) else {
            return ready(Err(ApiError::new(ProblemType::PreconditionRequired)));
        };
        let tag = header.to_str().unwrap_or_default().trim().trim_start_matches("W/");
        let version = tag.strip_prefix('"').and_then(|tag| tag.strip_suffix('"'));
        // A tag that is none of ours is the tag of no version.
        let version = version.and_then(|version| version.parse().ok());
        ready(version.map(Self).ok_or_else(|| ApiError::new(ProblemType::Stale)))
    }
}

/// An answer with the resource's version. It may be personal: nobody keeps it.
pub fn versioned(mut answer: HttpResponseBuilder, version: i32, body: &impl Serialize) -> HttpResponse {
    answer
        .insert_header((ETAG, format!("\"{version}\"")))
        .insert_header((CACHE_CONTROL, "private, no-cache"))
        .json(body)
}
