//! The tokens that registrations' links carry.

use chrono::{DateTime, Utc};
use magnetiq_domain::holds;
use magnetiq_domain::session::SessionFacts;
use magnetiq_entity::registrations;

use crate::crypto::{LinkToken, Purpose};
use crate::ctx::Ctx;

/// Validates the address; works for a week.
pub fn verify(ctx: &Ctx, row: &registrations::Model) -> String {
    sign(ctx, row, Purpose::Verify, ctx.now + holds::LINK)
}

/// "Not you? Forget me"; works for a week.
pub fn forget(ctx: &Ctx, row: &registrations::Model) -> String {
    sign(ctx, row, Purpose::Forget, ctx.now + holds::LINK)
}

/// See, change, cancel; ends a month after the session.
pub fn manage(ctx: &Ctx, row: &registrations::Model, session: &SessionFacts) -> String {
    sign(ctx, row, Purpose::Manage, session.ends_at + holds::MANAGE)
}

/// The way into the meeting, and afterwards to the recording; ends a month after the session.
pub fn join(ctx: &Ctx, row: &registrations::Model, session: &SessionFacts) -> String {
    sign(ctx, row, Purpose::Join, session.ends_at + holds::MANAGE)
}

/// Takes an offered place; works until the session starts, whether or not the offer still stands.
pub fn claim(ctx: &Ctx, row: &registrations::Model, session: &SessionFacts) -> String {
    sign(ctx, row, Purpose::Claim, session.starts_at)
}

fn sign(ctx: &Ctx, row: &registrations::Model, purpose: Purpose, expires_at: DateTime<Utc>) -> String {
    let epoch = row.token_epoch.clamp(0, i32::from(u16::MAX)) as u16;
    ctx.keys.sign_link(LinkToken { purpose, id: row.id, epoch, expires_at })
}
