//! A secret, shown once, and what to do with it.

use leptos::prelude::*;
use magnetiq_shared::webhooks::WebhookWithSecret;

use crate::admin::kit::CopyField;
use crate::i18n::{t_string, use_i18n};
use crate::ui::{Button, Notice, Tone};

/// What a request is signed as, as its receiver computes it.
const RULE: &str = "signed    = webhook-id + \".\" + webhook-timestamp + \".\" + body\n\
                    key       = base64_decode(secret without \"whsec_\")\n\
                    signature = \"v1,\" + base64(hmac_sha256(key, signed))";
/// The specification, with libraries that do this.
const LIBRARIES: &str = "https://www.standardwebhooks.com/";

/// The content of a dialog that `webhook-title` names.
#[component]
pub fn Secret(of: WebhookWithSecret, on_close: Callback<()>) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <div class="stack">
            <h2 id="webhook-title">{of.webhook.url.clone()}</h2>
            <Notice tone=Tone::Warm icon="key" title=t_string!(i18n, webhooks.secret_title)>
                <p>{t_string!(i18n, webhooks.secret_text)}</p>
            </Notice>
            <CopyField label=t_string!(i18n, webhooks.secret) text=of.secret />
            <Verify />
            <div class="button-row ends">
                <Button on_press=on_close>{t_string!(i18n, webhooks.done)}</Button>
            </div>
        </div>
    }
}

/// How the application tells that a request comes from here.
#[component]
pub fn Verify() -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <details class="verify">
            <summary>{t_string!(i18n, webhooks.verify)}</summary>
            <ol>
                <li>{t_string!(i18n, webhooks.verify_1)}</li>
                <li>{t_string!(i18n, webhooks.verify_2)}</li>
                <li>{t_string!(i18n, webhooks.verify_3)}</li>
            </ol>
            <pre class="code" tabindex="0">{RULE}</pre>
            <p><a href=LIBRARIES rel="external noopener" target="_blank">{t_string!(i18n, webhooks.verify_more)}</a></p>
        </details>
    }
}
