//! Telling applications: an event becomes deliveries, each delivery is sent by a job of its own, and what is long done
//! is forgotten.

use std::time::Duration;

use actix_web::web;
use chrono::Duration as Days;
use magnetiq_domain::webhooks::{is_given_up, next_attempt};
use magnetiq_integrations::outbound::header::HeaderName;
use magnetiq_integrations::outbound::{Limits, OutboundError, Request, StatusCode};
use magnetiq_jobs::{Claimed, Handler, JobError, NewJob, Schedule, enqueue};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::payload;
use super::queries::{self, DeliveryRow, Endpoint, Outcome};
use crate::app::App;
use crate::audit::{self, Act, Author};
use crate::crypto::WebhookSecret;
use crate::ctx::Ctx;
use crate::events::Event;

const DELIVER: &str = "deliver-webhook";
const FORGET: &str = "forget-webhook-deliveries";
/// How long deliveries are kept.
const KEPT: Days = Days::days(30);
/// How long an application may take.
const LIMITS: Limits =
    Limits { whole: Duration::from_secs(15), silence: Duration::from_secs(15), bytes: 64 * 1024 };
/// A job is tried as often as its delivery wants: the delivery counts.
const ATTEMPTS: i32 = 100;

/// The payload of a job that sends one delivery.
#[derive(Serialize, Deserialize)]
struct DeliverJob {
    delivery: Uuid,
}

/// The job that sends a delivery.
pub(super) fn delivery(ctx: &Ctx, delivery: Uuid) -> NewJob {
    let payload = serde_json::to_value(DeliverJob { delivery }).unwrap_or_default();
    NewJob::new(ctx.new_id(), DELIVER, payload, ctx.now).priority(-10).max_attempts(ATTEMPTS)
}

/// Makes deliveries of an event.
pub struct FanOut(pub web::Data<App>);

impl Handler for FanOut {
    fn kind(&self) -> &'static str {
        Event::JOB
    }

    async fn run(&self, job: &Claimed) -> Result<(), JobError> {
        let ctx = Ctx::new(&self.0);
        let event: Event = job.payload_as()?;
        let Some(data) = payload::data(&ctx, &event).await? else { return Ok(()) };
        let text = payload::text(&event, data);
        let tx = ctx.db.begin().await?;
        let told = queries::wanting(&tx, event.kind).await?;
        let new: Vec<DeliveryRow> =
            told.into_iter().map(|id| queries::new_delivery(&ctx, id, &event, text.clone())).collect();
        let inserted = queries::insert_deliveries(&tx, &new).await?;
        let jobs: Vec<NewJob> = inserted.into_iter().map(|id| delivery(&ctx, id)).collect();
        enqueue(&tx, &jobs, ctx.now).await?;
        tx.commit().await?;
        ctx.wake.poke();
        Ok(())
    }
}

/// Sends one delivery.
pub struct Deliver(pub web::Data<App>);

impl Handler for Deliver {
    fn kind(&self) -> &'static str {
        DELIVER
    }

    async fn run(&self, job: &Claimed) -> Result<(), JobError> {
        let ctx = Ctx::new(&self.0);
        let DeliverJob { delivery } = job.payload_as()?;
        let Some((row, endpoint)) = queries::to_send(ctx.db.read(), delivery).await? else { return Ok(()) };
        if row.state != "pending" {
            return Ok(());
        }
        let outcome = match endpoint.is_active {
            true => send(&ctx, &row, &endpoint).await,
            false => Outcome::refused("the webhook is switched off"),
        };
        // The answer took its time.
        let ctx = Ctx::new(&self.0);
        match write_down(&ctx, &row, outcome).await? {
            Some(next) => Err(JobError::RetryAt(next, "it did not arrive".to_owned())),
            None => Ok(()),
        }
    }
}

/// Sends it, and says what came of it. Nothing of the answer but its status is kept: it may be of an inner service.
async fn send(ctx: &Ctx, row: &DeliveryRow, endpoint: &Endpoint) -> Outcome {
    let previous = endpoint
        .previous_secret
        .as_ref()
        .filter(|_| endpoint.previous_until_at.is_some_and(|until| ctx.now < until.utc()));
    let secrets = [Some(&endpoint.secret), previous].into_iter().flatten();
    let secrets = secrets.filter_map(|sealed| WebhookSecret::read(&ctx.keys.open(sealed)?));
    let signatures: Vec<String> =
        secrets.map(|secret| secret.sign(row.event_id, ctx.now, &row.payload)).collect();
    if signatures.is_empty() {
        return Outcome::refused("the secret can't be read; give it a new one");
    }
    let request = Request::post(&endpoint.url)
        .body("application/json", row.payload.clone())
        .header(HeaderName::from_static("webhook-id"), &row.event_id.to_string())
        .header(HeaderName::from_static("webhook-timestamp"), &ctx.now.timestamp().to_string())
        .header(HeaderName::from_static("webhook-signature"), &signatures.join(" "))
        .within(LIMITS);
    match ctx.outbound.open(request).await {
        Ok(answer) => Outcome::answered(answer.status()),
        Err(error) => Outcome::unreached(&error),
    }
}

impl Outcome {
    fn answered(status: StatusCode) -> Self {
        let arrived = status.is_success();
        Self {
            arrived,
            status: Some(status.as_u16()),
            error: (!arrived).then(|| format!("the answer is {status}")),
            is_gone: status == StatusCode::GONE,
            may_pass: status != StatusCode::GONE,
        }
    }

    fn unreached(error: &OutboundError) -> Self {
        let status = match error {
            OutboundError::Redirected { status, .. } => Some(*status),
            _ => None,
        };
        Self { status, may_pass: error.may_pass(), ..Self::refused(&error.to_string()) }
    }

    fn refused(why: &str) -> Self {
        Self { arrived: false, status: None, error: Some(why.to_owned()), is_gone: false, may_pass: false }
    }
}

/// Writes down what came of an attempt; gives when it is tried again.
async fn write_down(
    ctx: &Ctx,
    row: &DeliveryRow,
    outcome: Outcome,
) -> Result<Option<chrono::DateTime<chrono::Utc>>, JobError> {
    let tx = ctx.db.begin().await?;
    let Some(webhook) = queries::locked(&tx, row.endpoint_id).await? else { return Ok(None) };
    let attempts = row.attempts + 1;
    let tries = u32::try_from(attempts).unwrap_or_default();
    let next = (!outcome.arrived && outcome.may_pass).then(|| next_attempt(tries, ctx.now)).flatten();
    queries::write_attempt(&tx, row, &outcome, attempts, next, ctx.now).await?;
    let failing_since = webhook.failing_since.unwrap_or(ctx.now);
    let note = match () {
        () if outcome.arrived || !webhook.is_active => None,
        () if outcome.is_gone => Some("It answered 410: it wants to hear of nothing any more."),
        () if is_given_up(failing_since, ctx.now) => Some("Nothing has arrived there for five days."),
        () => None,
    };
    if webhook.is_active {
        let failing_since = (!outcome.arrived).then_some(failing_since);
        queries::note_health(&tx, &webhook, failing_since, note, ctx.now).await?;
    }
    if note.is_some() {
        let act = Act::new("webhook.disabled", webhook.id, &webhook.url);
        let act = act.changed(&(), &serde_json::json!({ "isActive": false, "note": note }));
        audit::record(&tx, ctx, &Author::system(), act).await?;
    }
    tx.commit().await?;
    Ok(next)
}

/// Deletes old deliveries.
pub struct ForgetDeliveries(pub web::Data<App>);

/// When it runs.
pub fn schedule() -> Schedule {
    Schedule { name: FORGET, every: Duration::from_secs(24 * 3_600), kind: FORGET }
}

impl Handler for ForgetDeliveries {
    fn kind(&self) -> &'static str {
        FORGET
    }

    async fn run(&self, _: &Claimed) -> Result<(), JobError> {
        let ctx = Ctx::new(&self.0);
        let tx = ctx.db.begin().await?;
        queries::forget_before(&tx, ctx.now - KEPT).await?;
        tx.commit().await?;
        Ok(())
    }
}
