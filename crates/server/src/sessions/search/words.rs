//! Texts as words that can be compared: without case, accents and umlauts, and without endings.

use magnetiq_shared::search::MOST_WORDS;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Endings of English and German words, longest first.
const ENDINGS: [&str; 10] = ["ings", "ung", "ing", "ern", "em", "er", "en", "es", "ed", "e"];
/// How much of a word an ending has to leave.
const SHORTEST_STEM: usize = 3;
/// Words that say nothing: a search is not held to them.
const FILLERS: [&str; 40] = [
    "a", "am", "an", "and", "are", "as", "at", "auf", "by", "das", "dem", "den", "der", "des", "die", "ein",
    "eine", "einer", "for", "from", "fur", "how", "im", "in", "is", "it", "mit", "of", "on", "or", "oder",
    "that", "the", "to", "und", "von", "was", "wie", "with", "zu",
];

/// The raw words of a text: letters and digits, with the hyphens and apostrophes between them.
pub fn raw(text: &str) -> impl Iterator<Item = &str> {
    let is_inside = |c: char| c.is_alphanumeric() || is_combining_mark(c) || is_joint(c) || is_apostrophe(c);
    text.split(move |c| !is_inside(c))
        .map(|word| word.trim_matches(|c| is_joint(c) || is_apostrophe(c)))
        .filter(|word| !word.is_empty())
}

/// What a raw word is found by: its parts, and where it has several, all of it (`E-Mobility`: `e`, `mobility`,
/// `emobility`).
pub fn all_of(raw: &str) -> Vec<String> {
    let mut words: Vec<String> = raw.split(is_joint).map(fold).filter(|word| !word.is_empty()).collect();
    if words.len() > 1 {
        words.push(words.concat());
    }
    words
}

/// The words that a search asks for: the first ten. Fillers don't count, unless there is nothing else.
pub fn asked(search: &str) -> Vec<String> {
    let words: Vec<String> =
        raw(search).flat_map(|raw| raw.split(is_joint)).map(fold).filter(|word| !word.is_empty()).collect();
    let telling: Vec<String> =
        words.iter().filter(|word| !FILLERS.contains(&word.as_str())).cloned().collect();
    let mut asked = if telling.is_empty() { words } else { telling };
    asked.truncate(MOST_WORDS);
    asked
}

/// A word in small letters without accents; `ü`, `ue` and `u` are the same, as are `ß` and `ss`.
pub fn fold(raw: &str) -> String {
    let mut word = String::with_capacity(raw.len());
    for c in raw.nfd().filter(|c| !is_combining_mark(*c) && !is_apostrophe(*c)).flat_map(char::to_lowercase) {
        match c {
            'ß' => word.push_str("ss"),
            'æ' => word.push('a'),
            'ø' | 'œ' => word.push('o'),
            'ł' => word.push('l'),
            'đ' | 'ð' => word.push('d'),
            'e' if word.ends_with(['a', 'o', 'u']) => {}
            c => word.push(c),
        }
    }
    word
}

/// A folded word without its endings: `forecasts` and `forecasting`, `Speicher` and `speichern` are the same.
pub fn stem(word: &str) -> String {
    let mut rest = word;
    while let Some(shorter) = without_ending(rest) {
        rest = shorter;
    }
    let mut stem = rest.to_owned();
    let mut last = rest.chars().rev();
    match (last.next(), last.next()) {
        // battery, batteries
        (Some('y'), _) if rest.len() > SHORTEST_STEM => {
            stem.pop();
            stem.push('i');
        }
        // plan, planned
        (Some(a), Some(b)) if a == b && rest.len() > SHORTEST_STEM && !a.is_numeric() => {
            stem.pop();
        }
        _ => {}
    }
    stem
}

fn without_ending(word: &str) -> Option<&str> {
    let plural = || word.strip_suffix('s').filter(|rest| !rest.ends_with(['s', 'i']));
    let dative = || word.strip_suffix('n').filter(|rest| rest.ends_with(['r', 'l']));
    let endings = ENDINGS.iter().filter_map(|ending| word.strip_suffix(ending));
    let is_enough =
        |rest: &&str| rest.len() >= SHORTEST_STEM && rest.contains(['a', 'e', 'i', 'o', 'u', 'y']);
    endings.chain(plural()).chain(dative()).find(is_enough)
}

fn is_joint(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}' | '\u{ad}')
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_accents_and_umlauts_make_no_difference() {
        for (one, other) in [
            ("Wärmepumpe", "waermepumpe"),
            ("Wärmepumpe", "WARMEPUMPE"),
            ("Förderung", "Foerderung"),
            ("Übergabe", "uebergabe"),
            ("Größe", "groesse"),
            ("Café", "cafe"),
            ("Øresund", "oeresund"),
            ("Łódź", "lodz"),
            ("today’s", "todays"),
            ("u\u{308}ber", "über"),
        ] {
            assert_eq!(fold(one), fold(other), "{one}, {other}");
        }
    }

    #[test]
    fn endings_make_no_difference() {
        for forms in [
            &["forecast", "forecasts", "forecasting"][..],
            &["battery", "batteries", "Batterie", "Batterien"],
            &["price", "prices", "pricing", "priced"],
            &["plan", "plans", "planned", "planning", "Planung", "Planungen"],
            &["Speicher", "Speichern", "speichern", "Speicherung"],
            &["Wärmepumpe", "Wärmepumpen"],
            &["Haus", "Häuser", "Häusern"],
            &["Netz", "Netze", "Netzen", "Netzes"],
            &["Tag", "Tage", "Tagen", "Tages"],
            &["agent", "agents", "Agenten"],
        ] {
            let stems: Vec<String> = forms.iter().map(|form| stem(&fold(form))).collect();
            assert!(stems.iter().all(|one| *one == stems[0]), "{forms:?}: {stems:?}");
        }
    }

    #[test]
    fn short_words_keep_their_end() {
        for word in ["bus", "gas", "spring", "string", "process", "use", "ai", "120"] {
            assert!(stem(word).len() + 1 >= word.len(), "{word}: {}", stem(word));
        }
    }

    #[test]
    fn a_search_is_not_held_to_fillers() {
        assert_eq!(asked("Wärmepumpen in der Industrie"), ["warmepumpen", "industrie"]);
        assert_eq!(asked("how to"), ["how", "to"]);
        assert_eq!(asked(" –!? "), [""; 0]);
        assert_eq!(all_of("E-Mobility"), ["e", "mobility", "emobility"]);
    }
}
