//! The house's legal texts: which versions there are, and writing a new one.

mod page;
mod read;

use leptos::prelude::*;
use magnetiq_shared::settings::LegalVersion;
use magnetiq_shared::site::LegalKind;

use crate::admin::account::Part;
use crate::admin::kit::{State, Status};
use crate::admin::list::failed;
use crate::admin::me::{open_page, writer};
use crate::api::settings::{self, legal_word};
use crate::i18n::{Texts, fill, t_string, use_i18n};
use crate::state::clock;
use crate::state::load::{Load, load};
use crate::ui::{Skeleton, follow};
pub use page::LegalPage;

/// Where a new version is written.
fn href(kind: LegalKind) -> String {
    format!("/admin/webinars/settings/legal/{}", legal_word(kind))
}

fn name(i18n: Texts, kind: LegalKind) -> &'static str {
    match kind {
        LegalKind::Terms => t_string!(i18n, legal.terms),
        LegalKind::Privacy => t_string!(i18n, legal.privacy),
        LegalKind::Imprint => t_string!(i18n, legal.imprint),
    }
}

fn numbered(text: &str, version: u32) -> String {
    fill(text, &[("number", &version.to_string())])
}

/// The texts with the version in force of each.
#[component]
pub fn LegalTexts() -> impl IntoView {
    let i18n = use_i18n();
    let loaded = load(|| (), None, |()| settings::legal_versions());
    let again = Callback::new(move |()| loaded.retry());
    let content = move || match loaded.get() {
        Load::Waiting => view! { <Skeleton /> }.into_any(),
        Load::Failed(_) => failed(again),
        Load::Ready(page) => {
            let line =
                |kind: LegalKind| line(kind, page.data.iter().find(|one| one.kind == kind && one.is_current));
            view! { <ul class="lines">{LegalKind::ALL.map(line).collect_view()}</ul> }.into_any()
        }
    };
    view! {
        <Part title=t_string!(i18n, legal.title) text=t_string!(i18n, legal.text)>{follow(content)}</Part>
    }
}

fn line(kind: LegalKind, current: Option<&LegalVersion>) -> impl IntoView + use<> {
    let i18n = use_i18n();
    let writer = writer();
    let about = current.map(|one| {
        let since =
            fill(t_string!(i18n, legal.since), &[("day", &writer.short_day(one.published_at, clock::now()))]);
        format!("{}, {since}", numbered(t_string!(i18n, legal.version), one.version))
    });
    let about = match about {
        Some(about) => view! { <small>{about}</small> }.into_any(),
        None => view! { <Status state=State::Warn>{t_string!(i18n, legal.none)}</Status> }.into_any(),
    };
    let act = match current.is_some() {
        true => t_string!(i18n, legal.write),
        false => t_string!(i18n, legal.write_first),
    };
    let write = open_page(&href(kind)).map(|href| {
        let spoken = format!("{}: {act}", name(i18n, kind));
        view! { <a class="button plain small" href=href aria-label=spoken>{act}</a> }
    });
    view! {
        <li>
            <div><b>{name(i18n, kind)}</b>{about}</div>
            {write}
        </li>
    }
}
