//! What is set for the whole program: who manages it, what new sessions begin with, the brand, and mails.

mod brand;
mod legal;
mod mail;
mod program;

use std::future::Future;

use leptos::prelude::*;
use magnetiq_shared::scopes::Scope;

use super::list::failed;
use super::me::refusal;
use super::shell::head::PageHead;
use crate::api::{ApiResult, settings};
use crate::i18n::{t_string, use_i18n};
use crate::state::load::{Load, load};
use crate::ui::{Notice, Skeleton, follow};
pub use legal::LegalPage;

/// The page. Each section is saved by itself.
#[component]
pub fn SettingsPage() -> impl IntoView {
    let i18n = use_i18n();
    let why = refusal(Scope::SettingsWrite);
    view! {
        <PageHead title=t_string!(i18n, admin.webinars) tabs=true />
        <div class="page-body narrow">
            {why.map(|why| view! { <Notice icon="lock" title=why /> })}
            {section(settings::program, |section| view! { <program::Program section=section /> }.into_any())}
            {section(settings::brand, |section| view! { <brand::Brand section=section /> }.into_any())}
            <legal::LegalTexts />
            {section(settings::mail, |section| view! { <mail::Mail section=section /> }.into_any())}
        </div>
    }
}

/// A section, once it is there.
fn section<T, F>(fetch: fn() -> F, draw: fn(T) -> AnyView) -> impl IntoView
where
    T: Clone + Send + Sync + 'static,
    F: Future<Output = ApiResult<T>> + 'static,
{
    let loaded = load(|| (), None, move |()| fetch());
    let again = Callback::new(move |()| loaded.retry());
    follow(move || match loaded.get() {
        Load::Waiting => {
            view! { <div class="part" aria-busy="true"><Skeleton /><Skeleton class="block" /></div> }
                .into_any()
        }
        Load::Failed(_) => failed(again),
        Load::Ready(section) => draw(section),
    })
}

/// A text without what surrounds it; `None` where nothing is left.
fn maybe(value: RwSignal<String>) -> Option<String> {
    Some(value.with(|value| value.trim().to_owned())).filter(|value| !value.is_empty())
}
