//! Words for what the API names by a code.

use magnetiq_shared::scopes::Role;
use magnetiq_shared::{Code, Language, ProblemType};

use crate::api::ApiError;
use crate::i18n::{Texts, t_string};

/// What a role is called.
pub fn role(i18n: Texts, role: Role) -> &'static str {
    match role {
        Role::Viewer => t_string!(i18n, admin.role_viewer),
        Role::Editor => t_string!(i18n, admin.role_editor),
        Role::Admin => t_string!(i18n, admin.role_admin),
    }
}

/// What a role may do, in a line.
pub fn role_means(i18n: Texts, role: Role) -> &'static str {
    match role {
        Role::Viewer => t_string!(i18n, admin.role_viewer_means),
        Role::Editor => t_string!(i18n, admin.role_editor_means),
        Role::Admin => t_string!(i18n, admin.role_admin_means),
    }
}

/// A language's name in itself.
pub fn language(language: Language) -> &'static str {
    match language {
        Language::En => "English",
        Language::De => "Deutsch",
    }
}

/// What is wrong with a field.
pub fn code(i18n: Texts, code: Code) -> &'static str {
    match code {
        Code::Required | Code::MustAccept => t_string!(i18n, admin.code_required),
        Code::TooShort => t_string!(i18n, admin.code_too_short),
        Code::TooLong => t_string!(i18n, admin.code_too_long),
        Code::Contrast => t_string!(i18n, admin.code_contrast),
        Code::TooLow => t_string!(i18n, admin.code_too_low),
        Code::TooHigh => t_string!(i18n, admin.code_too_high),
        Code::Email => t_string!(i18n, admin.code_email),
        Code::Url => t_string!(i18n, admin.code_url),
        Code::Phone => t_string!(i18n, admin.code_phone),
        Code::Characters => t_string!(i18n, admin.code_characters),
        Code::Timezone => t_string!(i18n, admin.code_timezone),
        Code::Weak => t_string!(i18n, admin.code_weak),
        Code::Wrong => t_string!(i18n, admin.code_wrong),
        Code::Taken => t_string!(i18n, admin.code_taken),
        Code::Time => t_string!(i18n, admin.code_time),
        Code::Unknown => t_string!(i18n, admin.code_unknown),
        Code::Type | Code::UnknownField => t_string!(i18n, admin.code_type),
    }
}

/// A headline and a sentence about a call that failed.
pub fn trouble(i18n: Texts, error: &ApiError) -> (&'static str, &'static str) {
    match (error, error.kind()) {
        (ApiError::Network, _) => (t_string!(i18n, admin.offline_title), t_string!(i18n, admin.offline_text)),
        (_, Some(ProblemType::Stale | ProblemType::PreconditionRequired)) => {
            (t_string!(i18n, admin.stale_title), t_string!(i18n, admin.stale_text))
        }
        (_, Some(ProblemType::Forbidden)) => {
            (t_string!(i18n, admin.forbidden_title), t_string!(i18n, admin.forbidden_text))
        }
        (_, Some(ProblemType::RateLimited | ProblemType::Busy)) => {
            (t_string!(i18n, admin.rate_title), t_string!(i18n, admin.rate_text))
        }
        (_, Some(ProblemType::InvalidState | ProblemType::Taken)) => {
            (t_string!(i18n, admin.state_title), t_string!(i18n, admin.state_text))
        }
        (_, Some(ProblemType::NotFound | ProblemType::Gone)) => {
            (t_string!(i18n, admin.gone_title), t_string!(i18n, admin.gone_text))
        }
        (_, Some(ProblemType::Unauthenticated)) => {
            (t_string!(i18n, admin.signed_out_title), t_string!(i18n, admin.signed_out_text))
        }
        _ => (t_string!(i18n, admin.failed_title), t_string!(i18n, admin.failed_text)),
    }
}
