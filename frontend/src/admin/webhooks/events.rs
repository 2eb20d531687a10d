//! The choice of events, grouped by what they are about.

use leptos::prelude::*;
use magnetiq_shared::webhooks::EventKind;

use super::words;
use crate::i18n::{counted, t_string, use_i18n};
use crate::ui::{Icon, follow};

/// The groups in the order of the list of events.
fn groups() -> Vec<(&'static str, Vec<EventKind>)> {
    let mut groups: Vec<(&'static str, Vec<EventKind>)> = Vec::new();
    for kind in EventKind::offered() {
        match groups.last_mut() {
            Some((about, kinds)) if *about == words::about(kind) => kinds.push(kind),
            _ => groups.push((words::about(kind), vec![kind])),
        }
    }
    groups
}

/// A box for each event, and one for each group that chooses all of it.
#[component]
pub fn EventChoice(
    /// The chosen ones.
    value: RwSignal<Vec<EventKind>>,
    /// What is wrong with the choice.
    error: Signal<Option<String>>,
) -> impl IntoView {
    let i18n = use_i18n();
    let put = move |kinds: &[EventKind], is_on: bool| {
        value.update(|value| {
            value.retain(|kind| !kinds.contains(kind));
            if is_on {
                value.extend(kinds);
            }
        });
    };
    let one = move |kind: EventKind| {
        view! {
            <label title=kind.word()>
                <input
                    type="checkbox" prop:checked=move || value.with(|value| value.contains(&kind))
                    on:change=move |event| put(&[kind], event_target_checked(&event))
                />
                {words::event(i18n, kind)}
            </label>
        }
    };
    let group = move |(about, kinds): (&'static str, Vec<EventKind>)| {
        let (all, boxes) = (kinds.clone(), kinds.clone());
        let chosen = Signal::derive(move || {
            value.with(|value| kinds.iter().filter(|kind| value.contains(kind)).count())
        });
        let many = all.len();
        view! {
            <div class="event-group" role="group" aria-label=words::about_name(i18n, about)>
                <label>
                    <input
                        type="checkbox" prop:checked=move || { chosen.get() == many }
                        prop:indeterminate=move || { chosen.get() > 0 && chosen.get() < many }
                        on:change=move |event| put(&all, event_target_checked(&event))
                    />
                    <b>{words::about_name(i18n, about)}</b>
                </label>
                <div>{boxes.into_iter().map(one).collect_view()}</div>
            </div>
        }
    };
    let count = move || {
        let count = value.with(Vec::len) as u32;
        counted(count, t_string!(i18n, webhooks.events_one), t_string!(i18n, webhooks.events_many))
    };
    view! {
        <fieldset class="events" aria-invalid=move || error.with(Option::is_some).then_some("true") tabindex="-1">
            <legend>{t_string!(i18n, webhooks.events)} " " <small role="status">{count}</small></legend>
            <div class="event-list">{groups().into_iter().map(group).collect_view()}</div>
            {follow(move || error.get().map(|text| view! {
                <p class="error" role="alert"><Icon name="alert" /><span>{text}</span></p>
            }).into_any())}
        </fieldset>
    }
}
