//! Sessions for tests.

use chrono::{DateTime, Duration, Utc};
use magnetiq_entity::{
    JsonOf, UtcMillis, categories, consultants, legal_texts, organisations, registrations, session_slugs,
    sessions, speakers, testimonials, topics,
};
use magnetiq_shared::TranslatedText;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, sea_query::Expr};
use uuid::Uuid;

use super::{TestApp, start};
use crate::ctx::Ctx;
use crate::db::Conn;
use crate::sessions::queries::program_changed;
use crate::settings::{self, ManagerSettings};

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
                recording_access: "registrants".to_owned(),
                materials_url: None,
                materials_access: "registrants".to_owned(),
                slides_url: None,
                speaker_notes: Some("secret-notes".to_owned()),
                backup_plan: None,
                preparation: None,
                certificate_template: None,
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

async fn insert<A>(conn: &impl ConnectionTrait, row: A)
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

impl TestApp {
    /// Makes somebody the manager of the program, who wants to hear of each registration.
    pub async fn appoint_manager(&self, email: &str) {
        let ctx = self.ctx();
        let tx = ctx.db.begin().await.unwrap();
        let id = ctx.new_id();
        insert(
            &tx,
            consultants::Model {
                id,
                first_name: "Lena".to_owned(),
                last_name: "Strohmeyer".to_owned(),
                email: email.to_owned(),
                phone: None,
                title: None,
                photo_media_id: None,
                linkedin_url: None,
                booking_url: None,
                language: "de".to_owned(),
                timezone: "Europe/Berlin".to_owned(),
                odoo_user_id: None,
                user_id: None,
                is_active: true,
                version: 1,
                created_at: ctx.now.into(),
                updated_at: ctx.now.into(),
            }
            .into_active_model(),
        )
        .await;
        let manager = ManagerSettings { consultant_id: Some(id), ..ManagerSettings::default() };
        settings::save(&tx, &ctx, "manager", &manager).await.unwrap();
        program_changed(&tx).await.unwrap();
        tx.commit().await.unwrap();
        self.refresh().await;
    }

    /// The house has terms.
    pub async fn write_terms(&self) {
        let ctx = self.ctx();
        let tx = ctx.db.begin().await.unwrap();
        let body = TranslatedText::new("<p>Be kind.</p>", "<p>Seien Sie freundlich.</p>").into();
        let row =
            legal_texts::Model { kind: "terms".to_owned(), version: 1, body, published_at: ctx.now.into() };
        insert(&tx, row.into_active_model()).await;
        program_changed(&tx).await.unwrap();
        tx.commit().await.unwrap();
        self.refresh().await;
    }

    /// The session had this slug before.
    pub async fn rename_from(&self, old: &str, session_id: Uuid) {
        let ctx = self.ctx();
        let tx = ctx.db.begin().await.unwrap();
        let row = session_slugs::Model { slug: old.to_owned(), session_id, created_at: ctx.now.into() };
        insert(&tx, row.into_active_model()).await;
        program_changed(&tx).await.unwrap();
        tx.commit().await.unwrap();
        self.refresh().await;
    }

    /// The topic and the speaker of a session, for others that share them.
    pub async fn topic_and_speaker(&self, session: Uuid) -> (Uuid, Uuid) {
        let row = sessions::Entity::find_by_id(session).one(self.app.db.read()).await.unwrap().unwrap();
        (row.topic_id, row.speaker_id)
    }

    /// Everybody whose place was confirmed was there.
    pub async fn everybody_attended(&self, session: Uuid) {
        let tx = self.app.db.begin().await.unwrap();
        registrations::Entity::update_many()
            .col_expr(registrations::Column::Status, Expr::value("attended"))
            .filter(registrations::Column::SessionId.eq(session))
            .filter(registrations::Column::Status.eq("confirmed"))
            .exec(&tx)
            .await
            .unwrap();
        program_changed(&tx).await.unwrap();
        tx.commit().await.unwrap();
    }

    /// Somebody said so of a session, and staff released it, or have not.
    pub async fn add_testimonial(&self, session: Uuid, text: &str, released_at: Option<DateTime<Utc>>) {
        let ctx = self.ctx();
        let row = testimonials::Model {
            id: ctx.new_id(),
            session_id: session,
            registration_id: None,
            text: TranslatedText::new(text, text).into(),
            author: "Operations lead".to_owned(),
            author_role: Some("Kestrel Foods".to_owned()),
            rating: Some(5),
            released_at: released_at.map(Into::into),
            created_at: ctx.now.into(),
        };
        let tx = ctx.db.begin().await.unwrap();
        insert(&tx, row.into_active_model()).await;
        program_changed(&tx).await.unwrap();
        tx.commit().await.unwrap();
    }

    /// Staff know who is behind an e-mail domain, and released the name, or have not.
    pub async fn know_organisation(&self, domain: &str, name: &str, released: bool) {
        let ctx = self.ctx();
        let row = organisations::Model {
            id: ctx.new_id(),
            domain: domain.to_owned(),
            name: name.to_owned(),
            company_size: None,
            industry: None,
            country: None,
            logo_media_id: None,
            logo_released: released,
            updated_at: ctx.now.into(),
        };
        let tx = ctx.db.begin().await.unwrap();
        insert(&tx, row.into_active_model()).await;
        program_changed(&tx).await.unwrap();
        tx.commit().await.unwrap();
    }

    /// Changes the topic of a session as staff would.
    pub async fn change_topic(&self, session: Uuid, change: impl FnOnce(&mut topics::ActiveModel)) {
        let (topic, _) = self.topic_and_speaker(session).await;
        let tx = self.app.db.begin().await.unwrap();
        let mut row = topics::Entity::find_by_id(topic).one(&tx).await.unwrap().unwrap().into_active_model();
        change(&mut row);
        sea_orm::ActiveModelTrait::update(row, &tx).await.unwrap();
        program_changed(&tx).await.unwrap();
        tx.commit().await.unwrap();
        self.refresh().await;
    }

    /// Changes a session as staff would.
    pub async fn change_session(&self, id: Uuid, change: impl FnOnce(&mut sessions::ActiveModel)) {
        let ctx = self.ctx();
        let tx = ctx.db.begin().await.unwrap();
        let mut row = sessions::Entity::find_by_id(id).one(&tx).await.unwrap().unwrap().into_active_model();
        change(&mut row);
        sea_orm::ActiveModelTrait::update(row, &tx).await.unwrap();
        program_changed(&tx).await.unwrap();
        tx.commit().await.unwrap();
        self.refresh().await;
    }
}

pub(super) async fn counters(conn: &Conn, session: Uuid) -> (i32, i32, i32) {
    let row = sessions::Entity::find_by_id(session).one(conn).await.unwrap().unwrap();
    (row.seats_taken, row.waitlist_count, row.registration_count)
}
