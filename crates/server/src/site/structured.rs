//! What the pages are, in the words of schema.org: events, lists, people.

use chrono::{DateTime, Duration, SecondsFormat, Utc};
use chrono_tz::Tz;
use magnetiq_domain::pricing;
use magnetiq_shared::sessions::{RegistrationState, SessionCard};
use magnetiq_shared::speakers::SpeakerProfile;
use magnetiq_shared::{Currency, Language, Money, links};
use serde_json::{Map, Value, json};

use crate::sessions::plain::one_line;
use crate::sessions::{Program, Session};

const CONTEXT: &str = "https://schema.org";

/// Whose data this is, and for whom.
pub(super) struct Site<'a> {
    /// The site's base address.
    pub base: &'a str,
    /// Brand and settings.
    pub program: &'a Program,
    /// The page's language.
    pub language: Language,
    /// When this holds.
    pub now: DateTime<Utc>,
}

impl Site<'_> {
    fn url(&self, path: &str) -> String {
        format!("{}{path}", self.base)
    }

    /// A session as an event.
    pub(super) fn event(&self, session: &Session) -> Value {
        let (content, facts, language) = (&session.content, &session.facts, self.language);
        let url = self.url(&links::landing(language, &content.slug));
        let ends_at = facts.starts_at + Duration::minutes(content.duration_minutes.into());
        let price = content.price.filter(|price| price.amount > 0);
        let cancelled = facts.registration_state(self.now) == RegistrationState::Cancelled;
        let keywords: Vec<&str> = content.tags.iter().map(|tag| tag.name.get(language)).collect();
        tidy(json!({
            "@context": CONTEXT,
            "@type": "Event",
            "@id": format!("{url}#event"),
            "name": content.title.get(language),
            "description": one_line(content.description.get(language)),
            "url": url,
            "mainEntityOfPage": url,
            "image": [self.url(&format!("/api/v1/public/sessions/{}/card.png?lang={language}", content.slug))],
            "startDate": local(facts.starts_at, content.timezone),
            "endDate": local(ends_at, content.timezone),
            "eventStatus": if cancelled { "https://schema.org/EventCancelled" } else { "https://schema.org/EventScheduled" },
            "eventAttendanceMode": "https://schema.org/OnlineEventAttendanceMode",
            "location": { "@type": "VirtualLocation", "url": url },
            "inLanguage": content.language.code(),
            "isAccessibleForFree": price.is_none(),
            "maximumAttendeeCapacity": facts.capacity,
            "remainingAttendeeCapacity": facts.free(),
            "keywords": (!keywords.is_empty()).then(|| keywords.join(", ")),
            "about": { "@type": "Thing", "name": content.category.name.get(language) },
            "audience": content.target_audience.as_ref().map(|audience| json!({
                "@type": "Audience", "audienceType": one_line(audience.get(language)),
            })),
            "performer": self.person(&content.speaker),
            "organizer": self.organizer(),
            "offers": self.offers(session, &url),
            "aggregateRating": self.rating(session),
        }))
    }

    /// How earlier sessions of the topic were rated, as the page shows it.
    fn rating(&self, session: &Session) -> Option<Value> {
        let proof = self.program.earlier.of_topic(session.content.topic_id)?;
        proof.rating.map(|average| {
            json!({
                "@type": "AggregateRating",
                "ratingValue": average,
                "ratingCount": proof.rating_count,
                "bestRating": 5,
                "worstRating": 1,
            })
        })
    }

    /// What a place costs, while it can be had and before: one offer, or two while the early pay less.
    fn offers(&self, session: &Session, url: &str) -> Value {
        let (content, facts) = (&session.content, &session.facts);
        let state = facts.registration_state(self.now);
        let availability = match state {
            RegistrationState::Open | RegistrationState::ByApproval => "InStock",
            RegistrationState::NotYetOpen => "PreOrder",
            RegistrationState::Cancelled => "Discontinued",
            RegistrationState::Waitlist
            | RegistrationState::Full
            | RegistrationState::Closed
            | RegistrationState::Live
            | RegistrationState::Past => "SoldOut",
        };
        let offer = |price: Option<Money>, from: Option<DateTime<Utc>>, until: DateTime<Utc>| {
            json!({
                "@type": "Offer",
                "url": url,
                "price": decimal(price),
                "priceCurrency": price.map_or(Currency::EUR, |price| price.currency).code(),
                "availability": format!("https://schema.org/{availability}"),
                "validFrom": from.map(|from| local(from, content.timezone)),
                "validThrough": local(until, content.timezone),
            })
        };
        let opens = facts.opens_at.or(content.published_at);
        match pricing::early_bird_at(content.early_bird, self.now) {
            Some(early) => json!([
                offer(Some(early.price), opens, early.ends_at),
                offer(content.price, Some(early.ends_at), facts.closes()),
            ]),
            None => offer(content.price, opens, facts.closes()),
        }
    }

    fn organizer(&self) -> Value {
        let brand = &self.program.settings.brand;
        json!({
            "@type": "Organization",
            "name": brand.organisation,
            "url": brand.home_url.as_deref().unwrap_or(self.base),
        })
    }

    fn person(&self, speaker: &SpeakerProfile) -> Value {
        let card = &speaker.card;
        let elsewhere = [&speaker.linkedin_url, &speaker.website_url].into_iter().flatten();
        json!({
            "@type": "Person",
            "name": card.name,
            "url": self.url(&links::speaker(self.language, &card.slug)),
            "image": self.url(&card.photo_url),
            "jobTitle": card.position.as_ref().map(|position| position.get(self.language)),
            "worksFor": speaker.company.as_ref().map(|name| json!({ "@type": "Organization", "name": name })),
            "sameAs": elsewhere.collect::<Vec<_>>(),
        })
    }

    /// A speaker on a page of their own.
    pub(super) fn speaker(&self, speaker: &SpeakerProfile) -> Value {
        let mut person = self.person(speaker);
        person["@context"] = CONTEXT.into();
        person["description"] = one_line(speaker.biography.get(self.language)).into();
        person["knowsAbout"] = json!(speaker.expertise);
        tidy(person)
    }

    /// The sessions of a list, each by the address of its page.
    pub(super) fn list(&self, sessions: &[SessionCard]) -> Value {
        let items = sessions.iter().zip(1..).map(|(session, position)| {
            json!({
                "@type": "ListItem",
                "position": position,
                "name": session.title.get(self.language),
                "url": self.url(&links::landing(self.language, &session.slug)),
            })
        });
        json!({
            "@context": CONTEXT,
            "@type": "ItemList",
            "numberOfItems": sessions.len(),
            "itemListElement": items.collect::<Vec<_>>(),
        })
    }

    /// The way to a page: the overview, then the page itself.
    pub(super) fn breadcrumbs(&self, overview: &str, name: &str, path: &str) -> Value {
        let steps = [(overview, links::overview(self.language)), (name, path.to_owned())];
        let steps = steps.into_iter().zip(1..).map(|((name, path), position)| {
            json!({ "@type": "ListItem", "position": position, "name": name, "item": self.url(&path) })
        });
        json!({
            "@context": CONTEXT,
            "@type": "BreadcrumbList",
            "itemListElement": steps.collect::<Vec<_>>(),
        })
    }
}

/// `2026-12-08T10:00:00+01:00`: the clock where the session was planned.
pub(super) fn local(at: DateTime<Utc>, timezone: Tz) -> String {
    at.with_timezone(&timezone).to_rfc3339_opts(SecondsFormat::Secs, false)
}

/// `49.00`, and `0` for what is free.
fn decimal(price: Option<Money>) -> String {
    let Some(price) = price else { return "0".to_owned() };
    let digits = price.currency.digits();
    let unit = 10_i64.pow(digits);
    match digits {
        0 => price.amount.to_string(),
        _ => format!("{}.{:0width$}", price.amount / unit, price.amount % unit, width = digits as usize),
    }
}

/// Leaves out what is not known, at every depth.
fn tidy(value: Value) -> Value {
    let is_known = |value: &Value| !value.is_null() && value.as_array().is_none_or(|list| !list.is_empty());
    match value {
        Value::Object(fields) => {
            let fields = fields.into_iter().map(|(name, value)| (name, tidy(value)));
            Value::Object(fields.filter(|(_, value)| is_known(value)).collect::<Map<_, _>>())
        }
        Value::Array(values) => Value::Array(values.into_iter().map(tidy).collect()),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prices_are_written_as_decimals() {
        assert_eq!(decimal(None), "0");
        assert_eq!(decimal(Some(Money::new(4905, Currency::EUR))), "49.05");
        let yen = Currency::try_from("JPY".to_owned()).unwrap();
        assert_eq!(decimal(Some(Money::new(4900, yen))), "4900");
    }

    #[test]
    fn what_is_not_known_is_left_out() {
        assert_eq!(
            tidy(json!({ "a": null, "b": [], "c": { "d": null, "e": 1 } })),
            json!({ "c": { "e": 1 } })
        );
    }
}
