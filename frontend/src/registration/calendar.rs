//! Ways into the person's calendar: links to the big ones, and a file for all others.

use leptos::prelude::*;
use leptos::task::spawn_local;
use magnetiq_shared::registrations::CalendarLinks;
use wasm_bindgen::{JsCast, JsValue};

use crate::api;
use crate::i18n::*;
use crate::ui::button::Look;
use crate::ui::{Button, use_toasts};

/// Google, Outlook, Office 365, and the calendar file.
#[component]
pub fn CalendarButtons(
    /// The links; without them only the file is offered.
    links: Option<CalendarLinks>,
    /// The registration's manage token, with which the file is fetched.
    manage_token: String,
    /// Part of the file's name.
    slug: String,
) -> impl IntoView {
    let links = links.map(|links| {
        let all = [("Google", links.google), ("Outlook", links.outlook), ("Office 365", links.office365)];
        all.map(|(name, address)| {
            view! {
                <a class=format!("{} low", Look::Plain.class()) href=address target="_blank" rel="noopener">
                    {name}
                </a>
            }
        })
        .collect_view()
    });
    view! {
        <div class="calendars">
            {links}
            <CalendarFile manage_token=manage_token slug=slug />
        </div>
    }
}

/// Fetches the calendar file with the manage token, which no address may carry, and saves it.
#[component]
pub fn CalendarFile(
    /// The registration's manage token.
    manage_token: String,
    /// Part of the file's name.
    slug: String,
) -> impl IntoView {
    let i18n = use_i18n();
    let toasts = use_toasts();
    let busy = RwSignal::new(false);
    let press = move |()| {
        let (token, name) = (manage_token.clone(), format!("{slug}.ics"));
        let failed = t_string!(i18n, register.calendar_failed);
        busy.set(true);
        spawn_local(async move {
            let saved = match api::registrations::calendar(&token).await {
                Ok(file) => save(&file, &name).is_ok(),
                Err(_) => false,
            };
            if !saved {
                toasts.say(failed);
            }
            busy.try_set(false);
        });
    };
    view! {
        <Button look=Look::Plain class="low" busy=busy on_press=press>
            {t!(i18n, register.calendar_file)}
        </Button>
    }
}

/// Hands a file to the browser's downloads.
fn save(file: &web_sys::Blob, name: &str) -> Result<(), JsValue> {
    let address = web_sys::Url::create_object_url_with_blob(file)?;
    let link: web_sys::HtmlAnchorElement = document().create_element("a")?.unchecked_into();
    link.set_href(&address);
    link.set_download(name);
    link.click();
    web_sys::Url::revoke_object_url(&address)
}
