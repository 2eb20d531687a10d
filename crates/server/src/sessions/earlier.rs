//! What is shown of earlier sessions: added up once for each snapshot of the program, by topic and by speaker.
//!
//! Invariants: only sessions that are over count; numbers too small to speak for anybody, or that would tell about
//! single people, are left out; what staff have not released never gets here ([`super::queries`] does not read it).

use std::cmp::Reverse;
use std::collections::HashMap;

use chrono::{DateTime, Utc};
use magnetiq_shared::reviews::{SocialProof, Testimonial};
use uuid::Uuid;

use super::Session;

/// From how many on attendees are counted in public.
const MIN_ATTENDEES: u32 = 20;
/// From how many ratings on their average is shown.
const MIN_RATINGS: u32 = 5;
const MAX_TESTIMONIALS: usize = 6;
const MAX_COMPANIES: usize = 8;

/// What one session left behind.
#[derive(Clone, Debug, Default)]
pub struct Echo {
    /// How many attended.
    pub attendees: u32,
    /// Average rating and how many ratings it is from.
    pub rating: Option<(f64, u32)>,
    /// How much of it the average attendee saw, 0 to 1.
    pub completion_rate: Option<f64>,
    /// Released testimonials, with the time of their release.
    pub testimonials: Vec<(DateTime<Utc>, Testimonial)>,
    /// Released companies, with how many of their people attended.
    pub companies: Vec<(String, u32)>,
}

/// What earlier sessions left behind.
#[derive(Clone, Debug, Default)]
pub struct Earlier {
    by_topic: HashMap<Uuid, SocialProof>,
    by_speaker: HashMap<String, SocialProof>,
}

impl Earlier {
    /// Adds up the sessions that are over at `now`.
    pub fn of(sessions: &[Session], now: DateTime<Utc>) -> Self {
        let mut topics: HashMap<Uuid, Sum> = HashMap::new();
        let mut speakers: HashMap<&str, Sum> = HashMap::new();
        let over = sessions.iter().filter(|session| session.is_past(now));
        for content in over.map(|session| &session.content) {
            topics.entry(content.topic_id).or_default().add(&content.echo);
            speakers.entry(&content.speaker.card.slug).or_default().add(&content.echo);
        }
        Self {
            by_topic: topics.into_iter().filter_map(|(id, sum)| Some((id, sum.shown()?))).collect(),
            by_speaker: speakers
                .into_iter()
                .filter_map(|(slug, sum)| Some((slug.to_owned(), sum.shown()?)))
                .collect(),
        }
    }

    /// What is shown of a topic's earlier sessions, where there is anything.
    pub fn of_topic(&self, topic: Uuid) -> Option<&SocialProof> {
        self.by_topic.get(&topic)
    }

    /// What is shown of a speaker's earlier sessions, where there is anything.
    pub fn of_speaker(&self, slug: &str) -> Option<&SocialProof> {
        self.by_speaker.get(slug)
    }
}

#[derive(Default)]
struct Sum<'a> {
    attendees: u32,
    stars: f64,
    ratings: u32,
    /// Shares seen, each times the attendees it is of; and how many attendees those are.
    seen: f64,
    watched: u32,
    testimonials: Vec<&'a (DateTime<Utc>, Testimonial)>,
    companies: HashMap<&'a str, u32>,
}

impl<'a> Sum<'a> {
    fn add(&mut self, echo: &'a Echo) {
        self.attendees += echo.attendees;
        if let Some((average, count)) = echo.rating {
            self.stars += average * f64::from(count);
            self.ratings += count;
        }
        if let Some(share) = echo.completion_rate {
            self.seen += share * f64::from(echo.attendees);
            self.watched += echo.attendees;
        }
        self.testimonials.extend(&echo.testimonials);
        for (name, count) in &echo.companies {
            *self.companies.entry(name).or_default() += count;
        }
    }

    fn shown(mut self) -> Option<SocialProof> {
        let rated = self.ratings >= MIN_RATINGS;
        self.testimonials.sort_by_key(|(released_at, _)| Reverse(*released_at));
        let mut companies: Vec<(&str, u32)> = self.companies.into_iter().collect();
        companies.sort_by_key(|&(name, count)| (Reverse(count), name));
        let proof = SocialProof {
            attendees: Some(self.attendees).filter(|&count| count >= MIN_ATTENDEES),
            rating: rated.then(|| hundredths(self.stars / f64::from(self.ratings))),
            rating_count: if rated { self.ratings } else { 0 },
            completion_rate: (self.watched >= MIN_ATTENDEES)
                .then(|| hundredths(self.seen / f64::from(self.watched))),
            testimonials: self
                .testimonials
                .into_iter()
                .take(MAX_TESTIMONIALS)
                .map(|(_, testimonial)| testimonial.clone())
                .collect(),
            companies: companies.into_iter().take(MAX_COMPANIES).map(|(name, _)| name.to_owned()).collect(),
        };
        (proof != SocialProof::default()).then_some(proof)
    }
}

/// More digits would let people work out single ratings.
fn hundredths(number: f64) -> f64 {
    (number * 100.0).round() / 100.0
}
