//! What the filters of the program offer.

use chrono::{DateTime, Utc};
use magnetiq_shared::Language;
use magnetiq_shared::sessions::{Difficulty, PriceFilter};
use magnetiq_shared::site::{CategoryFacet, Facets, SpeakerFacet, WordFacet};

use super::{Program, Session};

/// What published sessions have, with how many that are to come at `now` have it.
pub fn of(program: &Program, now: DateTime<Utc>) -> Facets {
    let mut facets = Facets::default();
    for session in program.sessions() {
        let upcoming = u32::from(session.is_upcoming(now));
        let (category, speaker) = (&session.content.category, &session.content.speaker.card);
        match facets.categories.iter_mut().find(|known| known.slug == category.slug) {
            Some(known) => known.upcoming += upcoming,
            None => facets.categories.push(CategoryFacet {
                slug: category.slug.clone(),
                name: category.name.clone(),
                upcoming,
            }),
        }
        match facets.speakers.iter_mut().find(|known| known.slug == speaker.slug) {
            Some(known) => known.upcoming += upcoming,
            None => facets.speakers.push(SpeakerFacet {
                slug: speaker.slug.clone(),
                name: speaker.name.clone(),
                upcoming,
            }),
        }
    }
    facets.categories.sort_by(|a, b| a.name.en.cmp(&b.name.en));
    facets.speakers.sort_by(|a, b| last_name(&a.name).cmp(last_name(&b.name)));
    facets.difficulties = Difficulty::ALL
        .iter()
        .filter_map(|level| count(program, now, level.word(), &|one| one.content.difficulty == *level))
        .collect();
    facets.languages = Language::ALL
        .iter()
        .filter_map(|held_in| count(program, now, held_in.code(), &|one| one.content.language == *held_in))
        .collect();
    facets.prices = [PriceFilter::Free, PriceFilter::Paid]
        .iter()
        .filter_map(|price| count(program, now, price.word(), &|one| price.admits(one.content.price)))
        .collect();
    facets
}

/// The word with its count; `None` where no session has it.
fn count(
    program: &Program,
    now: DateTime<Utc>,
    word: &str,
    has: &dyn Fn(&Session) -> bool,
) -> Option<WordFacet> {
    let mut having = program.sessions().iter().filter(|session| has(session)).peekable();
    having.peek()?;
    let upcoming = having.filter(|session| session.is_upcoming(now)).count() as u32;
    Some(WordFacet { value: word.to_owned(), upcoming })
}

fn last_name(name: &str) -> &str {
    name.rsplit(' ').next().unwrap_or(name)
}
