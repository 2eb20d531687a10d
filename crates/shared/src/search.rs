//! What somebody looks for in a list: some words, all of which have to be found. It is short, because each word costs
//! the database a condition of its own.

use serde::{Deserialize, Serialize};

/// The longest search, in characters.
pub const LONGEST: usize = 200;
/// The most words of a search.
pub const MOST_WORDS: usize = 10;
/// What is said of a search that is too long, at the start of the error.
pub const TOO_LONG: &str = "too long";

/// At most 200 characters and ten words. On the wire it is a text; a longer one is an error.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Search(String);

impl Search {
    /// As much of the text as may be searched for; `None` where no word is in it.
    pub fn within(text: &str) -> Option<Self> {
        let mut kept = String::new();
        for word in text.split_whitespace().take(MOST_WORDS) {
            if !kept.is_empty() {
                kept.push(' ');
            }
            kept.push_str(word);
        }
        let kept: String = kept.chars().take(LONGEST).collect();
        (!kept.is_empty()).then_some(Self(kept))
    }

    /// The words, in small letters.
    pub fn words(&self) -> impl Iterator<Item = String> + '_ {
        self.0.split_whitespace().map(str::to_lowercase)
    }
}

impl TryFrom<String> for Search {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let too_long = text.chars().count() > LONGEST || text.split_whitespace().count() > MOST_WORDS;
        if too_long { Err(TOO_LONG) } else { Ok(Self(text)) }
    }
}

impl From<Search> for String {
    fn from(search: Search) -> Self {
        search.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_search_has_few_words() {
        let ten = "a ".repeat(10);
        assert!(Search::try_from(ten.clone()).is_ok());
        assert_eq!(Search::try_from(ten + "a"), Err(TOO_LONG));
        assert_eq!(Search::try_from("ä".repeat(201)), Err(TOO_LONG));
    }

    #[test]
    fn as_much_as_may_be_is_searched_for() {
        assert_eq!(Search::within("  "), None);
        let within = Search::within(&"Heat  ".repeat(12)).unwrap();
        assert_eq!(within.words().collect::<Vec<_>>(), ["heat"; 10]);
        assert!(Search::try_from(String::from(Search::within(&"x".repeat(300)).unwrap())).is_ok());
    }
}
