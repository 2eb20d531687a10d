//! The demo's program as rows of the tables: everything but sessions and registrations.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use magnetiq_entity::{
    UtcMillis, categories, consultants, legal_texts, organisations, settings, speakers, tags, testimonials,
    topic_default_speakers, topic_tags, topics,
};
use magnetiq_shared::{Currency, TranslatedText};
use serde::Serialize;
use uuid::Uuid;

use super::{DemoProgram, SessionStatus};
use crate::clock::Ids;
use crate::settings::{BrandSettings, ManagerSettings};

/// The ids of everything that other rows refer to, by slug or key.
pub(super) struct Keys<'a> {
    categories: HashMap<&'a str, Uuid>,
    tags: HashMap<&'a str, Uuid>,
    topics: HashMap<&'a str, Uuid>,
    consultants: HashMap<&'a str, Uuid>,
    pub(super) speakers: HashMap<&'a str, Uuid>,
    pub(super) sessions: HashMap<&'a str, Uuid>,
    /// When the program was set up: before anything else happened.
    pub(super) since: DateTime<Utc>,
}

/// The id of this slug. One that leads nowhere gives the nil id, which the database refuses.
pub(super) fn id_of(ids: &HashMap<&str, Uuid>, slug: &str) -> Uuid {
    ids.get(slug).copied().unwrap_or_default()
}

impl<'a> Keys<'a> {
    /// New ids for the whole program.
    pub(super) fn new(program: &'a DemoProgram, ids: &Ids, now: DateTime<Utc>) -> Self {
        let first = program.sessions.iter().filter_map(|session| session.published_at).min().unwrap_or(now);
        let since = first - chrono::TimeDelta::days(45);
        let new = |slug: &'a String| (slug.as_str(), ids.new_id(since));
        Self {
            categories: program.categories.iter().map(|one| new(&one.slug)).collect(),
            tags: program.tags.iter().map(|one| new(&one.slug)).collect(),
            topics: program.topics.iter().map(|one| new(&one.slug)).collect(),
            consultants: program.consultants.iter().map(|one| new(&one.key)).collect(),
            speakers: program.speakers.iter().map(|one| new(&one.slug)).collect(),
            sessions: program.sessions.iter().map(|one| new(&one.slug)).collect(),
            since,
        }
    }

    pub(super) fn topic(&self, slug: &str) -> Uuid {
        id_of(&self.topics, slug)
    }

    pub(super) fn categories(&self, program: &DemoProgram) -> Vec<categories::Model> {
        let row = |(position, one): (usize, &super::Category)| categories::Model {
            id: id_of(&self.categories, &one.slug),
            slug: one.slug.clone(),
            name: one.name.clone().into(),
            hue: one.hue.word().to_owned(),
            position: position as i32,
            version: 1,
        };
        program.categories.iter().enumerate().map(row).collect()
    }

    pub(super) fn tags(&self, program: &DemoProgram) -> Vec<tags::Model> {
        let row = |one: &super::Tag| tags::Model {
            id: id_of(&self.tags, &one.slug),
            slug: one.slug.clone(),
            name: one.name.clone().into(),
            version: 1,
        };
        program.tags.iter().map(row).collect()
    }

    pub(super) fn topics(&self, program: &DemoProgram) -> Vec<topics::Model> {
        let at = UtcMillis::from(self.since);
        let row = |one: &super::Topic| topics::Model {
            id: self.topic(&one.slug),
            slug: one.slug.clone(),
            title: one.title.clone().into(),
            summary: Some(one.summary.clone().into()),
            description: one.description.clone().into(),
            learning_objectives: one.objectives.clone().into(),
            prerequisites: Some(one.prerequisites.clone().into()),
            target_audience: Some(one.audience.clone().into()),
            agenda: one.agenda.clone().into(),
            materials: one.materials.clone().into(),
            category_id: id_of(&self.categories, &one.category),
            difficulty_level: one.difficulty.word().to_owned(),
            default_duration_minutes: one.duration_minutes as i32,
            default_price_amount: one.price,
            default_currency: Currency::EUR.code().to_owned(),
            default_capacity: one.capacity.map(|seats| seats as i32),
            cover_pattern: one.pattern.as_str().to_owned(),
            thumbnail_media_id: None,
            promotional_media_id: None,
            seo: None,
            odoo_product_id: None,
            status: "active".to_owned(),
            version: 1,
            created_by: None,
            updated_by: None,
            created_at: at,
            updated_at: at,
        };
        program.topics.iter().map(row).collect()
    }

    pub(super) fn topic_tags(&self, program: &DemoProgram) -> Vec<topic_tags::Model> {
        let pairs = program.topics.iter().flat_map(|topic| topic.tags.iter().map(move |tag| (topic, tag)));
        pairs
            .map(|(topic, tag)| topic_tags::Model {
                topic_id: self.topic(&topic.slug),
                tag_id: id_of(&self.tags, tag),
            })
            .collect()
    }

    pub(super) fn topic_speakers(&self, program: &DemoProgram) -> Vec<topic_default_speakers::Model> {
        let of_topic = |topic: &super::Topic| {
            let topic_id = self.topic(&topic.slug);
            let row = |(position, slug): (usize, &String)| topic_default_speakers::Model {
                topic_id,
                speaker_id: id_of(&self.speakers, slug),
                position: position as i32,
            };
            topic.speakers.iter().enumerate().map(row).collect::<Vec<_>>()
        };
        program.topics.iter().flat_map(of_topic).collect()
    }

    pub(super) fn consultants(&self, program: &DemoProgram) -> Vec<consultants::Model> {
        let at = UtcMillis::from(self.since);
        let row = |one: &super::Consultant| consultants::Model {
            id: id_of(&self.consultants, &one.key),
            first_name: one.first_name.clone(),
            last_name: one.last_name.clone(),
            email: one.email.clone(),
            phone: Some(one.phone.clone()),
            title: Some(one.title.clone()),
            photo_media_id: None,
            linkedin_url: Some(one.linkedin_url.clone()),
            booking_url: Some(one.booking_url.clone()),
            language: one.language.code().to_owned(),
            timezone: one.timezone.clone(),
            odoo_user_id: None,
            user_id: None,
            is_active: true,
            version: 1,
            created_at: at,
            updated_at: at,
        };
        program.consultants.iter().map(row).collect()
    }

    /// Speakers with the number of their completed sessions; ratings come with the registrations.
    pub(super) fn speakers(&self, program: &DemoProgram) -> Vec<speakers::Model> {
        let at = UtcMillis::from(self.since);
        let held = |slug: &str| {
            let done = |session: &&super::Session| {
                session.status == SessionStatus::Completed && session.speaker == slug
            };
            program.sessions.iter().filter(done).count() as i32
        };
        let row = |one: &super::Speaker| speakers::Model {
            id: id_of(&self.speakers, &one.slug),
            slug: one.slug.clone(),
            first_name: one.first_name.clone(),
            last_name: one.last_name.clone(),
            title: one.title.clone(),
            email: one.email.clone(),
            phone: None,
            biography: one.biography.clone().into(),
            company: Some(one.company.clone()),
            position: Some(one.role.clone().into()),
            expertise: one.expertise.clone().into(),
            photo_media_id: None,
            linkedin_url: Some(one.linkedin_url.clone()),
            website_url: Some(one.website_url.clone()),
            consultant_id: one.consultant.as_deref().map(|key| id_of(&self.consultants, key)),
            is_internal: one.consultant.is_some(),
            is_active: true,
            language: one.language.code().to_owned(),
            timezone: one.timezone.clone(),
            preferred_duration_minutes: None,
            available_timezones: vec![one.timezone.clone()].into(),
            technical_requirements: None,
            special_instructions: None,
            calendar_integration: false,
            email_notifications: true,
            total_webinars: held(&one.slug),
            average_rating: None,
            token_epoch: 0,
            invited_at: None,
            version: 1,
            created_at: at,
            updated_at: at,
        };
        program.speakers.iter().map(row).collect()
    }

    pub(super) fn testimonials(&self, program: &DemoProgram, ids: &Ids) -> Vec<testimonials::Model> {
        let row = |one: &super::Testimonial| testimonials::Model {
            id: ids.new_id(one.said_at),
            session_id: id_of(&self.sessions, &one.session),
            registration_id: None,
            text: one.text.clone().into(),
            author: one.author.clone(),
            author_role: Some(one.author_role.clone()),
            rating: Some(i32::from(one.rating)),
            released_at: one.released_at.map(Into::into),
            created_at: one.said_at.into(),
        };
        program.testimonials.iter().map(row).collect()
    }

    pub(super) fn organisations(&self, program: &DemoProgram, ids: &Ids) -> Vec<organisations::Model> {
        let row = |one: &super::Organisation| organisations::Model {
            id: ids.new_id(self.since),
            domain: one.domain.clone(),
            name: one.name.clone(),
            company_size: Some(one.company_size.clone()),
            industry: Some(one.industry.clone()),
            country: Some(one.country.clone()),
            logo_media_id: None,
            logo_released: one.logo_released,
            updated_at: self.since.into(),
        };
        program.organisations.iter().map(row).collect()
    }

    pub(super) fn legal_texts(&self, program: &DemoProgram) -> Vec<legal_texts::Model> {
        let row = |one: &super::LegalText| legal_texts::Model {
            kind: one.kind.clone(),
            version: one.version as i32,
            body: one.body.clone().into(),
            published_at: self.since.into(),
        };
        program.legal.iter().map(row).collect()
    }

    /// The house, and who manages its program.
    pub(super) fn settings(&self, program: &DemoProgram) -> Vec<settings::Model> {
        let manager = program.consultants.iter().find(|person| person.is_wpm);
        let brand = BrandSettings {
            organisation: "voltAIc Systems".to_owned(),
            tagline: TranslatedText::new(
                "Live webinars on AI, energy and digital transformation by the people who do the work at voltAIc Systems.",
                "Live-Webinare zu KI, Energie und Digitalisierung von den Menschen, die bei voltAIc Systems die Arbeit tun.",
            ),
            contact_email: Some("webinars@voltaic-systems.example".to_owned()),
            support_phone: manager.map(|person| person.phone.clone()),
            home_url: Some("https://www.voltaic-systems.example".to_owned()),
            footer_address: "voltAIc Systems GmbH, Lindenufer 12, 10999 Berlin".to_owned(),
            ..BrandSettings::default()
        };
        let manager = ManagerSettings {
            consultant_id: manager.map(|person| id_of(&self.consultants, &person.key)),
            ..ManagerSettings::default()
        };
        vec![self.setting("brand", &brand), self.setting("manager", &manager)]
    }

    /// One group of settings. Plain structs of texts can always be written as JSON; if one could not, the empty
    /// value would mean its defaults.
    fn setting(&self, key: &str, value: &impl Serialize) -> settings::Model {
        settings::Model {
            key: key.to_owned(),
            value: serde_json::to_value(value).unwrap_or_default(),
            version: 1,
            updated_at: self.since.into(),
            updated_by: None,
        }
    }
}
