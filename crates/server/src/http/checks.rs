//! Checking what was sent field by field, so that one answer names everything that is wrong.

use magnetiq_shared::{Code, FieldError, TranslatedText};

use super::error::ApiError;

/// What is wrong so far.
#[derive(Debug, Default)]
pub struct Checks(Vec<FieldError>);

impl Checks {
    /// The clean value; where the rule is broken the default, and the error is kept.
    pub fn keep<T: Default>(&mut self, pointer: &str, checked: Result<T, Code>) -> T {
        checked.unwrap_or_else(|code| {
            self.wrong(pointer, code);
            T::default()
        })
    }

    /// The clean text, which has to be there.
    pub fn required(&mut self, pointer: &str, checked: Result<String, Code>) -> String {
        self.keep(
            pointer,
            checked.and_then(|text| if text.is_empty() { Err(Code::Required) } else { Ok(text) }),
        )
    }

    /// Notes an error.
    pub fn wrong(&mut self, pointer: impl Into<String>, code: Code) {
        self.0.push(FieldError::new(pointer, code));
    }

    /// A text in both languages, each of which keeps the rule. English has to be there; German that is empty is none.
    pub fn texts(
        &mut self,
        pointer: &str,
        given: &TranslatedText,
        rule: impl Fn(&str) -> Result<String, Code>,
    ) -> TranslatedText {
        let en = self.required(&format!("{pointer}/en"), rule(&given.en));
        let de = given.de.as_deref().map(|german| self.keep(&format!("{pointer}/de"), rule(german)));
        TranslatedText { en, de: de.filter(|german| !german.is_empty()) }
    }

    /// Nothing is wrong.
    ///
    /// # Errors
    /// `validation` with every error that was kept.
    pub fn finish(self) -> Result<(), ApiError> {
        self.errors().map_err(ApiError::validation)
    }

    /// Nothing is wrong.
    ///
    /// # Errors
    /// Every error that was kept, for those who have an error of their own.
    pub fn errors(self) -> Result<(), Vec<FieldError>> {
        if self.0.is_empty() { Ok(()) } else { Err(self.0) }
    }
}

/// A timezone's IANA name, as the database of timezones writes it.
///
/// # Errors
/// `timezone`.
pub fn timezone(name: &str) -> Result<String, Code> {
    name.parse::<chrono_tz::Tz>().map(|zone| zone.name().to_owned()).map_err(|_| Code::Timezone)
}
