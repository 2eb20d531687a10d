//! One session's row, and what it points at.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use magnetiq_entity::sessions::{Column, Entity, Model};
use magnetiq_entity::{JsonOf, media, session_changes, session_slugs, speakers, topics};
use magnetiq_shared::sessions::{EarlyBird, SessionStatus};
use magnetiq_shared::staff::Named;
use magnetiq_shared::staff::sessions::{Platform, SessionFields};
use magnetiq_shared::{Currency, Language, Money, TranslatedText};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect,
};
use uuid::Uuid;

use crate::db::{Conn, Error, Tx};
use crate::sessions::queries::title;

/// What a session's topic gives it.
pub(in super::super) struct TopicFacts {
    pub name: Named,
    pub title: TranslatedText,
    pub duration_minutes: u32,
    pub price: Option<Money>,
    pub capacity: Option<u32>,
    pub is_active: bool,
    /// Whether its English texts are all there.
    pub has_english: bool,
    /// Whether its German texts are all there.
    pub has_german: bool,
}

/// A session's speaker.
pub(in super::super) struct SpeakerFacts {
    pub name: Named,
    pub is_active: bool,
}

pub(in super::super) async fn by_id(conn: &impl ConnectionTrait, id: Uuid) -> Result<Option<Model>, Error> {
    Entity::find_by_id(id).one(conn).await
}

/// The row, held until the transaction ends.
pub(in super::super) async fn locked(tx: &Tx, id: Uuid) -> Result<Option<Model>, Error> {
    Entity::find_by_id(id).lock_exclusive().one(tx).await
}

pub(in super::super) async fn insert(tx: &Tx, row: Model) -> Result<Model, Error> {
    row.into_active_model().reset_all().insert(tx).await
}

/// Writes all of the row but what the desk counts.
pub(in super::super) async fn update(tx: &Tx, row: Model) -> Result<Model, Error> {
    let mut changed = row.into_active_model().reset_all();
    for counted in [
        Column::SeatsTaken,
        Column::WaitlistCount,
        Column::NextPlace,
        Column::RegistrationCount,
        Column::AttendanceCount,
        Column::ViewCount,
    ] {
        changed.not_set(counted);
    }
    changed.update(tx).await
}

pub(in super::super) async fn delete(tx: &Tx, id: Uuid) -> Result<(), Error> {
    Entity::delete_by_id(id).exec(tx).await.map(drop)
}

/// The session's topic; `None` where there is none of this id.
pub(in super::super) async fn topic(
    conn: &impl ConnectionTrait,
    id: Uuid,
) -> Result<Option<TopicFacts>, Error> {
    Ok(topics::Entity::find_by_id(id).one(conn).await?.map(topic_facts))
}

fn topic_facts(row: topics::Model) -> TopicFacts {
    let currency = Currency::try_from(row.default_currency).unwrap_or(Currency::EUR);
    let optional = [&row.summary, &row.prerequisites, &row.target_audience];
    let texts = [&row.title.0, &row.description.0];
    let mut shown = texts.into_iter().chain(optional.into_iter().flatten().map(|text| &text.0));
    let has_german = shown.all(|text| text.de.as_ref().is_some_and(|text| !text.is_empty()))
        && row.learning_objectives.iter().all(|text| text.de.is_some());
    TopicFacts {
        name: Named { id: row.id, name: row.title.en.clone() },
        has_english: !row.title.en.is_empty() && !row.description.en.is_empty(),
        has_german,
        duration_minutes: row.default_duration_minutes.max(0).unsigned_abs(),
        price: row.default_price_amount.map(|amount| Money::new(amount, currency)),
        capacity: row.default_capacity.map(i32::unsigned_abs),
        is_active: row.status == "active",
        title: row.title.0.clone(),
    }
}

/// The session's speaker; `None` where there is none of this id.
pub(in super::super) async fn speaker(
    conn: &impl ConnectionTrait,
    id: Uuid,
) -> Result<Option<SpeakerFacts>, Error> {
    Ok(speakers::Entity::find_by_id(id).one(conn).await?.map(speaker_facts))
}

fn speaker_facts(row: speakers::Model) -> SpeakerFacts {
    let words = [row.title.as_deref(), Some(&row.first_name), Some(&row.last_name)];
    let name = words.into_iter().flatten().collect::<Vec<_>>().join(" ");
    SpeakerFacts { name: Named { id: row.id, name }, is_active: row.is_active }
}

/// Topics and speakers of many sessions.
pub(in super::super) async fn parts(
    conn: &Conn,
    rows: &[Model],
) -> Result<(HashMap<Uuid, TopicFacts>, HashMap<Uuid, SpeakerFacts>), Error> {
    let topic_ids = rows.iter().map(|row| row.topic_id);
    let topics = topics::Entity::find().filter(topics::Column::Id.is_in(topic_ids)).all(conn).await?;
    let speaker_ids = rows.iter().map(|row| row.speaker_id);
    let speakers = speakers::Entity::find().filter(speakers::Column::Id.is_in(speaker_ids)).all(conn).await?;
    Ok((
        topics.into_iter().map(|row| (row.id, topic_facts(row))).collect(),
        speakers.into_iter().map(|row| (row.id, speaker_facts(row))).collect(),
    ))
}

pub(in super::super) async fn has_media(conn: &impl ConnectionTrait, id: Uuid) -> Result<bool, Error> {
    Ok(media::Entity::find_by_id(id).count(conn).await? > 0)
}

/// Whether another session has this address, or once had it.
pub(in super::super) async fn slug_is_taken(
    conn: &impl ConnectionTrait,
    slug: &str,
    by_other_than: Uuid,
) -> Result<bool, Error> {
    let now = Entity::find().filter(Column::Slug.eq(slug)).filter(Column::Id.ne(by_other_than)).count(conn);
    let before = session_slugs::Entity::find_by_id(slug)
        .filter(session_slugs::Column::SessionId.ne(by_other_than))
        .count(conn);
    Ok(now.await? + before.await? > 0)
}

/// The session had this address until now: it leads to it for ever, unless it is its address again.
pub(in super::super) async fn keep_slug(
    tx: &Tx,
    session: Uuid,
    (old, new): (&str, &str),
    now: DateTime<Utc>,
) -> Result<(), Error> {
    session_slugs::Entity::delete_by_id(new).exec(tx).await?;
    let row = session_slugs::Model { slug: old.to_owned(), session_id: session, created_at: now.into() };
    row.into_active_model().reset_all().insert(tx).await?;
    Ok(())
}

pub(in super::super) async fn note_change(tx: &Tx, change: session_changes::Model) -> Result<(), Error> {
    change.into_active_model().reset_all().insert(tx).await.map(drop)
}

/// The speaker's other sessions that overlap with this time, cancelled ones left out.
pub(in super::super) async fn overlapping(
    conn: &impl ConnectionTrait,
    speaker: Uuid,
    (from, to): (DateTime<Utc>, DateTime<Utc>),
    other_than: Uuid,
) -> Result<Vec<Named>, Error> {
    let rows = Entity::find()
        .find_also_related(topics::Entity)
        .filter(Column::SpeakerId.eq(speaker))
        .filter(Column::Id.ne(other_than))
        .filter(Column::Status.ne(SessionStatus::Cancelled.word()))
        .filter(Column::StartsAt.lt(to.timestamp_millis()))
        .filter(Column::EndsAt.gt(from.timestamp_millis()))
        .order_by_asc(Column::StartsAt)
        .all(conn)
        .await?;
    let named = |(row, topic): (Model, Option<topics::Model>)| {
        Some(Named { id: row.id, name: title(&row, &topic?).en })
    };
    Ok(rows.into_iter().filter_map(named).collect())
}

/// Drafts whose time to be published has come.
pub(in super::super) async fn due_drafts(conn: &Conn, now: DateTime<Utc>) -> Result<Vec<Uuid>, Error> {
    Entity::find()
        .select_only()
        .column(Column::Id)
        .filter(Column::Status.eq(SessionStatus::Draft.word()))
        .filter(Column::ScheduledPublishAt.lte(now.timestamp_millis()))
        .into_tuple()
        .all(conn)
        .await
}

/// What can be set, as the row says it.
pub(in super::super) fn fields(row: &Model) -> SessionFields {
    let currency = Currency::try_from(row.currency.clone()).unwrap_or(Currency::EUR);
    let money = |amount| Money::new(amount, currency);
    let early = row.early_bird_amount.zip(row.early_bird_ends_at);
    SessionFields {
        topic_id: row.topic_id,
        speaker_id: row.speaker_id,
        slug: row.slug.clone(),
        title: row.title.clone().map(|text| text.0),
        description: row.description.clone().map(|text| text.0),
        starts_at: row.starts_at.utc(),
        duration_minutes: row.duration_minutes.unsigned_abs(),
        timezone: row.timezone.clone(),
        language: row.language.parse().unwrap_or(Language::En),
        price: row.price_amount.map(money),
        early_bird: early.map(|(amount, ends)| EarlyBird { price: money(amount), ends_at: ends.utc() }),
        tax_rate_bp: row.tax_rate_bp.unsigned_abs(),
        capacity: row.capacity.map(i32::unsigned_abs),
        requires_approval: row.requires_approval,
        allow_waitlist: row.allow_waitlist,
        registration_opens_at: row.registration_opens_at.map(|at| at.utc()),
        registration_closes_at: row.registration_closes_at.map(|at| at.utc()),
        platform: platform(&row.platform),
        meeting_url: row.meeting_url.clone(),
        meeting_password: row.meeting_password.clone(),
        host_url: row.host_url.clone(),
        recording_enabled: row.recording_enabled,
        recording_url: row.recording_url.clone(),
        recording_access: access(&row.recording_access),
        materials_url: row.materials_url.clone(),
        materials_access: access(&row.materials_access),
        slides_url: row.slides_url.clone(),
        speaker_notes: row.speaker_notes.clone(),
        backup_plan: row.backup_plan.clone(),
        preparation: row.preparation.clone().map(|text| text.0),
        certificate_template: row.certificate_template.clone(),
        questions: row.questions.0.clone(),
        reminders: row.reminders.clone().map(|own| own.0),
        promotional_media_id: row.promotional_media_id,
        social_media_copy: row.social_media_copy.clone().map(|text| text.0),
        create_odoo_event: row.create_odoo_event,
        create_calendar_event: row.create_calendar_event,
        scheduled_publish_at: row.scheduled_publish_at.map(|at| at.utc()),
    }
}

/// Puts what can be set into the row.
pub(in super::super) fn put(row: &mut Model, fields: SessionFields, now: DateTime<Utc>) {
    let ends_at = fields.starts_at + chrono::Duration::minutes(i64::from(fields.duration_minutes));
    let signed = |number: u32| i32::try_from(number).unwrap_or(i32::MAX);
    row.topic_id = fields.topic_id;
    row.speaker_id = fields.speaker_id;
    row.slug = fields.slug;
    row.title = fields.title.map(Into::into);
    row.description = fields.description.map(Into::into);
    row.starts_at = fields.starts_at.into();
    row.duration_minutes = signed(fields.duration_minutes);
    row.ends_at = ends_at.into();
    row.timezone = fields.timezone;
    row.language = fields.language.code().to_owned();
    row.price_amount = fields.price.map(|price| price.amount);
    if let Some(price) = fields.price {
        row.currency = price.currency.code().to_owned();
    }
    row.early_bird_amount = fields.early_bird.as_ref().map(|early| early.price.amount);
    row.early_bird_ends_at = fields.early_bird.map(|early| early.ends_at.into());
    row.tax_rate_bp = signed(fields.tax_rate_bp);
    row.capacity = fields.capacity.map(signed);
    row.requires_approval = fields.requires_approval;
    row.allow_waitlist = fields.allow_waitlist;
    row.registration_opens_at = fields.registration_opens_at.map(Into::into);
    row.registration_closes_at = fields.registration_closes_at.map(Into::into);
    row.platform = platform_word(fields.platform).to_owned();
    row.meeting_url = fields.meeting_url;
    row.meeting_password = fields.meeting_password;
    row.host_url = fields.host_url;
    row.recording_enabled = fields.recording_enabled;
    if row.recording_url.is_none() {
        row.recording_at = fields.recording_url.as_ref().map(|_| now.into());
    }
    row.recording_url = fields.recording_url;
    row.recording_access = fields.recording_access.word().to_owned();
    row.materials_url = fields.materials_url;
    row.materials_access = fields.materials_access.word().to_owned();
    row.slides_url = fields.slides_url;
    row.speaker_notes = fields.speaker_notes;
    row.backup_plan = fields.backup_plan;
    row.preparation = fields.preparation.map(Into::into);
    row.certificate_template = fields.certificate_template;
    row.questions = fields.questions.into();
    row.reminders = fields.reminders.map(JsonOf);
    row.promotional_media_id = fields.promotional_media_id;
    row.social_media_copy = fields.social_media_copy.map(Into::into);
    row.create_odoo_event = fields.create_odoo_event;
    row.create_calendar_event = fields.create_calendar_event;
    row.scheduled_publish_at = fields.scheduled_publish_at.map(Into::into);
}

fn platform(word: &str) -> Platform {
    let known = [Platform::Zoom, Platform::Teams, Platform::Webex];
    known.into_iter().find(|platform| platform_word(*platform) == word).unwrap_or(Platform::Custom)
}

const fn platform_word(platform: Platform) -> &'static str {
    match platform {
        Platform::Zoom => "zoom",
        Platform::Teams => "teams",
        Platform::Webex => "webex",
        Platform::Custom => "custom",
    }
}

fn access(word: &str) -> magnetiq_shared::sessions::Access {
    word.parse().unwrap_or(magnetiq_shared::sessions::Access::Attendees)
}
