//! Who mails come from.

use leptos::ev;
use leptos::prelude::*;
use magnetiq_shared::scopes::Scope;
use magnetiq_shared::settings::{MailPatch, MailSection};

use super::maybe;
use crate::admin::account::Part;
use crate::admin::form::{Form, FormTrouble};
use crate::admin::kit::FormDock;
use crate::admin::me::use_me;
use crate::api::settings;
use crate::i18n::{t_string, use_i18n};
use crate::ui::{Field, use_toasts};

/// The form.
#[component]
pub fn Mail(section: MailSection) -> impl IntoView {
    let i18n = use_i18n();
    let toasts = use_toasts();
    let form = Form::new();
    let now = RwSignal::new(section.clone());
    let sender = RwSignal::new(section.sender.sender_name.clone().unwrap_or_default());
    let reply_to = RwSignal::new(section.sender.reply_to.clone().unwrap_or_default());
    let dirty = Signal::derive(move || {
        now.with(|now| maybe(sender) != now.sender.sender_name || maybe(reply_to) != now.sender.reply_to)
    });
    let discard = Callback::new(move |()| {
        let before = now.get_untracked().sender;
        sender.set(before.sender_name.unwrap_or_default());
        reply_to.set(before.reply_to.unwrap_or_default());
        form.clear();
    });
    let send = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let patch =
            untrack(|| MailPatch { sender_name: Some(maybe(sender)), reply_to: Some(maybe(reply_to)) });
        let version = now.with_untracked(|now| now.version);
        let told = t_string!(i18n, admin.saved);
        form.send(async move { settings::change_mail(version, &patch).await }, move |section| {
            now.set(section);
            toasts.say(told);
        });
    };
    let may_write = use_me().scopes.contains(&Scope::SettingsWrite);
    let smtp = section.smtp.unwrap_or_else(|| t_string!(i18n, settings.no_smtp).to_owned());
    view! {
        <Part title=t_string!(i18n, settings.mail) text=t_string!(i18n, settings.mail_text)>
            <form class="stack" on:submit=send novalidate>
                <FormTrouble form=form />
                <div class="pair">
                    <Field label=t_string!(i18n, settings.sender) name="senderName" value=sender error=form.error("/senderName") required=false hint=Signal::stored(t_string!(i18n, settings.sender_hint).to_owned()) />
                    <Field label=t_string!(i18n, settings.reply_to) name="replyTo" kind="email" value=reply_to error=form.error("/replyTo") required=false hint=Signal::stored(t_string!(i18n, settings.reply_to_hint).to_owned()) />
                </div>
                <dl class="facts">
                    <dt>{t_string!(i18n, settings.from)}</dt>
                    <dd>{section.from_email}</dd>
                    <dt>{t_string!(i18n, settings.server)}</dt>
                    <dd>{smtp}</dd>
                </dl>
                <p class="quiet">{t_string!(i18n, settings.server_text)}</p>
                <p>
                    <a class="button plain" href=crate::admin::templates::LIST>{t_string!(i18n, templates.open)}</a>
                    <small class="below">{t_string!(i18n, templates.open_text)}</small>
                </p>
                {may_write.then(|| view! { <FormDock dirty=dirty busy=form.busy on_discard=discard /> })}
            </form>
        </Part>
    }
}
