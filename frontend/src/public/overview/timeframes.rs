//! Which part of the program: this week, this month, what is coming up, what has been.

use leptos::prelude::*;
use magnetiq_shared::sessions::Timeframe;

use super::Shown;
use super::query::{Filter, ListQuery};
use crate::i18n::{fill, t_string, use_i18n};
use crate::state::load::Load;
use crate::state::locale::use_language;
use crate::state::timezone;

/// The timeframes as links; filters and search stay.
#[component]
pub fn Timeframes(
    /// What is asked for.
    query: Memo<ListQuery>,
) -> impl IntoView {
    let i18n = use_i18n();
    let language = use_language();
    let link = move |timeframe: Timeframe| {
        let name = Signal::derive(move || match timeframe {
            Timeframe::ThisWeek => t_string!(i18n, overview.this_week).to_string(),
            Timeframe::ThisMonth => t_string!(i18n, overview.this_month).to_string(),
            Timeframe::AllUpcoming => t_string!(i18n, overview.all_upcoming).to_string(),
            Timeframe::Past => t_string!(i18n, overview.past).to_string(),
        });
        let word = if timeframe == Timeframe::default() { "" } else { timeframe.word() };
        view! {
            <a
                href=move || query.get().with(Filter::Timeframe, word).href(language.get())
                aria-current=move || (query.get().timeframe() == timeframe).then_some("true")
                data-stay=""
            >
                {name}
            </a>
        }
    };
    view! {
        <nav class="segments" aria-label=move || t_string!(i18n, overview.when).to_string()>
            {Timeframe::ALL.iter().map(|timeframe| link(*timeframe)).collect_view()}
        </nav>
    }
}

/// How many sessions were found; screen readers hear it when it changes.
#[component]
pub fn Found(
    /// What has come.
    shown: Memo<Shown>,
) -> impl IntoView {
    let i18n = use_i18n();
    let language = use_language();
    let zone = move || timezone::city(language.get(), &timezone::visitors());
    let found = Signal::derive(move || match shown.get() {
        None => String::new(),
        Some((_, Load::Ready(page))) => {
            let total = page.total.unwrap_or(page.data.len() as u64);
            let text = match total {
                1 => t_string!(i18n, overview.found_single),
                _ => t_string!(i18n, overview.found_many),
            };
            fill(text, &[("count", &total.to_string()), ("zone", &zone())])
        }
        Some(_) => fill(t_string!(i18n, overview.times_for), &[("zone", &zone())]),
    });
    view! { <p class="found" role="status">{found}</p> }
}
