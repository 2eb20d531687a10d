//! The panel's pages: which address leads to which, and who may see it. To add one, add a line to [`ROUTES`].

use leptos::prelude::*;
use magnetiq_shared::scopes::Scope;

use super::account::AccountPage;
use super::activity::ActivityPage;
use super::consultants::{ConsultantPage, ConsultantsPage};
use super::dashboard::DashboardPage;
use super::integrations::IntegrationsPage;
use super::mails::{self, MailPage, MailsPage, NewMailPage, SuppressedPage};
use super::own_profile::OwnProfilePage;
use super::posts::PostsPage;
use super::registrations::{IMPORT, ImportPage, RegistrationsPage};
use super::sessions::{self, NewSessionPage, SessionPage, SessionsPage};
use super::set_up::SetUpPage;
use super::settings::{LegalPage, SettingsPage};
use super::shell::home::HomePage;
use super::sign_in::{ForgotPage, LinkPage, SignInPage};
use super::speakers::{SpeakerPage, SpeakersPage};
use super::templates::{TemplatePage, TemplatesPage};
use super::timeline::TimelinePage;
use super::topics::{NewTopicPage, TopicPage, TopicsPage};
use super::users::{TokensPage, UsersPage};
use super::webhooks::{WebhookPage, WebhooksPage};

/// Where the panel begins.
pub const HOME: &str = "/admin";
/// Where people sign in.
pub const SIGN_IN: &str = "/admin/sign-in";
/// Where they say that they forgot their password.
pub const FORGOT: &str = "/admin/forgot";
/// One's own account.
pub const ACCOUNT: &str = "/admin/account";

/// Who may see a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Anybody; it stands alone, without the menu.
    Anybody,
    /// Everybody who has signed in.
    Person,
    /// Who has this right.
    With(Scope),
}

/// The parts of an address that stand for something, such as an id, in their order.
pub type Parts = Vec<String>;

/// One page.
pub struct Route {
    /// Its address. `{…}` stands for any one part.
    pub path: &'static str,
    /// Who may see it.
    pub access: Access,
    /// Draws it.
    pub page: fn(Parts) -> AnyView,
}

/// Every page.
pub const ROUTES: &[Route] = &[
    Route { path: HOME, access: Access::Person, page: |_| view! { <HomePage /> }.into_any() },
    Route { path: SIGN_IN, access: Access::Anybody, page: |_| view! { <SignInPage /> }.into_any() },
    Route { path: FORGOT, access: Access::Anybody, page: |_| view! { <ForgotPage /> }.into_any() },
    Route { path: "/admin/welcome", access: Access::Anybody, page: |_| view! { <LinkPage /> }.into_any() },
    Route { path: "/admin/reset", access: Access::Anybody, page: |_| view! { <LinkPage /> }.into_any() },
    Route { path: "/admin/set-up", access: Access::Anybody, page: |_| view! { <SetUpPage /> }.into_any() },
    Route { path: ACCOUNT, access: Access::Person, page: |_| view! { <AccountPage /> }.into_any() },
    Route {
        path: sessions::LIST,
        access: Access::With(Scope::SessionsRead),
        page: |_| view! { <SessionsPage /> }.into_any(),
    },
    Route {
        path: sessions::NEW,
        access: Access::With(Scope::SessionsWrite),
        page: |_| view! { <NewSessionPage /> }.into_any(),
    },
    Route {
        path: "/admin/webinars/sessions/{id}",
        access: Access::With(Scope::SessionsRead),
        page: |parts| view! { <SessionPage id=parts.into_iter().next().unwrap_or_default() /> }.into_any(),
    },
    Route {
        path: "/admin/webinars/topics",
        access: Access::With(Scope::TopicsRead),
        page: |_| view! { <TopicsPage /> }.into_any(),
    },
    Route {
        path: "/admin/webinars/topics/new",
        access: Access::With(Scope::TopicsWrite),
        page: |_| view! { <NewTopicPage /> }.into_any(),
    },
    Route {
        path: "/admin/webinars/topics/{id}",
        access: Access::With(Scope::TopicsRead),
        page: |parts| view! { <TopicPage id=parts.into_iter().next().unwrap_or_default() /> }.into_any(),
    },
    Route {
        path: "/admin/integrations",
        access: Access::With(Scope::IntegrationsRead),
        page: |_| view! { <IntegrationsPage /> }.into_any(),
    },
    Route {
        path: super::webhooks::HERE,
        access: Access::With(Scope::WebhooksRead),
        page: |_| view! { <WebhooksPage /> }.into_any(),
    },
    Route {
        path: "/admin/webhooks/{id}",
        access: Access::With(Scope::WebhooksRead),
        page: |parts| view! { <WebhookPage id=parts.into_iter().next().unwrap_or_default() /> }.into_any(),
    },
    Route {
        path: "/admin/dashboard",
        access: Access::With(Scope::AnalyticsRead),
        page: |_| view! { <DashboardPage /> }.into_any(),
    },
    Route {
        path: "/admin/webinars/registrations",
        access: Access::With(Scope::RegistrationsRead),
        page: |_| view! { <RegistrationsPage /> }.into_any(),
    },
    Route {
        path: "/admin/webinars/posts",
        access: Access::With(Scope::SessionsRead),
        page: |_| view! { <PostsPage /> }.into_any(),
    },
    Route {
        path: mails::HERE,
        access: Access::With(Scope::MessagesRead),
        page: |_| view! { <MailsPage /> }.into_any(),
    },
    Route {
        path: mails::NEW,
        access: Access::With(Scope::MessagesWrite),
        page: |_| view! { <NewMailPage /> }.into_any(),
    },
    Route {
        path: mails::ADDRESSES,
        access: Access::With(Scope::MessagesRead),
        page: |_| view! { <SuppressedPage /> }.into_any(),
    },
    Route {
        path: "/admin/webinars/mails/{id}",
        access: Access::With(Scope::MessagesRead),
        page: |parts| view! { <MailPage id=parts.into_iter().next().unwrap_or_default() /> }.into_any(),
    },
    Route {
        path: super::timeline::HERE,
        access: Access::With(Scope::SessionsRead),
        page: |_| view! { <TimelinePage /> }.into_any(),
    },
    Route {
        path: IMPORT,
        access: Access::With(Scope::RegistrationsWrite),
        page: |_| view! { <ImportPage /> }.into_any(),
    },
    Route {
        path: "/admin/webinars/speakers",
        access: Access::With(Scope::SpeakersRead),
        page: |_| view! { <SpeakersPage /> }.into_any(),
    },
    Route {
        path: "/admin/webinars/speakers/new",
        access: Access::With(Scope::SpeakersWrite),
        page: |_| view! { <SpeakerPage id=None /> }.into_any(),
    },
    Route {
        path: "/admin/webinars/speakers/{id}",
        access: Access::With(Scope::SpeakersRead),
        page: |parts| view! { <SpeakerPage id=parts.into_iter().next() /> }.into_any(),
    },
    Route {
        path: "/admin/webinars/settings",
        access: Access::With(Scope::SettingsRead),
        page: |_| view! { <SettingsPage /> }.into_any(),
    },
    Route {
        path: "/admin/webinars/settings/legal/{kind}",
        access: Access::With(Scope::SettingsWrite),
        page: |parts| view! { <LegalPage kind=parts.into_iter().next().unwrap_or_default() /> }.into_any(),
    },
    Route {
        path: super::templates::LIST,
        access: Access::With(Scope::SettingsRead),
        page: |_| view! { <TemplatesPage /> }.into_any(),
    },
    Route {
        path: "/admin/webinars/settings/templates/{kind}",
        access: Access::With(Scope::SettingsRead),
        page: |parts| view! { <TemplatePage kind=parts.into_iter().next().unwrap_or_default() /> }.into_any(),
    },
    Route {
        path: "/speaker-profile",
        access: Access::Anybody,
        page: |_| view! { <OwnProfilePage /> }.into_any(),
    },
    Route {
        path: "/admin/consultants",
        access: Access::With(Scope::ConsultantsRead),
        page: |_| view! { <ConsultantsPage /> }.into_any(),
    },
    Route {
        path: "/admin/consultants/new",
        access: Access::With(Scope::ConsultantsWrite),
        page: |_| view! { <ConsultantPage id=None /> }.into_any(),
    },
    Route {
        path: "/admin/consultants/{id}",
        access: Access::With(Scope::ConsultantsRead),
        page: |parts| view! { <ConsultantPage id=parts.into_iter().next() /> }.into_any(),
    },
    Route {
        path: "/admin/users",
        access: Access::With(Scope::UsersRead),
        page: |_| view! { <UsersPage /> }.into_any(),
    },
    Route {
        path: "/admin/tokens",
        access: Access::With(Scope::ApiTokensRead),
        page: |_| view! { <TokensPage /> }.into_any(),
    },
    Route {
        path: "/admin/activity",
        access: Access::With(Scope::AuditLogRead),
        page: |_| view! { <ActivityPage /> }.into_any(),
    },
];

/// The page of an address, and what stands in its `{…}`.
pub fn find(path: &str) -> Option<(&'static Route, Parts)> {
    ROUTES.iter().find_map(|route| Some((route, parts(route.path, path)?)))
}

fn parts(pattern: &str, path: &str) -> Option<Parts> {
    let (mut pattern, mut path) = (pattern.split('/'), path.trim_end_matches('/').split('/'));
    let mut found = Vec::new();
    loop {
        match (pattern.next(), path.next()) {
            (None, None) => return Some(found),
            (Some(any), Some(part)) if any.starts_with('{') && !part.is_empty() => {
                found.push(part.to_owned())
            }
            (Some(wanted), Some(part)) if wanted == part => {}
            _ => return None,
        }
    }
}

#[cfg(test)]
mod tests {
    use magnetiq_shared::links;

    use super::*;

    #[test]
    fn a_pattern_takes_addresses_of_its_shape_alone() {
        assert_eq!(parts("/admin/users", "/admin/users/"), Some(vec![]));
        assert_eq!(parts("/admin/topics/{id}/edit", "/admin/topics/7/edit"), Some(vec!["7".to_owned()]));
        assert_eq!(parts("/admin/topics/{id}", "/admin/topics/"), None);
        assert_eq!(parts("/admin/topics/{id}", "/admin/topics/7/8"), None);
    }

    #[test]
    fn every_address_leads_to_its_own_page() {
        for route in ROUTES.iter().filter(|route| !route.path.contains('{')) {
            assert_eq!(find(route.path).map(|(found, _)| found.path), Some(route.path));
        }
    }

    #[test]
    fn mails_lead_to_pages_that_are_there() {
        let page = |link: String| find(link.split('?').next().unwrap()).map(|(found, _)| found.path);
        let id = uuid::Uuid::nil();
        assert_eq!(page(links::admin_session(id)), Some("/admin/webinars/sessions/{id}"));
        assert_eq!(page(links::admin_registrations().into()), Some(links::admin_registrations()));
        assert_eq!(page(links::admin_registrations_of(id)), Some(links::admin_registrations()));
        assert_eq!(page(links::admin_registration(id)), Some(links::admin_registrations()));
        assert_eq!(page(links::admin_dashboard().into()), Some(links::admin_dashboard()));
    }
}
