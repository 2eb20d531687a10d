//! What else there is: of the same speaker, of the same category, and four sessions drawn at random. It comes
//! after the page itself; without an answer the sections stay away.

use leptos::prelude::*;
use magnetiq_shared::TranslatedText;
use magnetiq_shared::sessions::{RelatedSessions, SessionCard};

use crate::api;
use crate::i18n::{fill, t, t_string, use_i18n};
use crate::session::{BriefCard, SessionRow, WaitingCards};
use crate::state::load::{Load, Loaded, load};
use crate::state::locale::use_language;
use crate::state::page_data;

/// How many rows a list shows.
const ROWS: usize = 3;
/// How many sessions stand beside one that is off.
const SIMILAR: usize = 4;

/// What else there is beside a session: what came with its page, or is fetched.
pub fn related(slug: String) -> Loaded<RelatedSessions> {
    let first = page_data::take("related");
    load(move || slug.clone(), first, |slug| async move { api::sessions::related(&slug).await })
}

/// Sessions of the same speaker and of the same category, as rows.
#[component]
pub fn Alike(
    /// Beside which session.
    session: SessionCard,
    /// What else there is.
    related: Loaded<RelatedSessions>,
) -> impl IntoView {
    let i18n = use_i18n();
    let language = use_language();
    let (name, category) = (session.speaker.name, session.category.name);
    let with = move || fill(t_string!(i18n, landing.more_with), &[("name", &name)]);
    let on = move || {
        let category = category.get(language.get()).to_owned();
        fill(t_string!(i18n, landing.more_on), &[("category", &category)])
    };
    move || {
        let Load::Ready(RelatedSessions { same_speaker, same_category, .. }) = related.get() else {
            return None;
        };
        (!same_speaker.is_empty() || !same_category.is_empty()).then(|| {
            view! {
                <div class="two">
                    <Rows heading=Signal::derive(with.clone()) sessions=same_speaker />
                    <Rows heading=Signal::derive(on.clone()) sessions=same_category />
                </div>
            }
        })
    }
}

/// Sessions to come beside one that will not take place, or is over: those like it first.
#[component]
pub fn Similar(
    /// What else there is.
    related: Loaded<RelatedSessions>,
    /// The title of the session that is off.
    title: TranslatedText,
) -> impl IntoView {
    let i18n = use_i18n();
    move || {
        let Load::Ready(RelatedSessions { same_speaker, same_category, .. }) = related.get() else {
            return None;
        };
        let all = same_category.into_iter().chain(same_speaker);
        // The same session, given again, is what people look for here.
        let (again, others): (Vec<_>, Vec<_>) = all.partition(|session| session.title.en == title.en);
        let sessions: Vec<_> = again.into_iter().chain(others).take(SIMILAR).collect();
        (!sessions.is_empty()).then(|| {
            let rows = sessions.into_iter().map(|session| view! { <SessionRow session=session /> });
            view! {
                <section>
                    <h2>{t!(i18n, landing.similar)}</h2>
                    <ul class="rows two">{rows.collect_view()}</ul>
                </section>
            }
        })
    }
}

#[component]
fn Rows(#[prop(into)] heading: Signal<String>, sessions: Vec<SessionCard>) -> impl IntoView {
    (!sessions.is_empty()).then(|| {
        let rows = sessions.into_iter().take(ROWS).map(|session| view! { <SessionRow session=session /> });
        view! {
            <section>
                <h2>{heading}</h2>
                <ul class="rows">{rows.collect_view()}</ul>
            </section>
        }
    })
}

/// Four coming sessions.
#[component]
pub fn More(
    /// What else there is.
    related: Loaded<RelatedSessions>,
) -> impl IntoView {
    let i18n = use_i18n();
    let cards = move || match related.get() {
        Load::Waiting => Some(view! { <WaitingCards count=4 brief=true /> }.into_any()),
        Load::Ready(found) if !found.upcoming.is_empty() => {
            let cards =
                found.upcoming.into_iter().take(4).map(|session| view! { <BriefCard session=session /> });
            Some(view! { <ul class="cards">{cards.collect_view()}</ul> }.into_any())
        }
        Load::Ready(_) | Load::Failed(_) => None,
    };
    move || {
        cards().map(|cards| {
            view! {
                <section class="wrap more">
                    <h2>{t!(i18n, landing.also)}</h2>
                    {cards}
                </section>
            }
        })
    }
}
