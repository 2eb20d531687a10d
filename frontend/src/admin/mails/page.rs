//! The page of one mail: written while it is a draft, then followed.

use leptos::prelude::*;
use magnetiq_shared::campaigns::{Campaign, CampaignGroup, CampaignState};
use magnetiq_shared::registrations::RegistrationFilters;

use super::draft::Draft;
use super::editor::Editor;
use super::progress::Progress;
use super::{HERE, words};
use crate::admin::list::failed;
use crate::admin::me::writer;
use crate::admin::registrations::filters;
use crate::admin::shell::head::PageHead;
use crate::api::campaigns;
use crate::i18n::{t_string, use_i18n};
use crate::state::load::{Load, load};
use crate::ui::{Skeleton, follow};

/// A new one. The address says to whom, as that of the list of registrations does.
#[component]
pub fn NewMailPage() -> impl IntoView {
    let asked = filters::question(1).get_untracked();
    let filters = RegistrationFilters { sort: None, limit: None, cursor: None, ..asked };
    let draft = Draft::new(CampaignGroup { filters, registration_ids: None });
    let campaign = RwSignal::new(None::<Campaign>);
    view! {
        <Head campaign=campaign />
        <Editor draft=draft campaign=campaign />
    }
}

/// One that is there.
#[component]
pub fn MailPage(id: String) -> impl IntoView {
    let loaded = load(move || id.clone(), None, |id| async move { campaigns::get(&id).await });
    let campaign = RwSignal::new(None::<Campaign>);
    Effect::new(move |_| {
        if let Load::Ready(one) = loaded.get() {
            campaign.set(Some(one));
        }
    });
    let again = Callback::new(move |()| loaded.retry());
    let known = Memo::new(move |_| campaign.get());
    let is_draft =
        Memo::new(move |_| campaign.with(|one| one.as_ref().map(|one| one.state == CampaignState::Draft)));
    let is_failed =
        Memo::new(move |_| matches!(loaded.get(), Load::Failed(_)) && campaign.with(Option::is_none));
    let content = move || match (is_failed.get(), is_draft.get()) {
        (true, _) => failed(again),
        (_, None) => {
            view! { <div class="page-body" aria-busy="true"><Skeleton /><Skeleton class="block" /></div> }
                .into_any()
        }
        (_, Some(true)) => {
            let Some(one) = campaign.get_untracked() else { return ().into_any() };
            view! { <Editor draft=Draft::of(&one) campaign=campaign /> }.into_any()
        }
        (_, Some(false)) => {
            let changed = Callback::new(move |one| campaign.set(Some(one)));
            view! { <Progress campaign=known on_change=changed again=again /> }.into_any()
        }
    };
    view! {
        <Head campaign=campaign />
        {follow(content)}
    }
}

#[component]
fn Head(campaign: RwSignal<Option<Campaign>>) -> impl IntoView {
    let i18n = use_i18n();
    let language = writer().language;
    let title = Signal::derive(move || {
        campaign.with(|one| match one {
            Some(one) => words::name(i18n, one, language),
            None => t_string!(i18n, mails.new).to_owned(),
        })
    });
    let above = (t_string!(i18n, mails.mails).to_owned(), HERE.to_owned());
    view! { <PageHead title=title above=above /> }
}
