//! What is looked at before a session is published, beside the form.

use leptos::prelude::*;
use magnetiq_shared::staff::sessions::{Checklist, Readiness, StaffSession};

use super::words;
use crate::api::planning;
use crate::i18n::{fill, t_string, use_i18n};
use crate::state::load::{Load, Loaded, load};
use crate::ui::{Icon, follow};

/// The checklist, asked for again whenever the session changes.
pub fn checklist(session: RwSignal<StaffSession>) -> Loaded<Checklist> {
    load(
        move || session.with(|session| (session.id, session.version)),
        None,
        |(id, _)| async move { planning::checklist(id).await },
    )
}

/// Whether nothing stands against publishing, as far as is known.
pub fn is_ready(loaded: Loaded<Checklist>) -> bool {
    match loaded.get() {
        Load::Ready(list) => list.items.iter().all(|item| item.readiness != Readiness::Blocking),
        Load::Waiting | Load::Failed(_) => false,
    }
}

/// The card with the points.
#[component]
pub fn ChecklistCard(
    /// The checklist.
    loaded: Loaded<Checklist>,
) -> impl IntoView {
    let i18n = use_i18n();
    let body = move || match loaded.get() {
        Load::Ready(list) => points(&list),
        Load::Waiting => view! { <p class="quiet">{t_string!(i18n, planning.counting)}</p> }.into_any(),
        Load::Failed(_) => {
            view! { <p class="quiet">{t_string!(i18n, admin.list_failed_text)}</p> }.into_any()
        }
    };
    view! {
        <section class="card checklist" aria-labelledby="checklist-title">
            <h2 id="checklist-title">{t_string!(i18n, planning.checklist)}</h2>
            {follow(body)}
        </section>
    }
}

fn points(list: &Checklist) -> AnyView {
    let i18n = use_i18n();
    let met = list.items.iter().filter(|item| item.readiness == Readiness::Met).count();
    let of = fill(
        t_string!(i18n, planning.met_of),
        &[("met", &met.to_string()), ("all", &list.items.len().to_string())],
    );
    let items = list.items.iter().map(|item| {
        let (name, text) = words::point(i18n, item.point);
        let (icon, tone, said) = match item.readiness {
            Readiness::Met => ("st-good", "good", t_string!(i18n, planning.is_met)),
            Readiness::Open => ("st-warn", "warn", t_string!(i18n, planning.is_open)),
            Readiness::Blocking => ("st-bad", "bad", t_string!(i18n, planning.is_blocking)),
        };
        let text = (item.readiness != Readiness::Met).then_some(text);
        view! {
            <li class="state" data-tone=tone>
                <Icon name=icon />
                <span>{name}<span class="hide">": "{said}</span>{text.map(|text| view! { <small>{text}</small> })}</span>
            </li>
        }
    });
    let others = list.conflicts.iter().map(|other| view! { <li>{other.name.clone()}</li> }).collect_view();
    let conflicts = (!list.conflicts.is_empty()).then(|| {
        view! {
            <small>{t_string!(i18n, planning.conflicts)}</small>
            <ul class="conflicts">{others}</ul>
        }
    });
    view! {
        <small>{of}</small>
        <ul>{items.collect_view()}</ul>
        {conflicts}
    }
    .into_any()
}
