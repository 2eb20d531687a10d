//! Making one of two registrations of the same person, who used two addresses.
//!
//! Invariant: the better place of the two stays, once, in the line too; nobody hears of it but by the mail of a place
//! that the kept one did not have before.

use magnetiq_domain::acts::merged;
use magnetiq_domain::seats::Placement;
use magnetiq_jobs::enqueue;
use magnetiq_shared::registrations::{PersonData, RegistrationDetails, RegistrationStatus};
use magnetiq_shared::{Code, FieldError};
use serde_json::json;
use uuid::Uuid;

use super::acts;
use super::queries::{details, writes};
use crate::accounts::Actor;
use crate::audit::{self, Act};
use crate::ctx::Ctx;
use crate::http::{ApiError, ApiResult};
use crate::registrations::manage::GIVEN_UP;
use crate::registrations::queries::{self, Registration, status_at};
use crate::registrations::{MailJob, RegistrationError, wire};
use crate::waitlist;

/// Makes one of them, and gives the one that is kept.
///
/// # Errors
/// `not-found`; `validation` where the other is none of the same session; `invalid-state`.
pub(super) async fn merge(ctx: &Ctx, who: &Actor, id: Uuid, into: Uuid) -> ApiResult<RegistrationDetails> {
    let tx = ctx.db.begin().await?;
    let unknown = || ApiError::validation(vec![FieldError::new("/into", Code::Unknown)]);
    let row = queries::find(&tx, id).await?.ok_or_else(ApiError::not_found)?;
    queries::lock_session(&tx, row.session_id).await?;
    let row = queries::find(&tx, id).await?.ok_or_else(ApiError::not_found)?;
    let kept = queries::find(&tx, into).await?.ok_or_else(unknown)?;
    if kept.session_id != row.session_id || kept.id == row.id {
        return Err(unknown());
    }
    let facts = queries::session_facts(&tx, row.session_id).await?;
    let becomes = merged(&facts, placement(ctx, &row), placement(ctx, &kept), ctx.now);
    let becomes = becomes.map_err(RegistrationError::from)?;
    let (session, actor) = (row.session_id, format!("staff:{}", who.user));
    let is_first = kept.verified_at.is_none();
    let person = filled(wire::person(&kept), &wire::person(&row));
    let gone = queries::place(&tx, ctx, row, GIVEN_UP, &actor).await?;
    let mut kept = queries::change_person(&tx, &kept, person, ctx.now).await?;
    if let Some(place) = becomes {
        kept = queries::place(&tx, ctx, kept, place, &actor).await?;
        if is_first {
            acts::vouched(&tx, ctx, &kept).await?;
        }
        let offer = (place.status == RegistrationStatus::Offered)
            .then(|| MailJob::once_more(MailJob::PLACE_OFFERED, kept.id, kept.version));
        let mails = MailJob::following(place.status, kept.id).map(|mail| mail.again(&kept)).chain(offer);
        enqueue(&tx, &mails.map(|mail| mail.job(ctx)).collect::<Vec<_>>(), ctx.now).await?;
    }
    if status_at(&kept, ctx.now) == RegistrationStatus::Waitlisted {
        writes::stand_earlier(&tx, &gone, &kept).await?;
    }
    writes::event(&tx, ctx, gone.id, "merged", who.user, json!({ "into": kept.id })).await?;
    writes::event(&tx, ctx, kept.id, "merged", who.user, json!({ "from": gone.id })).await?;
    waitlist::settle(&tx, ctx, session).await?;
    let told = Act::new("registration.merged", kept.id, &kept.reference)
        .changed(&json!({ "reference": gone.reference }), &json!({ "reference": kept.reference }));
    audit::record(&tx, ctx, &who.author(), told).await?;
    tx.commit().await?;
    ctx.wake.poke();
    ctx.changes.notify(gone.id);
    ctx.changes.notify(kept.id);
    details::details(ctx.db.read(), into).await?.ok_or_else(ApiError::not_found)
}

/// Where the registration is, by the clock.
fn placement(ctx: &Ctx, row: &Registration) -> Placement {
    Placement {
        status: status_at(row, ctx.now),
        holds_seat: row.holds_seat,
        hold_expires_at: row.hold_expires_at.map(Into::into),
    }
}

/// What one does not say, the other may.
fn filled(kept: PersonData, other: &PersonData) -> PersonData {
    PersonData {
        phone: kept.phone.or_else(|| other.phone.clone()),
        company: kept.company.or_else(|| other.company.clone()),
        position: kept.position.or_else(|| other.position.clone()),
        website: kept.website.or_else(|| other.website.clone()),
        special_requirements: kept.special_requirements.or_else(|| other.special_requirements.clone()),
        ..kept
    }
}
