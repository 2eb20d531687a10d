//! What can be wrong with a field, and where.

use std::fmt;

use serde::{Deserialize, Serialize};

/// What is wrong with one field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Code {
    /// Nothing was given.
    Required,
    /// Fewer characters than the field needs.
    TooShort,
    /// More characters than the field takes.
    TooLong,
    /// Not an e-mail address.
    Email,
    /// Not the address of a website.
    Url,
    /// Not a telephone number.
    Phone,
    /// Has to be accepted.
    MustAccept,
    /// Contains characters that do not belong in it.
    Characters,
    /// Not the name of a timezone such as `Europe/Berlin`.
    Timezone,
    /// A password that is guessed too easily.
    Weak,
    /// Not the right code or password.
    Wrong,
    /// Something else has it already.
    Taken,
    /// A colour on which white letters can't be read.
    Contrast,
    /// Lies in the past, or after what has to come later.
    Time,
    /// Names nothing that exists.
    Unknown,
    /// Less than it may be: zero, or fewer seats than are taken.
    TooLow,
    /// More than it may be.
    TooHigh,
    /// Not of the right type, or not one of the allowed values.
    Type,
    /// The API knows no such field.
    UnknownField,
}

impl Code {
    /// Every code.
    pub const ALL: [Code; 19] = [
        Code::Required,
        Code::TooShort,
        Code::TooLong,
        Code::Email,
        Code::Url,
        Code::Phone,
        Code::MustAccept,
        Code::Characters,
        Code::Timezone,
        Code::Weak,
        Code::Wrong,
        Code::Taken,
        Code::Contrast,
        Code::Time,
        Code::Unknown,
        Code::TooLow,
        Code::TooHigh,
        Code::Type,
        Code::UnknownField,
    ];

    /// One sentence for developers who read the API's answers.
    pub const fn detail(self) -> &'static str {
        match self {
            Code::Required => "This field is required.",
            Code::TooShort => "This text is too short.",
            Code::TooLong => "This text is too long.",
            Code::Email => "This is not an e-mail address.",
            Code::Url => "This is not the address of a website.",
            Code::Phone => "This is not a telephone number.",
            Code::MustAccept => "This has to be accepted.",
            Code::Characters => "This contains characters that do not belong here.",
            Code::Timezone => "This is not a timezone's name, such as Europe/Berlin.",
            Code::Weak => "This password is guessed too easily.",
            Code::Wrong => "This is not right.",
            Code::Taken => "Something else has this already.",
            Code::Contrast => "White letters can't be read on this colour.",
            Code::Time => "This time is in the past, or not in the right order.",
            Code::Unknown => "There is no such thing.",
            Code::TooLow => "This is less than it may be.",
            Code::TooHigh => "This is more than it may be.",
            Code::Type => "This is not of the right type, or not one of the allowed values.",
            Code::UnknownField => "There is no such field.",
        }
    }
}

/// One field's error: where (a JSON Pointer such as `/email`), what, and a sentence about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FieldError {
    /// JSON Pointer (RFC 6901) into the body, or the parameter's name in the query.
    pub pointer: String,
    /// What is wrong.
    pub code: Code,
    /// The same in a sentence, in English.
    pub detail: String,
}

impl FieldError {
    /// The error `code` at `pointer`, with the code's own sentence.
    pub fn new(pointer: impl Into<String>, code: Code) -> Self {
        Self { pointer: pointer.into(), code, detail: code.detail().to_owned() }
    }
}

impl fmt::Display for FieldError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.pointer, self.detail)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_listed_and_has_a_sentence() {
        let names: std::collections::BTreeSet<_> =
            Code::ALL.iter().map(|code| serde_json::to_string(code).unwrap()).collect();
        assert_eq!(names.len(), Code::ALL.len());
        assert!(Code::ALL.iter().all(|code| code.detail().ends_with('.')));
    }
}
