//! Taking the provider's events.

use actix_web::HttpRequest;
use actix_web::web::Bytes;
use chrono::Duration;
use magnetiq_shared::ProblemType;
use magnetiq_shared::fields::email_key;
use magnetiq_shared::suppressions::SuppressionReason;
use serde::Deserialize;

use super::super::queries;
use super::{PROVIDER, connection};
use crate::ctx::Ctx;
use crate::http::{ApiError, ApiResult, parse_json};
use crate::suppressions;

/// How far the sender's clock may be from ours, and so how long an event can be sent again.
const TOLERANCE: Duration = Duration::minutes(5);
/// How long events are remembered: far longer than any is taken.
const REMEMBERED: Duration = Duration::days(1);

/// An event of the provider, as far as it matters here.
#[derive(Deserialize)]
struct Event {
    #[serde(rename = "type")]
    kind: String,
    #[serde(default)]
    data: Data,
}

#[derive(Default, Deserialize)]
struct Data {
    #[serde(default)]
    to: Vec<String>,
    bounce: Option<Bounce>,
}

#[derive(Deserialize)]
struct Bounce {
    #[serde(rename = "type")]
    kind: Option<String>,
    message: Option<String>,
}

impl Event {
    /// Why the recipients get no more mail, and what was said; `None`: they do.
    fn verdict(&self) -> Option<(SuppressionReason, Option<String>)> {
        match (self.kind.as_str(), &self.data.bounce) {
            ("email.complained", _) => Some((SuppressionReason::Complained, None)),
            // A full mailbox or a slow server is no reason to give an address up.
            ("email.bounced", Some(bounce)) => {
                let is_final = bounce.kind.as_deref().is_none_or(|kind| kind == "Permanent");
                is_final.then(|| (SuppressionReason::Bounced, bounce.message.clone()))
            }
            ("email.bounced", None) => Some((SuppressionReason::Bounced, None)),
            _ => None,
        }
    }
}

/// Takes an event. One that was taken before changes nothing.
///
/// # Errors
/// `not-found` for other providers; `unauthenticated` where the signature is wrong, too old, or no secret is set;
/// `malformed-json`, `validation`.
pub(in super::super) async fn take(
    ctx: &Ctx,
    provider: &str,
    request: &HttpRequest,
    body: &Bytes,
) -> ApiResult<()> {
    if provider != PROVIDER {
        return Err(ApiError::not_found());
    }
    let id = signed_id(ctx, request, body).await?;
    let event: Event = parse_json(body)?;
    let tx = ctx.db.begin().await?;
    if !queries::first_seen(&tx, (PROVIDER, &id), ctx.now, ctx.now - REMEMBERED).await? {
        return Ok(());
    }
    if let Some((reason, detail)) = event.verdict() {
        for address in &event.data.to {
            suppressions::suppress(&tx, ctx, &email_key(address_of(address)), reason, detail.clone()).await?;
        }
    }
    tx.commit().await?;
    Ok(())
}

/// The id of the event, where its signature is right.
async fn signed_id(ctx: &Ctx, request: &HttpRequest, body: &[u8]) -> ApiResult<String> {
    let refused = || ApiError::new(ProblemType::Unauthenticated);
    let header = |name: &str| {
        let named = ["svix", "webhook"].map(|prefix| format!("{prefix}-{name}"));
        named.iter().find_map(|name| request.headers().get(name)?.to_str().ok())
    };
    let (id, seconds, signatures) =
        (header("id").ok_or_else(refused)?, header("timestamp").ok_or_else(refused)?, header("signature"));
    let at = seconds.parse().ok().and_then(|seconds| chrono::DateTime::from_timestamp(seconds, 0));
    let is_timely = at.is_some_and(|at| (ctx.now - at).abs() <= TOLERANCE);
    let secret = connection::secret(ctx).await?.ok_or_else(refused)?;
    let fits = id.len() <= 200 && secret.verifies(id, seconds, body, signatures.unwrap_or_default());
    if is_timely && fits { Ok(id.to_owned()) } else { Err(refused()) }
}

/// `a@b.example` of `Anna <a@b.example>`.
fn address_of(recipient: &str) -> &str {
    let inner = recipient.rsplit_once('<').and_then(|(_, rest)| rest.split_once('>'));
    inner.map_or(recipient, |(address, _)| address).trim()
}
