//! The language of the page. The address decides: English has no prefix, German lies below `/de`.

use leptos::prelude::*;
use magnetiq_shared::Language;

use crate::i18n::Texts;
use crate::routes::Place;
use crate::state::address::use_address;

/// The page's language and place, both read from the address.
#[derive(Clone, Copy)]
pub struct Whereabouts {
    /// The language.
    pub language: Memo<Language>,
    /// The place; it stays the same when only the language changes.
    pub place: Memo<Place>,
}

/// Reads language and place from the address from now on, and provides them with the texts.
/// The address must be provided before.
pub fn provide() -> Whereabouts {
    let address = use_address();
    let both = Memo::new(move |_| Place::of(&address.path()));
    let here =
        Whereabouts { language: Memo::new(move |_| both.get().0), place: Memo::new(move |_| both.get().1) };
    Texts::provide(here.language.get_untracked());
    provide_context(here);
    Effect::new(move |_| {
        if let Some(root) = document().document_element() {
            // The attribute of an element that exists can be set.
            let _ = root.set_attribute("lang", here.language.get().code());
        }
    });
    here
}

/// Language and place of the page.
pub fn use_whereabouts() -> Whereabouts {
    expect_context::<Whereabouts>()
}

/// The page's language.
pub fn use_language() -> Memo<Language> {
    use_whereabouts().language
}
