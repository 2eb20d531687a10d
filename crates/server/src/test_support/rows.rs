//! Rows that no operation makes, or makes so.

use chrono::{DateTime, Utc};
use magnetiq_entity::{
    consultants, legal_texts, organisations, registrations, session_slugs, sessions, testimonials, topics,
};
use magnetiq_shared::TranslatedText;
use magnetiq_shared::suppressions::SuppressionReason;
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, sea_query::Expr};
use uuid::Uuid;

use super::TestApp;
use super::fixtures::insert;
use crate::db::Conn;
use crate::sessions::queries::program_changed;
use crate::settings::{self, ManagerSettings};
use crate::suppressions;

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

    /// The mail server refuses the address for good.
    pub async fn refuse_address(&self, email: &str) {
        let (ctx, tx) = (self.ctx(), self.app.db.begin().await.unwrap());
        let said = Some("550 5.1.1 unknown user".to_owned());
        suppressions::suppress(&tx, &ctx, email, SuppressionReason::Bounced, said).await.unwrap();
        tx.commit().await.unwrap();
    }
}

pub(super) async fn counters(conn: &Conn, session: Uuid) -> (i32, i32, i32) {
    let row = sessions::Entity::find_by_id(session).one(conn).await.unwrap().unwrap();
    (row.seats_taken, row.waitlist_count, row.registration_count)
}
