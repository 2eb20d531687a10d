//! The head of a page: where it stands, what it is called, what can be done, and the tabs beside it.

use leptos::prelude::*;

use crate::admin::menu;
use crate::i18n::{t_string, use_i18n};
use crate::state::address::use_address;
use crate::state::title;

/// The head. Its tabs are those of the menu's entry in which the page lies.
#[component]
pub fn PageHead(
    /// What the page is called.
    #[prop(into)]
    title: Signal<String>,
    /// The page above it: its name and address.
    #[prop(optional, into)]
    above: Option<(String, String)>,
    /// Whether the tabs of the menu's entry show.
    #[prop(optional)]
    tabs: bool,
    /// What can be done: one primary button at most.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let i18n = use_i18n();
    title::keep(move || title.get());
    let crumbs = above.map(|(name, href)| {
        view! {
            <nav class="crumbs" aria-label=t_string!(i18n, admin.breadcrumb)>
                <a href=href>{name}</a>
            </nav>
        }
    });
    view! {
        <header class="page-head" class:tabbed=tabs>
            {crumbs}
            <div class="line">
                <h1>{title}</h1>
                {children.map(|children| view! { <div class="acts">{children()}</div> })}
            </div>
            {tabs.then(|| view! { <SectionTabs /> })}
        </header>
    }
}

#[component]
fn SectionTabs() -> impl IntoView {
    let i18n = use_i18n();
    let address = use_address();
    let path = address.path();
    let Some(entry) = menu::around(&path) else { return ().into_any() };
    let tabs = entry.open_tabs().map(|tab| {
        let is_here = tab.holds(&path).then_some("page");
        view! { <a href=tab.path aria-current=is_here>{(tab.name)(i18n)}</a> }
    });
    view! { <nav class="tabs" aria-label=(entry.name)(i18n)>{tabs.collect_view()}</nav> }.into_any()
}
