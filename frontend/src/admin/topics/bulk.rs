//! What can be done with the selected topics.

use leptos::prelude::*;
use magnetiq_shared::topics::{BulkOutcome, Category, Tag, TopicBulk, TopicBulkAction};

use crate::admin::kit::{BulkBar, Selection};
use crate::admin::me::use_me;
use crate::api::topics;
use crate::i18n::{counted, t_string, use_i18n};
use crate::ui::{Icon, Menu, use_toasts};

/// The bar, which says afterwards what was done and what was refused.
#[component]
pub fn TopicBulkBar(
    /// The selection.
    selection: Selection,
    /// Where topics can be put.
    categories: Signal<Vec<Category>>,
    /// What they can be given.
    tags: Signal<Vec<Tag>>,
    /// Something was changed.
    on_done: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    let toasts = use_toasts();
    let language = use_me().language;
    let run = move |action: TopicBulkAction| {
        let ids = selection.ids().iter().filter_map(|id| id.parse().ok()).collect();
        let failed = t_string!(i18n, admin.failed_title);
        let (one, many) = (t_string!(i18n, topics.bulk_done_one), t_string!(i18n, topics.bulk_done));
        let (refused_one, refused_many) =
            (t_string!(i18n, topics.bulk_refused_one), t_string!(i18n, topics.bulk_refused));
        leptos::task::spawn_local(async move {
            let Ok(answer) = topics::bulk(&TopicBulk { ids, action }).await else {
                return toasts.say(failed);
            };
            let refused =
                answer.results.iter().filter(|one| one.outcome == BulkOutcome::Refused).count() as u32;
            let done = answer.results.len() as u32 - refused;
            let mut text = counted(done, one, many);
            if refused > 0 {
                text = format!("{text} {}", counted(refused, refused_one, refused_many));
            }
            toasts.say(text);
            selection.clear();
            on_done.try_run(());
        });
    };
    let plain = move |name: &'static str, action: TopicBulkAction| {
        view! { <button type="button" class="button plain small" on:click=move |_| run(action)>{name}</button> }
    };
    let choice = move |name: String, action: TopicBulkAction| {
        view! { <button type="button" on:click=move |_| run(action)>{name}</button> }
    };
    let put = move || {
        let each = |one: Category| {
            choice(one.name.get(language).to_owned(), TopicBulkAction::Categorise { category_id: one.id })
        };
        categories.get().into_iter().map(each).collect_view()
    };
    let tag = move || {
        let each =
            |one: Tag| choice(one.name.get(language).to_owned(), TopicBulkAction::Tag { tag_id: one.id });
        tags.get().into_iter().map(each).collect_view()
    };
    let opener = |name: &'static str| move || view! { <span class="line">{name}<Icon name="down" /></span> };
    view! {
        <BulkBar selection=selection>
            {plain(t_string!(i18n, topics.activate), TopicBulkAction::Activate)}
            {plain(t_string!(i18n, topics.archive), TopicBulkAction::Archive)}
            {plain(t_string!(i18n, topics.duplicate), TopicBulkAction::Duplicate)}
            <Menu class="button plain small" button=opener(t_string!(i18n, topics.category))>{put}</Menu>
            <Menu class="button plain small" button=opener(t_string!(i18n, topics.tag))>{tag}</Menu>
        </BulkBar>
    }
}
