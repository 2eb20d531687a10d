//! What is kept of one person: a copy of it, or its erasure, for somebody who asked for it.

use leptos::ev;
use leptos::prelude::*;
use magnetiq_shared::privacy::{PersonAddress, PersonSummary};

use crate::admin::account::Part;
use crate::admin::download;
use crate::admin::form::{Form, FormTrouble};
use crate::admin::kit::Confirm;
use crate::admin::me::writer;
use crate::api::privacy;
use crate::i18n::{counted, fill, t_string, use_i18n};
use crate::ui::{Button, Field, Icon, Look, follow, use_toasts};

/// The form, and what it found.
#[component]
pub fn Person() -> impl IntoView {
    let i18n = use_i18n();
    let form = Form::new();
    let email = RwSignal::new(String::new());
    // The address that was looked up, and what is known of it.
    let found = RwSignal::new(None::<(PersonAddress, PersonSummary)>);
    Effect::new(move |_| {
        email.track();
        found.set(None);
    });
    let send = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let who = PersonAddress { email: email.get_untracked().trim().to_owned() };
        let asked = who.clone();
        form.send(async move { privacy::look_up(&asked).await }, move |known| found.set(Some((who, known))));
    };
    let shown = move || {
        found.get().map(|(who, known)| view! { <Found who=who known=known gone=Callback::new(move |()| email.set(String::new())) /> }).into_any()
    };
    view! {
        <Part title=t_string!(i18n, settings.person) text=t_string!(i18n, settings.person_text)>
            <form class="stack" on:submit=send novalidate>
                <FormTrouble form=form />
                <Field label=t_string!(i18n, settings.person_email) name="email" kind="email" value=email error=form.error("/email") />
                <div class="button-row">
                    <Button kind="submit" look=Look::Plain busy=form.busy>{t_string!(i18n, settings.look_up)}</Button>
                </div>
            </form>
            <div aria-live="polite">{follow(shown)}</div>
        </Part>
    }
}

#[component]
fn Found(
    who: PersonAddress,
    known: PersonSummary,
    /// They are erased.
    gone: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    if known.registrations == 0 && !known.beside {
        return view! { <p class="quiet">{t_string!(i18n, settings.person_unknown)}</p> }.into_any();
    }
    let toasts = use_toasts();
    let asking = RwSignal::new(false);
    let address = StoredValue::new(who);
    let copy = Form::new();
    let take = Callback::new(move |()| {
        let file = async move { privacy::export(&address.get_value()).await };
        copy.send(file, move |file| {
            if download::save(&file, "personal-data.json").is_err() {
                toasts.say(t_string!(i18n, admin.failed_text));
            }
        });
    });
    let erase = Callback::new(move |()| {
        let told = t_string!(i18n, settings.person_erased);
        let work = async move { privacy::erase(&address.get_value()).await };
        copy.send(work, move |()| {
            asking.set(false);
            toasts.say(told);
            gone.run(());
        });
    });
    let since =
        known.since.map(|at| fill(t_string!(i18n, settings.person_since), &[("day", &writer().day(at))]));
    let count = counted(
        known.registrations,
        t_string!(i18n, settings.person_registrations_one),
        t_string!(i18n, settings.person_registrations),
    );
    let upcoming = (known.upcoming > 0).then(|| {
        counted(
            known.upcoming,
            t_string!(i18n, settings.person_upcoming_one),
            t_string!(i18n, settings.person_upcoming),
        )
    });
    let line = [Some(count), upcoming.clone(), since].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let warning = match upcoming {
        Some(places) => format!("{} {places}.", t_string!(i18n, settings.erase_warning)),
        None => t_string!(i18n, settings.erase_warning).to_owned(),
    };
    view! {
        <div class="stack">
            <FormTrouble form=copy />
            <p><b>{known.name.clone()}</b><br /><span class="quiet">{line}</span></p>
            <div class="button-row">
                <Button look=Look::Plain busy=copy.busy on_press=take><Icon name="export" />{t_string!(i18n, settings.take_copy)}</Button>
                <Button look=Look::Plain class="bad" on_press=Callback::new(move |()| asking.set(true))>{t_string!(i18n, settings.erase)}</Button>
            </div>
            <Confirm
                open=asking title=t_string!(i18n, settings.erase_title) text=warning act=t_string!(i18n, settings.erase)
                word=Signal::stored(Some(address.get_value().email)) busy=copy.busy on_confirm=erase
            />
        </div>
    }
    .into_any()
}
