//! The company's website, or the box that says there is none.

use leptos::prelude::*;

use super::model::FieldName;
use super::use_flow;
use crate::i18n::*;
use crate::ui::{Checkbox, Field};

/// The website, required unless "I have no website" is ticked.
#[component]
pub fn Website() -> impl IntoView {
    let i18n = use_i18n();
    let model = use_flow().model;
    view! {
        <div class="website">
            <Field
                label=Signal::derive(move || t_string!(i18n, register.website).to_string())
                name=FieldName::Website.name()
                autocomplete="url"
                inputmode="url"
                value=model.text(FieldName::Website)
                error=super::form::error_of(FieldName::Website)
                disabled=model.no_website
                on_leave=Callback::new(move |()| model.leave(FieldName::Website))
            />
            <Checkbox name="noWebsite" checked=model.no_website>
                {t!(i18n, register.no_website)}
            </Checkbox>
        </div>
    }
}
