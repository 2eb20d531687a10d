//! A session as a row: date tile, title, length and price, or what has become of it.

use leptos::prelude::*;
use magnetiq_shared::links;
use magnetiq_shared::sessions::SessionCard;

use super::facts;
use super::offer::{Offer, price_now};
use crate::format::date::Writer;
use crate::i18n::{t_string, use_i18n};
use crate::state::clock;
use crate::state::locale::use_language;
use crate::ui::{DateTile, Icon};

/// One row; the title's link covers it.
#[component]
pub fn SessionRow(
    /// The session.
    session: SessionCard,
) -> impl IntoView {
    let i18n = use_i18n();
    let language = use_language();
    let now = clock::now();
    let at = session.starts_at;
    let writer = move || Writer::visitors(language.get());
    let session = StoredValue::new(session);
    let terms = Signal::derive(move || {
        session.with_value(|s| {
            let terms = match Offer::of(s) {
                offer if offer.is_ahead() => facts::price(i18n, language.get(), price_now(s, now)),
                Offer::Watch => t_string!(i18n, session.recorded).to_string(),
                _ => facts::places(i18n, s),
            };
            format!("{} · {terms}", facts::minutes(i18n, s.duration_minutes))
        })
    });
    view! {
        <li class="row">
            <DateTile
                month=Signal::derive(move || writer().month(at))
                day=Signal::derive(move || writer().day(at))
            />
            <div>
                <a href=move || {
                    session.with_value(|s| links::landing(language.get(), &s.slug))
                }>{move || session.with_value(|s| s.title.get(language.get()).to_owned())}</a>
                <small>
                    <span class="hide">{move || writer().short_day(at, now)} " · "</span>
                    {terms}
                </small>
            </div>
            <Icon name="right" />
        </li>
    }
}
