//! Enumerations as words.

use std::fmt;

/// The snake_case or lowercase word of an enumeration, as JSON, the database and addresses write it.
macro_rules! words {
    ($($kind:ident { $($name:ident = $word:literal),+ $(,)? })+) => { $(
        impl $kind {
            /// Every value.
            pub const ALL: &'static [$kind] = &[$($kind::$name),+];

            /// The value's word in JSON and in the database.
            pub const fn word(self) -> &'static str {
                match self { $($kind::$name => $word),+ }
            }
        }

        impl fmt::Display for $kind {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.write_str(self.word()) }
        }

        impl FromStr for $kind {
            type Err = $crate::words::UnknownWord;

            fn from_str(word: &str) -> Result<Self, Self::Err> {
                match word {
                    $($word => Ok($kind::$name),)+
                    _ => Err($crate::words::UnknownWord { kind: stringify!($kind), word: word.to_owned() }),
                }
            }
        }
    )+ };
}
pub(crate) use words;

/// A word that the enumeration does not have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownWord {
    /// The enumeration's name.
    pub kind: &'static str,
    /// The word.
    pub word: String,
}

impl fmt::Display for UnknownWord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} is no {}", self.word, self.kind)
    }
}

impl std::error::Error for UnknownWord {}
