//! What is known about the person, to read and to change.

use leptos::prelude::*;
use leptos::task::spawn_local;
use magnetiq_shared::Language;
use magnetiq_shared::registrations::{PersonData, PublicRegistration, RegistrationStatus};

use super::edit::difference;
use crate::api;
use crate::i18n::*;
use crate::public::parts;
use crate::ui::{Button, Icon, Look, focus_soon};

/// The heading takes the focus when the form or a button has gone.
const HEADING: &str = "details-heading";

/// What the last change did.
#[derive(Clone, Debug, PartialEq)]
enum Last {
    /// Nothing was changed.
    Nothing,
    /// It was saved; these are the details before.
    Saved(Box<PersonData>),
    /// The details before are back.
    Undone,
    /// The server did not take it back.
    Failed,
}

/// The details, or the form that changes them.
#[component]
pub fn Details(
    /// The registration, updated here.
    registration: RwSignal<PublicRegistration>,
) -> impl IntoView {
    let i18n = use_i18n();
    let editing = RwSignal::new(false);
    let last = RwSignal::new(Last::Nothing);
    let can_edit = Memo::new(move |_| {
        use RegistrationStatus::{Cancelled, Declined, Expired};
        registration.with(|registration| !matches!(registration.state, Cancelled | Declined | Expired))
    });
    let saved = Callback::new(move |changed: PublicRegistration| {
        let before = registration.with_untracked(|registration| registration.person.clone());
        registration.set(changed);
        last.set(Last::Saved(Box::new(before)));
        editing.set(false);
        focus_soon(HEADING);
    });
    let discard = Callback::new(move |()| {
        editing.set(false);
        focus_soon(HEADING);
    });
    parts::edit_form_soon();
    view! {
        <section class="panel">
            <div class="head">
                <h2 id=HEADING tabindex="-1">{t!(i18n, manage.details)}</h2>
                {move || (can_edit.get() && !editing.get()).then(|| view! {
                    <Button
                        look=Look::Plain
                        class="low"
                        on_press=move |()| {
                            last.set(Last::Nothing);
                            editing.set(true);
                        }
                    >
                        {t!(i18n, manage.edit)}
                    </Button>
                })}
            </div>
            <LastChange last=last registration=registration />
            {move || match editing.get() {
                true => parts::edit_form(registration.get_untracked(), saved, discard),
                false => view! { <Read person=registration.with(|registration| registration.person.clone()) /> }
                    .into_any(),
            }}
        </section>
    }
}

/// "Saved." with a way back.
#[component]
fn LastChange(last: RwSignal<Last>, registration: RwSignal<PublicRegistration>) -> impl IntoView {
    let i18n = use_i18n();
    let busy = RwSignal::new(false);
    let undo = move |()| {
        let Last::Saved(before) = last.get_untracked() else { return };
        let (token, patch) = registration.with_untracked(|registration| {
            (registration.manage_token.clone(), difference(&registration.person, &before))
        });
        busy.set(true);
        spawn_local(async move {
            match api::registrations::change(&token, &patch).await {
                Ok(changed) => {
                    registration.try_set(changed);
                    last.try_set(Last::Undone);
                    focus_soon(HEADING);
                }
                Err(_) => drop(last.try_set(Last::Failed)),
            }
            busy.try_set(false);
        });
    };
    view! {
        <div role="status">
            {move || match last.get() {
                Last::Nothing => ().into_any(),
                Last::Saved(_) => view! {
                    <p class="said">
                        <Icon name="check" />
                        <span>{t!(i18n, manage.saved)}</span>
                        <Button look=Look::Plain class="low" busy=busy on_press=undo>{t!(i18n, manage.undo)}</Button>
                    </p>
                }
                .into_any(),
                Last::Undone => view! {
                    <p class="said">
                        <Icon name="check" />
                        <span>{t!(i18n, manage.undone)}</span>
                    </p>
                }
                .into_any(),
                Last::Failed => view! {
                    <p class="said bad">
                        <Icon name="alert" />
                        <span>{t!(i18n, manage.failed)}</span>
                    </p>
                }
                .into_any(),
            }}
        </div>
    }
}

/// The details to read.
#[component]
fn Read(person: PersonData) -> impl IntoView {
    let i18n = use_i18n();
    let line = move |label: AnyView, value: Option<String>| {
        let value = match value {
            Some(value) => value.into_any(),
            None => view! { <span class="quiet">{t!(i18n, manage.empty_value)}</span> }.into_any(),
        };
        view! {
            <div>
                <dt>{label}</dt>
                <dd>{value}</dd>
            </div>
        }
    };
    let name = format!("{} {}", person.first_name, person.last_name);
    view! {
        <dl class="details">
            {line(t!(i18n, register.email).into_any(), Some(person.email))}
            <div>
                <dt>{t!(i18n, register.first_name)} " · " {t!(i18n, register.last_name)}</dt>
                <dd>{name}</dd>
            </div>
            {line(t!(i18n, register.company).into_any(), person.company)}
            {line(t!(i18n, register.website).into_any(), person.website)}
            {line(t!(i18n, register.position).into_any(), person.position)}
            {line(t!(i18n, register.phone).into_any(), person.phone)}
            {line(t!(i18n, register.special_requirements).into_any(), person.special_requirements)}
            <div>
                <dt>{t!(i18n, manage.language)}</dt>
                <dd>
                    {match person.language {
                        Language::En => t!(i18n, manage.language_en).into_any(),
                        Language::De => t!(i18n, manage.language_de).into_any(),
                    }}
                </dd>
            </div>
            {line(t!(i18n, manage.timezone).into_any(), Some(person.timezone.replace('_', " ")))}
            <div>
                <dt>{t!(i18n, manage.marketing)}</dt>
                <dd>
                    {match person.marketing_consent {
                        true => t!(i18n, manage.marketing_on).into_any(),
                        false => t!(i18n, manage.marketing_off).into_any(),
                    }}
                </dd>
            </div>
        </dl>
    }
}
