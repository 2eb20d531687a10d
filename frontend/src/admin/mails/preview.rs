//! How the mail looks, in each language, for somebody of the group; and the same by mail to oneself.

use leptos::prelude::*;
use magnetiq_shared::Language;
use magnetiq_shared::campaigns::CampaignPreview;
use uuid::Uuid;

use crate::admin::form::{Form, FormTrouble};
use crate::admin::list::failed;
use crate::admin::me::use_me;
use crate::admin::words::language;
use crate::api::campaigns;
use crate::i18n::{fill, t_string, use_i18n};
use crate::state::load::{Load, load};
use crate::ui::{Button, Dialog, Look, Skeleton, follow, use_toasts};

/// The dialog, open while there is a mail to show.
#[component]
pub fn PreviewDialog(shown: RwSignal<Option<Uuid>>, may_test: bool) -> impl IntoView {
    let i18n = use_i18n();
    let open = RwSignal::new(false);
    Effect::new(move |_| open.set(shown.with(Option::is_some)));
    Effect::new(move |_| {
        if !open.get() && shown.with_untracked(Option::is_some) {
            shown.set(None);
        }
    });
    let content = move || shown.get().map(|id| view! { <Looks id=id may_test=may_test /> }).into_any();
    view! {
        <Dialog open=open labelled_by="mail-preview" close_label=t_string!(i18n, admin.close) class="form-dialog mail-preview">
            <div class="stack">
                <h2 id="mail-preview">{t_string!(i18n, mails.preview)}</h2>
                {follow(content)}
            </div>
        </Dialog>
    }
}

#[component]
fn Looks(id: Uuid, may_test: bool) -> impl IntoView {
    let i18n = use_i18n();
    let (me, toasts, form) = (use_me(), use_toasts(), Form::new());
    let (chosen, as_text) = (RwSignal::new(me.language), RwSignal::new(false));
    let loaded = load(move || chosen.get(), None, move |language| campaigns::preview(id, language));
    let again = Callback::new(move |()| loaded.retry());
    let content = move || match loaded.get() {
        Load::Waiting => view! { <Skeleton class="block" /> }.into_any(),
        Load::Failed(_) => failed(again),
        Load::Ready(mail) => view! { <Mail mail=mail as_text=as_text /> }.into_any(),
    };
    let tab = move |one: Language| {
        let pressed = move || (chosen.get() == one).to_string();
        view! {
            <button type="button" class="button plain small" aria-pressed=pressed on:click=move |_| chosen.set(one)>
                {language(one)}
            </button>
        }
    };
    let address = me.email;
    let test = Callback::new(move |()| {
        let told = fill(t_string!(i18n, mails.tested), &[("address", &address)]);
        let language = chosen.get_untracked();
        form.send(async move { campaigns::test(id, language).await }, move |outcome| match outcome.error {
            None => toasts.say(told),
            Some(error) => toasts.say(error),
        });
    });
    view! {
        <FormTrouble form=form />
        <div class="toolbar">
            <div class="button-row" role="group" aria-label=t_string!(i18n, registrations.language)>
                {Language::ALL.map(tab).collect_view()}
            </div>
            <button
                type="button" class="button plain small" aria-pressed=move || as_text.get().to_string()
                on:click=move |_| as_text.update(|on| *on = !*on)
            >
                {t_string!(i18n, mails.as_text)}
            </button>
            {may_test.then(|| view! {
                <Button look=Look::Plain busy=form.busy on_press=test class="push">{t_string!(i18n, mails.test)}</Button>
            })}
        </div>
        {follow(content)}
    }
}

#[component]
fn Mail(mail: CampaignPreview, as_text: RwSignal<bool>) -> impl IntoView {
    let i18n = use_i18n();
    let to = match mail.recipient {
        Some(name) => fill(t_string!(i18n, mails.shown_for), &[("name", &name)]),
        None => t_string!(i18n, mails.shown_example).to_owned(),
    };
    let (url, text) = (mail.url, mail.text);
    let body = move || match as_text.get() {
        true => view! { <pre class="mail-text" tabindex="0">{text.clone()}</pre> }.into_any(),
        false => view! { <iframe src=url.clone() sandbox="" title=t_string!(i18n, mails.preview)></iframe> }
            .into_any(),
    };
    view! {
        <p><b>{mail.subject}</b><br /><small>{to}</small></p>
        {follow(body)}
    }
}
