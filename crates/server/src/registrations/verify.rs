//! Links from mails: validating an address, taking an offered place, being forgotten.

use magnetiq_domain::lifecycle;
use magnetiq_domain::seats::{self, Payment};
use magnetiq_domain::session::SessionFacts;
use magnetiq_jobs::enqueue;
use magnetiq_shared::registrations::RegistrationStatus;
use uuid::Uuid;

use super::consents::{self, Agreed};
use super::mail_job::MailJob;
use super::queries::{self, Registration, status};
use super::{RegistrationError, forgotten};
use crate::crypto::{LinkError, LinkToken, Purpose, VisitClaims};
use crate::ctx::Ctx;
use crate::db::Tx;
use crate::visits::{self, VisitGrant};
use crate::waitlist;

/// Who moved a registration, in its history.
pub(super) const BY_PERSON: &str = "person";

/// The registration that a link is about: the one it was made for, or the live one of the same person.
pub(super) async fn preview(ctx: &Ctx, token: &str) -> Result<Registration, RegistrationError> {
    let link = read(ctx, token, &[Purpose::Verify, Purpose::Claim, Purpose::Forget])?;
    let row = queries::find(ctx.db.read(), link.id).await?.ok_or(RegistrationError::Gone)?;
    check_epoch(&row, &link)?;
    if lifecycle::is_live(status(&row)) {
        return Ok(row);
    }
    Ok(queries::find_live(ctx.db.read(), row.session_id, &row.email_key).await?.unwrap_or(row))
}

/// The button of the validation mail's link: the address is the person's. As often as it is pressed.
pub(super) async fn verify(
    ctx: &Ctx,
    token: &str,
    visit: Option<&VisitClaims>,
) -> Result<(Registration, VisitGrant), RegistrationError> {
    let link = read(ctx, token, &[Purpose::Verify])?;
    confirm(ctx, &link, visit, Step::Verify).await
}

/// The button of an offer's link.
pub(super) async fn claim(
    ctx: &Ctx,
    token: &str,
    visit: Option<&VisitClaims>,
) -> Result<(Registration, VisitGrant), RegistrationError> {
    let link = read(ctx, token, &[Purpose::Claim])?;
    confirm(ctx, &link, visit, Step::Claim).await
}

/// A wish made in a validated visit that met a registration of the same address: no second mail is needed.
pub(super) async fn confirm_known(ctx: &Ctx, id: Uuid) -> Result<Registration, RegistrationError> {
    let tx = ctx.db.begin().await?;
    let (row, facts) = locked(&tx, ctx, id).await?;
    let row = step(&tx, ctx, row, &facts, Step::Verify).await?;
    tx.commit().await?;
    ctx.wake.poke();
    Ok(row)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    Verify,
    Claim,
}

async fn confirm(
    ctx: &Ctx,
    link: &LinkToken,
    visit: Option<&VisitClaims>,
    wanted: Step,
) -> Result<(Registration, VisitGrant), RegistrationError> {
    let tx = ctx.db.begin().await?;
    let (row, facts) = locked(&tx, ctx, link.id).await?;
    check_epoch(&row, link)?;
    let row = match queries::find_live(&tx, row.session_id, &row.email_key).await? {
        Some(live) => live,
        None => row,
    };
    let row = step(&tx, ctx, row, &facts, wanted).await?;
    let grant = visits::validate(&tx, ctx, visit, &row).await?;
    tx.commit().await?;
    ctx.wake.poke();
    ctx.changes.notify(row.id);
    Ok((row, grant))
}

/// The registration and its session, held and settled.
pub(super) async fn locked(
    tx: &Tx,
    ctx: &Ctx,
    id: Uuid,
) -> Result<(Registration, SessionFacts), RegistrationError> {
    let row = queries::find(tx, id).await?.ok_or(RegistrationError::Gone)?;
    queries::lock_session(tx, row.session_id).await?;
    let facts = waitlist::settle(tx, ctx, row.session_id).await?;
    // Settling may have ended this very hold.
    let row = queries::find(tx, id).await?.ok_or(RegistrationError::Gone)?;
    Ok((row, facts))
}

/// Moves the registration on, where there is something to move.
async fn step(
    tx: &Tx,
    ctx: &Ctx,
    row: Registration,
    facts: &SessionFacts,
    wanted: Step,
) -> Result<Registration, RegistrationError> {
    let placement = match (status(&row), wanted) {
        (RegistrationStatus::PendingVerification, _) if row.holds_seat => {
            seats::take_seat(facts, Payment::Later, ctx.now)
        }
        (RegistrationStatus::Offered, Step::Claim) => seats::take_seat(facts, Payment::Later, ctx.now),
        (RegistrationStatus::PendingVerification | RegistrationStatus::Expired, _) => {
            seats::place_verified(facts, Payment::Later, ctx.now)?
        }
        // Nothing is left to do: the page shows where the registration is.
        _ => return Ok(row),
    };
    let is_first = row.verified_at.is_none();
    let moved = queries::place(tx, ctx, row, placement, BY_PERSON).await?;
    if is_first {
        consents::given(tx, ctx, &[Agreed::of(&moved)]).await?;
    }
    let mails: Vec<_> =
        MailJob::following(placement.status, moved.id).map(|mail| mail.again(&moved).job(ctx)).collect();
    enqueue(tx, &mails, ctx.now).await?;
    Ok(moved)
}

/// "Not you? Forget me": takes everything personal out of a registration that was never confirmed.
pub(super) async fn forget(ctx: &Ctx, token: &str) -> Result<(), RegistrationError> {
    let link = read(ctx, token, &[Purpose::Forget])?;
    let tx = ctx.db.begin().await?;
    let row = match locked(&tx, ctx, link.id).await {
        Ok((row, _)) => row,
        Err(RegistrationError::Gone) => return Ok(()),
        Err(error) => return Err(error),
    };
    if row.erased_at.is_some() {
        return Ok(());
    }
    check_epoch(&row, &link)?;
    if row.verified_at.is_some() {
        return Err(RegistrationError::InvalidState);
    }
    forgotten::empty(&tx, ctx, row, BY_PERSON).await?;
    tx.commit().await?;
    ctx.wake.poke();
    ctx.changes.notify(link.id);
    Ok(())
}

fn read(ctx: &Ctx, token: &str, purposes: &[Purpose]) -> Result<LinkToken, RegistrationError> {
    let mut refused = LinkError::Forged;
    for purpose in purposes {
        match ctx.keys.read_link(token, *purpose, ctx.now) {
            Ok(link) => return Ok(link),
            Err(LinkError::Expired) => refused = LinkError::Expired,
            Err(LinkError::Forged) => {}
        }
    }
    Err(refused.into())
}

/// A raised epoch has revoked the links made before.
pub(super) fn check_epoch(row: &Registration, link: &LinkToken) -> Result<(), RegistrationError> {
    let same = row.token_epoch == i32::from(link.epoch) && row.erased_at.is_none();
    if same { Ok(()) } else { Err(RegistrationError::Gone) }
}
