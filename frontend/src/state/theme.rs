//! Light or dark: the system's unless the visitor chose. The choice is kept under `theme` and put on the page
//! before the first paint by `boot/theme.js`.

use leptos::prelude::*;

use crate::state::storage;

const KEY: &str = "theme";

/// What is shown now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

impl Theme {
    fn name(self) -> &'static str {
        match self {
            Theme::Light => "light",
            Theme::Dark => "dark",
        }
    }

    /// The other one.
    pub fn other(self) -> Theme {
        match self {
            Theme::Light => Theme::Dark,
            Theme::Dark => Theme::Light,
        }
    }

    /// The visitor's choice, or the system's.
    pub fn current() -> Theme {
        match storage::read(KEY).as_deref() {
            Some("light") => Theme::Light,
            Some("dark") => Theme::Dark,
            _ => {
                let dark = window().match_media("(prefers-color-scheme: dark)").ok().flatten();
                if dark.is_some_and(|query| query.matches()) { Theme::Dark } else { Theme::Light }
            }
        }
    }

    /// Shows this theme and keeps the choice.
    pub fn choose(self) {
        storage::write(KEY, Some(self.name()));
        if let Some(root) = document().document_element() {
            // The attribute of an element that exists can be set.
            let _ = root.set_attribute("data-theme", self.name());
        }
    }
}
