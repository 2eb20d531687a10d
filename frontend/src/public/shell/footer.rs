//! The footer: the house, the knowledge program, links, the law.

use leptos::prelude::*;
use magnetiq_shared::links;
use magnetiq_shared::sessions::Timeframe;
use magnetiq_shared::site::{LegalKind, Site};

use super::header::Brand;
use super::timezone::TimezoneChoice;
use crate::format::date::{Writer, machine};
use crate::i18n::{t, t_string, use_i18n};
use crate::public::overview::query::{Filter, ListQuery};
use crate::routes::Place;
use crate::state::clock;
use crate::state::locale::use_language;
use crate::state::site::use_site;

/// The footer of every page.
#[component]
pub fn Footer() -> impl IntoView {
    let i18n = use_i18n();
    let language = use_language();
    let site = use_site();
    let tagline = Signal::derive(move || site.get().map(|site| site.tagline.get(language.get()).to_owned()));
    let past = Signal::derive(move || {
        ListQuery::default().with(Filter::Timeframe, Timeframe::Past.word()).href(language.get())
    });
    view! {
        <footer class="site-footer">
            <div class="wrap">
                <div class="columns">
                    <div class="about">
                        <Brand />
                        <p>{tagline}</p>
                    </div>
                    {move || site.get().map(|site| view! { <Program site=site /> })}
                    <nav aria-label=move || t_string!(i18n, site.webinars).to_string()>
                        <h2>{t!(i18n, site.webinars)}</h2>
                        <ul>
                            <li>
                                <a href=move || Place::Overview.href(language.get())>{t!(i18n, site.all_sessions)}</a>
                            </li>
                            <li>
                                <a href=past>{t!(i18n, site.recordings)}</a>
                            </li>
                            <li>
                                <a href=move || Place::Manage.href(language.get())>
                                    {t!(i18n, site.my_registrations)}
                                </a>
                            </li>
                        </ul>
                    </nav>
                    {move || site.get().map(|site| view! { <House site=site /> })}
                </div>
                <Law />
            </div>
        </footer>
    }
}

/// The next four sessions.
#[component]
fn Program(site: Site) -> impl IntoView {
    let i18n = use_i18n();
    let language = use_language();
    let now = clock::now();
    let rows = site
        .upcoming
        .into_iter()
        .take(4)
        .map(|session| {
            let (at, slug, title) = (session.starts_at, session.slug, session.title);
            view! {
                <li>
                    <time datetime=machine(at)>
                        {move || Writer::visitors(language.get()).short_day(at, now)}
                    </time>
                    <a href=move || {
                        links::landing(language.get(), &slug)
                    }>{move || title.get(language.get()).to_owned()}</a>
                </li>
            }
        })
        .collect_view();
    view! {
        <nav class="program" aria-label=move || t_string!(i18n, site.knowledge_program).to_string()>
            <h2>{t!(i18n, site.knowledge_program)}</h2>
            <ul>{rows}</ul>
        </nav>
    }
}

/// How to reach the house.
#[component]
fn House(site: Site) -> impl IntoView {
    let i18n = use_i18n();
    let name = site.organisation.clone();
    let mail = format!("mailto:{}", site.contact_email);
    view! {
        <nav aria-label=name.clone()>
            <h2>{name.clone()}</h2>
            <ul>
                <li>
                    <a href=mail>{t!(i18n, site.contact)}</a>
                </li>
                {site
                    .home_url
                    .map(|url| view! { <li><a href=url rel="external">{t!(i18n, site.website)}</a></li> })}
                {site
                    .demo
                    .then(|| view! { <li><a href="/dev/mailbox" rel="external">{t!(i18n, site.mailbox)}</a></li> })}
            </ul>
        </nav>
    }
}

#[component]
fn Law() -> impl IntoView {
    let i18n = use_i18n();
    let language = use_language();
    let site = use_site();
    let year = chrono::Datelike::year(&clock::now());
    let href = move |kind| Place::Legal(kind).href(language.get());
    view! {
        <div class="legal">
            <span>{move || format!("© {year} {}", site.organisation())}</span>
            <TimezoneChoice />
            <ul>
                <li>
                    <a href=move || href(LegalKind::Terms)>{t!(i18n, site.terms)}</a>
                </li>
                <li>
                    <a href=move || href(LegalKind::Privacy)>{t!(i18n, site.privacy)}</a>
                </li>
                <li>
                    <a href=move || href(LegalKind::Imprint)>{t!(i18n, site.imprint)}</a>
                </li>
            </ul>
        </div>
    }
}
