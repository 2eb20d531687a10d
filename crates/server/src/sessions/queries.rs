//! Reading the published program.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::Tz;
use magnetiq_domain::session::SessionFacts;
use magnetiq_entity::{
    categories, consultants, session_slugs, sessions, speakers, tags, testimonials, topic_default_speakers,
    topic_tags, topics,
};
use magnetiq_mail::Platform;
use magnetiq_shared::reviews::Testimonial;
use magnetiq_shared::sessions::{Access, Cover, EarlyBird, Hue, Label, SessionStatus};
use magnetiq_shared::speakers::{SpeakerCard, SpeakerProfile};
use magnetiq_shared::{Currency, Language, Money, TranslatedText};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseBackend, EntityTrait, FromQueryResult, QueryFilter, QueryOrder,
    QuerySelect, Statement,
};
use uuid::Uuid;

use super::earlier::Echo;
use super::plain::first_words;
use super::program::{Content, Program, Session};
use crate::db::{self, Conn, Error, Kept};
use crate::html::rich;
use crate::media::{self, Picture};
use crate::settings;

/// How many words of the description stand in for a summary.
const SUMMARY_WORDS: usize = 10;
/// How many words of the biography stand on a card.
const BRIEF_WORDS: usize = 20;

/// Raises the program's version: to be called in each transaction that changes what visitors see, apart from
/// seat counts.
///
/// # Errors
/// What the database says.
pub async fn program_changed(conn: &impl ConnectionTrait) -> Result<(), Error> {
    db::bump(conn, Kept::Program).await
}

/// The whole published program.
///
/// # Errors
/// What the database says.
pub async fn load_program(conn: &Conn) -> Result<Program, Error> {
    // The version first: what changes meanwhile is then found at the next look.
    let version = db::version(conn, Kept::Program).await?;
    let rows = sessions::Entity::find()
        .filter(sessions::Column::Status.ne(SessionStatus::Draft.word()))
        .all(conn)
        .await?;
    let withdrawn = sessions::Entity::find()
        .filter(sessions::Column::Status.eq(SessionStatus::Draft.word()))
        .filter(sessions::Column::WithdrawnAt.is_not_null())
        .all(conn)
        .await?;
    let slugs: HashMap<Uuid, String> = rows.iter().map(|row| (row.id, row.slug.clone())).collect();
    let gone: HashSet<Uuid> = withdrawn.iter().map(|row| row.id).collect();
    let earlier = session_slugs::Entity::find().all(conn).await?;
    let gone_earlier =
        earlier.iter().filter(|old| gone.contains(&old.session_id)).map(|old| old.slug.clone());
    let withdrawn = withdrawn.iter().map(|row| row.slug.clone()).chain(gone_earlier).collect();
    let old_slugs = earlier
        .into_iter()
        .filter_map(|old| slugs.get(&old.session_id).map(|new| (old.slug, new.clone())))
        .collect();
    let parts = Parts::load(conn, &rows).await?;
    let sessions = rows.into_iter().filter_map(|row| parts.session(row)).collect();
    Ok(Program::new(sessions, old_slugs, withdrawn, settings::load(conn).await?, version))
}

/// A session in any state as its page would show it; `None` where there is none.
///
/// # Errors
/// What the database says.
pub async fn alone(conn: &Conn, id: Uuid) -> Result<Option<Session>, Error> {
    let Some(row) = sessions::Entity::find_by_id(id).one(conn).await? else { return Ok(None) };
    Ok(Parts::load(conn, std::slice::from_ref(&row)).await?.session(row))
}

/// A topic as the page of a session would show it that is like `row`, with the topic's own length, price and seats;
/// `None` where there is none. Its first speaker presents it, else `somebody`.
///
/// # Errors
/// What the database says.
pub async fn topic_alone(
    conn: &Conn,
    mut row: sessions::Model,
    somebody: SpeakerProfile,
) -> Result<Option<Session>, Error> {
    let Some(topic) = topics::Entity::find_by_id(row.topic_id).one(conn).await? else { return Ok(None) };
    let speaker = topic_default_speakers::Entity::find()
        .filter(topic_default_speakers::Column::TopicId.eq(topic.id))
        .order_by_asc(topic_default_speakers::Column::Position)
        .one(conn)
        .await?;
    row.speaker_id = speaker.map_or(Uuid::nil(), |found| found.speaker_id);
    row.duration_minutes = topic.default_duration_minutes;
    row.ends_at = (row.starts_at.utc() + TimeDelta::minutes(topic.default_duration_minutes.into())).into();
    (row.price_amount, row.currency) = (topic.default_price_amount, topic.default_currency);
    row.capacity = topic.default_capacity;
    let mut parts = Parts::load(conn, std::slice::from_ref(&row)).await?;
    parts.speakers.insert(Uuid::nil(), Arc::new(somebody));
    Ok(parts.session(row))
}

/// Seats taken and people waiting of every published session.
///
/// # Errors
/// What the database says.
pub async fn seats(conn: &impl ConnectionTrait) -> Result<HashMap<Uuid, (u32, u32)>, Error> {
    #[derive(FromQueryResult)]
    struct Seats {
        id: Uuid,
        seats_taken: i32,
        waitlist_count: i32,
    }
    let rows: Vec<Seats> = sessions::Entity::find()
        .select_only()
        .columns([sessions::Column::Id, sessions::Column::SeatsTaken, sessions::Column::WaitlistCount])
        .filter(sessions::Column::Status.ne(SessionStatus::Draft.word()))
        .into_model()
        .all(conn)
        .await?;
    Ok(rows.into_iter().map(|row| (row.id, (count(row.seats_taken), count(row.waitlist_count)))).collect())
}

/// A session's row as the facts that the rules need. A status that can't be read counts as a draft: nobody can
/// register.
pub fn facts(row: &sessions::Model) -> SessionFacts {
    SessionFacts {
        status: row.status.parse().unwrap_or(SessionStatus::Draft),
        starts_at: row.starts_at.utc(),
        ends_at: row.ends_at.utc(),
        opens_at: row.registration_opens_at.map(Into::into),
        closes_at: row.registration_closes_at.map(Into::into),
        capacity: row.capacity.map(count),
        taken: count(row.seats_taken),
        waiting: count(row.waitlist_count),
        allow_waitlist: row.allow_waitlist,
        requires_approval: row.requires_approval,
    }
}

/// What sessions are put together from.
struct Parts {
    topics: HashMap<Uuid, topics::Model>,
    categories: HashMap<Uuid, categories::Model>,
    tags: HashMap<Uuid, Vec<Label>>,
    speakers: HashMap<Uuid, Arc<SpeakerProfile>>,
    /// Uploaded covers.
    pictures: HashMap<Uuid, Picture>,
    /// Released testimonials, by session.
    testimonials: HashMap<Uuid, Vec<(DateTime<Utc>, Testimonial)>>,
    /// Released companies and how many of their people attended, by session.
    companies: HashMap<Uuid, Vec<(String, u32)>>,
}

impl Parts {
    async fn load(conn: &Conn, sessions: &[sessions::Model]) -> Result<Self, Error> {
        let topics = topics::Entity::find().all(conn).await?.into_iter().map(|mut row| {
            row.description = rich::sanitised(&row.description).into();
            (row.id, row)
        });
        let topics: HashMap<Uuid, topics::Model> = topics.collect();
        let categories =
            categories::Entity::find().all(conn).await?.into_iter().map(|row| (row.id, row)).collect();
        let mut by_topic: HashMap<Uuid, Vec<Label>> = HashMap::new();
        for (link, tag) in topic_tags::Entity::find().find_also_related(tags::Entity).all(conn).await? {
            let label = tag.map(|tag| Label { slug: tag.slug, name: tag.name.0 });
            by_topic.entry(link.topic_id).or_default().extend(label);
        }
        let speakers = speakers::Entity::find().find_also_related(consultants::Entity).all(conn).await?;
        let covers = topics.values().flat_map(|topic| [topic.thumbnail_media_id, topic.promotional_media_id]);
        let photos = speakers.iter().map(|(row, consultant)| photo(row, consultant.as_ref()));
        let wanted = covers.chain(sessions.iter().map(|row| row.promotional_media_id)).chain(photos);
        let pictures = media::pictures(conn, wanted.flatten().collect()).await?;
        let speakers = speakers
            .into_iter()
            .map(|(row, consultant)| (row.id, Arc::new(profile(row, consultant, &pictures))))
            .collect();
        let (testimonials, companies) = (released_testimonials(conn).await?, released_companies(conn).await?);
        Ok(Self { topics, categories, tags: by_topic, speakers, pictures, testimonials, companies })
    }

    /// The session of this row; `None`, with a word in the log, where a part of it can't be read.
    fn session(&self, row: sessions::Model) -> Option<Session> {
        let id = row.id;
        let session = self.put_together(row);
        if session.is_none() {
            tracing::error!(session = %id, "this session can't be shown: part of it can't be read");
        }
        session
    }

    fn put_together(&self, row: sessions::Model) -> Option<Session> {
        let facts = facts(&row);
        let topic = self.topics.get(&row.topic_id)?;
        let category = self.categories.get(&topic.category_id)?;
        let currency = Currency::try_from(row.currency).ok()?;
        let own = row.description.map(|html| rich::sanitised(&html));
        let description = own.unwrap_or_else(|| topic.description.0.clone());
        let updated_at = std::cmp::max(row.updated_at.utc(), topic.updated_at.utc());
        let early_bird = row.early_bird_amount.zip(row.early_bird_ends_at);
        let recording_access: Access = row.recording_access.parse().ok()?;
        let materials_access: Access = row.materials_access.parse().ok()?;
        let echo = Echo {
            attendees: count(row.attendance_count),
            rating: row.average_rating.map(|average| (average, count(row.rating_count))),
            completion_rate: row.completion_rate,
            testimonials: self.testimonials.get(&row.id).cloned().unwrap_or_default(),
            companies: self.companies.get(&row.id).cloned().unwrap_or_default(),
        };
        let covers = [row.promotional_media_id, topic.thumbnail_media_id, topic.promotional_media_id];
        let cover = covers.into_iter().flatten().find_map(|id| self.pictures.get(&id));
        let content = Content {
            id: row.id,
            topic_id: topic.id,
            slug: row.slug,
            title: row.title.unwrap_or_else(|| topic.title.clone()).0,
            summary: topic.summary.clone().map_or_else(
                || description.map(|html| first_words(html, SUMMARY_WORDS)),
                |summary| summary.0,
            ),
            description,
            duration_minutes: count(row.duration_minutes),
            timezone: row.timezone.parse::<Tz>().ok()?,
            language: row.language.parse::<Language>().ok()?,
            price: row.price_amount.map(|amount| Money::new(amount, currency)),
            early_bird: early_bird
                .map(|(amount, ends)| EarlyBird { price: Money::new(amount, currency), ends_at: ends.utc() }),
            tax_rate_bp: count(row.tax_rate_bp),
            seo: topic.seo.clone().and_then(|seo| serde_json::from_value(seo).ok()).unwrap_or_default(),
            category: Label { slug: category.slug.clone(), name: category.name.0.clone() },
            tags: self.tags.get(&topic.id).cloned().unwrap_or_default(),
            difficulty: topic.difficulty_level.parse().ok()?,
            cover: Cover {
                url: cover.map_or_else(
                    || media::cover_url(&topic.cover_pattern, topic.id),
                    |cover| cover.url(media::COVER_WIDTH),
                ),
                hue: category.hue.parse().unwrap_or(Hue::Violet),
                drawn: cover.is_none(),
            },
            speaker: self.speakers.get(&row.speaker_id)?.clone(),
            learning_objectives: topic.learning_objectives.0.clone(),
            prerequisites: topic.prerequisites.clone().map(|text| text.0),
            target_audience: topic.target_audience.clone().map(|text| text.0),
            agenda: topic.agenda.0.clone(),
            recording_access: row.recording_url.as_ref().map(|_| recording_access),
            public_recording: row.recording_url.filter(|_| recording_access == Access::Public),
            has_materials: row.materials_url.is_some() || !topic.materials.is_empty(),
            materials: topic.materials.0.clone(),
            materials_access,
            materials_url: row.materials_url,
            published_at: row.published_at.map(Into::into),
            updated_at,
            sequence: u32::try_from(row.sequence).unwrap_or_default(),
            preparation: row.preparation.map(|text| text.0),
            platform: Platform::of(&row.platform),
            cancel_reason: row.cancel_reason,
            echo,
        };
        Some(Session { facts, content: Arc::new(content) })
    }
}

/// What staff released of the words of attendees, by session.
async fn released_testimonials(
    conn: &Conn,
) -> Result<HashMap<Uuid, Vec<(DateTime<Utc>, Testimonial)>>, Error> {
    let rows = testimonials::Entity::find()
        .filter(testimonials::Column::ReleasedAt.is_not_null())
        .order_by_asc(testimonials::Column::Id)
        .all(conn)
        .await?;
    let mut by_session: HashMap<Uuid, Vec<_>> = HashMap::new();
    for row in rows {
        let Some(released_at) = row.released_at else { continue };
        let testimonial = Testimonial {
            text: row.text.0,
            author: row.author,
            author_role: row.author_role,
            rating: row.rating.and_then(|stars| u8::try_from(stars).ok()),
        };
        by_session.entry(row.session_id).or_default().push((released_at.utc(), testimonial));
    }
    Ok(by_session)
}

/// The names of companies that staff released, with how many of their people attended, by session. The index
/// `registrations_attended` has all that is read of registrations.
async fn released_companies(conn: &Conn) -> Result<HashMap<Uuid, Vec<(String, u32)>>, Error> {
    #[derive(FromQueryResult)]
    struct Row {
        session_id: Uuid,
        name: String,
        people: i64,
    }
    let backend = conn.get_database_backend();
    let domain = match backend {
        DatabaseBackend::Sqlite => "substr(r.email_key, instr(r.email_key, '@') + 1)",
        _ => "split_part(r.email_key, '@', 2)",
    };
    let sql = format!(
        "SELECT r.session_id, o.name, COUNT(*) AS people \
         FROM registrations r JOIN organisations o ON o.domain = {domain} \
         WHERE r.status = 'attended' AND o.logo_released \
         GROUP BY r.session_id, o.name"
    );
    let rows = Row::find_by_statement(Statement::from_string(backend, sql)).all(conn).await?;
    let mut by_session: HashMap<Uuid, Vec<_>> = HashMap::new();
    for row in rows {
        let people = u32::try_from(row.people).unwrap_or_default();
        by_session.entry(row.session_id).or_default().push((row.name, people));
    }
    Ok(by_session)
}

/// A speaker's own photo, else that of the consultant who they are.
fn photo(row: &speakers::Model, consultant: Option<&consultants::Model>) -> Option<Uuid> {
    row.photo_media_id.or(consultant.and_then(|consultant| consultant.photo_media_id))
}

fn profile(
    row: speakers::Model,
    consultant: Option<consultants::Model>,
    pictures: &HashMap<Uuid, Picture>,
) -> SpeakerProfile {
    let photo = photo(&row, consultant.as_ref()).and_then(|id| pictures.get(&id).copied());
    let name: Vec<&str> =
        [row.title.as_deref(), Some(&row.first_name), Some(&row.last_name)].into_iter().flatten().collect();
    SpeakerProfile {
        card: SpeakerCard {
            slug: row.slug,
            name: name.join(" "),
            position: row.position.map(|text| text.0),
            brief: row.biography.map(|html| first_words(html, BRIEF_WORDS)),
            photo_url: media::photo_url(photo, &row.first_name, &row.last_name, row.id),
        },
        biography: rich::sanitised(&row.biography),
        company: row.company,
        expertise: row.expertise.0,
        linkedin_url: row.linkedin_url,
        website_url: row.website_url,
        booking_url: consultant.and_then(|consultant| consultant.booking_url),
    }
}

/// A number that the database keeps at zero or above.
fn count(number: i32) -> u32 {
    u32::try_from(number).unwrap_or_default()
}

/// The title in both languages, as kept with a session or its topic.
pub fn title(session: &sessions::Model, topic: &topics::Model) -> TranslatedText {
    session.title.clone().unwrap_or_else(|| topic.title.clone()).0
}
