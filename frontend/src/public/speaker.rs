//! A speaker's page: who they are, what people made of their sessions, and the sessions themselves.

use leptos::prelude::*;
use magnetiq_shared::sessions::{Hue, SessionCard};
use magnetiq_shared::speakers::SpeakerPage as Found;
use magnetiq_shared::{ProblemType, links};

use super::landing::proof::Proof;
use super::landing::speaker::SpeakerText;
use super::message::{Message, Trouble};
use crate::api;
use crate::api::sessions::feed_url;
use crate::i18n::{counted, t, t_string, use_i18n};
use crate::session::{Portrait, SessionCardView, SessionRow, ShareMenu};
use crate::state::load::{Load, load};
use crate::state::locale::use_language;
use crate::state::page_data;
use crate::state::title;
use crate::ui::{Icon, Look, Skeleton, follow};

/// The page of the speaker with this slug.
#[component]
pub fn SpeakerPage(
    /// The speaker's slug.
    slug: String,
) -> impl IntoView {
    let i18n = use_i18n();
    let first = page_data::take("speaker").filter(|given: &Found| given.speaker.card.slug == slug);
    let found = load(move || slug.clone(), first, |slug| async move { api::speakers::page(&slug).await });
    follow(move || match found.get() {
        Load::Waiting => {
            view! { <div class="wrap speaker-page"><Skeleton class="title" /><Skeleton /></div> }.into_any()
        }
        Load::Ready(found) => view! { <Speaker found=found /> }.into_any(),
        Load::Failed(error) if error.is(ProblemType::NotFound) => {
            let heading = Signal::derive(move || t_string!(i18n, landing.speaker_unknown_title).to_string());
            let text = Signal::derive(move || t_string!(i18n, site.not_found_text).to_string());
            title::keep(move || heading.get());
            view! {
                <Message title=heading text=text>
                    <a class=Look::Primary.class() href=links::overview(use_language().get_untracked())>
                        {t!(i18n, site.see_sessions)}
                    </a>
                </Message>
            }
            .into_any()
        }
        Load::Failed(error) => view! { <Trouble error=error retry=move |()| found.retry() /> }.into_any(),
    })
}

#[component]
fn Speaker(found: Found) -> impl IntoView {
    let i18n = use_i18n();
    let language = use_language().get_untracked();
    let Found { speaker, sessions, past, past_count, social_proof } = found;
    let (name, slug) = (speaker.card.name.clone(), speaker.card.slug.clone());
    title::keep({
        let name = name.clone();
        move || name.clone()
    });
    let hue = sessions.first().or(past.first()).map_or(Hue::Violet, |session| session.cover.hue);
    let feed = feed_url(language, &[Some(format!("speaker={slug}"))]);
    let post = name.clone();
    view! {
        <div class="wrap speaker-page">
            <header class="speaker">
                <Portrait speaker=speaker.card.clone() hue=hue big=true />
                <div>
                    <h1>{name}</h1>
                    <SpeakerText speaker=speaker>
                        <a class="button low plain" href=feed rel="external">
                            <Icon name="feed" />
                            {t!(i18n, landing.speaker_feed)}
                        </a>
                        <ShareMenu
                            path=links::speaker(language, &slug)
                            text=Signal::derive(move || post.clone())
                            class="button low plain"
                            button=move || view! {
                                <Icon name="share" />
                                {t!(i18n, session.share)}
                            }
                        />
                    </SpeakerText>
                </div>
            </header>
            <Coming sessions=sessions />
            <Proof proof=social_proof />
            <Held sessions=past count=past_count />
        </div>
    }
}

/// The sessions to come, as cards.
#[component]
fn Coming(sessions: Vec<SessionCard>) -> impl IntoView {
    let i18n = use_i18n();
    let cards: Vec<_> =
        sessions.into_iter().map(|session| view! { <SessionCardView session=session /> }).collect();
    let list = match cards.is_empty() {
        true => view! { <p class="quiet">{t!(i18n, landing.speaker_none)}</p> }.into_any(),
        false => view! { <ul class="cards">{cards}</ul> }.into_any(),
    };
    view! {
        <section>
            <h2>{t!(i18n, landing.speaker_coming)}</h2>
            {list}
        </section>
    }
}

/// The latest of those that are over, as rows.
#[component]
fn Held(sessions: Vec<SessionCard>, count: u32) -> impl IntoView {
    let i18n = use_i18n();
    let heading =
        move || counted(count, t_string!(i18n, landing.held_single), t_string!(i18n, landing.held_many));
    (!sessions.is_empty()).then(|| {
        let rows: Vec<_> =
            sessions.into_iter().map(|session| view! { <SessionRow session=session /> }).collect();
        view! {
            <section>
                <h2>{heading}</h2>
                <ul class="rows two">{rows}</ul>
            </section>
        }
    })
}
