//! The filters of a list: a chip for each that holds, and a menu to set others. They live in the address.

use leptos::prelude::*;

use crate::admin::filters::href_with;
use crate::i18n::{fill, t_string, use_i18n};
use crate::state::address::{Go, use_address};
use crate::ui::{Icon, Menu};

/// What a filter takes.
#[derive(Clone)]
pub enum FilterKind {
    /// One of these values, with what is shown for them.
    Choice(Vec<(String, String)>),
    /// A day, as `2026-12-01`.
    Day,
    /// Words that are typed.
    Text,
}

/// A filter over one parameter of the address.
#[derive(Clone)]
pub struct Filter {
    /// The parameter.
    pub name: &'static str,
    /// What it is called.
    pub label: String,
    /// What it takes.
    pub kind: FilterKind,
}

impl Filter {
    /// What is shown for a value.
    fn shown(&self, value: &str) -> String {
        match &self.kind {
            FilterKind::Choice(choices) => {
                choices.iter().find(|(key, _)| key == value).map_or(value, |(_, shown)| shown).to_owned()
            }
            FilterKind::Day | FilterKind::Text => value.to_owned(),
        }
    }
}

/// Chips, and the menu that adds one.
#[component]
pub fn FilterChips(
    /// The filters.
    #[prop(into)]
    filters: Signal<Vec<Filter>>,
) -> impl IntoView {
    let i18n = use_i18n();
    let address = use_address();
    let chip = move |filter: Filter| {
        let value = address.parameter(filter.name).filter(|value| !value.is_empty())?;
        let remove = fill(t_string!(i18n, admin.remove_filter), &[("name", &filter.label)]);
        Some(view! {
            <span class="chip">
                <span><span class="quiet">{filter.label.clone()}</span> " " {filter.shown(&value)}</span>
                <a href=href_with(&address, &[(filter.name, None)]) aria-label=remove data-stay>
                    <Icon name="close" />
                </a>
            </span>
        })
    };
    let chips = move || filters.get().into_iter().filter_map(chip).collect_view();
    let is_any =
        move || filters.with(|filters| filters.iter().any(|filter| address.parameter(filter.name).is_some()));
    let nothing = move || {
        let filters = filters.get();
        let none: Vec<_> = filters.iter().map(|filter| (filter.name, None)).collect();
        href_with(&address, &none)
    };
    view! {
        <div class="chips">
            {chips}
            <Menu class="chip add" button=move || view! { <span><Icon name="plus" />{t_string!(i18n, admin.filter)}</span> }>
                <div class="filter-form">{move || filters.get().into_iter().map(control).collect_view()}</div>
            </Menu>
            <Show when=is_any>
                <a class="button plain quiet small" href=nothing data-stay>{t_string!(i18n, admin.clear)}</a>
            </Show>
        </div>
    }
}

fn control(filter: Filter) -> impl IntoView {
    let i18n = use_i18n();
    let address = use_address();
    let Filter { name, label, kind } = filter;
    let value = move || address.parameter(name).unwrap_or_default();
    let set = move |event: leptos::ev::Event| {
        address.go(&href_with(&address, &[(name, Some(&event_target_value(&event)))]), Go::Here);
    };
    match kind {
        FilterKind::Choice(choices) => {
            let chosen = value();
            let all = std::iter::once((String::new(), t_string!(i18n, admin.any).to_owned()));
            let options = all.chain(choices).map(|(key, shown)| {
                let selected = key == chosen;
                view! { <option value=key selected=selected>{shown}</option> }
            });
            view! {
                <label class="field">
                    <span class="label">{label}</span>
                    <span class="choice">
                        <select on:change=set>{options.collect_view()}</select>
                        <Icon name="down" />
                    </span>
                </label>
            }
            .into_any()
        }
        FilterKind::Text => view! {
            <label class="field">
                <span class="label">{label}</span>
                <input class="input" type="text" autocomplete="off" prop:value=value on:change=set />
            </label>
        }
        .into_any(),
        FilterKind::Day => view! {
            <label class="field">
                <span class="label">{label}</span>
                <input class="input" type="date" prop:value=value on:change=set />
            </label>
        }
        .into_any(),
    }
}
