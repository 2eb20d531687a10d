//! The overview: what is next, and the program by timeframe, a page at a time. Timeframe and page stand in the
//! address.

mod hero;
pub mod kept;
mod list;
pub mod query;
mod timeframes;

use leptos::prelude::*;

use crate::api;
use crate::i18n::{t, use_i18n};
use crate::state::address::use_address;
use crate::state::load::load;
use crate::state::page_data::use_embedded;
use crate::state::{clock, timezone, title};
use hero::Hero;
use kept::KeptList;
use list::SessionList;
use query::ListQuery;
use timeframes::Timeframes;

/// The overview page.
#[component]
pub fn OverviewPage() -> impl IntoView {
    let i18n = use_i18n();
    title::keep(|| None);
    let address = use_address();
    let query = Memo::new(move |_| ListQuery::read(address));
    let kept = expect_context::<KeptList>();
    if let Some(page) = use_embedded().take(|data| data.overview.take()) {
        kept.keep(query.get_untracked(), page, clock::now());
    }
    let first = kept.get(&query.get_untracked(), clock::now());
    let sessions = load(
        move || query.get(),
        first,
        move |query| async move {
            let page = api::sessions::list(&query.clone().filters(timezone::visitors())).await?;
            kept.keep(query, page.clone(), clock::now());
            Ok(page)
        },
    );
    view! {
        <Hero />
        <div class="wrap overview">
            <Timeframes query=query sessions=sessions />
            <h2 class="hide">{t!(i18n, overview.heading)}</h2>
            <SessionList query=query sessions=sessions />
        </div>
    }
}
