//! Taking a place that is offered.

use leptos::prelude::*;
use magnetiq_shared::links;

use crate::i18n::*;
use crate::state::locale::use_language;

/// Leads to the same step as the button of the mail.
#[component]
pub fn ClaimLink(
    /// The session's slug.
    slug: String,
    /// What takes the place.
    token: String,
) -> impl IntoView {
    let i18n = use_i18n();
    let language = use_language();
    view! {
        <a class="button" href=move || links::claim(language.get(), &slug, &token)>
            {t!(i18n, register.claim_button)}
        </a>
    }
}
