//! Terms, privacy notice and imprint.

use leptos::prelude::*;
use magnetiq_shared::site::{LegalKind, LegalText};

use super::message::Trouble;
use crate::api;
use crate::i18n::{t, t_string, use_i18n};
use crate::state::load::{Load, load};
use crate::state::locale::use_language;
use crate::state::page_data;
use crate::state::title;
use crate::ui::Skeleton;

/// One of the house's texts.
#[component]
pub fn LegalPage(
    /// Which one.
    kind: LegalKind,
) -> impl IntoView {
    let i18n = use_i18n();
    let language = use_language();
    let heading = Signal::derive(move || match kind {
        LegalKind::Terms => t_string!(i18n, site.terms_title).to_string(),
        LegalKind::Privacy => t_string!(i18n, site.privacy_title).to_string(),
        LegalKind::Imprint => t_string!(i18n, site.imprint_title).to_string(),
    });
    title::keep(move || heading.get());
    let first = page_data::take("legal").filter(|given: &LegalText| given.kind == kind);
    let text = load(move || kind, first, api::site::legal);
    let body = move || match text.get() {
        Load::Waiting => (0..12).map(|_| view! { <Skeleton /> }).collect_view().into_any(),
        Load::Failed(error) => view! { <Trouble error=error retry=move |()| text.retry() /> }.into_any(),
        Load::Ready(text) => view! {
            <div class="prose" inner_html=text.body.get(language.get()).to_owned()></div>
            <p class="quiet small">{t!(i18n, site.version, number = text.version)}</p>
        }
        .into_any(),
    };
    view! {
        <article class="wrap legal-page">
            <h1>{heading}</h1>
            {body}
        </article>
    }
}
