//! What a registered person does by the manage link: see, change, cancel.

use chrono_tz::Tz;
use magnetiq_domain::lifecycle;
use magnetiq_domain::seats::{self, Placement};
use magnetiq_jobs::enqueue;
use magnetiq_shared::registrations::{PersonPatch, RegistrationStatus};
use magnetiq_shared::webhooks::EventKind;
use magnetiq_shared::{Code, FieldError};

use super::mail_job::MailJob;
use super::queries::{self, Registration, status};
use super::verify::{BY_PERSON, check_epoch};
use super::{RegistrationError, consents, wire};
use crate::crypto::LinkToken;
use crate::ctx::Ctx;
use crate::db::Tx;
use crate::events;
use crate::http::ApiError;
use crate::waitlist;

/// What a registration that is given up becomes.
pub(in crate::registrations) const GIVEN_UP: Placement =
    Placement { status: RegistrationStatus::Cancelled, holds_seat: false, hold_expires_at: None };

/// The link's registration.
pub(super) async fn find(ctx: &Ctx, link: &LinkToken) -> Result<Registration, RegistrationError> {
    let row = queries::find(ctx.db.read(), link.id).await?.ok_or(RegistrationError::Gone)?;
    check_epoch(&row, link)?;
    Ok(row)
}

/// Changes the person's data.
pub(super) async fn change(
    ctx: &Ctx,
    link: &LinkToken,
    patch: &PersonPatch,
) -> Result<Registration, ApiError> {
    let tx = ctx.db.begin().await?;
    let row = queries::find(&tx, link.id).await?.ok_or(RegistrationError::Gone)?;
    queries::lock_session(&tx, row.session_id).await?;
    // Whoever changed or erased it meanwhile had the lock.
    let row = queries::find(&tx, link.id).await?.ok_or(RegistrationError::Gone)?;
    check_epoch(&row, link)?;
    let row = correct(&tx, ctx, row, patch, BY_PERSON).await?;
    tx.commit().await?;
    ctx.changes.notify(row.id);
    Ok(row)
}

/// Writes what a patch changes, whoever sent it, into a registration whose session is locked.
///
/// # Errors
/// `validation`.
pub(in crate::registrations) async fn correct(
    tx: &Tx,
    ctx: &Ctx,
    row: Registration,
    patch: &PersonPatch,
    actor: &str,
) -> Result<Registration, ApiError> {
    let person = patch.apply(&wire::person(&row)).map_err(ApiError::validation)?;
    if person.timezone.parse::<Tz>().is_err() {
        return Err(ApiError::validation(vec![FieldError::new("/timezone", Code::Timezone)]));
    }
    let changed_mind = person.marketing_consent != row.marketing_consent;
    let row = queries::change_person(tx, &row, person, ctx.now).await?;
    if changed_mind {
        let privacy = ctx.program.at(ctx.now).program.settings.legal.privacy;
        consents::news_changed(tx, ctx, &row, privacy).await?;
    }
    queries::note(tx, ctx, row.id, "changed", actor, None).await?;
    events::happened(tx, ctx, EventKind::RegistrationUpdated, row.id).await?;
    Ok(row)
}

/// Gives the link's place up.
pub(super) async fn cancel(ctx: &Ctx, link: &LinkToken) -> Result<Registration, RegistrationError> {
    let tx = ctx.db.begin().await?;
    let row = queries::find(&tx, link.id).await?.ok_or(RegistrationError::Gone)?;
    check_epoch(&row, link)?;
    give_up(tx, ctx, row).await
}

/// Its owner gives the place up. The seat goes to the next in line; after the start it stays as it is.
pub(super) async fn give_up(tx: Tx, ctx: &Ctx, row: Registration) -> Result<Registration, RegistrationError> {
    queries::lock_session(&tx, row.session_id).await?;
    let row = queries::find(&tx, row.id).await?.ok_or(RegistrationError::Gone)?;
    if status(&row) == RegistrationStatus::Cancelled {
        return Ok(row);
    }
    let facts = queries::session_facts(&tx, row.session_id).await?;
    if !lifecycle::may_cancel(status(&row)) || !seats::frees_seat(&facts, ctx.now) {
        return Err(RegistrationError::InvalidState);
    }
    let row = queries::place(&tx, ctx, row, GIVEN_UP, BY_PERSON).await?;
    let mails: Vec<_> =
        MailJob::following(RegistrationStatus::Cancelled, row.id).map(|mail| mail.job(ctx)).collect();
    enqueue(&tx, &mails, ctx.now).await?;
    waitlist::settle(&tx, ctx, row.session_id).await?;
    tx.commit().await?;
    ctx.wake.poke();
    ctx.changes.notify(row.id);
    Ok(row)
}
