//! One entry: what was changed from what to what.

use leptos::prelude::*;
use magnetiq_shared::audit::{AuditEntry, Change};
use serde_json::Value;

use super::words;
use crate::admin::filters::href_with;
use crate::admin::kit::SidePanel;
use crate::admin::me::writer;
use crate::i18n::{t_string, use_i18n};
use crate::state::address::use_address;

/// The panel beside the list.
#[component]
pub fn EntryPanel(entry: AuditEntry, on_close: Callback<()>) -> impl IntoView {
    let i18n = use_i18n();
    let address = use_address();
    let writer = writer();
    let at = format!("{}, {}", writer.long_day(entry.at), writer.time_and_zone(entry.at));
    let subject = entry.subject_id.map(|id| {
        let all = href_with(&address, &[("subject", Some(&id.to_string())), ("entry", None)]);
        view! { <p><a href=all data-stay>{t_string!(i18n, activity.all_about)}</a></p> }
    });
    let changes = match entry.changes.is_empty() {
        true => view! { <p class="quiet">{t_string!(i18n, activity.no_changes)}</p> }.into_any(),
        false => entry
            .changes
            .into_iter()
            .map(|change| view! { <OneChange change=change /> })
            .collect_view()
            .into_any(),
    };
    view! {
        <SidePanel title=words::sentence(i18n, &entry.action) on_close=on_close>
            <section>
                <dl class="facts">
                    <dt>{t_string!(i18n, activity.about)}</dt>
                    <dd>{entry.subject_name}</dd>
                    <dt>{t_string!(i18n, activity.who)}</dt>
                    <dd>
                        {entry.actor_name}
                        {entry.api_token_id.map(|_| view! { " " <span class="tag">{t_string!(i18n, activity.by_token)}</span> })}
                    </dd>
                    <dt>{t_string!(i18n, activity.when)}</dt>
                    <dd>{at}</dd>
                    <dt>{t_string!(i18n, activity.request)}</dt>
                    <dd><code>{entry.request_id}</code></dd>
                </dl>
                {subject}
            </section>
            <section>
                <h3>{t_string!(i18n, activity.fields)}</h3>
                {changes}
            </section>
        </SidePanel>
    }
}

#[component]
fn OneChange(change: Change) -> impl IntoView {
    let i18n = use_i18n();
    let shown = move |value: &Value| match value {
        Value::Null => t_string!(i18n, activity.nothing).to_owned(),
        Value::String(text) if text.is_empty() => t_string!(i18n, activity.nothing).to_owned(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    view! {
        <div class="change">
            <b>{change.field}</b>
            <del><span class="hide">{t_string!(i18n, activity.before)} ": "</span>{shown(&change.from)}</del>
            <ins><span class="hide">{t_string!(i18n, activity.after)} ": "</span>{shown(&change.to)}</ins>
        </div>
    }
}
