//! Connections to other services. Keys go in and never come out.

mod ai;
mod mail_events;

use leptos::prelude::*;

use self::ai::AiCard;
pub use self::ai::failure_words;
use self::mail_events::MailEventsCard;
use crate::admin::list::failed;
use crate::admin::shell::head::PageHead;
use crate::api::integrations;
use crate::i18n::{t_string, use_i18n};
use crate::state::load::{Load, load};
use crate::ui::follow;

/// The page.
#[component]
pub fn IntegrationsPage() -> impl IntoView {
    let i18n = use_i18n();
    let (ai, events) =
        (load(|| (), None, |()| integrations::ai()), load(|| (), None, |()| integrations::mail_events()));
    let (ai_again, events_again) =
        (Callback::new(move |()| ai.retry()), Callback::new(move |()| events.retry()));
    let ai_card = move || match ai.get() {
        Load::Waiting => waiting(),
        Load::Ready(connection) => view! { <AiCard connection=connection on_done=ai_again /> }.into_any(),
        Load::Failed(_) => failed(ai_again),
    };
    let events_card = move || match events.get() {
        Load::Waiting => waiting(),
        Load::Ready(known) => view! { <MailEventsCard events=known on_done=events_again /> }.into_any(),
        Load::Failed(_) => failed(events_again),
    };
    view! {
        <PageHead title=t_string!(i18n, admin.integrations) tabs=true />
        <div class="page-body narrow">
            {follow(ai_card)}
            {follow(events_card)}
        </div>
    }
}

fn waiting() -> AnyView {
    view! { <span class="bone" aria-hidden="true"></span> }.into_any()
}
