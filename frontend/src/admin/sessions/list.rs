//! The page of sessions: their states and filters, above a list or a calendar.

use leptos::prelude::*;
use magnetiq_shared::links;
use magnetiq_shared::scopes::Scope;
use magnetiq_shared::staff::sessions::{SessionCounts, StaffSessionFilters};

use super::calendar::Calendar;
use super::export::ExportButton;
use super::listing::Listing;
use super::question::{filters, question};
use super::{LIST, NEW};
use crate::admin::filters::{href_with, parameter};
use crate::admin::kit::{FilterChips, SearchField, StatusTabs};
use crate::admin::me::{refusal, use_me};
use crate::admin::saved_views::SavedViews;
use crate::admin::shell::head::PageHead;
use crate::api::{planning, settings};
use crate::i18n::{fill, t_string, use_i18n};
use crate::state::address::use_address;
use crate::state::load::{Load, load};
use crate::ui::{Icon, follow};

/// The page.
#[component]
pub fn SessionsPage() -> impl IntoView {
    let i18n = use_i18n();
    let view = parameter("view");
    let is_calendar = Memo::new(move |_| view.with(|view| view == "calendar"));
    let zone = program_zone();
    let asked = question(is_calendar, zone);
    let counts = load(
        move || StaffSessionFilters { status: None, sort: None, limit: None, ..asked.get() },
        None,
        |filters: StaffSessionFilters| async move { planning::counts(&filters).await },
    );
    let kept = RwSignal::new(None::<SessionCounts>);
    Effect::new(move |_| {
        if let Load::Ready(counts) = counts.get() {
            kept.set(Some(counts));
        }
    });
    let tabs = Signal::derive(move || {
        let counts = kept.get();
        let tab = |value, name: &'static str, count: fn(&SessionCounts) -> u64| {
            (value, name.to_owned(), counts.as_ref().map(count))
        };
        vec![
            tab("", t_string!(i18n, planning.all), |counts| counts.all),
            tab("draft", t_string!(i18n, planning.draft), |counts| counts.draft),
            tab("published", t_string!(i18n, planning.published), |counts| counts.published),
            tab("live", t_string!(i18n, planning.live), |counts| counts.live),
            tab("completed", t_string!(i18n, planning.completed), |counts| counts.completed),
            tab("cancelled", t_string!(i18n, planning.cancelled), |counts| counts.cancelled),
        ]
    });
    let me = use_me();
    let own_zone = me.timezone.clone();
    let times = move || {
        let zone = if is_calendar.get() { zone.get() } else { own_zone.clone() };
        fill(t_string!(i18n, admin.times_in), &[("zone", &zone.replace('_', " "))])
    };
    let body = move || match is_calendar.get() {
        true => view! { <Calendar asked=asked zone=zone /> }.into_any(),
        false => {
            view! { <Listing asked=asked on_change=Callback::new(move |()| counts.retry()) /> }.into_any()
        }
    };
    view! {
        <PageHead title=t_string!(i18n, admin.webinars) tabs=true>
            <a class="button plain quiet" href=links::overview(me.language) target="_blank" rel="noopener">
                <Icon name="external" />
                {t_string!(i18n, planning.public_page)}
            </a>
            <ExportButton asked=asked />
            <NewLink />
        </PageHead>
        <div class="page-body">
            <div class="toolbar">
                <StatusTabs label=t_string!(i18n, planning.state) name="status" tabs=tabs />
                <Switch view=view />
            </div>
            <div class="toolbar">
                <SearchField label=t_string!(i18n, planning.search) />
                <FilterChips filters=filters(is_calendar) />
                <SavedViews key="session-views" list=LIST />
                <small class="push">{times}</small>
            </div>
            {follow(body)}
        </div>
    }
}

/// The zone in which the program is planned; one's own until it is known, and where it can't be had.
fn program_zone() -> Memo<String> {
    let own = use_me().timezone;
    let may_see = use_me().scopes.contains(&Scope::SettingsRead);
    let program = load(
        || (),
        None,
        move |()| async move {
            Ok(if may_see {
                settings::program().await.ok().map(|program| program.defaults.timezone)
            } else {
                None
            })
        },
    );
    Memo::new(move |_| match program.get() {
        Load::Ready(Some(zone)) => zone,
        Load::Ready(None) | Load::Waiting | Load::Failed(_) => own.clone(),
    })
}

/// The choice between list and calendar.
#[component]
fn Switch(view: Memo<String>) -> impl IntoView {
    let i18n = use_i18n();
    let address = use_address();
    let one = move |value: &'static str, label: &'static str, icon: &'static str| {
        let here = move || (view.get() == value).then_some("true");
        view! {
            <a href=move || href_with(&address, &[("view", Some(value))]) aria-current=here aria-label=label title=label data-stay>
                <Icon name=icon />
            </a>
        }
    };
    view! {
        <div class="segments tiny view-switch push" role="group" aria-label=t_string!(i18n, planning.view)>
            {one("", t_string!(i18n, planning.view_list), "list")}
            {one("calendar", t_string!(i18n, planning.view_calendar), "calendar")}
        </div>
    }
}

/// The way to plan a new one, or why there is none.
#[component]
pub fn NewLink() -> impl IntoView {
    let i18n = use_i18n();
    match refusal(Scope::SessionsWrite) {
        None => view! {
            <a class="button" href=NEW><Icon name="plus" />{t_string!(i18n, planning.new)}</a>
        }
        .into_any(),
        Some(why) => view! {
            <span class="button" role="link" aria-disabled="true" title=why><Icon name="plus" />{t_string!(i18n, planning.new)}</span>
        }
        .into_any(),
    }
}
