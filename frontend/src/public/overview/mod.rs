//! The overview: what is next, and the program by timeframe, filters and search, a page at a time. All of it stands
//! in the address.

mod chips;
mod empty;
mod feed;
mod filters;
mod for_you;
mod hero;
pub mod kept;
mod list;
pub mod query;
mod search;
mod timeframes;

use leptos::prelude::*;
use magnetiq_shared::sessions::SessionCard;
use magnetiq_shared::{Page, ProblemType};

use crate::api;
use crate::i18n::{t, t_string, use_i18n};
use crate::state::address::{Go, use_address};
use crate::state::load::{Load, load};
use crate::state::locale::use_language;
use crate::state::page_data;
use crate::state::{clock, timezone, title};
use chips::Chips;
use feed::Feed;
use filters::{Filters, Offered};
use for_you::ForYou;
use hero::Hero;
use kept::KeptList;
use list::SessionList;
use query::{Filter, ListQuery};
use search::Search;
use timeframes::{Found, Timeframes};

/// A list that has come, or why it hasn't, with what was asked for; `None` before the first.
pub type Shown = Option<(ListQuery, Load<Page<SessionCard>>)>;

/// The overview page.
#[component]
pub fn OverviewPage() -> impl IntoView {
    let i18n = use_i18n();
    title::keep(move || t_string!(i18n, overview.title).to_owned());
    let language = use_language();
    let address = use_address();
    let query = Memo::new(move |_| ListQuery::read(address));
    let kept = expect_context::<KeptList>();
    Offered::provide();
    if let Some(page) = page_data::take("overview") {
        kept.keep(query.get_untracked(), page, clock::now());
    }
    let first = kept.get(&query.get_untracked(), clock::now());
    let sessions = load(
        move || (query.get(), timezone::visitors()),
        first,
        move |(query, zone)| async move {
            let page = api::sessions::list(&query.clone().filters(zone)).await.inspect_err(|error| {
                // A place in a list that is another one now leads to its start.
                if error.is(ProblemType::Validation) && !query.get(Filter::Cursor).is_empty() {
                    address.go(&query.with(Filter::Cursor, "").href(language.get_untracked()), Go::Quietly);
                }
            })?;
            kept.keep(query, page.clone(), clock::now());
            Ok(page)
        },
    );
    // While another list is on its way the last one stays.
    let shown: Memo<Shown> = Memo::new(move |before: Option<&Shown>| match sessions.get() {
        Load::Waiting => before.cloned().flatten(),
        came => Some((query.get_untracked(), came)),
    });
    let busy = Signal::derive(move || sessions.get() == Load::Waiting);
    view! {
        <Hero />
        <div class="wrap overview">
            <ForYou query=query />
            <div class="filters">
                <div class="line">
                    <Timeframes query=query />
                    <Search query=query />
                </div>
                <div class="line">
                    <Filters query=query />
                    <Found shown=shown />
                </div>
                <Chips query=query />
            </div>
            <h2 class="hide" id="sessions" tabindex="-1">{t!(i18n, overview.heading)}</h2>
            <div class="results" class:busy=busy aria-busy=move || busy.get().then_some("true")>
                <SessionList shown=shown retry=move |()| sessions.retry() />
            </div>
            <Feed query=query />
        </div>
    }
}
