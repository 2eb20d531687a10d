//! The sessions of one page of the list, and the ways to the others.

use leptos::prelude::*;
use magnetiq_shared::Page;
use magnetiq_shared::sessions::{SessionCard, Timeframe};

use super::query::ListQuery;
use crate::i18n::{t, t_string, use_i18n};
use crate::registration::TroubleNotice;
use crate::session::{SessionCardView, WaitingCards};
use crate::state::load::{Load, Loaded};
use crate::state::locale::use_language;
use crate::ui::{Icon, Look, follow};

/// How many outlines stand in for the list.
const OUTLINES: usize = 6;

/// The list, or why there is none.
#[component]
pub fn SessionList(
    /// What is shown.
    query: Memo<ListQuery>,
    /// What was found.
    sessions: Loaded<Page<SessionCard>>,
) -> impl IntoView {
    follow(move || match sessions.get() {
        Load::Waiting => view! { <WaitingCards count=OUTLINES /> }.into_any(),
        Load::Failed(error) => {
            view! { <TroubleNotice error=error retry=move |()| sessions.retry() /> }.into_any()
        }
        Load::Ready(page) if page.data.is_empty() => {
            view! { <Empty timeframe=query.get_untracked().timeframe /> }.into_any()
        }
        Load::Ready(page) => {
            let cards = page.data.into_iter().map(|session| view! { <SessionCardView session=session /> });
            view! {
                <ul class="cards">{cards.collect_view()}</ul>
                <Pager query=query.get_untracked() next=page.next_cursor />
            }
            .into_any()
        }
    })
}

/// To the start and to the next page. The way back is the browser's.
#[component]
fn Pager(query: ListQuery, next: Option<String>) -> impl IntoView {
    let i18n = use_i18n();
    let language = use_language();
    let timeframe = query.timeframe;
    let link = move |cursor: Option<String>| ListQuery { timeframe, cursor }.href(language.get());
    let has_start = query.cursor.is_some();
    (has_start || next.is_some()).then(|| {
        view! {
            <nav class="pager" aria-label=move || t_string!(i18n, overview.pages).to_string()>
                {has_start
                    .then(|| view! {
                        <a class=Look::Plain.class() href=move || link(None)>{t!(i18n, overview.first_page)}</a>
                    })}
                {next
                    .map(|next| view! {
                        <a class=Look::Plain.class() href=move || link(Some(next.clone()))>
                            {t!(i18n, overview.next_page)}
                            <Icon name="right" />
                        </a>
                    })}
            </nav>
        }
    })
}

/// Nothing was found: say so, and where there is something.
#[component]
fn Empty(timeframe: Timeframe) -> impl IntoView {
    let i18n = use_i18n();
    let language = use_language();
    let title = Signal::derive(move || match timeframe {
        Timeframe::ThisWeek => t_string!(i18n, overview.empty_week_title).to_string(),
        Timeframe::ThisMonth => t_string!(i18n, overview.empty_month_title).to_string(),
        Timeframe::AllUpcoming => t_string!(i18n, overview.empty_upcoming_title).to_string(),
        Timeframe::Past => t_string!(i18n, overview.empty_past_title).to_string(),
    });
    let upcoming_is_empty = timeframe == Timeframe::AllUpcoming;
    let elsewhere = if upcoming_is_empty { Timeframe::Past } else { Timeframe::AllUpcoming };
    let text = Signal::derive(move || match upcoming_is_empty {
        true => t_string!(i18n, overview.empty_upcoming_text).to_string(),
        false => t_string!(i18n, overview.empty_text).to_string(),
    });
    let way_on = Signal::derive(move || match upcoming_is_empty {
        true => t_string!(i18n, overview.see_past).to_string(),
        false => t_string!(i18n, overview.see_upcoming).to_string(),
    });
    view! {
        <section class="empty">
            <Icon name="calendar-plus" />
            <h2>{title}</h2>
            <p>{text}</p>
            <a
                class=Look::Primary.class()
                href=move || ListQuery { timeframe: elsewhere, cursor: None }.href(language.get())
                data-stay=""
            >
                {way_on}
            </a>
        </section>
    }
}
