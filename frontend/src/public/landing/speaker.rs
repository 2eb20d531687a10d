//! Who speaks.

use leptos::prelude::*;
use magnetiq_shared::links;
use magnetiq_shared::sessions::Hue;
use magnetiq_shared::speakers::SpeakerProfile;

use crate::i18n::{fill, t, t_string, use_i18n};
use crate::session::Portrait;
use crate::state::locale::use_language;
use crate::ui::{Icon, Pill};

/// The section about the speaker; the name leads to their page.
#[component]
pub fn SpeakerPanel(
    /// Who speaks.
    speaker: SpeakerProfile,
    /// The tint of a drawn portrait.
    hue: Hue,
) -> impl IntoView {
    let i18n = use_i18n();
    let language = use_language();
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
                </div>
            </div>
        </section>
    }
}

/// Position, biography, expertise, links.
#[component]
pub fn SpeakerText(
    /// Who speaks.
    speaker: SpeakerProfile,
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
    let has_links = linkedin_url.is_some() || website_url.is_some() || booking_url.is_some();
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
                        })}
                </div>
            })}
    }
}
