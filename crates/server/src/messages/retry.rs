//! Sending again what failed for good: the same message under the same Message-ID, composed from what is true by then.

use magnetiq_jobs::retry_failed_keys;
use magnetiq_shared::ProblemType;
use magnetiq_shared::automations::PlannedState;
use magnetiq_shared::messages::{MessageSum, RetryOutcome, RetryWish};
use uuid::Uuid;

use super::queries::{self, FailedMessage};
use crate::accounts::Actor;
use crate::audit::{self, Act};
use crate::ctx::Ctx;
use crate::db::{self, Tx};
use crate::http::ApiError;

/// Sends one message again.
///
/// # Errors
/// `not-found`; `invalid-state` where it has not failed.
pub(super) async fn one(ctx: &Ctx, who: &Actor, id: Uuid) -> Result<RetryOutcome, ApiError> {
    let tx = ctx.db.begin().await.map_err(ApiError::internal)?;
    let failed = queries::failed_one(&tx, id).await.map_err(ApiError::internal)?;
    if failed.is_empty() {
        let is_known = queries::is_known(&tx, id).await.map_err(ApiError::internal)?;
        return Err(match is_known {
            true => ApiError::new(ProblemType::InvalidState).detail("the message has not failed"),
            false => ApiError::not_found(),
        });
    }
    again(ctx, who, tx, failed).await.map_err(ApiError::internal)
}

/// Sends again all of a kind and a session that failed; none is fine.
///
/// # Errors
/// What the database says.
pub(super) async fn of_kind(ctx: &Ctx, who: &Actor, wish: &RetryWish) -> Result<RetryOutcome, db::Error> {
    let tx = ctx.db.begin().await?;
    let failed = queries::failed_of(&tx, wish).await?;
    again(ctx, who, tx, failed).await
}

async fn again(
    ctx: &Ctx,
    who: &Actor,
    tx: Tx,
    failed: Vec<FailedMessage>,
) -> Result<RetryOutcome, db::Error> {
    let keys: Vec<String> = failed.iter().map(|message| message.dedup_key.clone()).collect();
    let keys = retry_failed_keys(&tx, &keys, ctx.now).await?;
    queries::queue_again(&tx, ctx, &keys).await?;
    if let Some(first) = failed.first().filter(|_| !keys.is_empty()) {
        let name = format!("{}: {}", first.kind, keys.len());
        let act = Act {
            action: "messages.retried",
            subject: first.session_id.or(Some(first.id)),
            name,
            changes: vec![],
        };
        audit::record(&tx, ctx, &who.author(), act).await?;
    }
    tx.commit().await?;
    ctx.wake.poke();
    Ok(RetryOutcome { queued: u32::try_from(keys.len()).unwrap_or(u32::MAX) })
}

/// What became of a session's mails that belong to no plan, by kind.
///
/// # Errors
/// What the database says.
pub(super) async fn sums(ctx: &Ctx, session: Uuid) -> Result<Vec<MessageSum>, db::Error> {
    let rows = queries::sums(ctx.db.read(), session).await?;
    let mut sums: Vec<MessageSum> = rows
        .into_iter()
        .map(|row| MessageSum {
            state: PlannedState::of_message(&row.state),
            kind: row.kind,
            reason: row.reason,
            recipients: u32::try_from(row.recipients).unwrap_or(u32::MAX),
            first_at: row.first_at.utc(),
            last_at: row.last_at.utc(),
        })
        .collect();
    sums.sort_by(|a, b| (a.first_at, &a.kind, a.state).cmp(&(b.first_at, &b.kind, b.state)));
    Ok(sums)
}
