//! What is set for the whole program: who manages it, what new sessions begin with, the brand, mails, and how long
//! people's data are kept.

mod brand;
mod legal;
mod mail;
mod person;
mod program;
mod reminders;
mod retention;

use std::future::Future;

use leptos::prelude::*;
use magnetiq_shared::scopes::Scope;

use super::list::failed;
use super::me::{refusal, use_me};
use super::shell::head::PageHead;
use crate::api::{ApiResult, settings};
use crate::i18n::{t_string, use_i18n};
use crate::state::load::{Load, Loaded, load};
use crate::ui::{Notice, Skeleton, follow};
pub use legal::LegalPage;
pub use reminders::{Rows, Steps};

/// The page. Each form is saved by itself; those of the program and of reminders change one section, and so share its
/// version.
#[component]
pub fn SettingsPage() -> impl IntoView {
    let i18n = use_i18n();
    let why = refusal(Scope::SettingsWrite);
    let may_erase = use_me().scopes.contains(&Scope::PeopleErase);
    let program_version = RwSignal::new(0);
    let program = load(
        || (),
        None,
        move |()| async move {
            let section = settings::program().await?;
            program_version.set(section.version);
            ApiResult::Ok(section)
        },
    );
    view! {
        <PageHead title=t_string!(i18n, admin.webinars) tabs=true />
        <div class="page-body narrow">
            {why.map(|why| view! { <Notice icon="lock" title=why /> })}
            {shown(program, move |section| view! { <program::Program section=section version=program_version /> }.into_any())}
            {section(settings::brand, |section| view! { <brand::Brand section=section /> }.into_any())}
            <legal::LegalTexts />
            {section(settings::mail, |section| view! { <mail::Mail section=section /> }.into_any())}
            {shown(program, move |section| view! { <reminders::Reminders section=section version=program_version /> }.into_any())}
            {section(settings::privacy, |section| view! { <retention::Retention section=section /> }.into_any())}
            {may_erase.then(|| view! { <person::Person /> })}
        </div>
    }
}

/// A section of its own, once it is there.
fn section<T, F>(fetch: fn() -> F, draw: fn(T) -> AnyView) -> impl IntoView
where
    T: Clone + Send + Sync + 'static,
    F: Future<Output = ApiResult<T>> + 'static,
{
    shown(load(|| (), None, move |()| fetch()), draw)
}

/// What is drawn of a section, once it is there.
fn shown<T: Clone + Send + Sync + 'static>(
    loaded: Loaded<T>,
    draw: impl Fn(T) -> AnyView + Send + Sync + 'static,
) -> impl IntoView {
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
