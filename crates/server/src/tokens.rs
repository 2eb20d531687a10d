//! The tokens that registrations' links carry.

use chrono::{DateTime, Duration, Utc};
use magnetiq_domain::session::SessionFacts;
use magnetiq_domain::{closing, holds};
use magnetiq_entity::registrations;

use crate::crypto::{LinkToken, Purpose};
use crate::ctx::Ctx;

/// How long somebody can get no more news by a mail's link.
const UNSUBSCRIBE: Duration = Duration::days(5 * 365);
/// How long the link to a certificate works.
const CERTIFICATE: Duration = Duration::days(3_652);

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

/// Ends the news to the address; works for five years.
pub fn unsubscribe(ctx: &Ctx, row: &registrations::Model) -> String {
    sign(ctx, row, Purpose::Unsubscribe, ctx.now + UNSUBSCRIBE)
}

/// Says how the session was; ends a month after it.
pub fn feedback(ctx: &Ctx, row: &registrations::Model, session: &SessionFacts) -> String {
    sign(ctx, row, Purpose::Feedback, session.ends_at + closing::FEEDBACK)
}

/// Loads the certificate; people look for it years later.
pub fn certificate(ctx: &Ctx, row: &registrations::Model, session: &SessionFacts) -> String {
    sign(ctx, row, Purpose::Certificate, session.ends_at + CERTIFICATE)
}

fn sign(ctx: &Ctx, row: &registrations::Model, purpose: Purpose, expires_at: DateTime<Utc>) -> String {
    let epoch = row.token_epoch.clamp(0, i32::from(u16::MAX)) as u16;
    ctx.keys.sign_link(LinkToken { purpose, id: row.id, epoch, expires_at })
}
