//! Issuing, sending, revoking, and drawing.

use actix_web::web;
use chrono_tz::Tz;
use magnetiq_domain::reference::certificate_number;
use magnetiq_jobs::enqueue;
use magnetiq_mail::{Attachment, localtime};
use magnetiq_shared::certificates::{Certificate, CertificateTemplate, VerifiedCertificate};
use magnetiq_shared::messages::Reason;
use magnetiq_shared::{Language, ProblemType, links};
use uuid::Uuid;

use super::drawing::Drawing;
use super::queries::{self, Found, Row};
use crate::accounts::Actor;
use crate::audit::{self, Act};
use crate::ctx::Ctx;
use crate::db::{Error, Tx};
use crate::http::{ApiError, ApiResult};
use crate::media;
use crate::registrations::MailJob;
use crate::registrations::queries::Registration;
use crate::sessions::queries::{facts, title};
use crate::tokens;

/// How many are issued at once.
const AT_ONCE: u64 = 200;
/// How wide the logo is drawn, in pixels.
const LOGO_WIDTH: u32 = 512;

/// Issues certificates to all who were there and have none, where the session gives some, and queues their mails; gives
/// how many.
///
/// # Errors
/// What the database says.
pub async fn issue(tx: &Tx, ctx: &Ctx, session: Uuid) -> Result<u32, Error> {
    let mut issued = 0;
    while let Some((template, people)) = queries::lacking(tx, session, AT_ONCE).await? {
        if people.is_empty() {
            break;
        }
        let template: CertificateTemplate = template.parse().unwrap_or_default();
        let row = |person: &Registration| Row {
            id: ctx.new_id(),
            number: certificate_number(rand::random()),
            registration_id: person.id,
            session_id: session,
            template: template.word().to_owned(),
            sendings: 1,
            issued_at: ctx.now.into(),
            revoked_at: None,
            revoked_by: None,
        };
        queries::insert(tx, people.iter().map(row).collect()).await?;
        let mails: Vec<_> = people.iter().map(|person| mail(person.id, 1).job(ctx)).collect();
        enqueue(tx, &mails, ctx.now).await?;
        issued += u32::try_from(people.len()).unwrap_or(u32::MAX);
    }
    Ok(issued)
}

fn mail(registration: Uuid, number: i32) -> MailJob {
    MailJob::new(MailJob::CERTIFICATE, registration, number)
}

/// A certificate as its mail brings it.
pub struct Mailed {
    /// What stands on it.
    pub number: String,
    /// Where its owner loads it.
    pub link: String,
    /// Where anybody can check it.
    pub verify_link: String,
    /// The document.
    pub file: Attachment,
}

/// The certificate for its mail, or why it has none.
///
/// # Errors
/// Where it can't be drawn.
pub async fn mailed(ctx: &Ctx, registration: Uuid) -> ApiResult<Result<Mailed, Reason>> {
    let Some(found) = queries::of(ctx.db.read(), registration).await?.filter(Found::is_valid) else {
        return Ok(Err(Reason::NoCertificate));
    };
    if !found.is_drawable() {
        return Ok(Err(Reason::NoLetters));
    }
    let file = document(ctx, &found).await?;
    Ok(Ok(Mailed {
        link: owner_link(ctx, &found),
        verify_link: verify_url(ctx, &found.row.number),
        file: Attachment { name: file_name(&found), media_type: "application/pdf".to_owned(), bytes: file },
        number: found.row.number,
    }))
}

/// Where its owner loads the certificate; empty where there is none that stands.
///
/// # Errors
/// What the database says.
pub async fn link(ctx: &Ctx, registration: Uuid) -> Result<String, Error> {
    let found = queries::of(ctx.db.read(), registration).await?;
    Ok(found.filter(Found::is_loadable).map(|found| owner_link(ctx, &found)).unwrap_or_default())
}

fn owner_link(ctx: &Ctx, found: &Found) -> String {
    let token = tokens::certificate(ctx, &found.person, &facts(&found.session));
    format!("{}{}", ctx.config.base_url, links::own_certificate(&found.row.number, &token))
}

fn verify_url(ctx: &Ctx, number: &str) -> String {
    format!("{}{}", ctx.config.base_url, links::certificate(number))
}

/// What the file is called.
pub(super) fn file_name(found: &Found) -> String {
    let word = match language(found) {
        Language::En => "Certificate",
        Language::De => "Teilnahmebestätigung",
    };
    format!("{word} {}.pdf", found.name())
}

fn language(found: &Found) -> Language {
    found.person.language.parse().unwrap_or_default()
}

fn minutes(found: &Found) -> u32 {
    let planned = found.session.duration_minutes;
    u32::try_from(found.person.attendance_minutes.map_or(planned, |there| there.min(planned)))
        .unwrap_or_default()
}

fn speaker(found: &Found) -> String {
    let one = &found.speaker;
    let name = [one.title.as_deref(), Some(&one.first_name), Some(&one.last_name)];
    name.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// The document, drawn from what is true now.
///
/// # Errors
/// `invalid-state` where the typeface lacks letters of the name.
pub(super) async fn document(ctx: &Ctx, found: &Found) -> ApiResult<Vec<u8>> {
    if !found.is_drawable() {
        return Err(ApiError::new(ProblemType::InvalidState).detail(Reason::NoLetters.text()));
    }
    let settings = ctx.program.at(ctx.now).program.settings.clone();
    let language = language(found);
    let zone: Tz = found.session.timezone.parse().unwrap_or(Tz::UTC);
    let position = found.speaker.position.as_ref().map(|position| position.get(language));
    let role = [position, found.speaker.company.as_deref()];
    let logo = match settings.logo {
        Some(picture) => media::content(ctx, picture, LOGO_WIDTH).await.map_err(ApiError::internal)?,
        None => None,
    };
    let drawing = Drawing {
        template: found.row.template.parse().unwrap_or_default(),
        language,
        number: found.row.number.clone(),
        name: found.name(),
        title: title(&found.session, &found.topic).get(language).to_owned(),
        date: localtime::date(found.session.starts_at.utc(), zone, language),
        minutes: minutes(found),
        speaker: speaker(found),
        role: role.into_iter().flatten().collect::<Vec<_>>().join(", "),
        house: settings.brand.organisation.clone(),
        brand: settings.brand.name.clone(),
        accent: settings.brand.accent.clone(),
        logo,
        verify_url: verify_url(ctx, &found.row.number),
        issued_at: found.row.issued_at.utc(),
        issued: localtime::date(found.row.issued_at.utc(), zone, language),
    };
    let drawn = web::block(move || drawing.pdf()).await.map_err(ApiError::internal)?;
    drawn.map_err(ApiError::internal)
}

/// What anybody learns of it; `None` where there is none.
pub(super) fn verified(found: &Found) -> VerifiedCertificate {
    let valid = found.is_valid();
    let session = &found.session;
    VerifiedCertificate {
        number: found.row.number.clone(),
        valid,
        name: valid.then(|| found.name()),
        title: valid.then(|| title(session, &found.topic)),
        starts_at: valid.then(|| session.starts_at.utc()),
        minutes: valid.then(|| minutes(found)),
        speaker: valid.then(|| speaker(found)),
        issued_at: found.row.issued_at.utc(),
    }
}

/// As staff see it.
pub(super) fn shown(ctx: &Ctx, row: &Row) -> Certificate {
    Certificate {
        verify_url: verify_url(ctx, &row.number),
        number: row.number.clone(),
        registration_id: row.registration_id,
        template: row.template.parse().unwrap_or_default(),
        sendings: u32::try_from(row.sendings).unwrap_or_default(),
        issued_at: row.issued_at.utc(),
        revoked_at: row.revoked_at.map(|at| at.utc()),
    }
}

/// Sends it once more.
///
/// # Errors
/// `not-found`; `invalid-state` where it does not stand.
pub(super) async fn send_again(ctx: &Ctx, who: &Actor, registration: Uuid) -> ApiResult<Certificate> {
    let tx = ctx.db.begin().await?;
    let found = queries::of(&tx, registration).await?.ok_or_else(ApiError::not_found)?;
    if !found.is_valid() {
        return Err(ApiError::new(ProblemType::InvalidState).detail("the certificate does not stand"));
    }
    if !found.is_drawable() {
        return Err(ApiError::new(ProblemType::InvalidState).detail(Reason::NoLetters.text()));
    }
    let row = queries::sent_again(&tx, &found.row).await?;
    enqueue(&tx, &[mail(registration, row.sendings).job(ctx)], ctx.now).await?;
    let told = Act::new("certificate.sent", registration, &found.person.reference);
    audit::record(&tx, ctx, &who.author(), told).await?;
    tx.commit().await?;
    ctx.wake.poke();
    Ok(shown(ctx, &row))
}

/// Revokes it, or has it stand again; as often as it is asked.
///
/// # Errors
/// `not-found`.
pub(super) async fn set_revoked(
    ctx: &Ctx,
    who: &Actor,
    registration: Uuid,
    revoked: bool,
) -> ApiResult<Certificate> {
    let tx = ctx.db.begin().await?;
    let found = queries::of(&tx, registration).await?.ok_or_else(ApiError::not_found)?;
    if found.row.revoked_at.is_some() == revoked {
        return Ok(shown(ctx, &found.row));
    }
    let row = queries::set_revoked(&tx, &found.row, revoked.then_some((ctx.now.into(), who.user))).await?;
    let action = if revoked { "certificate.revoked" } else { "certificate.restored" };
    audit::record(&tx, ctx, &who.author(), Act::new(action, registration, &found.person.reference)).await?;
    tx.commit().await?;
    Ok(shown(ctx, &row))
}
