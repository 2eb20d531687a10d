//! The visit as a stream: at once, and after each change. Changes of this process are told directly; those of
//! other processes are found by looking every few seconds.

use std::time::Duration;

use actix_web::HttpResponse;
use actix_web::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use bytes::Bytes;
use futures_util::stream;
use tokio::sync::broadcast;
use uuid::Uuid;

use super::service;
use crate::crypto::VisitClaims;
use crate::ctx::Ctx;
use crate::http::ApiError;

/// How often we look for what other processes did, and show that the line is open.
const LOOK: Duration = Duration::from_secs(4);

/// The stream of one visit; it ends with the visit.
pub(super) async fn stream(ctx: &Ctx, claims: VisitClaims) -> Result<HttpResponse, ApiError> {
    // Whoever may not see the visit gets an answer, not an empty stream.
    service::current(ctx, &claims).await?;
    let changes = ctx.changes.subscribe();
    let line = Line { app: ctx.app().clone(), changes, claims, watched: Vec::new(), last: String::new() };
    Ok(HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, "text/event-stream"))
        .insert_header((CACHE_CONTROL, "no-store"))
        .insert_header(("x-accel-buffering", "no"))
        .streaming(stream::unfold(Some(line), next)))
}

struct Line {
    app: actix_web::web::Data<crate::app::App>,
    changes: broadcast::Receiver<Uuid>,
    claims: VisitClaims,
    /// The visit and its registrations.
    watched: Vec<Uuid>,
    last: String,
}

impl Line {
    /// Waits until something happens to the visit or one of its registrations, or until it is time to look.
    async fn wait(&mut self) {
        let change = async {
            loop {
                match self.changes.recv().await {
                    Ok(id) if !self.watched.contains(&id) => {}
                    _ => return,
                }
            }
        };
        let _ = tokio::time::timeout(LOOK, change).await;
    }
}

async fn next(line: Option<Line>) -> Option<(Result<Bytes, actix_web::Error>, Option<Line>)> {
    let mut line = line?;
    let closed = line.app.changes.closed();
    if !line.last.is_empty() {
        closed.run_until_cancelled(line.wait()).await?;
    }
    let ctx = Ctx::new(&line.app);
    let visit = service::current(&ctx, &line.claims).await.ok()?;
    line.watched = service::watched(&ctx, line.claims.sub).await.ok()?;
    let json = serde_json::to_string(&visit).ok()?;
    if json == line.last {
        return Some((Ok(Bytes::from_static(b": still here\n\n")), Some(line)));
    }
    let event = Bytes::from(format!("data: {json}\n\n"));
    line.last = json;
    Some((Ok(event), Some(line)))
}
