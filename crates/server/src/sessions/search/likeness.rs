//! How much a word of a text is like a word that is looked for.

/// In which way two words are alike, and how much: a hundred is the same word.
///
/// The kinds do not overlap: the same word comes before another ending, that before a beginning, that before a part
/// of a compound; slips of the keyboard come last.
pub type Likeness = u32;

const SAME: Likeness = 100;
const OTHER_ENDING: Likeness = 90;
const BEGINNING: (Likeness, Likeness) = (60, 80);
const PART: (Likeness, Likeness) = (35, 55);
/// One slip, two slips.
const SLIPS: [(Likeness, Likeness); 2] = [(8, 12), (3, 7)];

/// Shortest word that is looked for inside others.
const SHORTEST_PART: usize = 4;
/// Shortest word in which a slip is forgiven, and two of them.
const ONE_SLIP: usize = 4;
const TWO_SLIPS: usize = 8;
/// Shortest word that may be a beginning, or a part, and have a slip.
const SLIP_IN_BEGINNING: usize = 6;

/// A folded word with its stem.
#[derive(Clone, Debug)]
pub struct Word {
    /// The word.
    pub text: String,
    /// The word without its endings.
    pub stem: String,
    chars: Vec<char>,
    letters: Letters,
    stem_letters: Letters,
}

/// Which letters a word has, a bit for each: what has too few of them in common need not be compared.
type Letters = u64;

fn letters(word: &str) -> Letters {
    word.chars().fold(0, |letters, c| letters | 1 << (c as u32 % Letters::BITS))
}

impl Word {
    /// The folded word, with its stem.
    pub fn new(text: String) -> Self {
        let stem = super::words::stem(&text);
        let (letters, stem_letters) = (letters(&text), letters(&stem));
        Self { chars: text.chars().collect(), text, stem, letters, stem_letters }
    }

    /// How much `other`, a word of a text, is like this one; nothing of it is mistyped.
    pub fn likeness(&self, other: &Word) -> Option<Likeness> {
        if self.text == other.text {
            return Some(SAME);
        }
        if self.stem == other.stem {
            return Some(OTHER_ENDING);
        }
        if other.text.starts_with(&self.text) {
            return Some(self.share(other, BEGINNING));
        }
        if self.stem_letters & !other.letters != 0 {
            return None;
        }
        let is_part = other.text.starts_with(&self.stem) || is_part(&self.stem, &other.text);
        (is_part && self.stem.len() >= SHORTEST_PART).then(|| self.share(other, PART))
    }

    /// More, the more of `other` this word is.
    fn share(&self, other: &Word, (least, most): (Likeness, Likeness)) -> Likeness {
        least + (most - least) * self.text.len().min(other.text.len()) as u32 / other.text.len().max(1) as u32
    }

    /// How much `other` is like this one, where this one is mistyped.
    pub fn mistyped(&self, other: &Word) -> Option<Likeness> {
        let length = self.chars.len();
        let allowed: u32 = match length {
            TWO_SLIPS.. => 2,
            ONE_SLIP.. => 1,
            _ => return None,
        };
        // Each letter that is missing there is a slip.
        let missing = (self.letters & !other.letters).count_ones();
        if missing > allowed {
            return None;
        }
        let (allowed, may_be_beginning) = (allowed as usize, length >= SLIP_IN_BEGINNING);
        let slips = slips(&self.chars, &other.chars, may_be_beginning, allowed).or_else(|| {
            (may_be_beginning && missing <= 1).then(|| slips_inside(&self.chars, &other.chars)).flatten()
        })?;
        SLIPS.get(slips.saturating_sub(1)).map(|likeness| self.share(other, *likeness))
    }
}

/// Whether a compound has this part: at its end, or with enough before it to be a word.
fn is_part(part: &str, compound: &str) -> bool {
    compound.match_indices(part).any(|(at, _)| at >= SHORTEST_PART - 1)
}

/// How many slips (a letter wrong, missing, too much, or two swapped) turn `word` into `other`, or into the
/// beginning of it; `None` where it takes more than `allowed`. Few people miss the first letter, and then no other.
fn slips(word: &[char], other: &[char], beginning: bool, allowed: usize) -> Option<usize> {
    let allowed = if word.first() == other.first() { allowed } else { allowed.min(1) };
    if other.len() + allowed < word.len() || (!beginning && word.len() + allowed < other.len()) {
        return None;
    }
    let other = &other[..other.len().min(word.len() + allowed)];
    let last = distances(word, other, 0..=other.len(), allowed)?;
    let slips = if beginning { last.into_iter().min() } else { last.last().copied() };
    slips.filter(|slips| *slips <= allowed)
}

/// One slip, where the word is a part of the other one, not at its beginning.
fn slips_inside(word: &[char], other: &[char]) -> Option<usize> {
    let rest = other.get(SHORTEST_PART - 1..).filter(|rest| rest.len() + 1 >= word.len())?;
    let last = distances(word, rest, std::iter::repeat_n(0, rest.len() + 1), 1)?;
    last.into_iter().min().filter(|slips| *slips <= 1)
}

/// The distances from all of `word` to `other` up to each of its letters; `first` are those from nothing of it.
/// `None` as soon as all are more than `allowed`.
fn distances(
    word: &[char],
    other: &[char],
    first: impl IntoIterator<Item = usize>,
    allowed: usize,
) -> Option<Vec<usize>> {
    let mut row: Vec<usize> = first.into_iter().collect();
    let mut before: Vec<usize> = Vec::new();
    for (i, letter) in word.iter().enumerate() {
        let mut next = Vec::with_capacity(row.len());
        next.push(row[0] + 1);
        for (j, with) in other.iter().enumerate() {
            let mut least = (row[j] + usize::from(letter != with)).min(row[j + 1] + 1).min(next[j] + 1);
            if i > 0 && j > 0 && *letter == other[j - 1] && word[i - 1] == *with {
                least = least.min(before[j - 1] + 1);
            }
            next.push(least);
        }
        // Two letters that were swapped reach back over one row.
        if next.iter().chain(&row).all(|distance| *distance > allowed) {
            return None;
        }
        before = std::mem::replace(&mut row, next);
    }
    Some(row)
}

#[cfg(test)]
mod tests {
    use super::super::words::fold;
    use super::*;

    fn word(raw: &str) -> Word {
        Word::new(fold(raw))
    }

    #[test]
    fn the_nearer_the_better() {
        let asked = word("Pumpe");
        let steps =
            ["Pumpe", "Pumpen", "Pumpenbau", "Pumpenherstellerverband", "Wärmepumpe", "Wärmepumpenförderung"];
        let found: Vec<_> = steps.map(|step| asked.likeness(&word(step))).to_vec();
        assert!(
            found.iter().all(Option::is_some) && found.windows(2).all(|pair| pair[0] > pair[1]),
            "{found:?}"
        );
        assert_eq!(asked.likeness(&word("Lampe")), None);
        assert_eq!(word("heat").likeness(&word("wheat")), None, "one letter before it makes no compound");
    }

    #[test]
    fn slips_are_forgiven_by_length() {
        for (typed, meant, slips) in [
            ("solr", "solar", 1),
            ("sloar", "solar", 1),
            ("batery", "battery", 1),
            ("Wärmepmupe", "Wärmepumpe", 1),
            ("Wermepumpe", "Wärmepumpenförderung", 1),
            ("Wermepmpe", "Wärmepumpenförderung", 2),
            ("Förderumg", "Wärmepumpenförderung", 1),
            ("Digitalisirung", "Digitalisierung", 1),
        ] {
            let (least, most) = SLIPS[slips - 1];
            let likeness = word(typed).mistyped(&word(meant));
            assert!(
                likeness.is_some_and(|it| (least..=most).contains(&it)),
                "{typed}, {meant}: {likeness:?}"
            );
        }
        for (typed, other) in [
            ("ai", "ki"),
            ("sol", "sal"),
            ("solar", "salad"),
            ("wind", "windows"),
            ("market", "matters"),
            ("nonsense", "consensus"),
        ] {
            assert_eq!(word(typed).mistyped(&word(other)), None, "{typed}, {other}");
        }
    }
}
