//! The page behind the link mailed to speakers from outside: their own profile, without an account.

mod draft;
mod form;

use leptos::prelude::*;
use magnetiq_shared::ProblemType;

use self::form::ProfileForm;
use super::shell::alone::Alone;
use crate::api::{ApiError, own_profile};
use crate::i18n::{fill, t_string, use_i18n};
use crate::state::address::use_address;
use crate::state::load::{Load, load};
use crate::ui::{Button, Notice, Skeleton, Tone, follow};

/// The page. The token stands behind the `#`, which no server and no log ever sees.
#[component]
pub fn OwnProfilePage() -> impl IntoView {
    let i18n = use_i18n();
    let hash = untrack(|| use_address().hash());
    let token = hash.trim_start_matches('#').strip_prefix("token=").unwrap_or_default().to_owned();
    let token = StoredValue::new(token);
    let loaded = load(|| (), None, move |()| async move { own_profile::get(&token.get_value()).await });
    let again = Callback::new(move |()| loaded.retry());
    let title = Signal::derive(move || match loaded.get() {
        Load::Ready(one) => fill(t_string!(i18n, own_profile.greeting), &[("name", &one.first_name)]),
        Load::Waiting | Load::Failed(_) => t_string!(i18n, own_profile.page).to_owned(),
    });
    let text = Signal::derive(move || match loaded.get() {
        Load::Ready(_) => Some(t_string!(i18n, own_profile.text).to_owned()),
        Load::Waiting | Load::Failed(_) => None,
    });
    let content = move || match loaded.get() {
        Load::Waiting => view! { <Skeleton class="tall" /> }.into_any(),
        Load::Failed(error) => view! { <Broken error=error again=again /> }.into_any(),
        Load::Ready(profile) => {
            view! { <ProfileForm token=token profile=profile on_reload=again /> }.into_any()
        }
    };
    view! {
        <Alone title=title text=text wide=true>
            <div class="own-profile">{follow(content)}</div>
        </Alone>
    }
}

/// Why there is nothing to fill in.
#[component]
fn Broken(error: ApiError, again: Callback<()>) -> impl IntoView {
    let i18n = use_i18n();
    let (tone, title, text) = match error.kind() {
        Some(ProblemType::Gone | ProblemType::NotFound) => {
            (Tone::Warm, t_string!(i18n, own_profile.ended_title), t_string!(i18n, own_profile.ended_text))
        }
        Some(ProblemType::Unauthenticated) => {
            (Tone::Warm, t_string!(i18n, own_profile.wrong_title), t_string!(i18n, own_profile.wrong_text))
        }
        _ => {
            let (title, text) = super::words::trouble(i18n, &error);
            (Tone::Bad, title, text)
        }
    };
    let retry = error.is_passing();
    view! {
        <div class="stack">
            <Notice tone=tone title=title><p>{text}</p></Notice>
            {match retry {
                true => view! { <Button class="wide" on_press=again>{t_string!(i18n, admin.try_again)}</Button> }.into_any(),
                false => view! { <a class="button plain wide" href="/webinars" rel="external">{t_string!(i18n, own_profile.to_site)}</a> }.into_any(),
            }}
        </div>
    }
}
