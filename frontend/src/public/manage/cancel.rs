//! Giving up a place, after saying what that does.

use leptos::prelude::*;
use leptos::task::spawn_local;
use magnetiq_shared::registrations::{PublicRegistration, RegistrationStatus};

use crate::api;
use crate::i18n::*;
use crate::state::clock;
use crate::state::locale::use_language;
use crate::state::visit::use_visit;
use crate::ui::{Button, Dialog, Icon, Look};

/// The dialog's heading.
const HEADING: &str = "cancel-heading";

/// The button, its dialog, and the word that it is done. Shown as long as there is something to give up.
#[component]
pub fn Cancel(
    /// The registration, updated here.
    registration: RwSignal<PublicRegistration>,
) -> impl IntoView {
    let i18n = use_i18n();
    let open = RwSignal::new(false);
    let done = RwSignal::new(false);
    let waits = Memo::new(move |_| {
        registration
            .with(|one| matches!(one.state, RegistrationStatus::Waitlisted | RegistrationStatus::Offered))
    });
    let can = Memo::new(move |_| registration.with(can_cancel));
    view! {
        <div role="status">
            {move || done.get().then(|| view! {
                <p class="said">
                    <Icon name="check" />
                    <span>{t!(i18n, manage.cancelled_done)}</span>
                </p>
            })}
        </div>
        <Show when=move || can.get()>
            <p class="give-up">
                <Button look=Look::Still class="low" on_press=move |()| open.set(true)>
                    {move || match waits.get() {
                        true => t!(i18n, manage.cancel_waitlist).into_any(),
                        false => t!(i18n, manage.cancel).into_any(),
                    }}
                </Button>
            </p>
        </Show>
        <Dialog
            open=open
            labelled_by=HEADING
            close_label=Signal::derive(move || t_string!(i18n, register.close).to_string())
            class="confirm"
        >
            <Question registration=registration waits=waits open=open done=done />
        </Dialog>
    }
}

/// Whether there is a place, or a wish for one, to give up: not once the session has started.
fn can_cancel(registration: &PublicRegistration) -> bool {
    use RegistrationStatus as S;
    let live = matches!(
        registration.state,
        S::Confirmed
            | S::Waitlisted
            | S::Offered
            | S::PendingApproval
            | S::PendingPayment
            | S::PendingVerification
    );
    live && registration.session.starts_at > clock::now()
}

/// What will happen, and the choice.
#[component]
fn Question(
    registration: RwSignal<PublicRegistration>,
    waits: Memo<bool>,
    open: RwSignal<bool>,
    done: RwSignal<bool>,
) -> impl IntoView {
    let i18n = use_i18n();
    let language = use_language();
    let visit = use_visit();
    let busy = RwSignal::new(false);
    let failed = RwSignal::new(false);
    let title =
        Signal::derive(move || registration.with(|one| one.session.title.get(language.get()).to_owned()));
    let cancel = move |()| {
        let token = registration.with_untracked(|one| one.manage_token.clone());
        busy.set(true);
        failed.set(false);
        spawn_local(async move {
            match api::registrations::cancel(&token).await {
                Ok(changed) => {
                    registration.try_set(changed);
                    done.try_set(true);
                    open.try_set(false);
                    visit.refresh().await;
                }
                Err(_) => drop(failed.try_set(true)),
            }
            busy.try_set(false);
        });
    };
    view! {
        <div class="pane">
            <div>
                <h2 id=HEADING>
                    {move || match waits.get() {
                        true => t!(i18n, manage.cancel_waitlist_title).into_any(),
                        false => t!(i18n, manage.cancel_title).into_any(),
                    }}
                </h2>
                <p>
                    {move || match waits.get() {
                        true => t!(i18n, manage.cancel_waitlist_text, title = title).into_any(),
                        false => t!(i18n, manage.cancel_text, title = title).into_any(),
                    }}
                </p>
            </div>
            <div role="alert">
                {move || failed.get().then(|| view! {
                    <p class="said bad">
                        <Icon name="alert" />
                        <span>{t!(i18n, manage.failed)}</span>
                    </p>
                })}
            </div>
            <div class="button-row">
                <Button class="danger" busy=busy on_press=cancel>
                    {move || match waits.get() {
                        true => t!(i18n, manage.cancel_waitlist_confirm).into_any(),
                        false => t!(i18n, manage.cancel_confirm).into_any(),
                    }}
                </Button>
                <Button look=Look::Plain on_press=move |()| open.set(false)>
                    {t!(i18n, manage.cancel_keep)}
                </Button>
            </div>
        </div>
    }
}
