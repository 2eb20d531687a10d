//! Telling others: a text to post, ready written.

use leptos::prelude::*;
use magnetiq_shared::links;

use super::use_flow;
use crate::format::date::Writer;
use crate::i18n::*;
use crate::state::locale::use_language;
use crate::state::site::use_site;
use crate::ui::Icon;

/// The text, and the buttons that open LinkedIn and X with it.
#[component]
pub fn ShareBox() -> impl IntoView {
    let i18n = use_i18n();
    let language = use_language();
    let site = use_site();
    let session = use_flow().session.get_untracked();
    let slug = session.slug.clone();
    let text = Memo::new(move |_| {
        let date = Writer::visitors(language.get()).day_and_month(session.starts_at);
        let title = session.title.get(language.get());
        let values = [("title", title), ("speaker", session.speaker.name.as_str()), ("date", date.as_str())];
        fill(t_string!(i18n, register.share_text), &values)
    });
    let address = Memo::new(move |_| {
        let base = site.get().map(|site| site.base_url);
        let base = base.or_else(|| window().location().origin().ok()).unwrap_or_default();
        format!("{base}{}", links::landing(language.get(), &slug))
    });
    let encoded = |text: &str| String::from(js_sys::encode_uri_component(text));
    let linkedin = Signal::derive(move || {
        let text = encoded(&format!("{} {}", text.get(), address.get()));
        format!("https://www.linkedin.com/feed/?shareActive=true&text={text}")
    });
    let x = Signal::derive(move || {
        format!("https://x.com/intent/post?text={}&url={}", encoded(&text.get()), encoded(&address.get()))
    });
    view! {
        <section class="post">
            <h3 class="hide">{t!(i18n, register.share_heading)}</h3>
            <p>{text}</p>
            <div class="button-row">
                <a class="button soft low" href=linkedin target="_blank" rel="noopener">
                    <Icon name="linkedin" />
                    {t!(i18n, register.share_linkedin)}
                </a>
                <a class="button plain low" href=x target="_blank" rel="noopener">
                    <Icon name="x" />
                    {t!(i18n, register.share_x)}
                </a>
            </div>
        </section>
    }
}
