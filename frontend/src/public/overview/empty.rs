//! Nothing was found: what to say, and where there is something.

use leptos::prelude::*;
use magnetiq_shared::sessions::Timeframe;

use super::query::{Filter, ListQuery};
use crate::i18n::{fill, t_string, use_i18n};
use crate::state::locale::use_language;
use crate::ui::{Icon, Look};

/// Says that nothing was found, and leads to where there is something.
#[component]
pub fn Empty(
    /// What was asked for.
    query: ListQuery,
) -> impl IntoView {
    let i18n = use_i18n();
    let language = use_language();
    let (filtered, timeframe) = (query.is_filtered(), query.timeframe());
    let is_lost = !query.get(Filter::Cursor).is_empty();
    let search = query.get(Filter::Search).to_owned();
    let title = Signal::derive(move || match timeframe {
        _ if is_lost => t_string!(i18n, overview.lost_page).to_string(),
        _ if !search.is_empty() => fill(t_string!(i18n, overview.empty_search_title), &[("words", &search)]),
        _ if filtered => t_string!(i18n, overview.empty_filtered_title).to_string(),
        Timeframe::ThisWeek => t_string!(i18n, overview.empty_week_title).to_string(),
        Timeframe::ThisMonth => t_string!(i18n, overview.empty_month_title).to_string(),
        Timeframe::AllUpcoming => t_string!(i18n, overview.empty_upcoming_title).to_string(),
        Timeframe::Past => t_string!(i18n, overview.empty_past_title).to_string(),
    });
    let by_filters = query.set().next().is_some();
    let upcoming_is_empty = timeframe == Timeframe::AllUpcoming;
    let text = Signal::derive(move || match (filtered, upcoming_is_empty) {
        _ if is_lost => "",
        (true, _) if by_filters => t_string!(i18n, overview.empty_filtered_text),
        (true, _) => t_string!(i18n, overview.empty_search_text),
        (_, true) => t_string!(i18n, overview.empty_upcoming_text),
        (_, false) => t_string!(i18n, overview.empty_text),
    });
    let elsewhere = if upcoming_is_empty { Timeframe::Past.word() } else { "" };
    let (way_on, to) = match (is_lost, filtered) {
        (true, _) => {
            (Signal::derive(move || t_string!(i18n, overview.first_page)), query.with(Filter::Cursor, ""))
        }
        (_, true) => (
            Signal::derive(move || match by_filters {
                true => t_string!(i18n, overview.clear_filters),
                false => t_string!(i18n, overview.clear_search),
            }),
            query.cleared(),
        ),
        _ => (
            Signal::derive(move || match upcoming_is_empty {
                true => t_string!(i18n, overview.see_past),
                false => t_string!(i18n, overview.see_upcoming),
            }),
            query.with(Filter::Timeframe, elsewhere),
        ),
    };
    // What was searched for among what is to come may have been before, and the other way round.
    let other_time = (filtered && !is_lost).then(|| {
        let other = if timeframe == Timeframe::Past { "" } else { Timeframe::Past.word() };
        let query = query.with(Filter::Timeframe, other);
        let text = Signal::derive(move || match timeframe {
            Timeframe::Past => t_string!(i18n, overview.try_upcoming),
            _ => t_string!(i18n, overview.try_past),
        });
        view! { <a class=Look::Plain.class() href=move || query.href(language.get()) data-stay="">{text}</a> }
    });
    view! {
        <section class="empty">
            <Icon name="search" />
            <h3>{title}</h3>
            <p>{text}</p>
            <div class="button-row">
                <a class=Look::Primary.class() href=move || to.href(language.get()) data-stay="">
                    {way_on}
                </a>
                {other_time}
            </div>
        </section>
    }
}
