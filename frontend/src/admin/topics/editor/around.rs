//! What the texts of a form and their writing help know of the form in which they stand.

use leptos::prelude::*;
use magnetiq_shared::Language;

use crate::admin::form::Form;

/// The form around a text.
#[derive(Clone, Copy)]
pub struct Around {
    /// The form's sending.
    pub form: Form,
    /// What the whole is called in a language.
    pub title: Callback<Language, String>,
    /// What else is known of it, in English.
    pub notes: Callback<(), String>,
    /// Follows whatever is typed.
    pub typed: Callback<()>,
    /// How many texts are being written.
    pub writing: RwSignal<u32>,
    /// Whether texts can be asked for.
    pub has_help: Signal<bool>,
    /// Whether nothing may be changed.
    pub is_locked: Signal<bool>,
}

/// The words of some HTML.
pub fn plain(html: &str) -> String {
    let mut is_tag = false;
    let keep = |c: char| {
        match c {
            '<' => is_tag = true,
            '>' if is_tag => {
                is_tag = false;
                return Some(' ');
            }
            _ => {}
        }
        (!is_tag).then_some(c)
    };
    html.chars().filter_map(keep).collect()
}
