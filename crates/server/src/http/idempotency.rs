//! `Idempotency-Key`: the same key and body give the same outcome again, for 24 hours.

use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};
use magnetiq_shared::{Code, FieldError, ProblemType};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::error::ApiError;
use crate::ctx::Ctx;
use crate::db::{self, Claim, KeyId};

/// Longest key that is taken, in characters.
const LONGEST: usize = 200;

/// The key that a request carries, if it carries one, and for what.
pub struct Key(Option<(String, String)>);

impl FromRequest for Key {
    type Error = ApiError;
    type Future = Ready<Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let Some(header) = request.headers().get("idempotency-key") else { return ready(Ok(Self(None))) };
        let key = header.to_str().unwrap_or_default();
        if key.is_empty() || key.len() > LONGEST {
            let errors = vec![FieldError::new("Idempotency-Key", Code::TooLong)];
            return ready(Err(ApiError::validation(errors)));
        }
        ready(Ok(Self(Some((request.path().to_owned(), key.to_owned())))))
    }
}

/// A request that may come again.
pub enum Repeated {
    /// It is the first of its key, or has none.
    New(Started),
    /// It came before, and led to this resource.
    Before(Uuid),
}

/// A request that is being worked on.
pub struct Started(Option<KeyId>);

/// Claims the request's key for `who`, such as `user:<id>`: whoever they are, and not the token of this hour.
///
/// # Errors
/// `idempotency-in-flight`, `idempotency-mismatch`.
pub async fn start(ctx: &Ctx, who: String, Key(key): Key, body: &[u8]) -> Result<Repeated, ApiError> {
    let Some((route, key)) = key else { return Ok(Repeated::New(Started(None))) };
    let key: KeyId = (who, route, key);
    match db::claim_key(&ctx.db, &key, &hash(body), ctx.now).await? {
        Claim::New => Ok(Repeated::New(Started(Some(key)))),
        Claim::Done(resource) => Ok(Repeated::Before(resource)),
        Claim::InFlight => Err(ApiError::new(ProblemType::IdempotencyInFlight).retry_after(1)),
        Claim::Mismatch => Err(ApiError::new(ProblemType::IdempotencyMismatch)),
    }
}

/// What the request leads to: made now, or found where the same request came before.
///
/// # Errors
/// `idempotency-in-flight`, `idempotency-mismatch`; the request's own.
pub async fn once<T, E: Into<ApiError>>(
    ctx: &Ctx,
    who: String,
    (key, body): (Key, &[u8]),
    make: impl Future<Output = Result<T, E>>,
    id: impl Fn(&T) -> Uuid,
    find: impl AsyncFnOnce(Uuid) -> Result<T, E>,
) -> Result<T, ApiError> {
    match start(ctx, who, key, body).await? {
        Repeated::Before(resource) => find(resource).await.map_err(Into::into),
        Repeated::New(started) => started.finish(ctx, make.await.map_err(Into::into), id).await,
    }
}

impl Started {
    /// Keeps what the request led to; a failed one may be tried again.
    ///
    /// # Errors
    /// The request's own.
    pub async fn finish<T>(
        self,
        ctx: &Ctx,
        result: Result<T, ApiError>,
        resource: impl Fn(&T) -> Uuid,
    ) -> Result<T, ApiError> {
        let Some(key) = self.0 else { return result };
        match &result {
            Ok(done) => db::finish_key(&ctx.db, &key, resource(done)).await?,
            Err(_) => db::free_key(&ctx.db, &key).await?,
        }
        result
    }
}

fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes)[..16].iter().map(|byte| format!("{byte:02x}")).collect()
}
