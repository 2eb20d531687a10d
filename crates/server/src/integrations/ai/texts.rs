//! A text while it is written, as a stream of events.
//!
//! HTML goes out in whole blocks, each sanitised as the editor's are: a model may have been talked into writing
//! anything. What a person then saves is sanitised once more.

use actix_web::HttpResponse;
use actix_web::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use bytes::Bytes;
use futures_util::{StreamExt, stream};
use magnetiq_integrations::ai::{Pieces, prompt};
use magnetiq_shared::ai::{AiEvent, AiFailure, AiJob, AiTask, TextFormat};
use tokio_util::sync::CancellationToken;

use super::connection;
use crate::accounts::Actor;
use crate::ctx::Ctx;
use crate::html::rich::Blocks;
use crate::http::{ApiError, ApiResult, Limit};

/// Has a text written.
///
/// # Errors
/// `validation`, `invalid-state` where no provider is set, `rate-limited`. What the provider has against it is told in
/// the stream.
pub(in super::super) async fn stream(ctx: &Ctx, who: &Actor, task: &AiTask) -> ApiResult<HttpResponse> {
    task.check().map_err(ApiError::validation)?;
    let client = connection::client(ctx).await?;
    ctx.limits.check_for(ctx, Limit::Ai, &who.user.to_string())?;
    let is_list = matches!(&task.job, AiJob::Write { part, .. } if part.is_list());
    let blocks = (task.format == TextFormat::Html && !is_list).then(Blocks::default);
    let writing = match client.write(&prompt(task)).await {
        Ok(pieces) => Stage::Writing(Writing { pieces, blocks, closed: ctx.changes.closed() }),
        Err(error) => {
            tracing::warn!(%error, "a text did not come");
            Stage::Refused(error.failure())
        }
    };
    Ok(HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, "text/event-stream"))
        .insert_header((CACHE_CONTROL, "no-store"))
        .insert_header(("x-accel-buffering", "no"))
        .streaming(stream::unfold(writing, next)))
}

/// How far a text is.
enum Stage {
    Refused(AiFailure),
    Writing(Writing),
    Over,
}

struct Writing {
    pieces: Pieces,
    /// Of HTML: what waits for the end of its block.
    blocks: Option<Blocks>,
    /// The process ends.
    closed: CancellationToken,
}

async fn next(stage: Stage) -> Option<(Result<Bytes, actix_web::Error>, Stage)> {
    let mut writing = match stage {
        Stage::Over => return None,
        Stage::Refused(reason) => return Some((Ok(written(&[AiEvent::Failed { reason }])), Stage::Over)),
        Stage::Writing(writing) => writing,
    };
    let events = loop {
        let closed = writing.closed.clone();
        match closed.run_until_cancelled(writing.pieces.next()).await {
            Some(Some(Ok(words))) => {
                let text =
                    writing.blocks.as_mut().map_or_else(|| words.clone(), |blocks| blocks.push(&words));
                if !text.is_empty() {
                    let piece = written(&[AiEvent::Piece { text }]);
                    return Some((Ok(piece), Stage::Writing(writing)));
                }
            }
            Some(Some(Err(error))) => {
                tracing::warn!(%error, "a text broke off");
                break vec![AiEvent::Failed { reason: error.failure() }];
            }
            Some(None) => {
                let rest = writing.blocks.map(Blocks::end).filter(|text| !text.is_empty());
                let piece = rest.map(|text| AiEvent::Piece { text });
                break piece.into_iter().chain([AiEvent::Done]).collect();
            }
            None => break vec![AiEvent::Failed { reason: AiFailure::Broken }],
        }
    };
    Some((Ok(written(&events)), Stage::Over))
}

/// Events as the stream writes them.
fn written(events: &[AiEvent]) -> Bytes {
    let lines = events.iter().map(|event| {
        let json = serde_json::to_string(event).unwrap_or_default();
        format!("data: {json}\n\n")
    });
    Bytes::from(lines.collect::<String>())
}
