//! What stands in a campaign for something of each recipient: `{first_name}`.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::words::words;

/// Something of the recipient. No other word may stand in braces.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Placeholder {
    /// First name.
    FirstName,
    /// Last name.
    LastName,
    /// Company; empty where none is known.
    Company,
    /// The session's title.
    SessionTitle,
    /// The session's date and time, in the recipient's timezone.
    StartsAt,
    /// The session's page.
    SessionLink,
    /// The personal way into the meeting; the session's page for those without a place.
    JoinLink,
    /// Where the person changes or cancels the registration.
    ManageLink,
}

words! {
    Placeholder {
        FirstName = "first_name", LastName = "last_name", Company = "company", SessionTitle = "session_title",
        StartsAt = "starts_at", SessionLink = "session_link", JoinLink = "join_link", ManageLink = "manage_link",
    }
}

impl Placeholder {
    /// As it stands in a text.
    pub fn written(self) -> String {
        format!("{{{}}}", self.word())
    }

    /// Whether it is an address.
    pub fn is_link(self) -> bool {
        matches!(self, Self::SessionLink | Self::JoinLink | Self::ManageLink)
    }
}

/// The first word in braces that names nothing.
pub fn unknown_placeholder(text: &str) -> Option<&str> {
    pieces(text).find_map(|piece| match piece {
        Piece::Name(name) if name.parse::<Placeholder>().is_err() => Some(name),
        _ => None,
    })
}

/// The text with each placeholder replaced. What is put in is not looked at again.
pub fn fill(text: &str, value: impl Fn(Placeholder) -> String) -> String {
    let mut filled = String::with_capacity(text.len());
    for piece in pieces(text) {
        match piece {
            Piece::Text(text) => filled.push_str(text),
            Piece::Name(name) => match name.parse() {
                Ok(placeholder) => filled.push_str(&value(placeholder)),
                Err(_) => filled.push_str(&format!("{{{name}}}")),
            },
        }
    }
    filled
}

enum Piece<'a> {
    Text(&'a str),
    /// A word between braces.
    Name(&'a str),
}

fn pieces(mut rest: &str) -> impl Iterator<Item = Piece<'_>> {
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        if let Some(name) = name_at_start(rest) {
            rest = &rest[name.len() + 2..];
            return Some(Piece::Name(name));
        }
        // A brace that begins no name is a brace.
        let next =
            rest.char_indices().skip(1).find(|(at, c)| *c == '{' && name_at_start(&rest[*at..]).is_some());
        let (text, after) = rest.split_at(next.map_or(rest.len(), |(at, _)| at));
        rest = after;
        Some(Piece::Text(text))
    })
}

fn name_at_start(text: &str) -> Option<&str> {
    let (name, _) = text.strip_prefix('{')?.split_once('}')?;
    let fits =
        !name.is_empty() && name.len() <= 40 && name.chars().all(|c| c.is_ascii_lowercase() || c == '_');
    fits.then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_placeholder_is_replaced_once() {
        let value = |placeholder: Placeholder| match placeholder {
            Placeholder::FirstName => "{last_name}".to_owned(),
            other => other.word().to_uppercase(),
        };
        assert_eq!(fill("Hello {first_name} of {company}!", value), "Hello {last_name} of COMPANY!");
        assert_eq!(fill("{ {a b} {} {{company}} ü{", value), "{ {a b} {} {COMPANY} ü{");
        for placeholder in Placeholder::ALL {
            assert_eq!(unknown_placeholder(&placeholder.written()), None);
        }
    }

    #[test]
    fn a_word_in_braces_that_names_nothing_is_found() {
        assert_eq!(unknown_placeholder("Hello {first_name}, {firstname} {x}"), Some("firstname"));
        assert_eq!(unknown_placeholder("a { b } {} {A} {1}"), None);
    }
}
