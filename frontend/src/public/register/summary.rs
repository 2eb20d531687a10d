//! What is registered for, beside every step.

use leptos::prelude::*;
use magnetiq_shared::sessions::SessionCard;

use super::use_flow;
use crate::format::date::{Writer, machine};
use crate::format::number::money;
use crate::i18n::*;
use crate::session::offer::early_bird;
use crate::session::{CoverPicture, Portrait};
use crate::state::locale::use_language;
use crate::state::{clock, timezone};

/// Picture, title, date, price and speaker of the session.
#[component]
pub fn Summary(
    /// The session.
    session: Signal<SessionCard>,
) -> impl IntoView {
    move || view! { <Facts session=session.get() /> }
}

#[component]
fn Facts(session: SessionCard) -> impl IntoView {
    let i18n = use_i18n();
    let language = use_language();
    let lower = early_bird(&session, clock::now());
    let SessionCard { title, cover, speaker, starts_at, duration_minutes, timezone: zone, .. } = session;
    let flow = use_flow();
    let fixed = Memo::new(move |_| flow.fixed_price());
    let early = Signal::derive(move || lower.filter(|_| fixed.get().is_none()));
    let (hue, name, position) = (cover.hue, speaker.name.clone(), speaker.position.clone());
    let mine = move || Writer::visitors(language.get());
    let hosts = move || {
        let hosts = Writer::new(language.get(), zone.clone());
        hosts.differs_from(&mine(), starts_at).then(|| {
            let time = hosts.time_range(starts_at, duration_minutes);
            let city = timezone::city(language.get(), &zone);
            view! { <small class="quiet">{format!("{time} · {city}")}</small> }
        })
    };
    let times =
        move || format!("{} {}", mine().time_range(starts_at, duration_minutes), mine().zone_name(starts_at));
    view! {
        <div class="summary">
            <CoverPicture cover=cover />
            <p class="name">{move || title.get(language.get()).to_owned()}</p>
            <dl>
                <div>
                    <dt>{t!(i18n, register.when)}</dt>
                    <dd>
                        <time datetime=machine(starts_at)>
                            {move || mine().short_day(starts_at, clock::now())} <br /> {times}
                        </time>
                        {hosts}
                    </dd>
                </div>
                <div>
                    <dt>{t!(i18n, register.price)}</dt>
                    <dd>
                        {move || match (fixed.get().unwrap_or(session.price), early.get()) {
                            (None, _) => t!(i18n, register.free).into_any(),
                            (Some(price), None) => money(language.get(), price).into_any(),
                            (Some(price), Some(early)) => view! {
                                {money(language.get(), early)}
                                " "
                                <del>{money(language.get(), price)}</del>
                                ", "
                                {t!(i18n, register.early_bird)}
                            }
                            .into_any(),
                        }}
                    </dd>
                </div>
            </dl>
            <div class="person">
                <Portrait speaker=speaker hue=hue />
                <div>
                    <b>{name}</b>
                    {position.map(|position| view! {
                        <small>{move || position.get(language.get()).to_owned()}</small>
                    })}
                </div>
            </div>
        </div>
    }
}
