//! What the menu offers, with the tabs of each entry. An entry, and a tab, shows once its address is in the routes.

use magnetiq_shared::scopes::Scope;

use super::routes::{self, Access};
use crate::i18n::{Texts, t_string};

/// A place in the menu, or a tab of one.
pub struct Entry {
    /// Its icon; tabs have none.
    pub icon: &'static str,
    /// What it is called.
    pub name: fn(Texts) -> &'static str,
    /// Its address; for an entry with tabs, the beginning of theirs.
    pub path: &'static str,
    /// Its tabs.
    pub tabs: &'static [Entry],
}

const fn tab(path: &'static str, name: fn(Texts) -> &'static str) -> Entry {
    Entry { icon: "", name, path, tabs: &[] }
}

/// The whole menu.
pub const MENU: &[Entry] = &[
    Entry {
        icon: "home",
        name: |i18n| t_string!(i18n, admin.dashboard),
        path: "/admin/dashboard",
        tabs: &[],
    },
    Entry {
        icon: "webinar",
        name: |i18n| t_string!(i18n, admin.webinars),
        path: "/admin/webinars",
        tabs: &[
            tab("/admin/webinars/sessions", |i18n| t_string!(i18n, admin.sessions)),
            tab("/admin/webinars/topics", |i18n| t_string!(i18n, admin.topics)),
            tab("/admin/webinars/speakers", |i18n| t_string!(i18n, admin.speakers)),
            tab("/admin/webinars/registrations", |i18n| t_string!(i18n, admin.registrations)),
            tab("/admin/webinars/mails", |i18n| t_string!(i18n, mails.mails)),
            tab("/admin/webinars/timeline", |i18n| t_string!(i18n, timeline.title)),
            tab("/admin/webinars/posts", |i18n| t_string!(i18n, admin.posts)),
            tab("/admin/webinars/analytics", |i18n| t_string!(i18n, admin.analytics)),
            tab("/admin/webinars/settings", |i18n| t_string!(i18n, admin.settings)),
        ],
    },
    Entry {
        icon: "people",
        name: |i18n| t_string!(i18n, admin.consultants),
        path: "/admin/consultants",
        tabs: &[],
    },
    Entry {
        icon: "plug",
        name: |i18n| t_string!(i18n, admin.integrations),
        path: "/admin/integrations",
        tabs: &[
            tab("/admin/integrations", |i18n| t_string!(i18n, admin.services)),
            tab("/admin/webhooks", |i18n| t_string!(i18n, admin.webhooks)),
        ],
    },
    Entry {
        icon: "key",
        name: |i18n| t_string!(i18n, admin.users_and_tokens),
        path: "/admin/users",
        tabs: &[
            tab("/admin/users", |i18n| t_string!(i18n, admin.users)),
            tab("/admin/tokens", |i18n| t_string!(i18n, admin.tokens)),
        ],
    },
    Entry { icon: "pulse", name: |i18n| t_string!(i18n, admin.activity), path: "/admin/activity", tabs: &[] },
];

impl Entry {
    /// Where it leads: to itself, or to its first tab that is there. `None` where nothing is there yet.
    pub fn href(&self) -> Option<&'static str> {
        let exists = |path: &'static str| routes::find(path).map(|_| path);
        self.tabs.iter().find_map(|tab| exists(tab.path)).or_else(|| exists(self.path))
    }

    /// The right that it needs.
    pub fn needs(&self) -> Option<Scope> {
        match routes::find(self.href()?)?.0.access {
            Access::With(scope) => Some(scope),
            Access::Anybody | Access::Person => None,
        }
    }

    /// Whether an address lies in it.
    pub fn holds(&self, path: &str) -> bool {
        let below = |parent: &str| {
            path.strip_prefix(parent).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        below(self.path) || self.tabs.iter().any(|tab| below(tab.path))
    }

    /// The tabs that are there.
    pub fn open_tabs(&self) -> impl Iterator<Item = &'static Entry> {
        self.tabs.iter().filter(|tab| routes::find(tab.path).is_some())
    }
}

/// The entries that lead somewhere, with where they lead.
pub fn open() -> impl Iterator<Item = (&'static Entry, &'static str)> {
    MENU.iter().filter_map(|entry| Some((entry, entry.href()?)))
}

/// The entry in which an address lies.
pub fn around(path: &str) -> Option<&'static Entry> {
    MENU.iter().find(|entry| entry.holds(path))
}
