//! What came of a speaker's sessions.

use leptos::prelude::*;
use magnetiq_shared::speakers::staff::Speaker;

use crate::admin::me::use_me;
use crate::format::number::{number, percent};
use crate::i18n::{t_string, use_i18n};

/// The figures.
#[component]
pub fn Facts(speaker: Speaker) -> impl IntoView {
    let i18n = use_i18n();
    let language = use_me().language;
    let figures = speaker.figures;
    let unknown = || "–".to_owned();
    let all = [
        (t_string!(i18n, people.held), figures.held.to_string()),
        (t_string!(i18n, people.planned), figures.planned.to_string()),
        (t_string!(i18n, people.registrations), number(language, f64::from(figures.registrations), 0)),
        (
            t_string!(i18n, people.came),
            figures.attendance_rate.map_or_else(unknown, |rate| percent(language, rate)),
        ),
        (
            t_string!(i18n, people.rating),
            figures.average_rating.map_or_else(unknown, |rate| number(language, rate, 1)),
        ),
    ];
    let cells =
        all.into_iter().map(|(name, value)| view! { <div><dt>{name}</dt><dd><b>{value}</b></dd></div> });
    view! { <dl class="figures five card">{cells.collect_view()}</dl> }
}
