//! Name, language and timezone.

use leptos::ev;
use leptos::prelude::*;
use magnetiq_shared::accounts::MePatch;
use magnetiq_shared::{Language, fields};

use super::Part;
use crate::admin::form::{Form, FormTrouble, focus_first_wrong};
use crate::admin::kit::FormDock;
use crate::admin::me::{follow_me, keep_language, use_me};
use crate::admin::words;
use crate::api::accounts;
use crate::i18n::{t_string, use_i18n};
use crate::ui::{Field, Select, ZoneSelect, use_toasts};

/// The form, saved as one.
#[component]
pub fn Profile() -> impl IntoView {
    let i18n = use_i18n();
    let toasts = use_toasts();
    let form = Form::new();
    let (me, now) = (use_me(), follow_me());
    let name = RwSignal::new(me.name);
    let language = RwSignal::new(me.language.code().to_owned());
    let timezone = RwSignal::new(me.timezone);
    let dirty = Signal::derive(move || {
        now.with(|me| {
            name.get() != me.name || language.get() != me.language.code() || timezone.get() != me.timezone
        })
    });
    let discard = Callback::new(move |()| {
        let me = now.get_untracked();
        name.set(me.name);
        language.set(me.language.code().to_owned());
        timezone.set(me.timezone);
        form.clear();
    });
    let send = move |event: ev::SubmitEvent| {
        event.prevent_default();
        if !form.check("/name", fields::name(&name.get_untracked())) {
            return focus_first_wrong();
        }
        let chosen: Language = language.get_untracked().parse().unwrap_or_default();
        let patch = MePatch {
            name: Some(name.get_untracked().trim().to_owned()),
            language: Some(chosen),
            timezone: Some(timezone.get_untracked()),
        };
        keep_language(chosen);
        let saved = t_string!(i18n, admin.saved);
        form.send(async move { accounts::change(&patch).await }, move |()| toasts.say(saved));
    };
    let languages = Language::ALL
        .map(|language| (language.code().to_owned(), words::language(language).to_owned()))
        .to_vec();
    view! {
            <Part title=t_string!(i18n, account.profile) text=t_string!(i18n, account.profile_text)>
                <form class="stack" on:submit=send novalidate>
                    <FormTrouble form=form />
                    <Field label=t_string!(i18n, account.name) name="name" autocomplete="name" value=name error=form.error("/name") />
                    <div class="field">
                        <span class="label">{t_string!(i18n, account.email)}</span>
                        <p>{me.email}</p>
    <small>{t_string!(i18n, account.email_fixed)}</small>
                    </div>
                    <div class="pair">
                        <Select label=t_string!(i18n, account.language) name="language" value=language choices=languages />
                        <ZoneSelect label=t_string!(i18n, account.timezone) name="timezone" value=timezone />
                    </div>
                    <FormDock dirty=dirty busy=form.busy on_discard=discard />
                </form>
            </Part>
        }
}
