//! A session's landing page: the facts, a register box that stays in view, what it is about, who speaks, and
//! what else there is. Past and cancelled sessions keep their page.

mod agenda;
mod cta_bar;
mod hero;
mod materials;
mod more;
mod objectives;
pub mod proof;
mod register_box;
pub mod speaker;

use leptos::prelude::*;
use magnetiq_shared::sessions::{SessionCard, SessionPage};
use magnetiq_shared::views::ViewKind;
use magnetiq_shared::{ProblemType, links};

use super::message::{Message, Trouble};
use super::parts;
use crate::api;
use crate::format::date::Writer;
use crate::i18n::{t, t_string, use_i18n};
use crate::session::BriefCard;
use crate::session::offer::Offer;
use crate::state::attribution;
use crate::state::load::{Load, load};
use crate::state::locale::use_language;
use crate::state::page_data;
use crate::state::site::use_site;
use crate::state::title;
use crate::ui::{Icon, Look, Skeleton, follow};
use agenda::Agenda;
use cta_bar::CtaBar;
use hero::Hero;
use materials::Materials;
use more::{Alike, More, Similar};
use objectives::Objectives;
use proof::Proof;
use register_box::RegisterBox;
use speaker::SpeakerPanel;

/// The landing page of the session with this slug.
#[component]
pub fn LandingPage(
    /// The session's slug.
    slug: String,
) -> impl IntoView {
    // What the page brought along belongs to the address that was asked for.
    let first = page_data::take("landing").filter(|given: &SessionPage| given.card.slug == slug);
    let asked = slug.clone();
    let session = load(move || asked.clone(), first, |slug| async move { api::sessions::page(&slug).await });
    follow(move || match session.get() {
        Load::Waiting => view! { <Waiting /> }.into_any(),
        Load::Ready(page) => view! { <Landing page=page /> }.into_any(),
        Load::Failed(error) if error.is(ProblemType::NotFound) => view! { <Missing gone=false /> }.into_any(),
        Load::Failed(error) if error.is(ProblemType::Gone) => view! { <Missing gone=true /> }.into_any(),
        Load::Failed(error) => view! { <Trouble error=error retry=move |()| session.retry() /> }.into_any(),
    })
}

/// The page, once its session is there.
#[component]
fn Landing(page: SessionPage) -> impl IntoView {
    let language = use_language();
    let heading = page.card.title.clone();
    title::keep(move || heading.get(language.get()).to_owned());
    api::views::count(&page.card.slug, ViewKind::Landing, attribution::noted());
    let card = StoredValue::new(page.card.clone());
    let session: Signal<SessionCard> = Signal::derive(move || card.get_value());
    // The dialog itself reads `step` from the address, and writes it there.
    let open = RwSignal::new(false);
    let register = Callback::new(move |()| open.set(true));
    let box_in_view = RwSignal::new(true);
    let related = more::related(page.card.slug.clone());
    let has_ended = matches!(Offer::of(&page.card), Offer::Watch | Offer::Over);
    let is_off = has_ended || Offer::of(&page.card) == Offer::Cancelled;
    view! {
        <div class="landing">
            <Hero page=page.clone() />
            <RegisterBox page=page.clone() on_register=register in_view=box_in_view />
            <div class="landing-main">
                <Recording url=page.recording_url.clone() />
                {is_off.then(|| view! { <Similar related=related title=page.card.title.clone() /> })}
                <Objectives objectives=page.learning_objectives.clone() has_ended=has_ended />
                <Agenda session=page.card.clone() items=page.agenda.clone() />
                <Audience page=page.clone() />
                <About page=page.clone() />
                <SpeakerPanel page=page.clone() />
                <Materials page=page.clone() />
                <Proof proof=page.social_proof.clone() />
                {(!is_off).then(|| view! { <Alike session=page.card.clone() related=related /> })}
            </div>
        </div>
        <More related=related />
        <CtaBar session=session on_register=register hidden=box_in_view />
        {parts::register_dialog(session, open)}
    }
}

/// Who should come, and what they should know.
#[component]
fn Audience(page: SessionPage) -> impl IntoView {
    let i18n = use_i18n();
    let language = use_language();
    let audience = page.target_audience.map(|text| {
        view! {
            <section>
                <h2>{t!(i18n, landing.audience)}</h2>
                <p>{move || text.get(language.get()).to_owned()}</p>
            </section>
        }
    });
    let prerequisites = page.prerequisites.map(|text| {
        view! {
            <section>
                <h2>{t!(i18n, landing.prerequisites)}</h2>
                <p>{move || text.get(language.get()).to_owned()}</p>
            </section>
        }
    });
    (audience.is_some() || prerequisites.is_some())
        .then(|| view! { <div class="two">{audience} {prerequisites}</div> })
}

/// The description, as staff wrote it.
#[component]
fn About(page: SessionPage) -> impl IntoView {
    let i18n = use_i18n();
    let language = use_language();
    let text = page.description;
    (!text.en.is_empty()).then(|| {
        view! {
            <section>
                <h2>{t!(i18n, landing.about)}</h2>
                <div class="prose" inner_html=move || text.get(language.get()).to_owned()></div>
            </section>
        }
    })
}

/// Where the recording is, if everybody may watch it.
#[component]
fn Recording(url: Option<String>) -> impl IntoView {
    let i18n = use_i18n();
    url.map(|url| {
        view! {
            <section id="recording" class="recording">
                <div>
                    <h2>{t!(i18n, landing.recording)}</h2>
                    <p>{t!(i18n, landing.recording_text)}</p>
                </div>
                <a class="button" href=url target="_blank" rel="noopener external">
                    <Icon name="play" />
                    {t!(i18n, session.watch)}
                </a>
            </section>
        }
    })
}

/// There is no such session, or there is none any more; the next sessions instead.
#[component]
fn Missing(gone: bool) -> impl IntoView {
    let i18n = use_i18n();
    let site = use_site();
    let heading = Signal::derive(move || match gone {
        true => t_string!(i18n, landing.gone_title).to_string(),
        false => t_string!(i18n, landing.unknown_title).to_string(),
    });
    let text = Signal::derive(move || match gone {
        true => t_string!(i18n, landing.gone_text).to_string(),
        false => t_string!(i18n, landing.unknown_text).to_string(),
    });
    title::keep(move || heading.get());
    let upcoming = move || {
        let sessions = site.get().map(|site| site.upcoming).unwrap_or_default();
        sessions.into_iter().map(|session| view! { <BriefCard session=session /> }).collect_view()
    };
    view! {
        <Message title=heading text=text>
            <a class=Look::Primary.class() href=links::overview(use_language().get_untracked())>
                {t!(i18n, site.see_sessions)}
            </a>
        </Message>
        <section class="wrap more">
            <h2>{t!(i18n, landing.next)}</h2>
            <ul class="cards">{upcoming}</ul>
        </section>
    }
}

/// The page's outline.
#[component]
fn Waiting() -> impl IntoView {
    view! {
        <div class="landing" aria-hidden="true">
            <div class="landing-hero" data-hue="violet">
                <div>
                    <Skeleton class="line short" />
                    <h1>
                        <Skeleton class="title" />
                        <Skeleton class="title" />
                    </h1>
                    <div class="lead">
                        <Skeleton />
                        <Skeleton class="line short" />
                    </div>
                    <div class="facts">
                        <Skeleton />
                        <Skeleton />
                    </div>
                </div>
            </div>
            <div class="register-box">
                <div>
                    <Skeleton class="picture" />
                    <div class="body">
                        <Skeleton class="title" />
                        <Skeleton class="control" />
                        <Skeleton class="control" />
                    </div>
                </div>
            </div>
            <div class="landing-main">
                <section>
                    <h2>
                        <Skeleton class="line short" />
                    </h2>
                    <Skeleton />
                    <Skeleton />
                    <Skeleton />
                </section>
            </div>
        </div>
    }
}

/// A day in the visitor's zone, for a sentence.
fn day_of(session: &SessionCard, language: magnetiq_shared::Language) -> String {
    Writer::visitors(language).long_day(session.starts_at)
}
