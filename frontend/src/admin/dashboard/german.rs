//! Pages that German visitors read in English.

use leptos::prelude::*;
use magnetiq_shared::dashboard::GermanMissing;

use crate::admin::me::{open_page, use_me};
use crate::i18n::{counted, t_string, use_i18n};

/// How many pages are shown at once.
const SHOWN: usize = 5;

/// Where such a page is edited, where that can be done.
pub fn place(page: &GermanMissing) -> Option<String> {
    let list = if page.kind == "topic" { "topics" } else { "sessions" };
    open_page(&format!("/admin/webinars/{list}/{}", page.id))
}

/// The card.
#[component]
pub fn GermanCard(pages: Vec<GermanMissing>) -> impl IntoView {
    let i18n = use_i18n();
    let count = pages.len();
    let rows = pages.iter().take(SHOWN).map(one).collect_view();
    let rest = (count > SHOWN).then(|| {
        let more = (count - SHOWN) as u32;
        let text =
            counted(more, t_string!(i18n, dashboard.one_more_page), t_string!(i18n, dashboard.more_pages));
        view! { <p class="moment pad">{text}</p> }
    });
    view! {
        <section class="card box" aria-labelledby="german-title">
            <header>
                <h2 id="german-title">{t_string!(i18n, dashboard.german)}</h2>
                {(count > 0).then(|| view! { <span class="count">{count}</span> })}
            </header>
            {match count {
                0 => view! { <p class="quiet pad">{t_string!(i18n, dashboard.german_whole)}</p> }.into_any(),
                _ => view! { <ul class="tasks">{rows}</ul> {rest} }.into_any(),
            }}
        </section>
    }
}

fn one(page: &GermanMissing) -> impl IntoView + use<> {
    let i18n = use_i18n();
    let title = page.title.get(use_me().language).to_owned();
    let name = match place(page) {
        Some(href) => view! { <a class="row-link" href=href>{title}</a> }.into_any(),
        None => view! { <b>{title}</b> }.into_any(),
    };
    let count = page.fields.len() as u32;
    let fields = counted(count, t_string!(i18n, dashboard.one_text), t_string!(i18n, dashboard.texts));
    let (class, word) = match page.is_published {
        true => ("tag warn", t_string!(i18n, dashboard.published)),
        false => ("tag", t_string!(i18n, dashboard.draft)),
    };
    view! {
        <li>
            <div>{name}<small>{fields}</small></div>
            <span class="end"><span class=class>{word}</span></span>
        </li>
    }
}
