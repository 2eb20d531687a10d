//! Who did what with a session, the newest first.

use leptos::prelude::*;
use magnetiq_shared::audit::{AuditEntry, AuditFilters};
use magnetiq_shared::staff::sessions::StaffSession;

use super::words;
use crate::admin::activity::sentence;
use crate::admin::me::writer;
use crate::api::audit_log;
use crate::i18n::{t_string, use_i18n};
use crate::state::clock;
use crate::state::load::{Load, load};
use crate::ui::follow;

/// How many acts are shown here; the rest is on the page of all activity.
const SHOWN: u32 = 8;

/// The card, for those who may see the log.
#[component]
pub fn HistoryCard(
    /// The session.
    session: RwSignal<StaffSession>,
) -> impl IntoView {
    let i18n = use_i18n();
    let entries = load(
        move || session.with(|session| (session.id, session.version)),
        None,
        |(id, _)| async move {
            let filters = AuditFilters { subject: Some(id), limit: Some(SHOWN), ..AuditFilters::default() };
            audit_log::list(&filters).await
        },
    );
    let all = move || session.with(|session| format!("/admin/activity?subject={}", session.id));
    let list = move || match entries.get() {
        Load::Waiting => view! { <span class="bone" aria-hidden="true"></span> }.into_any(),
        Load::Failed(_) => view! { <p class="quiet">{t_string!(i18n, admin.list_failed)}</p> }.into_any(),
        Load::Ready(page) if page.data.is_empty() => {
            view! { <p class="quiet">{t_string!(i18n, planning.no_history)}</p> }.into_any()
        }
        Load::Ready(page) => {
            let more =
                page.next_cursor.map(|_| view! { <a href=all>{t_string!(i18n, planning.all_history)}</a> });
            view! { <ol class="versions">{page.data.into_iter().map(one).collect_view()}</ol> {more} }
                .into_any()
        }
    };
    view! {
        <section class="card stack">
            <h2>{t_string!(i18n, planning.history)}</h2>
            {follow(list)}
        </section>
    }
}

fn one(entry: AuditEntry) -> impl IntoView {
    let i18n = use_i18n();
    let when = writer().short(entry.at, clock::now());
    let mut names: Vec<&str> = entry.changes.iter().map(|change| words::field(i18n, &change.field)).collect();
    names.dedup();
    let fields = (!names.is_empty()).then(|| format!(". {}", names.join(", ")));
    view! {
        <li>
            <b>{sentence(i18n, &entry.action)}</b>
            <small>{format!("{}, {when}", entry.actor_name)}{fields}</small>
        </li>
    }
}
