//! What one will learn.

use leptos::prelude::*;
use magnetiq_shared::TranslatedText;

use crate::i18n::{t_string, use_i18n};
use crate::state::locale::use_language;
use crate::ui::Icon;

/// What one will learn, point by point.
#[component]
pub fn Objectives(
    /// The points.
    objectives: Vec<TranslatedText>,
    /// Whether it is over.
    has_ended: bool,
) -> impl IntoView {
    let i18n = use_i18n();
    let language = use_language();
    let heading = Signal::derive(move || match has_ended {
        true => t_string!(i18n, landing.learned).to_string(),
        false => t_string!(i18n, landing.learn).to_string(),
    });
    (!objectives.is_empty()).then(|| {
        let points = objectives.into_iter().map(|text| {
            view! {
                <li>
                    <Icon name="check" />
                    <span>{move || text.get(language.get()).to_owned()}</span>
                </li>
            }
        });
        view! {
            <section>
                <h2>{heading}</h2>
                <ul class="ticks">{points.collect_view()}</ul>
            </section>
        }
    })
}
