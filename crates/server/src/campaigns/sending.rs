//! Sending a campaign: at its time recipients are gathered in batches, each with its mails in one transaction; how far
//! that is stands in the row, so that whoever goes on after a break-off begins where it ended.

use std::collections::HashSet;

use magnetiq_jobs::enqueue;
use magnetiq_shared::Code;
use magnetiq_shared::campaigns::{Campaign, CampaignState, SendCampaign as Wish};
use uuid::Uuid;

use super::queries::{self, Row};
use super::{CampaignError, group, jobs, service};
use crate::accounts::Actor;
use crate::ctx::Ctx;
use crate::db::{Error, Tx};
use crate::http::IfMatch;
use crate::messages::{self, progress};
use crate::registrations::staff::{Part, group as members_of};

/// How many registrations one transaction looks at.
const BATCH: u64 = 500;

/// Sends a draft, now or at a time.
///
/// # Errors
/// `NotFound`, `State`, `Stale`; `Fields` where words lack or the time is past; `Nobody`, `OtherRecipients`.
pub(super) async fn send(
    ctx: &Ctx,
    who: &Actor,
    id: Uuid,
    seen: &IfMatch,
    wish: Wish,
) -> Result<Campaign, CampaignError> {
    if wish.send_at.is_some_and(|at| at < ctx.now) {
        return Err(CampaignError::field("/sendAt", Code::Time));
    }
    let row = queries::by_id(ctx.db.read(), id).await?.ok_or(CampaignError::NotFound)?;
    let counted = row.version;
    let now = group::count(ctx.db.read(), &queries::audience(&row)).await?.recipients;
    let tx = ctx.db.begin().await?;
    let row = queries::locked(&tx, id).await?.ok_or(CampaignError::NotFound)?;
    match queries::state(&row) {
        CampaignState::Draft => {}
        state => return Err(CampaignError::State(state)),
    }
    // Seen by whoever sends it, and counted for what stood there a moment ago.
    if seen.check(row.version).is_err() || row.version != counted {
        return Err(CampaignError::Stale);
    }
    let missing = service::missing(&row);
    if !missing.is_empty() {
        return Err(CampaignError::Fields(missing));
    }
    if now == 0 {
        return Err(CampaignError::Nobody);
    }
    if wish.recipients.is_some_and(|told| told != now) {
        return Err(CampaignError::OtherRecipients(now));
    }
    let at = wish.send_at.unwrap_or(ctx.now);
    let row = Row {
        state: CampaignState::Scheduled.word().to_owned(),
        send_at: Some(at.into()),
        ..queries::touched(row, who.user, ctx.now)
    };
    queries::update(&tx, row.clone()).await?;
    service::record(&tx, ctx, who, "campaign.scheduled", &row).await?;
    enqueue(&tx, &[jobs::gathering(ctx, id, at)], ctx.now).await?;
    tx.commit().await?;
    ctx.wake.poke();
    service::get(ctx, id).await
}

/// Stops it. One that waits for its time is a draft again; of one that is going out, nothing more goes out.
///
/// # Errors
/// `NotFound`, `State`.
pub(super) async fn stop(ctx: &Ctx, who: &Actor, id: Uuid) -> Result<Campaign, CampaignError> {
    let tx = ctx.db.begin().await?;
    let row = queries::locked(&tx, id).await?.ok_or(CampaignError::NotFound)?;
    let row = queries::touched(row, who.user, ctx.now);
    let row = match queries::state(&row) {
        CampaignState::Scheduled => {
            Row { state: CampaignState::Draft.word().to_owned(), send_at: None, ..row }
        }
        CampaignState::Sending => {
            Row { state: CampaignState::Stopped.word().to_owned(), ended_at: Some(ctx.now.into()), ..row }
        }
        state => return Err(CampaignError::State(state)),
    };
    queries::update(&tx, row.clone()).await?;
    service::record(&tx, ctx, who, "campaign.stopped", &row).await?;
    tx.commit().await?;
    service::get(ctx, id).await
}

/// Looks at the next registrations of the group, and queues the mails of those who get it. Says whether there may be
/// more to look at.
///
/// # Errors
/// What the database says; then nothing of this batch was done.
pub(super) async fn gather(ctx: &Ctx, id: Uuid) -> Result<bool, Error> {
    let tx = ctx.db.begin().await?;
    let Some(row) = queries::locked(&tx, id).await? else { return Ok(false) };
    let row = match queries::state(&row) {
        // One that was taken back and scheduled anew has another job.
        CampaignState::Scheduled if row.send_at.is_some_and(|at| at.utc() <= ctx.now) => {
            Row { state: CampaignState::Sending.word().to_owned(), started_at: Some(ctx.now.into()), ..row }
        }
        CampaignState::Sending if row.gathered_at.is_none() => row,
        _ => return Ok(false),
    };
    let audience = queries::audience(&row);
    let part = Part { after: row.gathered_to, by: row.started_at.map(|at| at.utc()), limit: BATCH };
    let only = audience.group.registration_ids.as_deref();
    let members = members_of(&tx, &audience.group.filters, only, part).await?;
    let last = members.last().map(|member| member.id);
    if last.is_some() {
        let keys: HashSet<String> = members.iter().map(|member| member.email_key.clone()).collect();
        let mut seen = progress::addressed(&tx, id, keys.into_iter().collect()).await?;
        let sifted = group::sift(&tx, audience.purpose, members, &mut seen).await?;
        let people = sifted.into_iter().filter(|(_, why)| why.is_none()).map(|(member, _)| member);
        messages::queue_campaign(&tx, ctx, id, people.collect()).await?;
        queries::update(&tx, Row { gathered_to: last, ..row }).await?;
    } else {
        queries::update(&tx, Row { gathered_at: Some(ctx.now.into()), ..row }).await?;
        settle(&tx, ctx, id).await?;
    }
    tx.commit().await?;
    Ok(last.is_some())
}

/// Ends the campaign where all of its mails have gone out, have failed or were left out.
///
/// # Errors
/// What the database says.
pub async fn settle(tx: &Tx, ctx: &Ctx, id: Uuid) -> Result<(), Error> {
    // Two workers that end the last two mails at once take turns here.
    let Some(row) = queries::locked(tx, id).await? else { return Ok(()) };
    let is_going = queries::state(&row) == CampaignState::Sending && row.gathered_at.is_some();
    if !is_going || progress::has_queued(tx, id).await? {
        return Ok(());
    }
    let sent = CampaignState::Sent.word().to_owned();
    queries::update(tx, Row { state: sent, ended_at: Some(ctx.now.into()), ..row }).await
}
