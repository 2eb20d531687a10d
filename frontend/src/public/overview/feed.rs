//! The program as a calendar to subscribe to.

use leptos::prelude::*;

use super::query::{Filter, ListQuery};
use crate::api::sessions::feed_url;
use crate::i18n::{t, t_string, use_i18n};
use crate::session::share::{copy, public_address};
use crate::state::locale::use_language;
use crate::ui::{Icon, Look, use_toasts};

/// Offers the calendar feed: one press in most calendars, and the address for all others.
#[component]
pub fn Feed(
    /// What is asked for: the feed is that of its category and speaker.
    query: Memo<ListQuery>,
) -> impl IntoView {
    let i18n = use_i18n();
    let language = use_language();
    let toasts = use_toasts();
    let address = Signal::derive(move || {
        public_address(&{
            let narrowed =
                query.with(|query| [Filter::Category, Filter::Speaker].map(|filter| query.part(filter)));
            feed_url(language.get(), &narrowed)
        })
    });
    let webcal = move || {
        let address = address.get();
        format!("webcal://{}", address.split_once("://").map_or(address.as_str(), |(_, rest)| rest))
    };
    view! {
        <section class="feed">
            <div>
                <h2>{t!(i18n, overview.feed_title)}</h2>
                <p>{t!(i18n, overview.feed_text)}</p>
            </div>
            <div class="button-row">
                <a class=Look::Plain.class() href=webcal rel="external">
                    <Icon name="feed" />
                    {t!(i18n, overview.feed_subscribe)}
                </a>
                <button
                    type="button"
                    class=Look::Plain.class()
                    on:click=move |_| copy(toasts, &address.get_untracked(), t_string!(i18n, overview.feed_copied))
                >
                    <Icon name="link" />
                    {t!(i18n, overview.feed_copy)}
                </button>
                <a class=Look::Plain.class() href=address download=true rel="external">
                    <Icon name="calendar-plus" />
                    {t!(i18n, overview.feed_file)}
                </a>
            </div>
        </section>
    }
}
