//! The facts of a session at a glance, before it is published.

use leptos::prelude::*;
use magnetiq_shared::staff::sessions::StaffSession;

use super::words;
use crate::admin::kit::Status;
use crate::admin::me::use_me;
use crate::admin::words as all_words;
use crate::format::date::Writer;
use crate::format::number;
use crate::i18n::{t_string, use_i18n};

/// The card with the facts.
#[component]
pub fn ReviewCard(
    /// The session as the server knows it.
    session: StaffSession,
) -> impl IntoView {
    let i18n = use_i18n();
    let language = use_me().language;
    let fields = &session.fields;
    let when = Writer::new(language, fields.timezone.clone()).long(fields.starts_at, fields.duration_minutes);
    let price = fields
        .price
        .map_or_else(|| t_string!(i18n, planning.free).to_owned(), |price| number::money(language, price));
    let seats = fields
        .capacity
        .map_or_else(|| t_string!(i18n, planning.no_limit).to_owned(), |seats| seats.to_string());
    let (state, word) = words::status(i18n, session.status);
    view! {
        <section class="card">
            <h2>{t_string!(i18n, planning.at_a_glance)}</h2>
            <dl class="facts">
                <dt>{t_string!(i18n, planning.state)}</dt><dd><Status state=state>{word}</Status></dd>
                <dt>{t_string!(i18n, planning.session)}</dt><dd>{session.shown_title.get(language).to_owned()}</dd>
                <dt>{t_string!(i18n, planning.speaker)}</dt><dd>{session.speaker.name.clone()}</dd>
                <dt>{t_string!(i18n, planning.starts)}</dt><dd>{when}</dd>
                <dt>{t_string!(i18n, planning.language)}</dt><dd>{all_words::language(fields.language)}</dd>
                <dt>{t_string!(i18n, planning.price)}</dt><dd>{price}</dd>
                <dt>{t_string!(i18n, planning.capacity)}</dt><dd>{seats}</dd>
            </dl>
        </section>
    }
}
