//! Finding, making and validating visits.

use chrono::{DateTime, Utc};
use magnetiq_domain::holds;
use magnetiq_entity::{UtcMillis, registrations, visits};
use magnetiq_shared::Language;
use magnetiq_shared::registrations::RegistrationStatus;
use magnetiq_shared::sessions::SessionCard;
use magnetiq_shared::visits::{Visit, VisitData, VisitPatch, VisitRegistration, VisitToken};
use magnetiq_shared::{Code, FieldError};
use uuid::Uuid;

use super::queries;
use crate::crypto::VisitClaims;
use crate::ctx::Ctx;
use crate::db::{Error, Tx};
use crate::http::ApiError;
use crate::registrations::public_registration;
use crate::registrations::queries::status_at;
use crate::sessions::recommend::recommend;

/// A visit that exists.
pub struct Known {
    /// Its id.
    pub id: Uuid,
    validated_key: Option<String>,
}

impl Known {
    /// Whether this visit has shown that the address is its own.
    pub fn has_validated(&self, email_key: &str) -> bool {
        self.validated_key.as_deref() == Some(email_key)
    }
}

/// The bearer's visit; `None` where it has ended.
///
/// # Errors
/// What the database says.
pub async fn find(ctx: &Ctx, claims: &VisitClaims) -> Result<Option<Known>, Error> {
    let row = queries::find(ctx.db.read(), claims, ctx.now).await?;
    Ok(row.map(|row| Known { id: row.id, validated_key: row.validated_at.and(row.email_key) }))
}

/// A token for a visit made at this moment.
pub fn token(ctx: &Ctx, visit: Uuid) -> VisitToken {
    signed(ctx, visit, 0, ctx.now + holds::VISIT)
}

fn signed(ctx: &Ctx, visit: Uuid, epoch: i32, expires_at: DateTime<Utc>) -> VisitToken {
    VisitToken { token: ctx.keys.visits.sign(visit, epoch, ctx.now, expires_at), expires_at }
}

/// A visit that has just been validated.
pub struct VisitGrant {
    visit: Uuid,
    epoch: i32,
    expires_at: DateTime<Utc>,
}

impl VisitGrant {
    /// Its token.
    pub fn token(&self, ctx: &Ctx) -> VisitToken {
        signed(ctx, self.visit, self.epoch, self.expires_at)
    }
}

/// Validates the bearer's visit for the registration's address, or makes a new one that is.
///
/// # Errors
/// What the database says.
pub async fn validate(
    tx: &Tx,
    ctx: &Ctx,
    claims: Option<&VisitClaims>,
    row: &registrations::Model,
) -> Result<VisitGrant, Error> {
    let known = match claims {
        Some(claims) => queries::find(tx, claims, ctx.now).await?,
        None => None,
    };
    let visit = match known {
        Some(visit) => queries::set_validated(tx, &visit, row, ctx.now).await?,
        None => {
            let text = |field: &Option<String>| field.clone().unwrap_or_default();
            let data = VisitData {
                first_name: row.first_name.clone(),
                last_name: row.last_name.clone(),
                email: row.email.clone(),
                phone: text(&row.phone),
                company: text(&row.company),
                position: text(&row.position),
                website: text(&row.website),
                no_website: row.website.is_none(),
                marketing_consent: row.marketing_consent,
            };
            let mut visit =
                new_row(ctx, data, row.language.parse().unwrap_or_default(), row.timezone.clone());
            visit.email = Some(row.email.clone());
            visit.email_key = Some(row.email_key.clone());
            visit.validated_at = Some(ctx.now.into());
            queries::insert(tx, visit).await?
        }
    };
    Ok(VisitGrant { visit: visit.id, epoch: visit.token_epoch, expires_at: visit.expires_at.utc() })
}

/// A new visit of somebody who has not registered yet.
pub(super) async fn create(ctx: &Ctx, patch: VisitPatch) -> Result<Uuid, ApiError> {
    check_timezone(&patch)?;
    let zone = patch.timezone.unwrap_or_else(|| "UTC".to_owned());
    let row = new_row(ctx, patch.data.unwrap_or_default().kept(), patch.language.unwrap_or_default(), zone);
    let tx = ctx.db.begin().await?;
    let row = queries::insert(&tx, row).await?;
    tx.commit().await?;
    Ok(row.id)
}

/// A visit that this request, or the same one before, has made.
pub(super) async fn opened(ctx: &Ctx, id: Uuid) -> Result<(VisitToken, Visit), ApiError> {
    let row = queries::by_id(ctx.db.read(), id).await?.ok_or_else(ApiError::not_found)?;
    let token = signed(ctx, row.id, row.token_epoch, row.expires_at.utc());
    Ok((token, wire(ctx, row).await?))
}

/// The bearer's visit as its browser sees it.
pub(super) async fn current(ctx: &Ctx, claims: &VisitClaims) -> Result<Visit, ApiError> {
    wire(ctx, existing(ctx, claims).await?).await
}

/// Changes the bearer's visit.
pub(super) async fn change(ctx: &Ctx, claims: &VisitClaims, patch: VisitPatch) -> Result<Visit, ApiError> {
    check_timezone(&patch)?;
    let row = existing(ctx, claims).await?;
    let tx = ctx.db.begin().await?;
    let row = queries::change(&tx, row, patch, ctx.now).await?;
    tx.commit().await?;
    wire(ctx, row).await
}

fn check_timezone(patch: &VisitPatch) -> Result<(), ApiError> {
    let wrong = patch.timezone.as_ref().is_some_and(|zone| zone.parse::<chrono_tz::Tz>().is_err());
    if wrong { Err(ApiError::validation(vec![FieldError::new("/timezone", Code::Timezone)])) } else { Ok(()) }
}

async fn existing(ctx: &Ctx, claims: &VisitClaims) -> Result<visits::Model, ApiError> {
    let row = queries::find(ctx.db.read(), claims, ctx.now).await?;
    row.ok_or_else(|| ApiError::new(magnetiq_shared::ProblemType::Unauthenticated))
}

fn new_row(ctx: &Ctx, data: VisitData, language: Language, timezone: String) -> visits::Model {
    let now = UtcMillis::from(ctx.now);
    visits::Model {
        id: ctx.new_id(),
        email: None,
        email_key: None,
        data: data.into(),
        language: language.code().to_owned(),
        timezone,
        validated_at: None,
        token_epoch: 0,
        expires_at: (ctx.now + holds::VISIT).into(),
        created_at: now,
        updated_at: now,
    }
}

/// The visit as its browser sees it, with what was registered in it.
async fn wire(ctx: &Ctx, row: visits::Model) -> Result<Visit, ApiError> {
    let validated_key = row.validated_at.and(row.email_key.clone());
    let told = queries::told(ctx.db.read(), row.id).await?;
    let own = match &validated_key {
        Some(key) => queries::of_address(ctx.db.read(), key).await?,
        None => Vec::new(),
    };
    let snapshot = ctx.program.at(ctx.now);
    let mut registrations = Vec::new();
    for own in &own {
        let Ok(registration) = public_registration(ctx, own).await else { continue };
        registrations.push(VisitRegistration {
            session: registration.session.clone(),
            email: own.email.clone(),
            state: registration.state,
            waitlist: registration.state == RegistrationStatus::Waitlisted,
            hold_expires_at: registration.hold_expires_at,
            registration: Some(Box::new(registration)),
        });
    }
    for (told, registration) in told {
        if own.iter().any(|own| own.session_id == told.session_id) {
            continue;
        }
        let Some(session) = snapshot.program.session(told.session_id) else { continue };
        registrations.push(VisitRegistration {
            session: session.card(ctx.now),
            email: told.email_key.clone(),
            state: shown_state(&told, registration.as_ref(), ctx.now),
            waitlist: told.waitlist,
            hold_expires_at: told.hold_expires_at.map(Into::into),
            registration: None,
        });
    }
    Ok(Visit {
        validated: validated_key.is_some(),
        email: row.email.filter(|_| validated_key.is_some()),
        data: row.data.0,
        language: row.language.parse().unwrap_or_default(),
        registrations,
        expires_at: row.expires_at.utc(),
    })
}

/// How many sessions are recommended: one row.
const RECOMMENDED: usize = 3;

/// Coming sessions that are like those that were registered for in the bearer's visit.
pub(super) async fn recommended(ctx: &Ctx, claims: &VisitClaims) -> Result<Vec<SessionCard>, ApiError> {
    let row = existing(ctx, claims).await?;
    let told = queries::told(ctx.db.read(), row.id).await?;
    let mut registered: Vec<Uuid> = told.into_iter().map(|(told, _)| told.session_id).collect();
    if let Some(key) = row.validated_at.and(row.email_key) {
        let own = queries::of_address(ctx.db.read(), &key).await?;
        registered.extend(own.into_iter().map(|own| own.session_id));
    }
    let snapshot = ctx.program.at(ctx.now);
    let sessions = recommend(&snapshot.program, &registered, ctx.now, RECOMMENDED);
    Ok(sessions.into_iter().map(|session| session.card(ctx.now)).collect())
}

/// What an unvalidated visit learns: that the link was used, or that the hold is over. A wish that met somebody
/// else's registration looks like one whose mail was never answered.
fn shown_state(
    told: &magnetiq_entity::visit_registrations::Model,
    registration: Option<&registrations::Model>,
    now: DateTime<Utc>,
) -> RegistrationStatus {
    let used = registration.filter(|row| row.verified_at.is_some()).map(|row| status_at(row, now));
    let lapsed = told.hold_expires_at.is_some_and(|end| end.utc() <= now);
    match used {
        Some(state) => state,
        None if lapsed => RegistrationStatus::Expired,
        None => RegistrationStatus::PendingVerification,
    }
}

/// The ids whose changes concern the visit: its own, and those of the registrations it may know of.
pub(super) async fn watched(ctx: &Ctx, visit: Uuid) -> Result<Vec<Uuid>, Error> {
    let told = queries::told(ctx.db.read(), visit).await?;
    Ok(told.into_iter().filter_map(|(told, _)| told.registration_id).chain([visit]).collect())
}

/// What a visit was told when it registered for a session.
pub struct Told {
    /// The registration, where the visit may know of it.
    pub registration_id: Option<Uuid>,
    /// Whether the visit has validated the registration's address.
    pub validated: bool,
    /// Whether the link leads to the waitlist.
    pub waitlist: bool,
    /// Until when a seat is held.
    pub hold_expires_at: Option<DateTime<Utc>>,
    /// When it was told.
    pub at: DateTime<Utc>,
}

/// What the visit was told about the session.
///
/// # Errors
/// What the database says.
pub async fn told(ctx: &Ctx, visit: Uuid, session_id: Uuid) -> Result<Option<Told>, Error> {
    let Some(row) = queries::by_id(ctx.db.read(), visit).await? else { return Ok(None) };
    let key = row.validated_at.and(row.email_key);
    let told = queries::told(ctx.db.read(), visit).await?;
    Ok(told.into_iter().map(|(told, _)| told).find(|told| told.session_id == session_id).map(|told| Told {
        validated: key.as_ref() == Some(&told.email_key),
        registration_id: told.registration_id,
        waitlist: told.waitlist,
        hold_expires_at: told.hold_expires_at.map(Into::into),
        at: told.created_at.utc(),
    }))
}
