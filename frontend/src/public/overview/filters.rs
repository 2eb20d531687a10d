//! The bar of filters. On a phone it opens from a button that tells how many are set.

use leptos::ev;
use leptos::prelude::*;
use magnetiq_shared::Language;
use magnetiq_shared::sessions::{Difficulty, PriceFilter, Timeframe};
use magnetiq_shared::site::{Facets, WordFacet};

use super::query::{Filter, ListQuery};
use crate::api;
use crate::i18n::{Texts, fill, t_string, use_i18n};
use crate::session::facts;
use crate::state::address::{Go, use_address};
use crate::state::load::{Load, load};
use crate::state::locale::use_language;
use crate::state::page_data;
use crate::ui::Icon;

/// What can be chosen, told to the chips.
#[derive(Clone, Copy)]
pub struct Offered(Signal<Facets>);

impl Offered {
    /// Fetches it, unless it came with the page, and provides it to everything below.
    pub fn provide() {
        let facets = load(|| (), page_data::take("facets"), |()| api::site::facets());
        provide_context(Self(Signal::derive(move || match facets.get() {
            Load::Ready(facets) => facets,
            // Without them only what the address says is offered; the list says what is wrong.
            _ => Facets::default(),
        })));
    }

    /// Values of a filter, what is shown for them, and how many sessions to come have them.
    pub fn choices(self, i18n: Texts, language: Language, filter: Filter) -> Vec<(String, String, u32)> {
        let words = |words: &[WordFacet], name: &dyn Fn(&str) -> Option<String>| {
            let choice = |word: &WordFacet| Some((word.value.clone(), name(&word.value)?, word.upcoming));
            words.iter().filter_map(choice).collect()
        };
        self.0.with(|facets| match filter {
            Filter::Category => facets
                .categories
                .iter()
                .map(|one| (one.slug.clone(), one.name.get(language).to_owned(), one.upcoming))
                .collect(),
            Filter::Speaker => {
                facets.speakers.iter().map(|one| (one.slug.clone(), one.name.clone(), one.upcoming)).collect()
            }
            Filter::Difficulty => words(&facets.difficulties, &|word| {
                Some(facts::level(i18n, word.parse::<Difficulty>().ok()?))
            }),
            Filter::Language => {
                words(&facets.languages, &|word| Some(facts::held_in(i18n, word.parse::<Language>().ok()?)))
            }
            Filter::Price => words(&facets.prices, &|word| match word.parse() {
                Ok(PriceFilter::Free) => Some(t_string!(i18n, session.free).to_owned()),
                Ok(PriceFilter::Paid) => Some(t_string!(i18n, overview.paid).to_owned()),
                _ => None,
            }),
            _ => Vec::new(),
        })
    }
}

/// One native list for each filter.
#[component]
pub fn Filters(
    /// What is asked for.
    query: Memo<ListQuery>,
) -> impl IntoView {
    let i18n = use_i18n();
    let open = RwSignal::new(false);
    let offered = expect_context::<Offered>();
    let toggle = Signal::derive(move || match query.with(|query| query.set().count()) {
        0 => t_string!(i18n, overview.filters).to_owned(),
        count => fill(t_string!(i18n, overview.filters_set), &[("count", &count.to_string())]),
    });
    view! {
        <button
            type="button"
            class="button plain low toggle"
            aria-expanded=move || open.get().to_string()
            aria-controls="filters"
            on:click=move |_| open.update(|open| *open = !*open)
        >
            {toggle}
            <Icon name="down" />
        </button>
        <div
            class="choices"
            class:open=open
            id="filters"
            role="group"
            aria-label=move || t_string!(i18n, overview.filters)
        >
            {Filter::CHOICES.map(|filter| view! { <Choice query=query offered=offered filter=filter /> }).collect_view()}
        </div>
    }
}

/// The list of one filter; its first choice leaves nothing out.
#[component]
fn Choice(query: Memo<ListQuery>, offered: Offered, filter: Filter) -> impl IntoView {
    let i18n = use_i18n();
    let language = use_language();
    let address = use_address();
    let any = Signal::derive(move || match filter {
        Filter::Category => t_string!(i18n, overview.any_category),
        Filter::Difficulty => t_string!(i18n, overview.any_level),
        Filter::Price => t_string!(i18n, overview.any_price),
        Filter::Speaker => t_string!(i18n, overview.any_speaker),
        _ => t_string!(i18n, overview.any_language),
    });
    let chosen = Memo::new(move |_| query.with(|query| query.get(filter).to_owned()));
    // Sessions to come can be counted for one filter at a time, and only among all of them.
    let counts = Memo::new(move |_| {
        query.with(|query| *query == ListQuery::default().with(filter, query.get(filter)))
    });
    let past = Memo::new(move |_| query.with(|query| query.timeframe() == Timeframe::Past));
    let choose = move |event: ev::Event| {
        let query = query.get_untracked().with(filter, event_target_value(&event));
        address.go(&query.href(language.get_untracked()), Go::Here);
    };
    let options = move || {
        let (chosen_now, counts) = (chosen.get(), counts.get());
        let offers = |value: &str, upcoming: u32| upcoming > 0 || past.get() || value == chosen_now;
        let mut options: Vec<(String, String)> = offered
            .choices(i18n, language.get(), filter)
            .into_iter()
            .filter(|(value, _, upcoming)| offers(value, *upcoming))
            .map(|(value, name, upcoming)| {
                let shown = if counts { format!("{name} ({upcoming})") } else { name };
                (value, shown)
            })
            .collect();
        if !chosen_now.is_empty() && !options.iter().any(|(value, _)| *value == chosen_now) {
            options.push((chosen_now.clone(), chosen_now));
        }
        options.insert(0, (String::new(), any.get().to_owned()));
        options
    };
    view! {
        <span class="choice" class:set=move || !chosen.get().is_empty()>
            <select name=filter.name() aria-label=move || label(i18n, filter) on:change=choose>
                {move || {
                    let option = |(value, shown): (String, String)| {
                        let is_chosen = value == chosen.get_untracked();
                        view! { <option value=value prop:selected=is_chosen>{shown}</option> }
                    };
                    options().into_iter().map(option).collect_view()
                }}
            </select>
            <Icon name="down" />
        </span>
    }
}

/// What a filter is called.
pub fn label(i18n: Texts, filter: Filter) -> &'static str {
    match filter {
        Filter::Category => t_string!(i18n, overview.category),
        Filter::Difficulty => t_string!(i18n, overview.level),
        Filter::Price => t_string!(i18n, overview.price),
        Filter::Speaker => t_string!(i18n, overview.speaker),
        _ => t_string!(i18n, overview.language),
    }
}
