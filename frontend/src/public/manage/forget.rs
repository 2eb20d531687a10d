//! "Not you? Forget me": somebody else typed this address.

use leptos::prelude::*;
use leptos::task::spawn_local;
use magnetiq_shared::links;

use crate::api::{self, ApiError};
use crate::i18n::*;
use crate::state::locale::use_language;
use crate::ui::{Button, Icon, Look};

/// Where the erasure stands.
#[derive(Clone, Debug, PartialEq)]
enum Stage {
    Asked,
    Done,
    Gone,
    Confirmed,
    Wrong,
    Failed(ApiError),
}

/// Explains, asks, and erases.
#[component]
pub fn Forget(
    /// The link's secret.
    token: String,
) -> impl IntoView {
    let i18n = use_i18n();
    let language = use_language();
    let stage = RwSignal::new(Stage::Asked);
    let busy = RwSignal::new(false);
    let erase = Callback::new(move |()| {
        let token = token.clone();
        busy.set(true);
        spawn_local(async move {
            let now = match api::registrations::forget(&token).await {
                Ok(()) => Stage::Done,
                Err(error) => match error.status() {
                    Some(404 | 410) => Stage::Gone,
                    Some(409) => Stage::Confirmed,
                    Some(400 | 401 | 403 | 422) => Stage::Wrong,
                    _ => Stage::Failed(error),
                },
            };
            stage.try_set(now);
            busy.try_set(false);
        });
    });
    let asks = Memo::new(move |_| stage.with(|stage| matches!(stage, Stage::Asked | Stage::Failed(_))));
    view! {
        <section class="panel empty" aria-live="polite">
            {move || match stage.get() {
                Stage::Asked | Stage::Failed(_) => view! {
                    <h1>{t!(i18n, manage.forget_title)}</h1>
                    <p>{t!(i18n, manage.forget_text)}</p>
                }
                .into_any(),
                Stage::Done => view! {
                    <span class="mark good"><Icon name="check" /></span>
                    <h1>{t!(i18n, manage.forget_done)}</h1>
                    <p>{t!(i18n, manage.forget_done_text)}</p>
                }
                .into_any(),
                Stage::Gone => view! {
                    <h1>{t!(i18n, manage.forget_gone)}</h1>
                    <p>{t!(i18n, manage.forget_gone_text)}</p>
                }
                .into_any(),
                Stage::Confirmed => view! {
                    <h1>{t!(i18n, manage.forget_confirmed)}</h1>
                    <p>{t!(i18n, manage.forget_confirmed_text)}</p>
                }
                .into_any(),
                Stage::Wrong => view! {
                    <h1>{t!(i18n, manage.forget_wrong)}</h1>
                    <p>{t!(i18n, manage.forget_wrong_text)}</p>
                }
                .into_any(),
            }}
            {move || match stage.get() {
                Stage::Failed(ApiError::Network) => {
                    Some(view! { <p class="said bad">{t!(i18n, manage.network)}</p> }.into_any())
                }
                Stage::Failed(_) => Some(view! { <p class="said bad">{t!(i18n, manage.failed)}</p> }.into_any()),
                _ => None,
            }}
            <div class="button-row">
                <Show
                    when=move || asks.get()
                    fallback=move || view! {
                        <a class=Look::Plain.class() href=move || links::overview(language.get())>
                            {t!(i18n, manage.to_overview)}
                        </a>
                    }
                >
                    <Button busy=busy on_press=erase>{t!(i18n, manage.forget_button)}</Button>
                </Show>
            </div>
        </section>
    }
}
