//! What the writing help of a session's texts knows of the session.

use leptos::prelude::*;
use magnetiq_shared::Language;
use magnetiq_shared::scopes::Scope;

use super::choices::Choices;
use super::draft::Draft;
use crate::admin::form::Form;
use crate::admin::me::use_me;
use crate::admin::topics::editor::{Around, plain};
use crate::api::ai;
use crate::state::load::{Load, load};

/// The session's form, as its texts see it.
pub fn around(draft: Draft, form: Form, topics: Choices, is_locked: Signal<bool>) -> Around {
    let may_ask = use_me().scopes.contains(&Scope::AiWrite);
    let state = load(
        || (),
        None,
        move |()| async move { if may_ask { ai::state().await } else { Ok(Default::default()) } },
    );
    let title = move |language: Language| {
        let own = if language == Language::De { draft.title.de.get() } else { draft.title.en.get() };
        let topic = draft.topic.get();
        let named =
            || topics.with(|all| all.iter().find(|(id, _)| *id == topic).map(|(_, name)| name.clone()));
        if own.trim().is_empty() { named().unwrap_or_default() } else { own }
    };
    Around {
        form,
        title: Callback::new(title),
        notes: Callback::new(move |()| plain(&draft.description.en.get())),
        typed: Callback::new(move |()| drop(draft.changes())),
        writing: RwSignal::new(0),
        has_help: Signal::derive(move || matches!(state.get(), Load::Ready(state) if state.configured)),
        is_locked,
    }
}
