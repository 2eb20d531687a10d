//! Which part of the program: this week, this month, what is coming up, what has been.

use leptos::prelude::*;
use magnetiq_shared::Page;
use magnetiq_shared::sessions::{SessionCard, Timeframe};

use super::query::ListQuery;
use crate::i18n::{fill, t_string, use_i18n};
use crate::state::load::{Load, Loaded};
use crate::state::locale::use_language;
use crate::state::timezone;

/// The timeframes as links, and how many sessions were found.
#[component]
pub fn Timeframes(
    /// What is shown.
    query: Memo<ListQuery>,
    /// What was found.
    sessions: Loaded<Page<SessionCard>>,
) -> impl IntoView {
    let i18n = use_i18n();
    let language = use_language();
    let zone = timezone::city(language.get_untracked(), &timezone::visitors());
    let link = move |timeframe: Timeframe| {
        let name = Signal::derive(move || match timeframe {
            Timeframe::ThisWeek => t_string!(i18n, overview.this_week).to_string(),
            Timeframe::ThisMonth => t_string!(i18n, overview.this_month).to_string(),
            Timeframe::AllUpcoming => t_string!(i18n, overview.all_upcoming).to_string(),
            Timeframe::Past => t_string!(i18n, overview.past).to_string(),
        });
        view! {
            <a
                href=move || ListQuery { timeframe, cursor: None }.href(language.get())
                aria-current=move || (query.get().timeframe == timeframe).then_some("true")
                data-stay=""
            >
                {name}
            </a>
        }
    };
    let found = Signal::derive(move || match sessions.get() {
        Load::Waiting => String::new(),
        Load::Ready(Page { total: Some(total), .. }) => {
            let text = match total {
                1 => t_string!(i18n, overview.found_single),
                _ => t_string!(i18n, overview.found_many),
            };
            fill(text, &[("count", &total.to_string()), ("zone", &zone)])
        }
        _ => fill(t_string!(i18n, overview.times_for), &[("zone", &zone)]),
    });
    view! {
        <div class="filters">
            <nav class="segments" aria-label=move || t_string!(i18n, overview.when).to_string()>
                {Timeframe::ALL.iter().map(|timeframe| link(*timeframe)).collect_view()}
            </nav>
            <p class="found" role="status">{found}</p>
        </div>
    }
}
