//! The title of the browser's tab.

use leptos::prelude::*;

use crate::i18n::{t_string, use_i18n};

/// Keeps the tab's title: `<title> · Magnetiq Webinars`, or the product alone while there is no title.
pub fn keep(title: impl Fn() -> Option<String> + 'static) {
    follow(Box::new(title));
}

fn follow(title: Box<dyn Fn() -> Option<String>>) {
    let i18n = use_i18n();
    Effect::new(move |_| {
        let product = format!("Magnetiq {}", t_string!(i18n, site.product));
        document().set_title(&match title() {
            Some(title) => format!("{title} · {product}"),
            None => product,
        });
    });
}
