//! Writing to a speaker, inviting them to fill in their profile, and deleting them.

use leptos::ev;
use leptos::prelude::*;
use magnetiq_shared::scopes::Scope;
use magnetiq_shared::speakers::staff::{
    DeliveryState, NewSpeakerMessage, Speaker, SpeakerMessage, SpeakerMessageKind,
};

use super::HERE;
use crate::admin::delete::delete_person;
use crate::admin::form::{Form, FormTrouble};
use crate::admin::kit::{Confirm, State, Status};
use crate::admin::list::failed;
use crate::admin::me::{use_me, writer};
use crate::api::speaker_directory;
use crate::i18n::{fill, t_string, use_i18n};
use crate::state::clock;
use crate::state::load::{Load, load};
use crate::ui::{Button, Dialog, Field, Icon, Look, Skeleton, follow, use_toasts};

/// Inviting somebody from outside; ending the links that were mailed.
#[component]
pub fn Invite(speaker: Speaker) -> impl IntoView {
    let i18n = use_i18n();
    let toasts = use_toasts();
    let (asking, form) = (RwSignal::new(false), Form::new());
    let invited = RwSignal::new(speaker.invited_at.is_some());
    let (id, email) = (speaker.id, speaker.email.clone());
    let text = fill(t_string!(i18n, people.invite_text), &[("email", &email)]);
    let told = fill(t_string!(i18n, people.invite_done), &[("email", &email)]);
    let invite = Callback::new(move |()| {
        let told = told.clone();
        form.send(async move { speaker_directory::invite(id).await }, move |()| {
            asking.set(false);
            invited.set(true);
            toasts.say(told);
        });
    });
    let withdraw = Callback::new(move |()| {
        let told = t_string!(i18n, people.withdrawn);
        form.send(async move { speaker_directory::withdraw(id).await }, move |()| {
            invited.set(false);
            toasts.say(told);
        });
    });
    view! {
        <Show when=move || invited.get()>
            <Button look=Look::Plain busy=form.busy on_press=withdraw>{t_string!(i18n, people.withdraw)}</Button>
        </Show>
        <Button look=Look::Plain on_press=Callback::new(move |()| asking.set(true))>
            <Icon name="mail" />
            {move || match invited.get() {
                true => t_string!(i18n, people.invite_again),
                false => t_string!(i18n, people.invite),
            }}
        </Button>
        <Confirm
            open=asking title=t_string!(i18n, people.invite_title) text=text act=t_string!(i18n, people.invite)
            busy=form.busy on_confirm=invite
        >
            <FormTrouble form=form />
        </Confirm>
    }
}

/// Deleting a speaker.
pub fn delete(speaker: &Speaker) -> impl IntoView + use<> {
    let i18n = use_i18n();
    let name = format!("{} {}", speaker.first_name, speaker.last_name);
    let (id, version) = (speaker.id, speaker.version);
    let text = t_string!(i18n, people.delete_speaker_text);
    delete_person(name, text, HERE, move || speaker_directory::delete(id, version))
}

/// What was written to them, and writing.
#[component]
pub fn Messages(speaker: Speaker) -> impl IntoView {
    let i18n = use_i18n();
    let id = speaker.id;
    let writing = RwSignal::new(false);
    let loaded = load(move || id, None, |id| async move { speaker_directory::messages(id).await });
    let again = Callback::new(move |()| loaded.retry());
    let content = move || match loaded.get() {
        Load::Waiting => view! { <Skeleton /> }.into_any(),
        Load::Failed(_) => failed(again),
        Load::Ready(page) if page.data.is_empty() => {
            view! { <p class="quiet">{t_string!(i18n, people.no_messages)}</p> }.into_any()
        }
        Load::Ready(page) => {
            let rows = page.data.into_iter().map(message).collect_view();
            view! { <ul class="lines">{rows}</ul> }.into_any()
        }
    };
    let may_write = use_me().scopes.contains(&Scope::MessagesWrite);
    let name = StoredValue::new(format!("{} {}", speaker.first_name, speaker.last_name));
    view! {
        <section class="part">
            <div>
                <h2>{t_string!(i18n, people.messages)}</h2>
                <p class="quiet">{t_string!(i18n, people.messages_text)}</p>
                {may_write.then(|| view! {
                    <div class="button-row">
                        <Button look=Look::Plain on_press=Callback::new(move |()| writing.set(true))>
                            <Icon name="edit" />
                            {t_string!(i18n, people.write)}
                        </Button>
                    </div>
                })}
            </div>
            <div class="card">{follow(content)}</div>
        </section>
        <Dialog open=writing labelled_by="write-title" close_label=t_string!(i18n, admin.close) class="form-dialog" light_dismiss=false>
            {follow(move || match writing.get() {
                true => view! { <Write id=id name=name.get_value() open=writing on_done=again /> }.into_any(),
                false => ().into_any(),
            })}
        </Dialog>
    }
}

fn message(one: SpeakerMessage) -> impl IntoView {
    let i18n = use_i18n();
    let writer = writer();
    let subject = match one.kind {
        SpeakerMessageKind::Invitation => t_string!(i18n, people.invitation).to_owned(),
        SpeakerMessageKind::Message => one.subject.clone(),
    };
    let (tone, word) = match one.state {
        DeliveryState::Queued => (State::Info, t_string!(i18n, people.on_its_way)),
        DeliveryState::Sent => (State::Good, t_string!(i18n, people.sent)),
        DeliveryState::Failed => (State::Bad, t_string!(i18n, people.failed)),
    };
    let when = writer.short(one.sent_at.unwrap_or(one.created_at), clock::now());
    let body = (!one.body.is_empty()).then(|| {
        view! { <details><summary>{t_string!(i18n, people.read)}</summary><p class="letter">{one.body.clone()}</p></details> }
    });
    view! {
        <li>
            <div><b>{subject}</b><small>{one.sender_name} ", " {when}</small>{body}{one.reason.map(|why| view! { <small>{why}</small> })}</div>
            <Status state=tone>{word}</Status>
        </li>
    }
}

#[component]
fn Write(id: uuid::Uuid, name: String, open: RwSignal<bool>, on_done: Callback<()>) -> impl IntoView {
    let i18n = use_i18n();
    let toasts = use_toasts();
    let form = Form::new();
    let (subject, body) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let send = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let message = NewSpeakerMessage {
            subject: subject.with_untracked(|text| text.trim().to_owned()),
            body: body.with_untracked(|text| text.trim().to_owned()),
        };
        let told = t_string!(i18n, people.written);
        form.send(async move { speaker_directory::write(id, &message).await }, move |_| {
            open.set(false);
            toasts.say(told);
            on_done.run(());
        });
    };
    view! {
        <form class="stack" on:submit=send novalidate>
            <h2 id="write-title">{fill(t_string!(i18n, people.write_to), &[("name", &name)])}</h2>
            <FormTrouble form=form />
            <Field label=t_string!(i18n, people.subject) name="subject" value=subject maxlength=120 error=form.error("/subject") />
            <Field label=t_string!(i18n, people.body) name="body" value=body rows=9 maxlength=5000 error=form.error("/body") />
            <p class="quiet">{t_string!(i18n, people.write_text)}</p>
            <div class="button-row ends">
                <Button look=Look::Plain on_press=Callback::new(move |()| open.set(false))>{t_string!(i18n, admin.cancel)}</Button>
                <Button kind="submit" busy=form.busy>{t_string!(i18n, people.send)}</Button>
            </div>
        </form>
    }
}
