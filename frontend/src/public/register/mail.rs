//! Step 2: the mail with the link is on its way. The step ends by itself when the link was used.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::hold::HoldNote;
use super::model::FieldName;
use super::price::PriceMissed;
use super::steps::Steps;
use super::{HEADING, focus_heading, use_flow};
use crate::i18n::*;
use crate::registration::TroubleNotice;
use crate::state::locale::use_language;
use crate::state::site::use_site;
use crate::ui::button::Look;
use crate::ui::{Button, Icon};

/// Where the mail went, how long the place is held, and what to do where nothing comes.
#[component]
pub fn MailStep() -> impl IntoView {
    let i18n = use_i18n();
    let flow = use_flow();
    let pending = Memo::new(move |_| flow.pending());
    let email = move || pending.with(|pending| pending.as_ref().map(|pending| pending.email.clone()));
    focus_heading();
    view! {
        <Steps now=2 />
        <span class="mark">
            <Icon name="mail" />
        </span>
        <div>
            <h2 id=HEADING tabindex="-1">{t!(i18n, register.mail_title)}</h2>
            <p>
                {t!(
                    i18n,
                    register.mail_text,
                    email = email,
                    <b> = |children: ChildrenFn| view! { <b class="address">{children()}</b> }
                )}
            </p>
        </div>
        <PriceMissed />
        {move || pending.get().map(|pending| match (pending.hold_expires_at, pending.waitlist) {
            (Some(end), false) => view! { <HoldNote end=end /> }.into_any(),
            _ => view! { <QueueNote waitlist=pending.waitlist /> }.into_any(),
        })}
        <Again />
        <Spam />
    }
}

/// No seat is held: the link leads to the waitlist.
#[component]
fn QueueNote(waitlist: bool) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <div class="note">
            <Icon name="clock" />
            <b>{t!(i18n, register.no_hold_title)}</b>
            <p class="quiet">
                {waitlist.then(|| view! { {t!(i18n, register.mail_waitlist_text)} " " })}
                {t!(i18n, register.no_hold_text)}
            </p>
        </div>
    }
}

/// "Send it again" and "Change the address".
#[component]
fn Again() -> impl IntoView {
    let i18n = use_i18n();
    let language = use_language();
    let flow = use_flow();
    let sent = RwSignal::new(None::<String>);
    let again = Callback::new(move |()| {
        sent.set(None);
        spawn_local(async move {
            if flow.send_again(language.get_untracked()).await {
                let email = untrack(|| flow.pending()).map(|pending| pending.email);
                sent.try_set(email);
            }
        });
    });
    let change = move |()| {
        let email = flow.model.text(FieldName::Email);
        if let Some(pending) = untrack(|| flow.pending())
            && email.with_untracked(String::is_empty)
        {
            email.set(pending.email);
        }
        flow.editing.set(true);
    };
    view! {
        <div class="again">
            <div class="button-row">
                <Button look=Look::Plain class="low" busy=flow.busy on_press=again>
                    {t!(i18n, register.resend)}
                </Button>
                <Button look=Look::Plain class="low" on_press=change>
                    {t!(i18n, register.change_address)}
                </Button>
            </div>
            <div role="status">
                {move || sent.get().map(|email| view! {
                    <p class="said small">
                        <Icon name="check" />
                        <span>{t!(i18n, register.resent, email = email.clone())}</span>
                    </p>
                })}
            </div>
        </div>
        {move || flow.trouble.get().map(|error| view! { <TroubleNotice error=error retry=again /> })}
    }
}

/// Where to look for a mail that does not come.
#[component]
fn Spam() -> impl IntoView {
    let i18n = use_i18n();
    let site = use_site();
    let sender = Signal::derive(move || site.get().map(|site| site.contact_email).unwrap_or_default());
    let is_demo = move || site.get().is_some_and(|site| site.demo);
    view! {
        <p class="quiet small">
            {t!(i18n, register.spam, sender = sender)}
            {move || is_demo().then(|| view! {
                " "
                <a href="/dev/mailbox" rel="external" target="_blank">{t!(i18n, register.open_mailbox)}</a>
            })}
        </p>
    }
}
