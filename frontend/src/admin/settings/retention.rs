//! How long people's data are kept.

use leptos::ev;
use leptos::prelude::*;
use magnetiq_shared::scopes::Scope;
use magnetiq_shared::settings::{PrivacyPatch, PrivacySection};

use super::maybe;
use crate::admin::account::Part;
use crate::admin::form::{Form, FormTrouble};
use crate::admin::kit::{FormDock, NumberInput};
use crate::admin::me::use_me;
use crate::api::settings;
use crate::i18n::{t_string, use_i18n};
use crate::ui::use_toasts;

/// The form.
#[component]
pub fn Retention(section: PrivacySection) -> impl IntoView {
    let i18n = use_i18n();
    let toasts = use_toasts();
    let form = Form::new();
    let written = |section: &PrivacySection| {
        section.retention.retention_months.map(|months| months.to_string()).unwrap_or_default()
    };
    let months = RwSignal::new(written(&section));
    let now = RwSignal::new(section);
    let dirty = Signal::derive(move || now.with(|now| maybe(months).unwrap_or_default() != written(now)));
    let discard = Callback::new(move |()| {
        months.set(now.with_untracked(written));
        form.clear();
    });
    let send = move |event: ev::SubmitEvent| {
        event.prevent_default();
        // What is no number becomes one that the server refuses, with the field's name.
        let wanted = untrack(|| maybe(months)).map(|text| text.parse().unwrap_or_default());
        let patch = PrivacyPatch { retention_months: Some(wanted) };
        let version = now.with_untracked(|now| now.version);
        let told = t_string!(i18n, admin.saved);
        form.send(async move { settings::change_privacy(version, &patch).await }, move |section| {
            now.set(section);
            toasts.say(told);
        });
    };
    let may_write = use_me().scopes.contains(&Scope::SettingsWrite);
    view! {
        <Part title=t_string!(i18n, settings.retention) text=t_string!(i18n, settings.retention_text)>
            <form class="stack" on:submit=send novalidate>
                <FormTrouble form=form />
                <NumberInput
                    label=t_string!(i18n, settings.retention_months) name="retentionMonths" value=months min=1 max=120
                    unit=t_string!(i18n, settings.months) hint=t_string!(i18n, settings.retention_hint) error=form.error("/retentionMonths")
                />
                {may_write.then(|| view! { <FormDock dirty=dirty busy=form.busy on_discard=discard /> })}
            </form>
        </Part>
    }
}
