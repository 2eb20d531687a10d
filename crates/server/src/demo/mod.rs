//! A program "like a real one" for demonstrations, pictures and load tests: topics, people, sessions around any
//! instant, and who registered for them. Everybody and every company in it is invented; every address ends in
//! `.example`, so that no mail can reach anyone.
//!
//! Invariants: making the data reads neither clock nor database; the same arguments always give the same data; every
//! session but the one that is live falls on a weekday where it is hosted; no session takes more seats than it has.
//! [`seed`] alone writes them into a database. The demo's mails are shown by [`mailbox_routes`].

mod content;
mod history;
mod mailbox;
mod model;
mod people;
mod places;
mod queries;
mod registrations;
mod rows;
mod schedule;
mod seed;
mod session_rows;

use chrono::{DateTime, Utc};

use content::Content;
pub use mailbox::mailbox_routes;
pub use model::*;
pub use people::{Person, people};
pub use registrations::{
    Attendance, DEFAULT_TOTAL, PaymentStatus, Registration, RegistrationStatus, each_session, registrations,
};
pub use seed::{Seeded, is_empty, seed};

use crate::clock::Ids;

/// Address and name of the demo's admin.
pub const ADMIN: (&str, &str) = ("katharina.voss@voltaic-systems.example", "Katharina Voss");

/// Ids of demo data: the same wherever it is written at the same moment, and so are the pictures drawn from them.
pub fn ids() -> Ids {
    Ids::seeded(2026)
}

/// The whole program as it stands at `now`: 40 sessions, of them 16 past, one live and two drafts.
pub fn program(now: DateTime<Utc>) -> DemoProgram {
    let content = Content::embedded();
    let sessions: Vec<Session> = content
        .sessions
        .iter()
        .enumerate()
        .filter_map(|(number, plan)| {
            let topic = content.topics.iter().find(|topic| topic.slug == plan.topic)?;
            Some(schedule::session(plan, topic, number, now))
        })
        .collect();
    let testimonials = content
        .testimonials
        .into_iter()
        .filter_map(|spoken| {
            // People spoke of a session they had seen: the latest one of the topic that is over.
            let seen = |session: &&Session| {
                session.topic == spoken.topic && session.status == SessionStatus::Completed
            };
            let session = sessions.iter().filter(seen).max_by_key(|session| session.starts_at)?;
            let said_at = session.ends_at + chrono::TimeDelta::hours(6);
            Some(Testimonial {
                session: session.slug.clone(),
                said_at: said_at.min(now),
                released_at: spoken.released.then(|| (said_at + chrono::TimeDelta::hours(24)).min(now)),
                author: spoken.author,
                author_role: spoken.author_role,
                rating: spoken.rating,
                text: spoken.text,
            })
        })
        .collect();
    DemoProgram {
        categories: content.categories,
        tags: content.tags,
        topics: content.topics,
        consultants: content.consultants,
        speakers: content.speakers,
        sessions,
        testimonials,
        organisations: content.organisations,
        legal: content.legal,
    }
}

#[cfg(test)]
mod test_support;
#[cfg(test)]
mod tests;
