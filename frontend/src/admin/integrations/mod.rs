//! Connections to other services. Keys go in and never come out.

mod ai;

use leptos::prelude::*;

use self::ai::AiCard;
pub use self::ai::failure_words;
use crate::admin::kit::Empty;
use crate::admin::shell::head::PageHead;
use crate::api::integrations;
use crate::i18n::{t_string, use_i18n};
use crate::state::load::{Load, load};
use crate::ui::{Button, Look, follow};

/// The page.
#[component]
pub fn IntegrationsPage() -> impl IntoView {
    let i18n = use_i18n();
    let connection = load(|| (), None, |()| integrations::ai());
    let again = Callback::new(move |()| connection.retry());
    let card = move || {
        match connection.get() {
        Load::Waiting => view! { <span class="bone" aria-hidden="true"></span> }.into_any(),
        Load::Ready(connection) => view! { <AiCard connection=connection on_done=again /> }.into_any(),
        Load::Failed(_) => view! {
            <Empty icon="alert" title=t_string!(i18n, admin.list_failed) text=t_string!(i18n, admin.list_failed_text) failed=true>
                <Button look=Look::Plain on_press=again>{t_string!(i18n, admin.try_again)}</Button>
            </Empty>
        }
        .into_any(),
    }
    };
    view! {
        <PageHead title=t_string!(i18n, admin.integrations) tabs=true />
        <div class="page-body narrow">{follow(card)}</div>
    }
}
