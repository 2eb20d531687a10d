//! What to say about a field that is wrong.

use magnetiq_shared::fields::Code;

use super::model::FieldName;
use crate::i18n::*;

/// One sentence that says how to mend it; `raw` is what was typed.
pub fn error_text(i18n: Texts, field: FieldName, code: Code, raw: &str) -> String {
    let text = match (field, code) {
        (FieldName::Terms, _) => t_string!(i18n, register.error_terms),
        (FieldName::Privacy, _) => t_string!(i18n, register.error_privacy),
        (FieldName::Website, Code::Required) => t_string!(i18n, register.error_website_required),
        (FieldName::Email, Code::Email) if !raw.contains('@') => t_string!(i18n, register.error_email_at),
        (FieldName::Email, Code::Email) if lacks_ending(raw) => t_string!(i18n, register.error_email_ending),
        (_, Code::Required) => t_string!(i18n, register.error_required),
        (_, Code::TooShort) => t_string!(i18n, register.error_too_short),
        (_, Code::TooLong) => t_string!(i18n, register.error_too_long),
        (_, Code::Email) => t_string!(i18n, register.error_email),
        (_, Code::Url) => t_string!(i18n, register.error_url),
        (_, Code::Phone) => t_string!(i18n, register.error_phone),
        (_, Code::Characters) => t_string!(i18n, register.error_characters),
        (_, _) => {
            t_string!(i18n, register.error_other)
        }
    };
    fill(text, &[("max", &longest(field).to_string())])
}

/// How many characters a field takes.
pub const fn longest(field: FieldName) -> u32 {
    match field {
        FieldName::Email => 254,
        FieldName::FirstName | FieldName::LastName => 50,
        FieldName::SpecialRequirements => 500,
        _ => 200,
    }
}

/// `juliette@kestrel-foods`: a domain without a dot.
fn lacks_ending(raw: &str) -> bool {
    raw.trim().rsplit_once('@').is_some_and(|(_, domain)| !domain.is_empty() && !domain.contains('.'))
}
