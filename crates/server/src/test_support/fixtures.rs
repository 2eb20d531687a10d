//! Sessions for tests.

use chrono::{DateTime, Duration, Utc};
use magnetiq_entity::{JsonOf, UtcMillis, categories, sessions, speakers, topics};
use magnetiq_shared::TranslatedText;
use sea_orm::{ConnectionTrait, EntityTrait, IntoActiveModel};
use uuid::Uuid;

use super::{TestApp, start};
use crate::ctx::Ctx;
use crate::sessions::queries::program_changed;

/// A published session with ten seats, a week from the start, in Berlin.
pub struct SessionFixture(sessions::Model, Option<Uuid>);

impl SessionFixture {
    pub fn new(slug: &str) -> Self {
        let starts_at = start() + Duration::days(7);
        let now = UtcMillis::from(start());
        Self(
            sessions::Model {
                id: Uuid::nil(),
                slug: slug.to_owned(),
                topic_id: Uuid::nil(),
                speaker_id: Uuid::nil(),
                title: None,
                description: None,
                starts_at: starts_at.into(),
                duration_minutes: 60,
                ends_at: (starts_at + Duration::minutes(60)).into(),
                timezone: "Europe/Berlin".to_owned(),
                language: "en".to_owned(),
                price_amount: None,
                currency: "EUR".to_owned(),
                tax_rate_bp: 1900,
                early_bird_amount: None,
                early_bird_ends_at: None,
                capacity: Some(10),
                seats_taken: 0,
                waitlist_count: 0,
                next_place: 1,
                registration_count: 0,
                attendance_count: 0,
                requires_approval: false,
                allow_waitlist: true,
                platform: "zoom".to_owned(),
                meeting_url: Some("https://meet.example/secret-room".to_owned()),
                meeting_password: Some("secret-password".to_owned()),
                host_url: Some("https://meet.example/host".to_owned()),
                recording_enabled: true,
                recording_url: None,
                recording_at: None,
                recording_access: "registrants".to_owned(),
                materials_url: None,
                materials_access: "registrants".to_owned(),
                slides_url: None,
                speaker_notes: Some("secret-notes".to_owned()),
                backup_plan: None,
                preparation: None,
                certificate_template: None,
                reminders: None,
                questions: JsonOf(Vec::new()),
                promotional_media_id: None,
                social_media_copy: None,
                status: "published".to_owned(),
                registration_opens_at: None,
                registration_closes_at: None,
                scheduled_publish_at: None,
                published_at: Some(now),
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
                created_by: None,
                updated_by: None,
                created_at: now,
                updated_at: now,
            },
            None,
        )
    }

    /// Its topic is in the category of another session.
    pub fn beside(mut self, other: Uuid) -> Self {
        self.1 = Some(other);
        self
    }

    pub fn starts(mut self, at: DateTime<Utc>) -> Self {
        self.0.starts_at = at.into();
        self.0.ends_at = (at + Duration::minutes(i64::from(self.0.duration_minutes))).into();
        self
    }

    /// Changes anything about it.
    pub fn but(mut self, change: impl FnOnce(&mut sessions::Model)) -> Self {
        change(&mut self.0);
        self
    }

    /// Writes it down, with a topic and a speaker of its own unless it was given some; gives its id.
    pub async fn create(mut self, app: &TestApp) -> Uuid {
        let ctx = app.ctx();
        let tx = ctx.db.begin().await.unwrap();
        let now = UtcMillis::from(ctx.now);
        if self.0.topic_id.is_nil() {
            self.0.topic_id = create_topic(&tx, &ctx, &self.0.slug, self.1).await;
        }
        if self.0.speaker_id.is_nil() {
            self.0.speaker_id = ctx.new_id();
            insert(&tx, speaker(self.0.speaker_id, &self.0.slug, now).into_active_model()).await;
        }
        self.0.id = ctx.new_id();
        let id = self.0.id;
        insert(&tx, self.0.into_active_model()).await;
        program_changed(&tx).await.unwrap();
        tx.commit().await.unwrap();
        app.refresh().await;
        id
    }
}

/// A topic in the category of the session that it is `beside`, else in one of its own.
async fn create_topic(conn: &impl ConnectionTrait, ctx: &Ctx, slug: &str, beside: Option<Uuid>) -> Uuid {
    let now = UtcMillis::from(ctx.now);
    let category = match beside {
        Some(other) => category_of(conn, other).await,
        None => create_category(conn, ctx.new_id()).await,
    };
    let topic = ctx.new_id();
    insert(
        conn,
        topics::Model {
            id: topic,
            slug: format!("topic-{}", slug),
            title: TranslatedText::new(
                "Battery storage that pays its way",
                "Batteriespeicher, die sich rechnen",
            )
            .into(),
            summary: Some(
                TranslatedText::new("From price curve to dispatch plan.", "Vom Preisverlauf zum Fahrplan.")
                    .into(),
            ),
            description: TranslatedText::new(
                "<p>One real week of <b>prices</b>.</p>",
                "<p>Eine echte Woche Preise.</p>",
            )
            .into(),
            learning_objectives: JsonOf(vec![TranslatedText::new("Read spreads", "Spannen lesen")]),
            prerequisites: None,
            target_audience: None,
            agenda: JsonOf(Vec::new()),
            materials: JsonOf(Vec::new()),
            category_id: category,
            difficulty_level: "intermediate".to_owned(),
            default_duration_minutes: 60,
            default_price_amount: None,
            default_currency: "EUR".to_owned(),
            default_capacity: None,
            cover_pattern: "waves".to_owned(),
            thumbnail_media_id: None,
            promotional_media_id: None,
            seo: None,
            odoo_product_id: None,
            status: "active".to_owned(),
            version: 1,
            created_by: None,
            updated_by: None,
            created_at: now,
            updated_at: now,
        }
        .into_active_model(),
    )
    .await;
    topic
}

async fn create_category(conn: &impl ConnectionTrait, id: Uuid) -> Uuid {
    let row = categories::Model {
        id,
        slug: format!("energy-{id}"),
        name: TranslatedText::new("Energy", "Energie").into(),
        hue: "teal".to_owned(),
        position: 1,
        version: 1,
    };
    insert(conn, row.into_active_model()).await;
    id
}

async fn category_of(conn: &impl ConnectionTrait, session: Uuid) -> Uuid {
    let session = sessions::Entity::find_by_id(session).one(conn).await.unwrap().unwrap();
    topics::Entity::find_by_id(session.topic_id).one(conn).await.unwrap().unwrap().category_id
}

pub(super) async fn insert<A>(conn: &impl ConnectionTrait, row: A)
where
    A: sea_orm::ActiveModelTrait + Send,
{
    A::Entity::insert(row.reset_all()).exec_without_returning(conn).await.unwrap();
}

fn speaker(id: Uuid, slug: &str, now: UtcMillis) -> speakers::Model {
    speakers::Model {
        id,
        slug: format!("hanna-{slug}"),
        first_name: "Hanna".to_owned(),
        last_name: "Rehwald".to_owned(),
        title: Some("Dr".to_owned()),
        email: "hanna.rehwald@voltaic.example".to_owned(),
        phone: None,
        biography: TranslatedText::new("Plans dispatch.", "Plant Fahrpläne.").into(),
        company: Some("voltAIc Systems".to_owned()),
        position: Some(TranslatedText::new("Head of Storage", "Leiterin Speicher").into()),
        expertise: JsonOf(vec!["Dispatch".to_owned()]),
        photo_media_id: None,
        linkedin_url: None,
        website_url: None,
        consultant_id: None,
        is_internal: false,
        is_active: true,
        language: "de".to_owned(),
        timezone: "Europe/Berlin".to_owned(),
        preferred_duration_minutes: None,
        available_timezones: JsonOf(Vec::new()),
        technical_requirements: None,
        special_instructions: None,
        calendar_integration: false,
        email_notifications: true,
        total_webinars: 0,
        average_rating: None,
        token_epoch: 0,
        invited_at: None,
        version: 1,
        created_at: now,
        updated_at: now,
    }
}
