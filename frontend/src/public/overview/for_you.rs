//! Sessions like those that this visit registered for. Where there are none, nothing is shown.

use leptos::prelude::*;
use magnetiq_shared::Page;

use super::query::ListQuery;
use crate::api;
use crate::i18n::{t, use_i18n};
use crate::session::{BriefCard, WaitingCards};
use crate::state::load::{Load, load};
use crate::state::visit::use_visit;
use crate::ui::follow;

/// How many outlines stand in for them.
const OUTLINES: usize = 3;

/// A row of sessions for this visit, above the whole program.
#[component]
pub fn ForYou(
    /// What is asked for: whoever looks for something is not held up.
    query: Memo<ListQuery>,
) -> impl IntoView {
    let i18n = use_i18n();
    let visit = use_visit();
    let wanted = Memo::new(move |_| query.with(|query| *query == ListQuery::default()));
    let registered = Memo::new(move |_| match visit.get() {
        Some(visit) => Some(visit.registrations.len()),
        // Known to be nobody, or not known yet.
        None => (visit.is_loaded() || visit.token().is_none()).then_some(0),
    });
    let found = load(
        move || registered.get(),
        None,
        move |registered| async move {
            match (registered, visit.token()) {
                (Some(1..), Some(token)) => api::visits::recommended(&token).await,
                _ => Ok(Page { data: Vec::new(), next_cursor: None, total: None }),
            }
        },
    );
    let cards = move || match (registered.get(), found.get()) {
        _ if !wanted.get() => None,
        (Some(0), _) | (_, Load::Failed(_)) => None,
        // The room is kept, so that the list below stays where it is.
        (None, _) | (_, Load::Waiting) => {
            Some(view! { <WaitingCards count=OUTLINES brief=true /> }.into_any())
        }
        (_, Load::Ready(page)) if page.data.is_empty() => None,
        (_, Load::Ready(page)) => {
            let cards = page.data.into_iter().map(|session| view! { <BriefCard session=session /> });
            Some(view! { <ul class="cards">{cards.collect_view()}</ul> }.into_any())
        }
    };
    follow(move || match cards() {
        None => ().into_any(),
        Some(cards) => view! {
            <section class="for-you">
                <h2>{t!(i18n, overview.for_you)}</h2>
                <p>{t!(i18n, overview.for_you_text)}</p>
                {cards}
            </section>
        }
        .into_any(),
    })
}
