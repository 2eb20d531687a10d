//! Making and changing sessions.

use chrono::{DateTime, Datelike, Duration, Utc};
use chrono_tz::Tz;
use magnetiq_entity::{session_changes, sessions};
use magnetiq_shared::fields::{self, Code, FieldError};
use magnetiq_shared::sessions::{Access, SessionStatus};
use magnetiq_shared::staff::sessions::{Platform, SessionFields, StaffSession};
use magnetiq_shared::{Language, TranslatedText, links};
use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::queries::{self, SpeakerFacts, TopicFacts};
use super::{SessionError, clean, news};
use crate::accounts::Actor;
use crate::audit::{self, Act};
use crate::ctx::Ctx;
use crate::db::{Conn, Tx};
use crate::http::{IfMatch, Patch};
use crate::sessions::queries::program_changed;
use crate::settings;

/// Makes a draft. What is not said comes from the topic and the settings.
///
/// # Errors
/// `validation`.
pub(super) async fn create(
    ctx: &Ctx,
    who: &Actor,
    given: &Patch<SessionFields>,
) -> Result<StaffSession, SessionError> {
    let tx = ctx.db.begin().await?;
    let defaults = defaults(&tx, given).await?;
    let known: Vec<String> = defaults.keys().cloned().chain(REQUIRED.map(str::to_owned)).collect();
    let fields = given.over(defaults, &known).map_err(SessionError::Request)?;
    let row = insert(ctx, &tx, who, fields).await?;
    let session = wire(ctx, &tx, row).await?;
    let act = Act::new("session.created", session.id, &session.shown_title.en);
    audit::record(&tx, ctx, &who.author(), act).await?;
    tx.commit().await?;
    Ok(session)
}

/// What has no default.
const REQUIRED: [&str; 3] = ["topicId", "speakerId", "startsAt"];

async fn defaults(tx: &Tx, given: &Patch<SessionFields>) -> Result<Map<String, Value>, SessionError> {
    let id = |name: &str| given.get(name).and_then(|id| serde_json::from_value::<Uuid>(id.clone()).ok());
    let topic = match id("topicId") {
        Some(id) => queries::topic(tx, id).await?,
        None => None,
    };
    let program = settings::load(tx).await?.program;
    let starts_at =
        given.get("startsAt").and_then(|at| serde_json::from_value::<DateTime<Utc>>(at.clone()).ok());
    let window = program.registration_window_days.map(|days| Duration::days(i64::from(days)));
    let opens_at = starts_at.zip(window).map(|(start, window)| start - window);
    let defaults = json!({
        "slug": "", "title": null, "description": null,
        "durationMinutes": topic.as_ref().map_or(60, |topic| topic.duration_minutes),
        "timezone": program.timezone, "language": program.language,
        "price": topic.as_ref().and_then(|topic| topic.price), "earlyBird": null, "taxRateBp": program.tax_rate_bp,
        "capacity": topic.as_ref().and_then(|topic| topic.capacity).or(program.capacity),
        "requiresApproval": false, "allowWaitlist": program.allow_waitlist,
        "registrationOpensAt": opens_at, "registrationClosesAt": null,
        "platform": Platform::Custom, "meetingUrl": null, "meetingPassword": null, "hostUrl": null,
        "recordingEnabled": false, "recordingUrl": null, "recordingAccess": Access::Registrants,
        "materialsUrl": null, "materialsAccess": Access::Registrants, "slidesUrl": null, "speakerNotes": null,
        "backupPlan": null, "preparation": null, "certificateTemplate": null, "questions": [], "reminders": null,
        "promotionalMediaId": null, "socialMediaCopy": null, "createOdooEvent": false,
        "createCalendarEvent": false, "scheduledPublishAt": null,
    });
    Ok(match defaults {
        Value::Object(defaults) => defaults,
        _ => Map::new(),
    })
}

/// Inserts a draft with these values.
pub(super) async fn insert(
    ctx: &Ctx,
    tx: &Tx,
    who: &Actor,
    fields: SessionFields,
) -> Result<sessions::Model, SessionError> {
    let id = ctx.new_id();
    let fields = checked(tx, id, fields).await?;
    let mut row = empty(ctx, id, who.user);
    queries::put(&mut row, fields, ctx.now);
    Ok(queries::insert(tx, row).await?)
}

/// Changes a session. A move of its time is for [`super::acts::reschedule`] once it is published.
///
/// # Errors
/// `not-found`, `stale`, `validation`, `invalid-state`.
pub(super) async fn change(
    ctx: &Ctx,
    who: &Actor,
    id: Uuid,
    seen: &IfMatch,
    patch: &Patch<SessionFields>,
) -> Result<StaffSession, SessionError> {
    let tx = ctx.db.begin().await?;
    let row = queries::locked(&tx, id).await?.ok_or(SessionError::NotFound)?;
    seen.check(row.version).map_err(|_| SessionError::Stale)?;
    let before = queries::fields(&row);
    let fields = patch.apply(&before).map_err(SessionError::Request)?;
    let status: SessionStatus = row.status.parse().unwrap_or(SessionStatus::Draft);
    if status == SessionStatus::Cancelled {
        return Err(SessionError::InvalidState("a cancelled session stays as it is; duplicate it"));
    }
    let moves = |after: &SessionFields| {
        (after.starts_at, after.duration_minutes, &after.timezone)
            != (before.starts_at, before.duration_minutes, &before.timezone)
    };
    if status != SessionStatus::Draft && moves(&fields) {
        return Err(SessionError::InvalidState(
            "people may have registered: reschedule it, so that they are told",
        ));
    }
    let fields = checked(&tx, id, fields).await?;
    let taken = row.seats_taken.unsigned_abs();
    if fields.capacity.is_some_and(|seats| seats < taken) {
        return Err(SessionError::field("/capacity", Code::TooLow));
    }
    let row = store(ctx, &tx, who, row, fields).await?;
    let session = wire(ctx, &tx, row).await?;
    tx.commit().await?;
    ctx.wake.poke();
    ctx.program.refresh(ctx.db.read(), ctx.now).await?;
    Ok(session)
}

/// Writes changed values down: with the old address kept, the change in the audit log, and those who are to hear of a
/// new way in told.
pub(super) async fn store(
    ctx: &Ctx,
    tx: &Tx,
    who: &Actor,
    mut row: sessions::Model,
    fields: SessionFields,
) -> Result<sessions::Model, SessionError> {
    let before = queries::fields(&row);
    let is_draft = row.status == SessionStatus::Draft.word();
    if before.slug != fields.slug && (!is_draft || row.withdrawn_at.is_some()) {
        queries::keep_slug(tx, row.id, (&before.slug, &fields.slug), ctx.now).await?;
    }
    let new_way_in = !is_draft && before.meeting_url.is_some() && before.meeting_url != fields.meeting_url;
    queries::put(&mut row, fields.clone(), ctx.now);
    touch(ctx, &mut row, who);
    if new_way_in {
        moved(ctx, tx, &mut row, &before, (true, who.user, None)).await?;
    }
    let row = queries::update(tx, row).await?;
    program_changed(tx).await?;
    let name = fields.title.as_ref().map_or(&fields.slug, |title| &title.en);
    let act = Act::new("session.updated", row.id, name).changed(&before, &fields);
    audit::record(tx, ctx, &who.author(), act).await?;
    // A seat more may be somebody's who waits.
    news::settle_soon(ctx, tx).await?;
    Ok(row)
}

/// The session has another time or another way in: its calendar entries get a new number, and who has one is told.
pub(super) async fn moved(
    ctx: &Ctx,
    tx: &Tx,
    row: &mut sessions::Model,
    before: &SessionFields,
    (notify, by, note): (bool, Uuid, Option<String>),
) -> Result<(), SessionError> {
    row.sequence += 1;
    let ends_before = before.starts_at + Duration::minutes(i64::from(before.duration_minutes));
    let change = session_changes::Model {
        session_id: row.id,
        sequence: row.sequence,
        starts_at_before: before.starts_at.into(),
        ends_at_before: ends_before.into(),
        timezone_before: before.timezone.clone(),
        link_changed: before.meeting_url != row.meeting_url,
        note,
        notify,
        created_by: Some(by),
        created_at: ctx.now.into(),
    };
    queries::note_change(tx, change).await?;
    if notify {
        news::tell(ctx, tx, row.id, news::Tidings::Changed, row.sequence).await?;
    }
    Ok(())
}

pub(super) fn touch(ctx: &Ctx, row: &mut sessions::Model, who: &Actor) {
    row.version += 1;
    row.updated_at = ctx.now.into();
    row.updated_by = Some(who.user);
}

/// The clean values, with an address that nothing else has, of what exists.
async fn checked(tx: &Tx, id: Uuid, given: SessionFields) -> Result<SessionFields, SessionError> {
    let mut fields = clean::clean(given).map_err(SessionError::Fields)?;
    let mut errors = Vec::new();
    let topic = queries::topic(tx, fields.topic_id).await?;
    if topic.is_none() {
        errors.push(FieldError::new("/topicId", Code::Unknown));
    }
    if queries::speaker(tx, fields.speaker_id).await?.is_none() {
        errors.push(FieldError::new("/speakerId", Code::Unknown));
    }
    if let Some(media) = fields.promotional_media_id
        && !queries::has_media(tx, media).await?
    {
        errors.push(FieldError::new("/promotionalMediaId", Code::Unknown));
    }
    match (&topic, fields.slug.is_empty()) {
        (Some(topic), true) => fields.slug = free_slug(tx, id, &fields, topic).await?,
        (_, false) if queries::slug_is_taken(tx, &fields.slug, id).await? => {
            errors.push(FieldError::new("/slug", Code::Taken));
        }
        _ => {}
    }
    if errors.is_empty() { Ok(fields) } else { Err(SessionError::Fields(errors)) }
}

/// An address of title and date, with a number behind it where others have it.
async fn free_slug(
    tx: &Tx,
    id: Uuid,
    fields: &SessionFields,
    topic: &TopicFacts,
) -> Result<String, SessionError> {
    let zone: Tz = fields.timezone.parse().unwrap_or(Tz::UTC);
    let day = fields.starts_at.with_timezone(&zone).date_naive();
    let title = fields.title.as_ref().unwrap_or(&topic.title);
    let stem = format!("{}-{}-{:02}-{:02}", slug_of(&title.en), day.year(), day.month(), day.day());
    let mut slug = stem.clone();
    let mut number = 1;
    while queries::slug_is_taken(tx, &slug, id).await? {
        number += 1;
        slug = format!("{stem}-{number}");
    }
    Ok(slug)
}

/// As many words of a title as an address takes before the date.
fn slug_of(title: &str) -> String {
    let mut slug = fields::slug_of(title);
    while slug.len() > 60 {
        let end = slug.rfind('-').unwrap_or(60);
        slug.truncate(end);
    }
    if slug.is_empty() { "session".to_owned() } else { slug }
}

/// Whether a text that visitors see has no German.
pub(super) fn german_missing(fields: &SessionFields, topic: &TopicFacts) -> bool {
    let lacks = |text: &Option<TranslatedText>| text.as_ref().is_some_and(|text| text.de.is_none());
    !topic.has_german || [&fields.title, &fields.description, &fields.preparation].into_iter().any(lacks)
}

/// One session as staff see it.
///
/// # Errors
/// `not-found`.
pub(super) async fn get(ctx: &Ctx, id: Uuid) -> Result<StaffSession, SessionError> {
    let conn = ctx.db.read();
    let row = queries::by_id(conn, id).await?.ok_or(SessionError::NotFound)?;
    let (topic, speaker) = of(conn, &row).await?;
    Ok(shown(ctx, row, topic, speaker))
}

pub(super) async fn wire(ctx: &Ctx, tx: &Tx, row: sessions::Model) -> Result<StaffSession, SessionError> {
    let topic = queries::topic(tx, row.topic_id).await?.ok_or(SessionError::NotFound)?;
    let speaker = queries::speaker(tx, row.speaker_id).await?.ok_or(SessionError::NotFound)?;
    Ok(shown(ctx, row, topic, speaker))
}

async fn of(conn: &Conn, row: &sessions::Model) -> Result<(TopicFacts, SpeakerFacts), SessionError> {
    let topic = queries::topic(conn, row.topic_id).await?.ok_or(SessionError::NotFound)?;
    let speaker = queries::speaker(conn, row.speaker_id).await?.ok_or(SessionError::NotFound)?;
    Ok((topic, speaker))
}

fn shown(ctx: &Ctx, row: sessions::Model, topic: TopicFacts, speaker: SpeakerFacts) -> StaffSession {
    let fields = queries::fields(&row);
    let status: SessionStatus = row.status.parse().unwrap_or(SessionStatus::Draft);
    let was_held = status == SessionStatus::Completed && row.attendance_count > 0;
    StaffSession {
        id: row.id,
        shown_title: fields.title.clone().unwrap_or_else(|| topic.title.clone()),
        german_missing: german_missing(&fields, &topic),
        topic: topic.name,
        speaker: speaker.name,
        ends_at: row.ends_at.utc(),
        status,
        seats_taken: row.seats_taken.unsigned_abs(),
        waitlist_count: row.waitlist_count.unsigned_abs(),
        registration_count: row.registration_count.unsigned_abs(),
        attendance_count: was_held.then_some(row.attendance_count.unsigned_abs()),
        view_count: row.view_count.unsigned_abs(),
        average_rating: row.average_rating,
        rating_count: row.rating_count.unsigned_abs(),
        url: format!("{}{}", ctx.config.base_url, links::landing(Language::En, &fields.slug)),
        fields,
        published_at: row.published_at.map(|at| at.utc()),
        cancelled_at: row.cancelled_at.map(|at| at.utc()),
        cancel_reason: row.cancel_reason,
        is_withdrawn: row.withdrawn_at.is_some(),
        version: row.version,
        created_at: row.created_at.utc(),
        updated_at: row.updated_at.utc(),
    }
}

/// A row of which nothing is set yet.
pub(in crate::sessions) fn empty(ctx: &Ctx, id: Uuid, by: Uuid) -> sessions::Model {
    let now = ctx.now.into();
    sessions::Model {
        id,
        slug: String::new(),
        topic_id: Uuid::nil(),
        speaker_id: Uuid::nil(),
        title: None,
        description: None,
        starts_at: now,
        duration_minutes: 0,
        ends_at: now,
        timezone: String::new(),
        language: String::new(),
        price_amount: None,
        currency: "EUR".to_owned(),
        tax_rate_bp: 0,
        early_bird_amount: None,
        early_bird_ends_at: None,
        capacity: None,
        seats_taken: 0,
        waitlist_count: 0,
        next_place: 1,
        registration_count: 0,
        attendance_count: 0,
        requires_approval: false,
        allow_waitlist: false,
        platform: String::new(),
        meeting_url: None,
        meeting_password: None,
        host_url: None,
        recording_enabled: false,
        recording_url: None,
        recording_at: None,
        recording_access: String::new(),
        materials_url: None,
        materials_access: String::new(),
        slides_url: None,
        speaker_notes: None,
        backup_plan: None,
        preparation: None,
        certificate_template: None,
        reminders: None,
        questions: Vec::new().into(),
        promotional_media_id: None,
        social_media_copy: None,
        status: SessionStatus::Draft.word().to_owned(),
        registration_opens_at: None,
        registration_closes_at: None,
        scheduled_publish_at: None,
        published_at: None,
        cancelled_at: None,
        cancel_reason: None,
        withdrawn_at: None,
        sequence: 0,
        view_count: 0,
        completion_rate: None,
        average_rating: None,
        rating_count: 0,
        create_odoo_event: false,
        create_calendar_event: false,
        odoo_event_id: None,
        google_calendar_event_id: None,
        version: 1,
        created_by: Some(by),
        updated_by: Some(by),
        created_at: now,
        updated_at: now,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_made_of_the_first_words_of_a_title() {
        assert_eq!(slug_of("Wärmepumpen über 120 °C: was geht?"), "waermepumpen-ueber-120-c-was-geht");
        assert_eq!(slug_of("…"), "session");
        let long = slug_of(&"word ".repeat(50));
        assert!(long.len() <= 60 && long.ends_with("word"), "{long}");
        assert_eq!(slug_of(&"x".repeat(90)).len(), 60);
    }
}
