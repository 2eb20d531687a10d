//! Registrations as their own people see them.

use chrono::Duration;
use magnetiq_domain::{lifecycle, session::SessionFacts};
use magnetiq_mail::calendar::{CalendarEvent, links as calendar_links};
use magnetiq_mail::{CalendarEntry, SessionFacts as MailSession};
use magnetiq_shared::registrations::Registration as StaffRegistration;
use magnetiq_shared::registrations::{
    CalendarLinks, Guide, PaymentStatus, PersonData, PublicRegistration, RegistrationStatus,
    SessionOfRegistration,
};
use magnetiq_shared::sessions::Access;
use magnetiq_shared::{Currency, Language, Money, links};

use super::queries::{self, Registration, status, status_at};
use crate::ctx::Ctx;
use crate::db;
use crate::http::ApiError;
use crate::sessions::{Program, Session, brand, mail_facts};
use crate::tokens;

/// How long before the start people are told what they need to take part.
const NEAR: Duration = Duration::hours(24);

/// What a person may see and change.
pub(super) fn person(row: &Registration) -> PersonData {
    PersonData {
        first_name: row.first_name.clone(),
        last_name: row.last_name.clone(),
        email: row.email.clone(),
        phone: row.phone.clone(),
        company: row.company.clone(),
        position: row.position.clone(),
        website: row.website.clone(),
        special_requirements: row.special_requirements.clone(),
        marketing_consent: row.marketing_consent,
        language: language(row),
        timezone: row.timezone.clone(),
    }
}

/// Everything about a registration, for whoever has shown that it is theirs.
///
/// # Errors
/// `gone` where its session is not published any more.
pub async fn public_registration(ctx: &Ctx, row: &Registration) -> Result<PublicRegistration, ApiError> {
    let snapshot = ctx.program.at(ctx.now);
    let session = snapshot.program.session(row.session_id).ok_or(super::RegistrationError::Gone)?;
    let state = status_at(row, ctx.now);
    let has_seat = lifecycle::is_registered(state);
    let position = match (state, row.place) {
        (RegistrationStatus::Waitlisted, Some(place)) => {
            Some(queries::position(ctx.db.read(), row.session_id, place).await?)
        }
        _ => None,
    };
    let recording = if has_seat { recording(ctx, row, session).await? } else { None };
    Ok(PublicRegistration {
        id: row.id,
        reference: row.reference.clone(),
        state,
        waitlist_position: position,
        hold_expires_at: row.hold_expires_at.map(Into::into),
        session: session.card(ctx.now),
        person: person(row),
        price: price(row),
        payment_status: row.payment_status.parse().unwrap_or(PaymentStatus::NotRequired),
        manage_token: tokens::manage(ctx, row, &session.facts),
        join_url: has_seat.then(|| join_url(ctx, row, &session.facts)),
        calendar: has_seat.then(|| calendar(ctx, &snapshot.program, row, session)),
        recording_url: recording,
        guide: has_seat.then(|| guide(ctx, row, session)).flatten(),
        claim_token: (state == RegistrationStatus::Offered).then(|| tokens::claim(ctx, row, &session.facts)),
    })
}

/// A registration as the house sees it.
pub(super) fn registration(row: Registration, session: SessionOfRegistration) -> StaffRegistration {
    StaffRegistration {
        id: row.id,
        status: status(&row),
        session,
        language: language(&row),
        price: price(&row),
        payment_status: row.payment_status.parse().unwrap_or(PaymentStatus::NotRequired),
        reference: row.reference,
        first_name: row.first_name,
        last_name: row.last_name,
        email: row.email,
        phone: row.phone,
        company: row.company,
        position: row.position,
        website: row.website,
        timezone: row.timezone,
        source: row.source,
        marketing_consent: row.marketing_consent,
        hold_expires_at: row.hold_expires_at.map(Into::into),
        registered_at: row.registered_at.utc(),
        verified_at: row.verified_at.map(Into::into),
        confirmed_at: row.confirmed_at.map(Into::into),
        cancelled_at: row.cancelled_at.map(Into::into),
        updated_at: row.updated_at.utc(),
        version: row.version,
    }
}

/// The gross price fixed when the registration was made.
pub(super) fn price(row: &Registration) -> Option<Money> {
    let currency = Currency::try_from(row.currency.clone()?).ok()?;
    Some(Money::new(row.price_amount?, currency))
}

/// What to prepare and, when the session is near, what the computer needs. Nothing once it is over.
fn guide(ctx: &Ctx, row: &Registration, session: &Session) -> Option<Guide> {
    let (facts, content) = (&session.facts, &session.content);
    let is_near = ctx.now >= facts.starts_at - NEAR;
    let may_have = may_have(content.materials_access, row);
    (ctx.now < facts.ends_at).then(|| Guide {
        preparation: content.preparation.clone(),
        materials_url: content.materials_url.clone().filter(|_| may_have),
        technical: is_near.then(|| content.platform.technical()),
        test_url: content.platform.test_url().filter(|_| is_near).map(str::to_owned),
    })
}

/// The recording, once the session is over and this person may watch it.
async fn recording(ctx: &Ctx, row: &Registration, session: &Session) -> Result<Option<String>, db::Error> {
    if ctx.now < session.facts.ends_at {
        return Ok(None);
    }
    let (url, access) = queries::recording(ctx.db.read(), row.session_id).await?;
    Ok(url.filter(|_| may_have(access.parse().unwrap_or(Access::Attendees), row)))
}

/// Whether this person may have what a session keeps for some: recordings, materials. Whoever went in by the personal
/// link was there, before it is written down for all.
pub fn may_have(access: Access, row: &Registration) -> bool {
    access != Access::Attendees || status(row) == RegistrationStatus::Attended || row.joined_at.is_some()
}

/// The registration's calendar entry, the same in the mail, the download and every update.
pub fn calendar_event(
    ctx: &Ctx,
    program: &Program,
    row: &Registration,
    session: &Session,
    sequence: u32,
) -> CalendarEvent {
    let brand = brand(program, &ctx.config);
    let entry = CalendarEntry {
        registration_id: row.id,
        sequence,
        stamped_at: ctx.now,
        attendee_email: row.email.clone(),
        attendee_name: format!("{} {}", row.first_name, row.last_name),
    };
    let join = join_url(ctx, row, &session.facts);
    entry.event(&in_zone(row, mail_facts(session, &brand, language(row))), Some(&join), language(row), &brand)
}

fn calendar(ctx: &Ctx, program: &Program, row: &Registration, session: &Session) -> CalendarLinks {
    let event = calendar_event(ctx, program, row, session, 0);
    CalendarLinks {
        google: calendar_links::google(&event, session.content.timezone),
        outlook: calendar_links::outlook(&event),
        office365: calendar_links::office365(&event),
    }
}

fn in_zone(row: &Registration, facts: MailSession) -> MailSession {
    MailSession { viewer_timezone: row.timezone.parse().unwrap_or(facts.session_timezone), ..facts }
}

fn join_url(ctx: &Ctx, row: &Registration, facts: &SessionFacts) -> String {
    format!("{}{}", ctx.config.base_url, links::join(&tokens::join(ctx, row, facts)))
}

fn language(row: &Registration) -> Language {
    row.language.parse().unwrap_or_default()
}
