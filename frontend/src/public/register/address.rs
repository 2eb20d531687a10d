//! Dialog and address in step: `?step=register` while the dialog is open, so that a refresh opens it again and the
//! browser's way back closes it;
//! `?step=confirm#token=…` and `?step=claim#token=…` where a mailed link was opened.

use leptos::prelude::*;

use super::flow::Flow;
use crate::state::address::{Go, use_address};
use crate::ui::focus_soon;

/// What a mailed link asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkKind {
    /// Validate the address.
    Confirm,
    /// Take the seat that was offered.
    Claim,
}

/// A mailed link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// What it asks for.
    pub kind: LinkKind,
    /// Its secret.
    pub token: String,
}

/// The secret behind `#token=`, if there is one.
pub fn token_in(hash: &str) -> Option<String> {
    let token = hash.trim_start_matches('#').strip_prefix("token=")?;
    (!token.is_empty()).then(|| token.to_owned())
}

/// Opens the dialog where the address asks for it, and writes into the address that it is open.
pub fn follow(flow: Flow, open: RwSignal<bool>) {
    let page = use_address();
    let step = Memo::new(move |_| page.parameter("step"));
    let hash = Memo::new(move |_| page.hash());
    let slug = Memo::new(move |_| flow.session.with(|session| session.slug.clone()));

    Effect::new(move |before: Option<String>| {
        let now = slug.get();
        if before.is_some_and(|before| before != now) {
            flow.restart();
        }
        let kind = match step.get().as_deref() {
            Some("confirm") => Some(LinkKind::Confirm),
            Some("claim") => Some(LinkKind::Claim),
            Some("register") => None,
            _ => return now,
        };
        let token = token_in(&hash.get());
        if let Some((kind, token)) = kind.zip(token) {
            flow.link.set(Some(Link { kind, token }));
        }
        if !open.get_untracked() {
            open.set(true);
        }
        now
    });

    let write = move |step: &str, how: Go| {
        let path = untrack(|| page.path());
        page.go(&format!("{path}{step}"), how);
    };
    // Opened on the page, the dialog has a place in the browser's history: the way back closes it, and closing it
    // goes that way.
    let is_own_place = StoredValue::new(false);
    Effect::new(move |before: Option<bool>| {
        let asked = step.get().is_some();
        if before == Some(true) && !asked {
            is_own_place.set_value(false);
            open.set(false);
        }
        asked
    });
    let following = Memo::new(move |_| flow.link.with(Option::is_some));
    Effect::new(move |before: Option<bool>| {
        let is_open = open.get();
        match (is_open, following.get(), before) {
            // The link's secret stays in the address until it has been used: a refresh needs it.
            (true, true, _) => {}
            (true, false, _) if step.get_untracked().as_deref() != Some("register") => {
                let opened_here = step.get_untracked().is_none();
                is_own_place.set_value(opened_here);
                write("?step=register", if opened_here { Go::Here } else { Go::Quietly });
            }
            (false, _, Some(true)) => {
                flow.link.set(None);
                match step.get_untracked() {
                    Some(_) if is_own_place.get_value() => page.back(),
                    Some(_) => write("", Go::Quietly),
                    None => {}
                }
                keep_a_focus();
            }
            _ => {}
        }
        is_open
    });
}

/// Where the button that opened the dialog has gone, because it says something else now, the browser has nothing
/// to give the focus back to: the page's content takes it.
fn keep_a_focus() {
    request_animation_frame(|| {
        let active = document().active_element();
        if active.is_none_or(|active| active.tag_name() == "BODY") {
            focus_soon("main");
        }
    });
}
