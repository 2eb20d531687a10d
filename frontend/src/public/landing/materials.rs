//! What one takes home, and who may have it.

use leptos::prelude::*;
use magnetiq_shared::sessions::{Access, SessionPage, SessionStatus};

use crate::i18n::{t, use_i18n};
use crate::state::locale::use_language;
use crate::ui::Icon;

/// The section; where there is no material, or the session will not take place, there is none.
#[component]
pub fn Materials(
    /// The session.
    page: SessionPage,
) -> impl IntoView {
    let i18n = use_i18n();
    let language = use_language().get_untracked();
    let shown = page.has_materials && page.card.status != SessionStatus::Cancelled;
    shown.then(|| {
        let points: Vec<_> = page
            .materials
            .into_iter()
            .map(|text| {
                view! {
                    <li>
                        <Icon name="check" />
                        <span>{text.get(language).to_owned()}</span>
                    </li>
                }
            })
            .collect();
        let who = match page.materials_access {
            Access::Public => t!(i18n, landing.materials_public),
            Access::Registrants => t!(i18n, landing.materials_registrants),
            Access::Attendees => t!(i18n, landing.materials_attendees),
        };
        let how = match page.materials_url {
            Some(url) => view! {
                <a class="button low soft" href=url target="_blank" rel="noopener external">
                    <Icon name="book" />
                    {t!(i18n, landing.materials_get)}
                </a>
            }
            .into_any(),
            None => view! { <p class="quiet">{who}</p> }.into_any(),
        };
        view! {
            <section class="materials">
                <h2>{t!(i18n, landing.materials)}</h2>
                <ul class="ticks">{points}</ul>
                {how}
            </section>
        }
    })
}
