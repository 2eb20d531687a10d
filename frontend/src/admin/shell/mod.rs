//! What surrounds the pages: the menu, the search for pages, and who may see what.

pub mod alone;
mod foot;
pub mod head;
pub mod home;
mod other_tabs;
mod palette;
mod side;

use leptos::html;
use leptos::prelude::*;
use magnetiq_shared::Language;
use magnetiq_shared::accounts::Me;
use magnetiq_shared::scopes::Scope;

use super::kit::Empty;
use super::kit::guard::Gate;
use super::me::{self, Person};
use super::routes::{self, Access, Parts, Route};
use super::{form, words};
use crate::api::staff::{self, Who};
use crate::i18n::{Texts, fill, t_string, use_i18n};
use crate::state::address::{Address, Go, use_address};
use crate::state::site;
use crate::ui::toast::ToastList;
use crate::ui::{Button, Toasts, follow};
use palette::Palette;
use side::{Side, TopBar};

/// The language that the panel is drawn in.
#[derive(Clone, Copy)]
pub struct PanelLanguage(pub RwSignal<Language>);

/// What is drawn: pages may change without it being drawn anew.
#[derive(Clone, PartialEq)]
enum Stage {
    /// A page that stands alone.
    Alone(String),
    /// The menu and a page, for this person: id, role and timezone.
    Panel(Box<Me>),
    /// The server could not be asked who sits here.
    Unreachable(crate::api::ApiError),
    /// The sign-in is about to be drawn.
    Nothing,
}

/// The program: drawn anew in another language.
#[component]
pub fn App() -> impl IntoView {
    ToastList::provide();
    Gate::provide();
    let address = Address::provide();
    site::provide();
    other_tabs::follow();
    let language = RwSignal::new(me::language());
    provide_context(PanelLanguage(language));
    Effect::new(move |_| {
        let now = me::language();
        if language.get_untracked() != now {
            language.set(now);
        }
    });
    Effect::new(move |_| to_the_sign_in(&address));
    follow(move || {
        let language = language.get();
        Texts::provide(language);
        if let Some(root) = document().document_element() {
            // The attribute of an element that exists can be set.
            let _ = root.set_attribute("lang", language.code());
        }
        view! { <Frame /> }.into_any()
    })
}

/// Who has not signed in is led to where they can, and back afterwards.
fn to_the_sign_in(address: &Address) {
    let path = address.path();
    let stands_alone = routes::find(&path).is_some_and(|(route, _)| route.access == Access::Anybody);
    if stands_alone || staff::who() != Who::Nobody {
        return;
    }
    let back = format!("{path}{}", address.search());
    let query = if path == routes::HOME {
        String::new()
    } else {
        format!("?next={}", js_sys::encode_uri_component(&back))
    };
    address.go(&format!("{}{query}", routes::SIGN_IN), Go::Quietly);
}

#[component]
fn Frame() -> impl IntoView {
    let address = use_address();
    let stage = Memo::new(move |_| {
        let route = routes::find(&address.path()).map(|(route, _)| route);
        match (route, staff::who()) {
            (Some(Route { access: Access::Anybody, path, .. }), _) => Stage::Alone((*path).to_owned()),
            // What people change of themselves is followed where it shows; only these draw all anew.
            (_, Who::Person(me)) => {
                let Me { id, role, scopes, language, timezone, .. } = me.clone();
                let same = Me {
                    id,
                    role,
                    scopes,
                    language,
                    timezone,
                    email: String::new(),
                    name: String::new(),
                    ..me
                };
                Stage::Panel(Box::new(Me { second_factor: false, recovery_codes: 0, ..same }))
            }
            (_, Who::Unreachable(error)) => Stage::Unreachable(error),
            (_, Who::Nobody | Who::Asking) => Stage::Nothing,
        }
    });
    view! {
        {follow(move || match stage.get() {
            Stage::Alone(path) => alone_page(&path),
            Stage::Panel(_) => staff::person_now().map(|me| view! { <Panel me=me /> }).into_any(),
            Stage::Unreachable(error) => view! { <Unreachable error=error /> }.into_any(),
            Stage::Nothing => ().into_any(),
        })}
        <Toasts />
    }
}

fn alone_page(path: &str) -> AnyView {
    routes::find(path).map(|(route, parts)| (route.page)(parts)).into_any()
}

/// Menu and page.
#[component]
fn Panel(me: Me) -> impl IntoView {
    let i18n = use_i18n();
    Person::provide(me);
    let address = use_address();
    let searching = RwSignal::new(false);
    let main = NodeRef::<html::Main>::new();
    let here = Memo::new(move |_| {
        let path = address.path();
        routes::find(&path).map(|(route, parts)| (route.path, parts))
    });
    Effect::new(move |before: Option<Option<(&'static str, Parts)>>| {
        let now = here.get();
        if let (true, Some(main)) = (before.is_some_and(|before| before != now), main.get_untracked()) {
            let calmly = web_sys::FocusOptions::new();
            calmly.set_prevent_scroll(true);
            // An element that cannot take the focus leaves it where it is.
            let _ = main.focus_with_options(&calmly);
        }
        now
    });
    view! {
        <a class="button skip" href="#main" rel="external">{t_string!(i18n, admin.skip)}</a>
        <div class="frame">
            <Side searching=searching />
            <div class="content">
                <TopBar searching=searching />
                <main id="main" tabindex="-1" node_ref=main>
                    {follow(move || match here.get() {
                        Some((path, parts)) => page(path, parts),
                        None => view! { <NotFound /> }.into_any(),
                    })}
                </main>
            </div>
        </div>
        <Palette open=searching />
    }
}

/// The page of an address, or why this person may not see it.
fn page(path: &str, parts: Parts) -> AnyView {
    let Some((route, _)) = routes::find(path) else { return ().into_any() };
    match route.access {
        Access::With(scope) if !me::use_me().scopes.contains(&scope) => {
            view! { <NotAllowed scope=scope /> }.into_any()
        }
        _ => (route.page)(parts),
    }
}

#[component]
fn NotAllowed(scope: Scope) -> impl IntoView {
    let i18n = use_i18n();
    let text = fill(t_string!(i18n, admin.needs_role), &[("role", words::role(i18n, scope.role()))]);
    view! {
        <Empty icon="lock" title=t_string!(i18n, admin.not_allowed) text=text whole=true>
            <a class="button plain" href=routes::HOME>{t_string!(i18n, admin.to_start)}</a>
        </Empty>
    }
}

#[component]
fn NotFound() -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <Empty icon="search" title=t_string!(i18n, admin.not_found) text=t_string!(i18n, admin.not_found_text) whole=true>
            <a class="button plain" href=routes::HOME>{t_string!(i18n, admin.to_start)}</a>
        </Empty>
    }
}

#[component]
fn Unreachable(error: crate::api::ApiError) -> impl IntoView {
    let i18n = use_i18n();
    let (title, text) = words::trouble(i18n, &error);
    let busy = form::Form::new().busy;
    let again = Callback::new(move |()| {
        busy.set(true);
        leptos::task::spawn_local(async move {
            staff::start().await;
            busy.try_set(false);
        });
    });
    view! {
        <main class="alone">
            <Empty icon="alert" title=title text=text failed=true whole=true>
                <Button on_press=again busy=busy>{t_string!(i18n, admin.try_again)}</Button>
            </Empty>
        </main>
    }
}
