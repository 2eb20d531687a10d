//! The sessions to which people can be added or moved.

use leptos::prelude::*;
use magnetiq_shared::sessions::SessionStatus;
use magnetiq_shared::staff::sessions::StaffSessionFilters;

use crate::admin::me::{use_me, writer};
use crate::api::planning;
use crate::i18n::{t_string, use_i18n};
use crate::state::clock;
use crate::state::load::{Load, load};

/// Values and what is shown for them.
pub type Choices = Signal<Vec<(String, String)>>;

/// The published sessions that are to come, the next first; before them, that none is chosen.
pub fn sessions() -> Choices {
    let i18n = use_i18n();
    let language = use_me().language;
    let writer = StoredValue::new(writer());
    let loaded = load(
        || (),
        None,
        |()| async move {
            let status = Some(SessionStatus::Published);
            planning::every(&StaffSessionFilters { status, ..StaffSessionFilters::default() }).await
        },
    );
    Signal::derive(move || {
        let mut sessions = match loaded.get() {
            Load::Ready(sessions) => sessions,
            Load::Waiting | Load::Failed(_) => Vec::new(),
        };
        let now = clock::now();
        sessions.retain(|session| session.starts_at > now);
        sessions.sort_by_key(|session| session.starts_at);
        let none = (String::new(), t_string!(i18n, planning.choose).to_owned());
        let shown = |title: &str, day: String| format!("{day}: {title}");
        let all = sessions.into_iter().map(|session| {
            let day = writer.with_value(|writer| writer.short_day(session.starts_at, now));
            (session.id.to_string(), shown(session.title.get(language), day))
        });
        std::iter::once(none).chain(all).collect()
    })
}

/// All sessions that people could register for, the latest first.
pub fn all_sessions() -> Choices {
    let language = use_me().language;
    let writer = StoredValue::new(writer());
    let loaded =
        load(|| (), None, |()| async move { planning::every(&StaffSessionFilters::default()).await });
    Signal::derive(move || {
        let mut sessions = match loaded.get() {
            Load::Ready(sessions) => sessions,
            Load::Waiting | Load::Failed(_) => Vec::new(),
        };
        sessions.retain(|session| session.status != SessionStatus::Draft);
        sessions.sort_by_key(|session| std::cmp::Reverse(session.starts_at));
        let now = clock::now();
        let all = sessions.into_iter().map(|session| {
            let day = writer.with_value(|writer| writer.short_day(session.starts_at, now));
            (session.id.to_string(), format!("{day}: {}", session.title.get(language)))
        });
        all.collect()
    })
}
