//! What earlier sessions were like: figures, words of attendees, and whose people came.

use leptos::prelude::*;
use magnetiq_shared::reviews::{SocialProof, Testimonial};

use crate::format::number::{number, percent};
use crate::i18n::{counted, t, t_string, use_i18n};
use crate::state::locale::use_language;

/// How many testimonials are shown.
const WORDS: usize = 4;

/// The section; without anything to show there is none.
#[component]
pub fn Proof(
    /// What there is to show.
    proof: Option<SocialProof>,
) -> impl IntoView {
    let i18n = use_i18n();
    let language = use_language().get_untracked();
    proof.map(|proof| {
        let mut figures = Vec::new();
        if let Some(rating) = proof.rating {
            let share = format!("{}%", rating * 20.0);
            let from = move || {
                let (one, many) =
                    (t_string!(i18n, landing.rating_single), t_string!(i18n, landing.rating_many));
                counted(proof.rating_count, one, many)
            };
            let value = view! {
                {number(language, rating, 1)}
                <span class="stars" aria-hidden="true" style:--share=share></span>
            };
            figures.push(figure(value.into_any(), from.into_any()));
        }
        if let Some(people) = proof.attendees {
            let value = number(language, people.into(), 0);
            figures.push(figure(value.into_any(), t!(i18n, landing.attended).into_any()));
        }
        if let Some(share) = proof.completion_rate {
            let value = percent(language, share);
            figures.push(figure(value.into_any(), t!(i18n, landing.completion).into_any()));
        }
        let words: Vec<_> =
            proof.testimonials.into_iter().take(WORDS).map(|one| words(language, one)).collect();
        let companies: Vec<_> = proof.companies.into_iter().map(|name| view! { <li>{name}</li> }).collect();
        view! {
            <section class="proof">
                <h2>{t!(i18n, landing.earlier)}</h2>
                {(!figures.is_empty()).then(|| view! { <ul class="figures">{figures}</ul> })}
                {(!words.is_empty()).then(|| view! { <div class="words">{words}</div> })}
                {(!companies.is_empty())
                    .then(|| view! {
                        <ul class="companies" aria-label=move || t_string!(i18n, landing.companies)>
                            {companies}
                        </ul>
                    })}
            </section>
        }
    })
}

fn figure(value: AnyView, text: AnyView) -> AnyView {
    view! {
        <li>
            <b>{value}</b>
            <small>{text}</small>
        </li>
    }
    .into_any()
}

fn words(language: magnetiq_shared::Language, one: Testimonial) -> AnyView {
    let role = one.author_role.map(|role| format!(", {role}"));
    view! {
        <figure>
            <blockquote>{one.text.get(language).to_owned()}</blockquote>
            <figcaption>{one.author} {role}</figcaption>
        </figure>
    }
    .into_any()
}
