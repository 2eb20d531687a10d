//! The filters that are set, each with a way to take it away.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::filters::{Offered, label};
use super::query::ListQuery;
use crate::i18n::{fill, t, t_string, use_i18n};
use crate::state::locale::use_language;
use crate::ui::{Icon, follow};

/// One chip for each filter that is set, and one that takes all away, the search too.
#[component]
pub fn Chips(
    /// What is asked for.
    query: Memo<ListQuery>,
) -> impl IntoView {
    let i18n = use_i18n();
    let language = use_language();
    let offered = expect_context::<Offered>();
    follow(move || {
        let (query, language) = (query.get(), language.get());
        if query.set().next().is_none() {
            return ().into_any();
        }
        let chips = query.set().map(|filter| {
            let value = query.get(filter);
            let choices = offered.choices(i18n, language, filter);
            let name = choices.into_iter().find(|(known, ..)| known == value).map(|(_, name, _)| name);
            let name = name.unwrap_or_else(|| value.to_owned());
            let named = format!("{}: {name}", label(i18n, filter));
            view! {
                <li>
                    <a
                        class="chip"
                        href=query.with(filter, "").href(language)
                        aria-label=fill(t_string!(i18n, overview.remove), &[("filter", &named)])
                        data-stay=""
                        on:click=move |_| focus_list()
                    >
                        {name}
                        <Icon name="close" />
                    </a>
                </li>
            }
        });
        view! {
            <ul class="chips" aria-label=t_string!(i18n, overview.set_filters)>
                {chips.collect_view()}
                <li>
                    <a class="clear" href=query.cleared().href(language) data-stay="" on:click=move |_| focus_list()>
                        {t!(i18n, overview.clear)}
                    </a>
                </li>
            </ul>
        }
        .into_any()
    })
}

/// Puts the focus on the list's heading: what had it is gone with its filter.
fn focus_list() {
    let heading = document().get_element_by_id("sessions");
    if let Some(heading) = heading.and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok()) {
        let options = web_sys::FocusOptions::new();
        options.set_prevent_scroll(true);
        // A heading that cannot take the focus leaves it to the page.
        let _ = heading.focus_with_options(&options);
    }
}
