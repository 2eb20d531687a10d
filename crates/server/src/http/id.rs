//! Ids in addresses.

use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};
use uuid::Uuid;

use super::allowed::refusal;
use super::error::ApiError;

/// The `{id}` of an address. What is none names nothing: 404, or 405 where the address is another one's.
#[derive(Clone, Copy, Debug)]
pub struct Id(pub Uuid);

impl FromRequest for Id {
    type Error = ApiError;
    type Future = Ready<Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let id = request.match_info().get("id").and_then(|text| text.parse().ok());
        ready(id.map(Self).ok_or_else(|| refusal(request)))
    }
}
