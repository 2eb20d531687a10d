//! Connections to other services. Keys go in and never come out.

mod ai;
mod mail_events;
mod network;

use leptos::prelude::*;
use magnetiq_shared::posts::Network;

use self::ai::AiCard;
pub use self::ai::failure_words;
use self::mail_events::MailEventsCard;
use self::network::NetworkCard;
use crate::admin::list::failed;
use crate::admin::shell::head::PageHead;
use crate::api::{integrations, networks};
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
            {Network::ALL.map(|network| view! { <OneNetwork network=network /> }).collect_view()}
        </div>
    }
}

#[component]
fn OneNetwork(network: Network) -> impl IntoView {
    let loaded = load(move || network, None, networks::get);
    let again = Callback::new(move |()| loaded.retry());
    follow(move || match loaded.get() {
        Load::Waiting => waiting(),
        Load::Ready(connection) => view! { <NetworkCard connection=connection on_done=again /> }.into_any(),
        Load::Failed(_) => failed(again),
    })
}

fn waiting() -> AnyView {
    view! { <span class="bone" aria-hidden="true"></span> }.into_any()
}
