//! What to say when a call fails, and the way on.

use leptos::prelude::*;
use magnetiq_shared::{ProblemType, links};

use crate::api::ApiError;
use crate::i18n::*;
use crate::state::locale::use_language;
use crate::ui::button::Look;
use crate::ui::{Button, Notice, Tone};

/// A headline and a sentence about what went wrong, for the person who was registering.
fn texts(i18n: Texts, error: &ApiError) -> (String, String) {
    let (title, text) = match (error, error.kind()) {
        (ApiError::Network, _) => {
            (t_string!(i18n, register.notice_network), t_string!(i18n, register.notice_network_text))
        }
        (_, Some(ProblemType::SessionFull)) => {
            (t_string!(i18n, register.notice_full), t_string!(i18n, register.notice_full_text))
        }
        (_, Some(ProblemType::RegistrationClosed)) => {
            (t_string!(i18n, register.notice_closed), t_string!(i18n, register.notice_closed_text))
        }
        (_, Some(ProblemType::SessionCancelled | ProblemType::Gone | ProblemType::NotFound)) => {
            (t_string!(i18n, register.notice_cancelled), t_string!(i18n, register.notice_cancelled_text))
        }
        (_, Some(ProblemType::RateLimited | ProblemType::Busy)) => {
            (t_string!(i18n, register.notice_rate), t_string!(i18n, register.notice_rate_text))
        }
        _ => (t_string!(i18n, register.notice_failed), t_string!(i18n, register.notice_failed_text)),
    };
    (title.to_string(), text.to_string())
}

/// Says what went wrong. Offers to try again where that may help, else the other sessions.
#[component]
pub fn TroubleNotice(
    /// Why the call failed.
    error: ApiError,
    /// Tries again.
    #[prop(into)]
    retry: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    let language = use_language();
    let passing = error.is_passing();
    let text = {
        let error = error.clone();
        Signal::derive(move || texts(i18n, &error))
    };
    view! {
        <Notice tone=Tone::Bad title=Signal::derive(move || text.get().0)>
            <p>{move || text.get().1}</p>
            <div class="button-row">
                {match passing {
                    true => view! {
                        <Button look=Look::Plain class="low" on_press=retry>{t!(i18n, register.retry)}</Button>
                    }
                    .into_any(),
                    false => view! {
                        <a class="button plain low" href=move || links::overview(language.get())>
                            {t!(i18n, register.other_sessions)}
                        </a>
                    }
                    .into_any(),
                }}
            </div>
        </Notice>
    }
}
