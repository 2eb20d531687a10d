//! Full-text search over the published sessions: an index in memory, built with the program, the same on every
//! database.
//!
//! Invariants: a session is found where each word that was asked for is found in it; among those, a word counts by
//! the place it was found in, then by how much it is what was typed. A slip of the keyboard is looked for only where
//! nothing was found without one.

mod likeness;
#[cfg(test)]
mod tests;
mod words;

use std::collections::HashMap;

use super::Session;
use super::plain::plain_text;
use likeness::Word;

/// What a session is worth to a search; nothing is found below 1.
pub type Rank = u32;

/// What a word counts, by the place in which it stands. A further mention counts one more, but never as much as the
/// next place.
const TITLE: u32 = 80;
const LABEL: u32 = 40;
const SUMMARY: u32 = 20;
const DESCRIPTION: u32 = 10;
const MENTIONS: u32 = 9;

/// The shortest parts into which a word that was asked for is taken apart.
const SHORTEST_PART: usize = 3;

/// Where each word of the program stands.
#[derive(Debug, Default)]
pub struct Index {
    sessions: usize,
    terms: Vec<Term>,
    by_stem: HashMap<String, Vec<usize>>,
}

/// A word, and the sessions that have it with what it counts there.
#[derive(Debug)]
struct Term {
    word: Word,
    places: Vec<Place>,
}

#[derive(Clone, Copy, Debug)]
struct Place {
    session: u32,
    weight: u32,
}

impl Index {
    /// Reads the sessions; they are known by their place in the list from now on.
    pub fn new(sessions: &[Session]) -> Self {
        let mut builder = Builder::default();
        for (at, session) in sessions.iter().enumerate() {
            builder.session = at as u32;
            let content = &session.content;
            builder.add(TITLE, texts(&content.title));
            for label in content.tags.iter().chain([&content.category]) {
                builder.add(LABEL, texts(&label.name));
            }
            builder.add(LABEL, [content.speaker.card.name.as_str()]);
            builder.add(SUMMARY, texts(&content.summary));
            for description in texts(&content.description) {
                builder.add(DESCRIPTION, [plain_text(description).as_str()]);
            }
        }
        builder.finish(sessions.len())
    }

    /// The rank of every session; `None` where the search asks for no word.
    pub fn ranks(&self, search: &str) -> Option<Vec<Rank>> {
        let asked = words::asked(search).into_iter().map(Word::new);
        asked.map(|word| self.ranks_of(&word)).reduce(both)
    }

    fn ranks_of(&self, asked: &Word) -> Vec<Rank> {
        self.found(|term| asked.likeness(&term.word))
            .or_else(|| self.taken_apart(asked))
            .or_else(|| self.found(|term| asked.mistyped(&term.word)))
            .unwrap_or_else(|| vec![0; self.sessions])
    }

    /// The best rank of each session by the terms that are like what was asked for; `None` where no term is.
    fn found(&self, likeness: impl Fn(&Term) -> Option<likeness::Likeness>) -> Option<Vec<Rank>> {
        let mut ranks = None;
        for (term, likeness) in self.terms.iter().filter_map(|term| Some((term, likeness(term)?))) {
            let ranks = ranks.get_or_insert_with(|| vec![0; self.sessions]);
            for place in &term.places {
                let rank: &mut Rank = &mut ranks[place.session as usize];
                *rank = (*rank).max(place.weight * likeness);
            }
        }
        ranks
    }

    /// A compound that no text has, where sessions have both of its parts: `Wärmepumpenförderung` in "Förderung von
    /// Wärmepumpen", `heatpump` in "heat pumps".
    fn taken_apart(&self, asked: &Word) -> Option<Vec<Rank>> {
        let cuts = asked.text.char_indices().map(|(at, _)| at);
        let parts =
            cuts.filter(|at| (SHORTEST_PART..=asked.text.len().saturating_sub(SHORTEST_PART)).contains(at));
        let found = parts.filter_map(|at| {
            let (left, right) = asked.text.split_at(at);
            let ranks = both(self.of_stem(left)?, self.of_stem(right)?);
            ranks.iter().any(|rank| *rank > 0).then_some(ranks)
        });
        found.reduce(|one, other| one.into_iter().zip(other).map(|(a, b)| a.max(b)).collect())
    }

    /// The ranks by one word or another ending of it.
    fn of_stem(&self, text: &str) -> Option<Vec<Rank>> {
        let asked = Word::new(text.to_owned());
        let mut ranks = vec![0; self.sessions];
        for term in self.by_stem.get(&asked.stem)?.iter().map(|at| &self.terms[*at]) {
            let likeness = asked.likeness(&term.word).unwrap_or_default() / 2;
            for place in &term.places {
                let rank: &mut Rank = &mut ranks[place.session as usize];
                *rank = (*rank).max(place.weight * likeness);
            }
        }
        Some(ranks)
    }
}

/// The sum where both found something.
fn both(one: Vec<Rank>, other: Vec<Rank>) -> Vec<Rank> {
    one.into_iter().zip(other).map(|(a, b)| if a == 0 || b == 0 { 0 } else { a + b }).collect()
}

fn texts(text: &magnetiq_shared::TranslatedText) -> impl Iterator<Item = &str> {
    [Some(&text.en), text.de.as_ref()].into_iter().flatten().map(String::as_str)
}

/// Collects the terms of one session after the other.
#[derive(Default)]
struct Builder {
    terms: Vec<Term>,
    known: HashMap<String, usize>,
    /// Raw words that came before: most do, and folding them is what takes time.
    seen: HashMap<String, Vec<usize>>,
    session: u32,
}

impl Builder {
    /// Takes texts in, best place first.
    fn add<'a>(&mut self, weight: u32, texts: impl IntoIterator<Item = &'a str>) {
        for raw in texts.into_iter().flat_map(words::raw) {
            if !self.seen.contains_key(raw) {
                let terms = words::all_of(raw).into_iter().map(|word| self.term(word)).collect();
                self.seen.insert(raw.to_owned(), terms);
            }
            let Some(terms) = self.seen.get(raw) else { continue };
            for at in terms {
                let places = &mut self.terms[*at].places;
                match places.last_mut().filter(|place| place.session == self.session) {
                    Some(place) if place.weight % 10 < MENTIONS => place.weight += 1,
                    Some(_) => {}
                    None => places.push(Place { session: self.session, weight }),
                }
            }
        }
    }

    fn finish(self, sessions: usize) -> Index {
        let mut by_stem: HashMap<String, Vec<usize>> = HashMap::new();
        for (at, term) in self.terms.iter().enumerate() {
            by_stem.entry(term.word.stem.clone()).or_default().push(at);
        }
        Index { sessions, terms: self.terms, by_stem }
    }

    fn term(&mut self, text: String) -> usize {
        if let Some(at) = self.known.get(&text) {
            return *at;
        }
        let at = self.terms.len();
        self.known.insert(text.clone(), at);
        self.terms.push(Term { word: Word::new(text), places: Vec::new() });
        at
    }
}
