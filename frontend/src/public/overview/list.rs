//! The sessions of one page of the list, and the ways to the others.

use leptos::prelude::*;

use super::Shown;
use super::empty::Empty;
use super::query::{Filter, ListQuery};
use crate::i18n::{t, t_string, use_i18n};
use crate::registration::TroubleNotice;
use crate::session::{SessionCardView, WaitingCards};
use crate::state::load::Load;
use crate::state::locale::use_language;
use crate::ui::{Icon, Look, follow};

/// How many outlines stand in for the list.
const OUTLINES: usize = 6;

/// The list, or why there is none.
#[component]
pub fn SessionList(
    /// What has come.
    shown: Memo<Shown>,
    /// Asks again.
    #[prop(into)]
    retry: Callback<()>,
) -> impl IntoView {
    follow(move || match shown.get() {
        None | Some((_, Load::Waiting)) => view! { <WaitingCards count=OUTLINES /> }.into_any(),
        Some((_, Load::Failed(error))) => view! { <TroubleNotice error=error retry=retry /> }.into_any(),
        Some((query, Load::Ready(page))) if page.data.is_empty() => {
            view! { <Empty query=query /> }.into_any()
        }
        Some((query, Load::Ready(page))) => {
            let cards = page.data.into_iter().map(|session| view! { <SessionCardView session=session /> });
            view! {
                <ul class="cards">{cards.collect_view()}</ul>
                <Pager query=query next=page.next_cursor />
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
    let has_start = !query.get(Filter::Cursor).is_empty();
    let link = move |cursor: &str| query.with(Filter::Cursor, cursor).href(language.get());
    (has_start || next.is_some()).then(|| {
        let start = link.clone();
        view! {
            <nav class="pager" aria-label=move || t_string!(i18n, overview.pages).to_string()>
                {has_start
                    .then(|| view! {
                        <a class=Look::Plain.class() href=move || start("")>{t!(i18n, overview.first_page)}</a>
                    })}
                {next
                    .map(|next| view! {
                        <a class=Look::Plain.class() href=move || link(&next)>
                            {t!(i18n, overview.next_page)}
                            <Icon name="right" />
                        </a>
                    })}
            </nav>
        }
    })
}
