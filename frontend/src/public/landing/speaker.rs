//! Who speaks.

use leptos::prelude::*;
use magnetiq_shared::links;
use magnetiq_shared::sessions::SessionPage;
use magnetiq_shared::speakers::SpeakerProfile;

use crate::i18n::{Texts, counted, fill, t, t_string, use_i18n};
use crate::session::Portrait;
use crate::state::locale::use_language;
use crate::ui::{Icon, Pill};

/// The section about the speaker; the name leads to their page.
#[component]
pub fn SpeakerPanel(
    /// The session.
    page: SessionPage,
) -> impl IntoView {
    let i18n = use_i18n();
    let language = use_language();
    let (hue, upcoming, past) = (page.card.cover.hue, page.speaker_upcoming, page.speaker_past);
    let speaker = page.speaker_profile;
    let address = links::speaker(language.get_untracked(), &speaker.card.slug);
    let (slug, name) = (speaker.card.slug.clone(), speaker.card.name.clone());
    view! {
        <section>
            <h2>{t!(i18n, landing.speaker)}</h2>
            <div class="speaker">
                <Portrait speaker=speaker.card.clone() hue=hue big=true />
                <div>
                    <h3>
                        <a href=move || links::speaker(language.get(), &slug)>{name}</a>
                    </h3>
                    <SpeakerText speaker=speaker />
                    {(upcoming + past > 0)
                        .then(|| view! {
                            <p class="others">
                                <a href=address>{move || others(i18n, upcoming, past)}</a>
                            </p>
                        })}
                </div>
            </div>
        </section>
    }
}

/// What else they present: `3 more sessions to come · 5 sessions held`.
fn others(i18n: Texts, upcoming: u32, past: u32) -> String {
    let upcoming = (upcoming > 0).then(|| {
        let (one, many) = (t_string!(i18n, landing.others_single), t_string!(i18n, landing.others_many));
        counted(upcoming, one, many)
    });
    let past = (past > 0).then(|| {
        let (one, many) = (t_string!(i18n, landing.held_single), t_string!(i18n, landing.held_many));
        counted(past, one, many)
    });
    match (upcoming, past) {
        (Some(upcoming), Some(past)) => format!("{upcoming} · {past}"),
        (one, other) => one.or(other).unwrap_or_default(),
    }
}

/// Position, biography, expertise, links.
#[component]
pub fn SpeakerText(
    /// Who speaks.
    speaker: SpeakerProfile,
    /// More buttons.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let i18n = use_i18n();
    let language = use_language();
    let SpeakerProfile { card, biography, company, expertise, linkedin_url, website_url, booking_url } =
        speaker;
    let role = Signal::derive(move || {
        let position = card.position.as_ref().map(|position| position.get(language.get()).to_owned());
        match (position, company.clone()) {
            (Some(role), Some(company)) => {
                fill(t_string!(i18n, landing.role_at), &[("role", &role), ("company", &company)])
            }
            (one, other) => one.or(other).unwrap_or_default(),
        }
    });
    let has_links =
        children.is_some() || linkedin_url.is_some() || website_url.is_some() || booking_url.is_some();
    view! {
        <p class="role">{role}</p>
        <div class="bio prose" inner_html=move || biography.get(language.get()).to_owned()></div>
        <div class="pills">{expertise.into_iter().map(|field| view! { <Pill>{field}</Pill> }).collect_view()}</div>
        {has_links
            .then(|| view! {
                <div class="button-row">
                    {booking_url
                        .map(|url| view! {
                            <a class="button low plain" href=url rel="external">{t!(i18n, landing.consultation)}</a>
                        })}
                    {linkedin_url
                        .map(|url| view! {
                            <a class="button low plain" href=url target="_blank" rel="noopener external">
                                <Icon name="linkedin" />
                                {t!(i18n, session.linkedin)}
                            </a>
                        })}
                    {website_url
                        .map(|url| view! {
                            <a class="button low plain" href=url target="_blank" rel="noopener external">
                                <Icon name="link" />
                                {t!(i18n, landing.website)}
                            </a>
                        })} {children.map(|children| children())}
                </div>
            })}
    }
}
