//! What to prepare, and what is needed to take part.

use leptos::prelude::*;
use magnetiq_shared::registrations::Guide;

use crate::i18n::*;
use crate::state::locale::use_language;

/// What to prepare and to download; when the session is near also what the computer needs, and where to try it.
#[component]
pub fn GuideView(
    /// What there is to say.
    guide: Guide,
) -> impl IntoView {
    let i18n = use_i18n();
    let language = use_language();
    let Guide { preparation, materials_url, technical, test_url } = guide;
    let link = |address: String, text: AnyView| {
        view! { <p><a href=address target="_blank" rel="noopener external">{text}</a></p> }
    };
    let materials = materials_url.map(|address| link(address, t!(i18n, register.materials).into_any()));
    let test = test_url.map(|address| link(address, t!(i18n, register.test_connection).into_any()));
    let prepare = (preparation.is_some() || materials.is_some()).then(|| {
        let text = move || preparation.as_ref().map(|text| text.get(language.get()).to_owned());
        view! {
            <section>
                <h3>{t!(i18n, register.prepare)}</h3>
                <p>{text}</p>
                {materials}
            </section>
        }
    });
    let join = technical.map(|text| {
        view! {
            <section>
                <h3>{t!(i18n, register.how_to_join)}</h3>
                <p>{move || text.get(language.get()).to_owned()}</p>
                {test}
            </section>
        }
    });
    (prepare.is_some() || join.is_some()).then(|| view! { <div class="guide">{prepare} {join}</div> })
}
