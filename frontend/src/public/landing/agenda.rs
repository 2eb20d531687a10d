//! What happens when.

use chrono::TimeDelta;
use leptos::prelude::*;
use magnetiq_shared::sessions::{AgendaItem, SessionCard};

use crate::format::date::{Writer, machine};
use crate::i18n::{t, use_i18n};
use crate::session::facts;
use crate::state::locale::use_language;

/// The agenda, with times of the visitor's clock.
#[component]
pub fn Agenda(
    /// The session.
    session: SessionCard,
    /// Its points, in order; each begins when the one before ends.
    items: Vec<AgendaItem>,
) -> impl IntoView {
    let i18n = use_i18n();
    let language = use_language();
    let mut next = session.starts_at;
    let rows: Vec<_> = items
        .into_iter()
        .map(|item| {
            let at = next;
            next += TimeDelta::minutes(item.minutes.into());
            let AgendaItem { minutes, title, text } = item;
            view! {
                <li>
                    <time datetime=machine(at)>{move || Writer::visitors(language.get()).time(at)}</time>
                    <div>
                        {move || title.get(language.get()).to_owned()}
                        {text.map(|text| view! { <small>{move || text.get(language.get()).to_owned()}</small> })}
                    </div>
                    <span>{move || facts::minutes(i18n, minutes)}</span>
                </li>
            }
        })
        .collect();
    (!rows.is_empty()).then(|| {
        view! {
            <section>
                <h2>{t!(i18n, landing.agenda)}</h2>
                <ol class="agenda">{rows}</ol>
            </section>
        }
    })
}
