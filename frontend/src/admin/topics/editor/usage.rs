//! What became of the topic so far.

use leptos::prelude::*;

use super::desk::Desk;
use crate::admin::me::{use_me, writer};
use crate::format::number::number;
use crate::i18n::{t_string, use_i18n};
use crate::state::clock;
use crate::ui::follow;

/// The card.
#[component]
pub fn UsageCard(
    /// The desk.
    desk: Desk,
) -> impl IntoView {
    let i18n = use_i18n();
    let language = use_me().language;
    let facts = move || {
        let Some((usage, by, at)) = desk.topic.with(|topic| {
            topic.as_ref().map(|topic| (topic.usage, topic.updated_by.clone(), topic.updated_at))
        }) else {
            return ().into_any();
        };
        let now = clock::now();
        let count = |count: u32| number(language, count.into(), 0);
        let next = usage.next_session_at.map_or_else(|| "–".to_owned(), |at| writer().short(at, now));
        let rating =
            usage.average_rating.map_or_else(|| "–".to_owned(), |rating| number(language, rating, 1));
        let changed = writer().short(at, now);
        let changed = by.map_or(changed.clone(), |by| format!("{by}, {changed}"));
        view! {
            <dl class="facts">
                <dt>{t_string!(i18n, topics.next_session)}</dt><dd>{next}</dd>
                <dt>{t_string!(i18n, topics.held)}</dt><dd>{count(usage.sessions_held)}</dd>
                <dt>{t_string!(i18n, topics.planned)}</dt><dd>{count(usage.sessions_planned)}</dd>
                <dt>{t_string!(i18n, topics.registrations)}</dt><dd>{count(usage.registrations)}</dd>
                <dt>{t_string!(i18n, topics.rating)}</dt><dd>{rating}</dd>
                <dt>{t_string!(i18n, topics.changed)}</dt><dd>{changed}</dd>
            </dl>
            {(usage.sessions_planned > 0).then(|| view! { <p class="quiet">{t_string!(i18n, topics.saving_changes)}</p> })}
        }
        .into_any()
    };
    view! {
        <section class="card stack">
            <h2>{t_string!(i18n, topics.used_in)}</h2>
            {follow(facts)}
        </section>
    }
}
