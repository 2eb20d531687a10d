//! Writing a draft: to whom, and what, in English and German side by side.

use leptos::ev;
use leptos::prelude::*;
use magnetiq_shared::Language;
use magnetiq_shared::campaigns::{CAMPAIGN_BODY_MAX, CAMPAIGN_SUBJECT_MAX, Campaign, CampaignPurpose};
use magnetiq_shared::scopes::Scope;
use uuid::Uuid;

use super::draft::Draft;
use super::group::{CountCard, Counted, GroupFields};
use super::placeholders::{LastField, Placeholders};
use super::preview::PreviewDialog;
use super::send::SendDialog;
use super::{HERE, words};
use crate::admin::filters::href_with;
use crate::admin::form::{Form, FormTrouble};
use crate::admin::kit::{BothLanguagesHead, Confirm, FormDock};
use crate::admin::me::{refusal, use_me};
use crate::admin::once::Once;
use crate::admin::topics::editor::{Around, TextPair, plain};
use crate::api::{ai, campaigns};
use crate::i18n::{t_string, use_i18n};
use crate::state::address::{Go, use_address};
use crate::state::load::{Load, load};
use crate::ui::{Button, Icon, Look, Notice, Select, use_toasts};

/// What follows once everything is saved.
#[derive(Clone, Copy, PartialEq)]
enum Then {
    Nothing,
    Preview,
    Send,
}

/// The parameter by which the page of a draft that was just made learns what follows.
const THEN: &str = "then";

impl Then {
    fn word(self) -> &'static str {
        match self {
            Then::Nothing => "",
            Then::Preview => "preview",
            Then::Send => "send",
        }
    }
}

/// The form of a draft; of a new one, while there is no `campaign`.
#[component]
pub fn Editor(draft: Draft, campaign: RwSignal<Option<Campaign>>) -> impl IntoView {
    let i18n = use_i18n();
    let (form, toasts, address, once) = (Form::new(), use_toasts(), use_address(), Once::new());
    let counted = Counted::follow(draft);
    let (shown, sending) = (RwSignal::new(None::<Uuid>), RwSignal::new(None));
    let dirty = Signal::derive(move || draft.is_dirty());
    let why = refusal(Scope::MessagesWrite);
    let is_refused = why.is_some();
    let follow_up = move |(id, version): (Uuid, i32), then: Then| match then {
        Then::Nothing => {}
        Then::Preview => shown.set(Some(id)),
        Then::Send => sending.set(Some((id, version))),
    };
    let save = move |then: Then| {
        if is_refused {
            return;
        }
        let known = campaign.with_untracked(|one| one.as_ref().map(|one| (one.id, one.version)));
        if let (Some(known), false) = (known, dirty.get_untracked()) {
            return follow_up(known, then);
        }
        let saved = t_string!(i18n, admin.saved);
        let (new, patch) = (untrack(|| draft.whole()), draft.patch());
        let key = once.key(&new);
        let work = async move {
            match known {
                Some((id, version)) => campaigns::change(id, version, &patch).await,
                None => campaigns::make(&new, key).await,
            }
        };
        form.send(work, move |now| {
            draft.keep(&now);
            // As the server has cleaned it.
            draft.discard();
            toasts.say(saved);
            let (id, version) = (now.id, now.version);
            campaign.set(Some(now));
            match known {
                Some(_) => follow_up((id, version), then),
                // By then the page knows that nothing is unsaved.
                None => request_animation_frame(move || {
                    let query = if then == Then::Nothing { "" } else { &format!("?{THEN}={}", then.word()) };
                    address.go(&format!("{HERE}/{id}{query}"), Go::Quietly);
                }),
            }
        });
    };
    let asked = untrack(|| address.parameter(THEN)).unwrap_or_default();
    let next = [Then::Preview, Then::Send].into_iter().find(|then| then.word() == asked);
    if let (Some(then), Some(seen)) =
        (next, campaign.with_untracked(|one| one.as_ref().map(|one| (one.id, one.version))))
    {
        request_animation_frame(move || {
            address.go(&untrack(|| href_with(&address, &[(THEN, None)])), Go::Quietly);
            follow_up(seen, then);
        });
    }
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        save(Then::Nothing);
    };
    let around = around(draft, form, is_refused);
    let last = LastField::new();
    let purposes = [CampaignPurpose::Information, CampaignPurpose::Marketing]
        .map(|one| (one.word().to_owned(), words::purpose(i18n, one).to_owned()));
    let means = move || match draft.purpose() {
        CampaignPurpose::Information => t_string!(i18n, mails.information_means),
        CampaignPurpose::Marketing => t_string!(i18n, mails.marketing_means),
    };
    let done = Callback::new(move |sent: Campaign| campaign.set(Some(sent)));
    let nobody = Memo::new(move |_| counted.0.get().is_none_or(|counts| counts.recipients == 0));
    view! {
        <form class="page-form mail-editor" on:submit=submit novalidate>
            <div class="page-body with-aside">
                <div class="stack">
                    {why.map(|why| view! { <Notice icon="lock" title=why /> })}
                    <FormTrouble form=form />
                    <section class="card stack">
                        <h2>{t_string!(i18n, mails.to_whom)}</h2>
                        <Select label=t_string!(i18n, mails.purpose) name="purpose" value=draft.purpose choices=Signal::stored(purposes.to_vec()) />
                        <small>{means}</small>
                        <GroupFields draft=draft />
                    </section>
                    <section class="card stack" on:focusin=move |event| last.see(&event)>
                        <h2>{t_string!(i18n, mails.what)}</h2>
                        <Placeholders last=last />
                        <BothLanguagesHead />
                        <TextPair
                            around=around label=t_string!(i18n, mails.subject) name="subject" at=("/subject/en", "/subject/de")
                            text=draft.subject max=CAMPAIGN_SUBJECT_MAX
                        />
                        <TextPair
                            around=around label=t_string!(i18n, mails.body) name="body" at=("/body/en", "/body/de")
                            text=draft.body max=CAMPAIGN_BODY_MAX rich=true
                        />
                    </section>
                </div>
                <aside class="stack">
                    <CountCard counted=counted draft=draft />
                    {(!is_refused).then(|| view! {
                        <section class="card stack">
                            <Button look=Look::Plain busy=form.busy on_press=Callback::new(move |()| save(Then::Preview))>
                                <Icon name="eye" />{t_string!(i18n, mails.preview_test)}
                            </Button>
                            <button
                                type="button" class="button" aria-disabled=move || nobody.get().then_some("true")
                                on:click=move |_| if !nobody.get_untracked() { save(Then::Send) }
                            >
                                <Icon name="mail" />{t_string!(i18n, mails.send)}
                            </button>
                            <Delete campaign=campaign />
                        </section>
                    })}
                </aside>
            </div>
            {(!is_refused).then(|| view! {
                <FormDock dirty=dirty busy=form.busy on_discard=Callback::new(move |()| { draft.discard(); form.clear(); }) />
            })}
        </form>
        <PreviewDialog shown=shown may_test=true />
        <SendDialog sending=sending counted=counted on_done=done />
    }
}

/// The button that deletes a draft, and its question.
#[component]
fn Delete(campaign: RwSignal<Option<Campaign>>) -> impl IntoView {
    let i18n = use_i18n();
    let (form, toasts, address, asking) = (Form::new(), use_toasts(), use_address(), RwSignal::new(false));
    let delete = Callback::new(move |()| {
        let Some((id, version)) =
            campaign.with_untracked(|one| one.as_ref().map(|one| (one.id, one.version)))
        else {
            return;
        };
        let told = t_string!(i18n, mails.deleted);
        form.send(campaigns::delete(id, version), move |()| {
            asking.set(false);
            toasts.say(told);
            address.go(HERE, Go::Top);
        });
    });
    view! {
        <Show when=move || campaign.with(Option::is_some)>
            <Button look=Look::Plain class="danger" on_press=Callback::new(move |()| asking.set(true))>
                {t_string!(i18n, mails.delete)}
            </Button>
        </Show>
        <Confirm
            open=asking title=t_string!(i18n, mails.delete_title) text=t_string!(i18n, mails.delete_text)
            act=t_string!(i18n, mails.delete) busy=form.busy on_confirm=delete
        >
            <FormTrouble form=form />
        </Confirm>
    }
}

/// The form, as its texts and their writing help see it.
fn around(draft: Draft, form: Form, is_refused: bool) -> Around {
    let may_ask = use_me().scopes.contains(&Scope::AiWrite);
    let state = load(
        || (),
        None,
        move |()| async move { if may_ask { ai::state().await } else { Ok(Default::default()) } },
    );
    Around {
        form,
        title: Callback::new(move |language: Language| draft.subject.of(language).get()),
        notes: Callback::new(move |()| plain(&draft.body.en.get())),
        typed: Callback::new(move |()| drop(draft.whole())),
        writing: RwSignal::new(0),
        has_help: Signal::derive(move || matches!(state.get(), Load::Ready(state) if state.configured)),
        is_locked: Signal::stored(is_refused),
    }
}
