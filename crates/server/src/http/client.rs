//! The client's address.

use std::future::{Ready, ready};
use std::net::{IpAddr, Ipv4Addr};

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpMessage, HttpRequest, web};

use super::error::ApiError;
use super::limits::Allowance;
use crate::app::App;
use crate::config::client_address;
use crate::ctx::Ctx;

/// Who is at the other end, as far as the network tells.
#[derive(Clone, Debug)]
pub struct Client {
    /// The address; behind a trusted proxy, the one that it names.
    pub address: IpAddr,
    request: HttpRequest,
}

impl Client {
    /// As whom requests are told apart that carry no token.
    pub fn caller(&self, ctx: &Ctx) -> String {
        format!("address:{}", ctx.keys.pseudonym(&self.address.to_string()))
    }

    /// Keeps what is left of the client's allowance, for the answer's headers.
    pub(super) fn note(&self, allowance: Allowance) {
        self.request.extensions_mut().insert(allowance);
    }
}

impl FromRequest for Client {
    type Error = ApiError;
    type Future = Ready<Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let trusted = request.app_data::<web::Data<App>>().map(|app| app.config.trusted_proxies.as_slice());
        let peer = request.peer_addr().map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |peer| peer.ip());
        let forwarded = request.headers().get("x-forwarded-for").and_then(|value| value.to_str().ok());
        let address = client_address(peer, forwarded, trusted.unwrap_or_default());
        ready(Ok(Self { address, request: request.clone() }))
    }
}
