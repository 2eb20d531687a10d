//! The price that was fixed, where it is another one than the form had shown.

use leptos::prelude::*;

use super::use_flow;
use crate::format::number::money;
use crate::i18n::*;
use crate::state::locale::use_language;
use crate::ui::{Notice, Tone};

/// Says that the early-bird price had ended when the form was sent. Nothing where it had not.
#[component]
pub fn PriceMissed() -> impl IntoView {
    let i18n = use_i18n();
    let language = use_language();
    let flow = use_flow();
    let price = Memo::new(move |_| flow.price_missed());
    move || {
        price.get().map(|price| {
            let price = Signal::derive(move || money(language.get(), price));
            view! {
                <Notice
                    tone=Tone::Warm
                    title=Signal::derive(move || t_string!(i18n, register.price_missed).to_string())
                >
                    <p>{t!(i18n, register.price_missed_text, price = price)}</p>
                </Notice>
            }
        })
    }
}
