//! Links, texts and pictures with which a session is spread.

use leptos::prelude::*;
use magnetiq_shared::sessions::SessionStatus;
use magnetiq_shared::staff::sessions::{Promotion, StaffSession};

use crate::admin::kit::CopyField;
use crate::api::planning;
use crate::i18n::{t_string, use_i18n};
use crate::state::load::{Load, load};
use crate::ui::{Button, Icon, Look, follow};

/// All of it, made anew whenever the session changes.
#[component]
pub fn PromotionPart(
    /// The session.
    session: RwSignal<StaffSession>,
) -> impl IntoView {
    let i18n = use_i18n();
    let loaded = load(
        move || session.with(|session| (session.id, session.version)),
        None,
        |(id, _)| async move { planning::promotion(id).await },
    );
    follow(move || {
        match loaded.get() {
        Load::Ready(promotion) => {
            shown(promotion, session.with(|session| session.status != SessionStatus::Draft))
        }
        Load::Waiting => view! { <p class="quiet" role="status">{t_string!(i18n, planning.counting)}</p> }.into_any(),
        Load::Failed(_) => view! {
            <div role="alert" class="line">
                <span>{t_string!(i18n, admin.list_failed_text)}</span>
                <Button look=Look::Plain on_press=Callback::new(move |()| loaded.retry())>{t_string!(i18n, admin.try_again)}</Button>
            </div>
        }
        .into_any(),
    }
    })
}

/// Its cards are there once visitors see it.
fn shown(promotion: Promotion, has_cards: bool) -> AnyView {
    let i18n = use_i18n();
    let copy = |label: String, text: String| {
        view! { <div class="field"><span class="label">{label.clone()}</span><CopyField label=label text=text /></div> }
    };
    let both = |label: &str, en: String, de: Option<String>| {
        view! {
            {copy(format!("{label} (English)"), en)}
            {de.map(|de| copy(format!("{label} (Deutsch)"), de))}
        }
    };
    let card = |src: String, spoken: &str| {
        let alt = format!("{} ({spoken})", t_string!(i18n, planning.card));
        view! { <img src=src alt=alt width="1200" height="630" loading="lazy" /> }
    };
    let encoded = String::from(js_sys::encode_uri_component(&promotion.qr));
    let qr = format!("data:image/svg+xml;charset=utf-8,{encoded}");
    let file = qr.clone();
    view! {
        <div class="stack">
            {both(t_string!(i18n, planning.page_link), promotion.url.en.clone(), promotion.url.de.clone())}
            {both(t_string!(i18n, planning.post), promotion.text.en.clone(), promotion.text.de.clone())}
            <div class="line">
                <a class="button plain" href=promotion.linkedin_url target="_blank" rel="noopener"><Icon name="linkedin" />{t_string!(i18n, planning.on_linkedin)}</a>
                <a class="button plain" href=promotion.x_url target="_blank" rel="noopener"><Icon name="x" />{t_string!(i18n, planning.on_x)}</a>
            </div>
            <div class="pictures">
                <figure>
                    <img class="code" src=qr alt=t_string!(i18n, planning.qr) width="240" height="240" />
                    <figcaption><a href=file download="qr.svg">{t_string!(i18n, planning.save_picture)}</a></figcaption>
                </figure>
                {has_cards.then(|| card(promotion.card_url.en.clone(), "English"))}
                {promotion.card_url.de.clone().filter(|_| has_cards).map(|src| card(src, "Deutsch"))}
            </div>
            {copy(t_string!(i18n, planning.embed).to_owned(), promotion.embed)}
        </div>
    }
    .into_any()
}
