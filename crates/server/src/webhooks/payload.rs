//! What is sent: the resource as the API shows it to staff at that moment.

use magnetiq_shared::webhooks::EventKind;
use serde_json::{Value, json};

use super::queries;
use crate::ctx::Ctx;
use crate::db::Error;
use crate::events::Event;
use crate::registrations::staff;

/// The event's subject now; `None` where it is gone.
pub(super) async fn data(ctx: &Ctx, event: &Event) -> Result<Option<Value>, Error> {
    let conn = ctx.db.read();
    let written = |json: serde_json::Result<Value>| json.map_err(|error| Error::Json(error.to_string()));
    match event.kind {
        EventKind::WebhookTest => Ok(Some(json!({ "webhook": event.subject }))),
        EventKind::TopicCreated | EventKind::TopicUpdated | EventKind::TopicArchived => {
            queries::topic(conn, event.subject).await
        }
        EventKind::SessionPublished
        | EventKind::SessionUpdated
        | EventKind::SessionRescheduled
        | EventKind::SessionCancelled
        | EventKind::SessionCompleted => queries::session(conn, event.subject).await,
        _ => match staff::details(conn, event.subject).await? {
            Some(registration) => written(serde_json::to_value(registration.registration)).map(Some),
            None => Ok(None),
        },
    }
}

/// The text that is signed and sent.
pub(super) fn text(event: &Event, data: Value) -> String {
    json!({ "type": event.kind, "timestamp": event.at, "data": data }).to_string()
}
