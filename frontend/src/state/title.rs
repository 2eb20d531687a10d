//! The title of the browser's tab.

use leptos::prelude::*;

use crate::state::site::use_site;

/// Keeps the tab's title, as the server writes it into the page: `<title> · <the program's name>`.
pub fn keep(title: impl Fn() -> String + 'static) {
    follow(Box::new(title));
}

fn follow(title: Box<dyn Fn() -> String>) {
    let site = use_site();
    Effect::new(move |_| {
        let title = title();
        document().set_title(&match site.get() {
            Some(site) => format!("{title} · {}", site.name),
            None => title,
        });
    });
}
