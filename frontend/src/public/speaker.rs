//! A speaker's page: who they are, and their coming sessions.

use leptos::prelude::*;
use magnetiq_shared::ProblemType;
use magnetiq_shared::sessions::Hue;
use magnetiq_shared::speakers::SpeakerPage as Found;

use super::landing::speaker::SpeakerText;
use super::message::{Message, Trouble};
use crate::api;
use crate::i18n::{t, t_string, use_i18n};
use crate::session::{Portrait, SessionCardView};
use crate::state::load::{Load, load};
use crate::state::page_data::use_embedded;
use crate::state::title;
use crate::ui::{Skeleton, follow};

/// The page of the speaker with this slug.
#[component]
pub fn SpeakerPage(
    /// The speaker's slug.
    slug: String,
) -> impl IntoView {
    let i18n = use_i18n();
    let first = use_embedded().take(|data| data.speaker.take());
    let first = first.filter(|given| given.speaker.card.slug == slug);
    let found = load(move || slug.clone(), first, |slug| async move { api::speakers::page(&slug).await });
    follow(move || match found.get() {
        Load::Waiting => {
            view! { <div class="wrap speaker-page"><Skeleton class="title" /><Skeleton /></div> }.into_any()
        }
        Load::Ready(found) => view! { <Speaker found=found /> }.into_any(),
        Load::Failed(error) if error.is(ProblemType::NotFound) => {
            let heading = Signal::derive(move || t_string!(i18n, landing.speaker_unknown_title).to_string());
            let text = Signal::derive(move || t_string!(i18n, site.not_found_text).to_string());
            title::keep(move || Some(heading.get()));
            view! { <Message title=heading text=text /> }.into_any()
        }
        Load::Failed(error) => view! { <Trouble error=error retry=move |()| found.retry() /> }.into_any(),
    })
}

#[component]
fn Speaker(found: Found) -> impl IntoView {
    let i18n = use_i18n();
    let name = found.speaker.card.name.clone();
    title::keep({
        let name = name.clone();
        move || Some(name.clone())
    });
    let hue = found.sessions.first().map_or(Hue::Violet, |session| session.cover.hue);
    let cards = found.sessions.into_iter().map(|session| view! { <SessionCardView session=session /> });
    let cards = cards.collect_view();
    let none = cards.is_empty().then(|| view! { <p class="quiet">{t!(i18n, landing.speaker_none)}</p> });
    view! {
        <div class="wrap speaker-page">
            <div class="speaker">
                <Portrait speaker=found.speaker.card.clone() hue=hue big=true />
                <div>
                    <h1>{name}</h1>
                    <SpeakerText speaker=found.speaker />
                </div>
            </div>
            <section>
                <h2>{t!(i18n, landing.speaker_coming)}</h2>
                {none}
                <ul class="cards">{cards}</ul>
            </section>
        </div>
    }
}
