//! What somebody who has registered for some sessions may like, too.

use chrono::{DateTime, Utc};
use magnetiq_domain::session::SessionFacts;
use magnetiq_shared::sessions::RegistrationState;
use uuid::Uuid;

use super::{Program, Session};

/// What speaks for a session, for each one that it shares this with.
const SAME_SPEAKER: u32 = 3;
const SAME_CATEGORY: u32 = 2;
const SAME_TAG: u32 = 1;

/// The sessions that share most with those that were registered for, at most `count`, of which places can still be
/// had. Those that were registered for, and other dates of the same, are left out.
pub fn recommend<'a>(
    program: &'a Program,
    registered: &[Uuid],
    now: DateTime<Utc>,
    count: usize,
) -> Vec<&'a Session> {
    let known: Vec<&Session> = registered.iter().filter_map(|id| program.session(*id)).collect();
    let is_new = |session: &Session| {
        known.iter().all(|known| {
            known.content.id != session.content.id && known.content.title != session.content.title
        })
    };
    let mut found: Vec<(u32, &Session)> = program
        .upcoming(now)
        .filter(|session| has_places(&session.facts, now) && is_new(session))
        .map(|session| (known.iter().map(|known| shared(known, session)).sum(), session))
        .filter(|(shared, _)| *shared > 0)
        .collect();
    // Stable: of those that share as much the soonest comes first.
    found.sort_by_key(|(shared, _)| std::cmp::Reverse(*shared));
    found.into_iter().take(count).map(|(_, session)| session).collect()
}

fn has_places(facts: &SessionFacts, now: DateTime<Utc>) -> bool {
    use RegistrationState::{ByApproval, NotYetOpen, Open, Waitlist};
    matches!(facts.registration_state(now), Open | ByApproval | Waitlist | NotYetOpen)
}

fn shared(one: &Session, other: &Session) -> u32 {
    let (one, other) = (&one.content, &other.content);
    let speaker = u32::from(one.speaker.card.slug == other.speaker.card.slug) * SAME_SPEAKER;
    let category = u32::from(one.category.slug == other.category.slug) * SAME_CATEGORY;
    let tags =
        one.tags.iter().filter(|tag| other.tags.iter().any(|also| also.slug == tag.slug)).count() as u32;
    speaker + category + tags * SAME_TAG
}
