//! What people of the house see first: figures, what needs doing, what comes next.

mod figures;
mod german;
mod sessions;
mod tasks;
mod weeks;

use leptos::prelude::*;
use magnetiq_shared::dashboard::Dashboard;
use magnetiq_shared::scopes::Scope;

use super::list::failed;
use super::me::{use_me, writer};
use super::routes;
use super::shell::head::PageHead;
use crate::api;
use crate::i18n::{fill, t_string, use_i18n};
use crate::state::clock;
use crate::state::load::{Load, load};
use crate::ui::{Icon, Skeleton, follow};
use figures::{Figures, FunnelCard};
use german::GermanCard;
use sessions::{NewestRegistrations, NextSessions};
use tasks::Tasks;
use weeks::WeeksCard;

/// Where a session is made.
const NEW_SESSION: &str = "/admin/webinars/sessions/new";

/// The dashboard.
#[component]
pub fn DashboardPage() -> impl IntoView {
    let i18n = use_i18n();
    let loaded = load(|| (), None, |()| api::dashboard::get());
    let (now, writer) = (clock::now(), writer());
    let city = writer.zone.rsplit('/').next().unwrap_or_default().replace('_', " ");
    let moment = fill(
        t_string!(i18n, dashboard.now),
        &[("day", &writer.long_day(now)), ("time", &writer.time(now)), ("city", &city)],
    );
    let may_make = use_me().scopes.contains(&Scope::SessionsWrite);
    // Not where the address would be taken for that of a session.
    let is_there = routes::find(NEW_SESSION).is_some_and(|(route, _)| route.path == NEW_SESSION);
    let new_session = (may_make && is_there).then(|| {
        view! {
            <a class="button" href=NEW_SESSION>
                <Icon name="plus" />
                {t_string!(i18n, dashboard.new_session)}
            </a>
        }
    });
    let again = Callback::new(move |()| loaded.retry());
    let content = move || match loaded.get() {
        Load::Waiting => {
            view! { <div class="board-bones" aria-busy="true"><Skeleton /><Skeleton /><Skeleton /></div> }
                .into_any()
        }
        Load::Failed(_) => failed(again),
        Load::Ready(board) => view! { <Board board=board /> }.into_any(),
    };
    view! {
        <PageHead title=t_string!(i18n, admin.dashboard)>{new_session}</PageHead>
        <div class="page-body dashboard">
            <p class="moment">{moment}</p>
            {follow(content)}
        </div>
    }
}

#[component]
fn Board(board: Dashboard) -> impl IntoView {
    let may_see_people = use_me().scopes.contains(&Scope::RegistrationsRead);
    let first_untranslated =
        board.german_missing.iter().find(|page| page.is_published).and_then(german::place);
    let total = board.funnel.confirmed;
    view! {
        <Figures figures=board.figures />
        <div class="board">
            <div>
                <Tasks tasks=board.tasks translate=first_untranslated />
                <NextSessions sessions=board.next_sessions />
                {may_see_people.then(|| view! { <NewestRegistrations registrations=board.newest_registrations /> })}
            </div>
            <div>
                <WeeksCard weeks=board.weeks />
                <FunnelCard funnel=board.funnel has_any={total > 0} />
                <GermanCard pages=board.german_missing />
            </div>
        </div>
    }
}
