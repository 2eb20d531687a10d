//! The way into the meeting, while it is open.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use leptos::prelude::*;
use magnetiq_shared::sessions::SessionCard;

use crate::i18n::*;
use crate::state::clock;
use crate::ui::Icon;

/// How long before the start people are let in.
const EARLY: TimeDelta = TimeDelta::minutes(15);

/// Whether one can join at this time: from a quarter of an hour before the start until the end.
pub fn is_joinable(session: &SessionCard, now: DateTime<Utc>) -> bool {
    let end = session.starts_at + TimeDelta::minutes(session.duration_minutes.into());
    (session.starts_at - EARLY..end).contains(&now)
}

/// "Join the session", shown while one can.
#[component]
pub fn JoinButton(
    /// The session.
    session: SessionCard,
    /// The page that leads into the meeting.
    join_url: String,
    /// Extra classes: `wide`, `low`.
    #[prop(default = "")]
    class: &'static str,
) -> impl IntoView {
    let i18n = use_i18n();
    let now = clock::ticking(Duration::from_secs(15));
    let open = Memo::new(move |_| is_joinable(&session, now.get()));
    view! {
        <Show when=move || open.get()>
            <a class=format!("button {class}") href=join_url.clone() target="_blank" rel="noopener">
                <Icon name="video" />
                {t!(i18n, register.join)}
            </a>
        </Show>
    }
}
