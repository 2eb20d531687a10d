//! "More about you": what one may tell and need not.

use leptos::html;
use leptos::prelude::*;

use super::form::error_of;
use super::model::FieldName;
use super::{longest, use_flow};
use crate::i18n::*;
use crate::ui::{Field, Icon};

/// Phone, position and special requirements, folded away at first.
#[component]
pub fn More(
    /// Whether it is unfolded.
    open: RwSignal<bool>,
) -> impl IntoView {
    let i18n = use_i18n();
    let model = use_flow().model;
    let fold = NodeRef::<html::Details>::new();
    let leave = move |field| Callback::new(move |()| model.leave(field));
    let toggled = move |_| {
        if let Some(fold) = fold.get_untracked() {
            open.set(fold.open());
        }
    };
    view! {
        <details node_ref=fold prop:open=open on:toggle=toggled>
            <summary>
                {t!(i18n, register.more)} " " <small class="quiet">{t!(i18n, register.optional)}</small>
                <Icon name="down" />
            </summary>
            <div class="pairs">
                <Field
                    label=Signal::derive(move || t_string!(i18n, register.position).to_string())
                    name=FieldName::Position.name()
                    autocomplete="organization-title"
                    value=model.text(FieldName::Position)
                    error=error_of(FieldName::Position)
                    required=false
                    on_leave=leave(FieldName::Position)
                />
                <Field
                    label=Signal::derive(move || t_string!(i18n, register.phone).to_string())
                    name=FieldName::Phone.name()
                    kind="tel"
                    autocomplete="tel"
                    value=model.text(FieldName::Phone)
                    error=error_of(FieldName::Phone)
                    required=false
                    on_leave=leave(FieldName::Phone)
                />
            </div>
            <Field
                label=Signal::derive(move || t_string!(i18n, register.special_requirements).to_string())
                name=FieldName::SpecialRequirements.name()
                value=model.text(FieldName::SpecialRequirements)
                hint=Signal::derive(move || t_string!(i18n, register.special_requirements_hint).to_string())
                error=error_of(FieldName::SpecialRequirements)
                maxlength=longest(FieldName::SpecialRequirements)
                rows=3
                required=false
                on_leave=leave(FieldName::SpecialRequirements)
            />
        </details>
    }
}
