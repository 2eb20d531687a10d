//! Making, changing and deleting speakers.

use magnetiq_entity::speakers::Model;
use magnetiq_shared::speakers::staff::{Slot, Speaker, SpeakerFields, SpeakerFigures, SpeakerSession};
use magnetiq_shared::{Code, FieldError, Language, ProblemType, TranslatedText};
use uuid::Uuid;

use super::queries::Known;
use super::{fields, queries, wire};
use crate::accounts::{self, Actor};
use crate::audit::{self, Act, Author};
use crate::ctx::Ctx;
use crate::db::{self, Kept, Tx};
use crate::http::{ApiError, IfMatch};
use crate::media;

/// The longest time that can be asked about, in minutes.
const LONGEST_SLOT: u32 = 1_440;

/// One speaker.
///
/// # Errors
/// `not-found`.
pub(super) async fn get(ctx: &Ctx, id: Uuid) -> Result<Speaker, ApiError> {
    let known = queries::known(ctx.db.read(), id).await?.ok_or_else(ApiError::not_found)?;
    let Known { row, photo, figures } = known;
    let photo = match photo {
        Some(id) => media::picture(ctx.db.read(), id).await?,
        None => None,
    };
    Ok(wire::speaker(&row, figures, photo))
}

/// Adds a speaker.
///
/// # Errors
/// `validation`.
pub(super) async fn create(ctx: &Ctx, who: &Actor, given: SpeakerFields) -> Result<Speaker, ApiError> {
    let timezone = accounts::timezone(ctx.db.read(), who.user).await?;
    let mut row = blank(ctx, timezone);
    let tx = ctx.db.begin_change(Kept::Program).await?;
    fields::apply(&tx, &mut row, given, true).await?;
    queries::insert(&tx, row.clone()).await?;
    record(&tx, ctx, &who.author(), "speaker.created", (None, &row)).await?;
    tx.commit().await?;
    get(ctx, row.id).await
}

/// Changes a speaker; visitors see it at once.
///
/// # Errors
/// `not-found`, `stale`, `validation`.
pub(super) async fn change(
    ctx: &Ctx,
    who: &Actor,
    id: Uuid,
    seen: &IfMatch,
    given: SpeakerFields,
) -> Result<Speaker, ApiError> {
    let tx = ctx.db.begin_change(Kept::Program).await?;
    let before = queries::by_id(&tx, id).await?.ok_or_else(ApiError::not_found)?;
    seen.check(before.version)?;
    save(tx, ctx, &who.author(), before, given).await?;
    get(ctx, id).await
}

/// Puts what was told into the row and writes it, in this transaction, which it ends.
///
/// # Errors
/// `validation`.
pub(super) async fn save(
    tx: Tx,
    ctx: &Ctx,
    who: &Author,
    before: Model,
    given: SpeakerFields,
) -> Result<Model, ApiError> {
    let mut row = before.clone();
    fields::apply(&tx, &mut row, given, false).await?;
    row.version += 1;
    row.updated_at = ctx.now.into();
    queries::update(&tx, row.clone()).await?;
    record(&tx, ctx, who, "speaker.updated", (Some(&before), &row)).await?;
    tx.commit().await?;
    ctx.program.refresh(ctx.db.read(), ctx.now).await?;
    Ok(row)
}

/// Deletes a speaker whom nothing needs, with what was written to them.
///
/// # Errors
/// `not-found`, `stale`; `invalid-state` while something needs them, which is named.
pub(super) async fn delete(ctx: &Ctx, who: &Actor, id: Uuid, seen: &IfMatch) -> Result<(), ApiError> {
    let tx = ctx.db.begin_change(Kept::Program).await?;
    let row = queries::by_id(&tx, id).await?.ok_or_else(ApiError::not_found)?;
    seen.check(row.version)?;
    let uses = queries::uses(&tx, id).await?;
    if !uses.is_empty() {
        let detail = format!("needed by {}; set the speaker inactive instead", uses.join(", "));
        return Err(ApiError::new(ProblemType::InvalidState).detail(detail));
    }
    queries::delete(&tx, id).await?;
    audit::record(&tx, ctx, &who.author(), Act::new("speaker.deleted", id, wire::full_name(&row))).await?;
    tx.commit().await?;
    Ok(())
}

/// A speaker's sessions that overlap a time.
///
/// # Errors
/// `not-found`, `validation`.
pub(super) async fn conflicts(ctx: &Ctx, id: Uuid, slot: &Slot) -> Result<Vec<SpeakerSession>, ApiError> {
    queries::by_id(ctx.db.read(), id).await?.ok_or_else(ApiError::not_found)?;
    let wrong = |name: &str| ApiError::validation(vec![FieldError::new(name, Code::Type)]);
    if !(1..=LONGEST_SLOT).contains(&slot.duration_minutes) {
        return Err(wrong("durationMinutes"));
    }
    let length = chrono::Duration::minutes(slot.duration_minutes.into());
    let ends_at = slot.starts_at.checked_add_signed(length).ok_or_else(|| wrong("startsAt"))?;
    Ok(queries::overlapping(ctx.db.read(), id, slot.starts_at, ends_at, slot.except).await?)
}

/// Writes down who changed what. Of people outside the house the log keeps no more than which fields.
async fn record(
    tx: &Tx,
    ctx: &Ctx,
    who: &Author,
    action: &'static str,
    (before, after): (Option<&Model>, &Model),
) -> Result<(), db::Error> {
    let wire = |row: &Model| wire::speaker(row, SpeakerFigures::default(), None);
    let act = Act::new(action, after.id, wire::full_name(after)).changed(&before.map(wire), &wire(after));
    let act = if after.is_internal { act } else { act.names_only() };
    audit::record(tx, ctx, who, act).await
}

fn blank(ctx: &Ctx, timezone: String) -> Model {
    Model {
        id: ctx.new_id(),
        slug: String::new(),
        first_name: String::new(),
        last_name: String::new(),
        title: None,
        email: String::new(),
        phone: None,
        biography: TranslatedText::default().into(),
        company: None,
        position: None,
        expertise: Vec::new().into(),
        photo_media_id: None,
        linkedin_url: None,
        website_url: None,
        consultant_id: None,
        is_internal: false,
        is_active: true,
        language: Language::default().code().to_owned(),
        timezone,
        preferred_duration_minutes: None,
        available_timezones: Vec::new().into(),
        technical_requirements: None,
        special_instructions: None,
        calendar_integration: false,
        email_notifications: true,
        total_webinars: 0,
        average_rating: None,
        token_epoch: 0,
        invited_at: None,
        version: 1,
        created_at: ctx.now.into(),
        updated_at: ctx.now.into(),
    }
}
