//! What else there is beside a session: of the same speaker, like it, and drawn at random.
//!
//! Invariants: each session stands in one list at most, and the session itself in none; all of them are to come.

use chrono::{DateTime, Utc};
use magnetiq_shared::sessions::{RelatedSessions, SessionCard};
use rand::Rng;
use rand::seq::IteratorRandom;

use super::{Program, Session};

/// How many sessions a list of its own kind has.
const ALIKE: usize = 3;
/// How many are drawn at random.
const DRAWN: usize = 4;

/// What else there is beside `this`. Four are drawn at random from the whole program; in a small one, where too few
/// are left, the other lists give theirs.
pub fn related(
    program: &Program,
    this: &Session,
    now: DateTime<Utc>,
    random: &mut impl Rng,
) -> RelatedSessions {
    let mut left: Vec<&Session> = program
        .upcoming(now)
        .filter(|other| other.content.id != this.content.id && other.facts.starts_at > now)
        .collect();
    let mut same_speaker =
        take(&mut left, |other| other.content.speaker.card.slug == this.content.speaker.card.slug);
    // The topic itself, given again, is nearer than another topic of the category.
    left.sort_by_key(|other| other.content.topic_id != this.content.topic_id);
    let mut same_category =
        take(&mut left, |other| other.content.category.slug == this.content.category.slug);
    while left.len() < DRAWN {
        match same_category.pop().or_else(|| same_speaker.pop()) {
            Some(given) => left.push(given),
            None => break,
        }
    }
    let mut upcoming = left.into_iter().sample(random, DRAWN);
    upcoming.sort_by_key(|session| session.facts.starts_at);
    let cards =
        |list: Vec<&Session>| -> Vec<SessionCard> { list.into_iter().map(|one| one.card(now)).collect() };
    RelatedSessions {
        upcoming: cards(upcoming),
        same_category: cards(same_category),
        same_speaker: cards(same_speaker),
    }
}

/// Takes the first few that fit out of `left`.
fn take<'a>(left: &mut Vec<&'a Session>, fits: impl Fn(&Session) -> bool) -> Vec<&'a Session> {
    let mut taken = Vec::new();
    left.retain(|other| {
        let wanted = taken.len() < ALIKE && fits(other);
        if wanted {
            taken.push(*other);
        }
        !wanted
    });
    taken
}
