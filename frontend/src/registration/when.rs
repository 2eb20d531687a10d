//! When a session takes place, in the person's own time and, where it differs, the host's.

use leptos::prelude::*;
use magnetiq_shared::sessions::SessionCard;

use crate::format::date::{Writer, machine};
use crate::i18n::*;
use crate::state::locale::use_language;
use crate::state::timezone;

/// `Tuesday 8 December 2026, 15:00–16:30 GMT`, and below it the host's time where it differs.
#[component]
pub fn When(
    /// The session.
    session: SessionCard,
) -> impl IntoView {
    let i18n = use_i18n();
    let language = use_language();
    let (at, minutes, zone) = (session.starts_at, session.duration_minutes, session.timezone);
    let hosts = move || {
        let (mine, hosts) = (Writer::visitors(language.get()), Writer::new(language.get(), zone.clone()));
        hosts.differs_from(&mine, at).then(|| {
            let time = hosts.time_range(at, minutes);
            view! {
                <small class="quiet">
                    {fill(
                        t_string!(i18n, register.host_time),
                        &[("time", &time), ("zone", &timezone::city(language.get(), &zone))],
                    )}
                </small>
            }
        })
    };
    view! {
        <span class="when-and-where">
            <time datetime=machine(at)>{move || Writer::visitors(language.get()).long(at, minutes)}</time>
            {hosts}
        </span>
    }
}
