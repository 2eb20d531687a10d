//! The editor of one mail in one language: its source on one side, the mail as it would be on the other.

use leptos::ev;
use leptos::prelude::*;
use leptos::task::spawn_local;
use magnetiq_shared::Language;
use magnetiq_shared::mail_templates::{MailTemplate, MailTemplateText};
use magnetiq_shared::scopes::Scope;
use web_sys::HtmlTextAreaElement;

use super::LIST;
use super::around::{Placeholders, Versions};
use super::preview::TemplatePreview;
use crate::admin::filters::{href_with, parameter};
use crate::admin::form::{Form, FormTrouble};
use crate::admin::kit::{Confirm, FormDock};
use crate::admin::list::failed;
use crate::admin::me::{refusal, use_me};
use crate::admin::shell::head::PageHead;
use crate::admin::words;
use crate::api::mail_templates;
use crate::i18n::{Texts, fill, t_string, use_i18n};
use crate::state::address::use_address;
use crate::state::load::{Load, load};
use crate::ui::{Button, Icon, Look, Notice, Skeleton, Tone, follow, use_toasts};

/// The page. The address says which language, the reader's own unless told.
#[component]
pub fn TemplatePage(
    /// Which mail.
    kind: String,
) -> impl IntoView {
    let i18n = use_i18n();
    let own = use_me().language;
    let asked = parameter("lang");
    let language = Memo::new(move |_| asked.get().parse().unwrap_or(own));
    let kind = StoredValue::new(kind);
    let loaded = load(
        move || language.get(),
        None,
        move |language| {
            let kind = kind.get_value();
            async move { mail_templates::get(&kind, language).await }
        },
    );
    let again = Callback::new(move |()| loaded.retry());
    let above = move || (t_string!(i18n, templates.title).to_owned(), LIST.to_owned());
    follow(move || match loaded.get() {
        Load::Waiting => view! {
            <PageHead title="…" above=above() />
            <div class="page-body" aria-busy="true"><Skeleton class="block" /></div>
        }
        .into_any(),
        Load::Failed(_) => view! {
            <PageHead title=t_string!(i18n, templates.title) above=above() />
            {failed(again)}
        }
        .into_any(),
        Load::Ready(template) => view! { <Editor template=template /> }.into_any(),
    })
}

/// What is typed.
#[derive(Clone, Copy)]
struct Draft {
    subject: RwSignal<String>,
    preheader: RwSignal<String>,
    mjml: RwSignal<String>,
    text: RwSignal<String>,
}

impl Draft {
    fn of(source: &MailTemplateText) -> Self {
        let text = |text: &str| RwSignal::new(text.to_owned());
        Self {
            subject: text(&source.subject),
            preheader: text(&source.preheader),
            mjml: text(&source.mjml),
            text: text(&source.text),
        }
    }

    fn put(self, source: &MailTemplateText) {
        self.subject.set(source.subject.clone());
        self.preheader.set(source.preheader.clone());
        self.mjml.set(source.mjml.clone());
        self.text.set(source.text.clone());
    }

    /// Followed.
    fn source(self) -> MailTemplateText {
        MailTemplateText {
            subject: self.subject.get(),
            preheader: self.preheader.get(),
            mjml: self.mjml.get(),
            text: self.text.get(),
        }
    }
}

/// Where one was writing last.
type Place = StoredValue<Option<(HtmlTextAreaElement, RwSignal<String>)>, LocalStorage>;

#[component]
fn Editor(template: MailTemplate) -> impl IntoView {
    let i18n = use_i18n();
    let toasts = use_toasts();
    let reader = use_me().language;
    let form = Form::new();
    let draft = Draft::of(&template.source);
    let (kind, language) = (StoredValue::new(template.kind.clone()), template.language);
    let placeholders = template.placeholders.clone();
    let (title, purpose) = (template.name.get(reader).to_owned(), template.purpose.get(reader).to_owned());
    let now = RwSignal::new(template);
    let dirty = Memo::new(move |_| now.with(|now| now.source != draft.source()));
    let place: Place = StoredValue::new_local(None);
    let resetting = RwSignal::new(false);
    let why = StoredValue::new(refusal(Scope::SettingsWrite));
    let take = Callback::new(move |template: MailTemplate| {
        draft.put(&template.source);
        form.clear();
        now.set(template);
    });
    let version = move || now.with_untracked(|now| now.version);
    let send = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let (kind, seen, source, told) =
            (kind.get_value(), version(), untrack(|| draft.source()), t_string!(i18n, templates.saved));
        form.send(
            async move { mail_templates::change(&kind, language, seen, &source).await },
            move |template| {
                take.run(template);
                toasts.say(told);
            },
        );
    };
    let reset = Callback::new(move |()| {
        let (kind, seen, told) = (kind.get_value(), version(), t_string!(i18n, templates.reset_done));
        form.send(async move { mail_templates::reset(&kind, language, seen).await }, move |template| {
            resetting.set(false);
            take.run(template);
            toasts.say(told);
        });
    });
    let restore = Callback::new(move |number: i32| {
        let (kind, seen) = (kind.get_value(), version());
        let told = fill(t_string!(i18n, templates.restored), &[("number", &number.to_string())]);
        form.send(
            async move { mail_templates::restore(&kind, language, seen, number).await },
            move |template| {
                take.run(template);
                toasts.say(told);
            },
        );
    });
    let testing = RwSignal::new(false);
    let test = Callback::new(move |()| {
        if testing.get_untracked() {
            return;
        }
        testing.set(true);
        let (kind, source) = (kind.get_value(), untrack(|| draft.source()));
        spawn_local(async move {
            let outcome = mail_templates::test(&kind, language, &source).await;
            testing.try_set(false);
            toasts.say(match outcome {
                Ok(outcome) if outcome.sent => t_string!(i18n, templates.test_sent).to_owned(),
                Ok(outcome) => {
                    outcome.error.unwrap_or_else(|| t_string!(i18n, templates.test_failed).to_owned())
                }
                Err(error) => match error.fields().first() {
                    Some(field) => field.detail.clone(),
                    None => words::trouble(i18n, &error).1.to_owned(),
                },
            });
        });
    });
    let insert = Callback::new(move |written: String| {
        place.with_value(|place| {
            let Some((field, value)) = place else { return };
            // A place in the field is always within it.
            let _ = field.set_range_text(&written);
            value.set(field.value());
            let _ = field.focus();
        });
    });
    let fault = move || {
        now.with(|now| now.fault.clone()).map(|fault| {
            view! { <Notice tone=Tone::Warm title=t_string!(i18n, templates.fault)><p>{fault}</p></Notice> }
        })
    };
    let discard = Callback::new(move |()| now.with_untracked(|now| draft.put(&now.source)));
    let reset_button = move || {
        (now.with(|now| now.is_changed) && why.with_value(Option::is_none)).then(|| {
            view! {
                <Button look=Look::Plain on_press=Callback::new(move |()| resetting.set(true))>
                    <Icon name="undo" />
                    {t_string!(i18n, templates.reset)}
                </Button>
            }
        })
    };
    let part =
        move |name: &'static str,
              label: &'static str,
              rows: u32,
              value: RwSignal<String>,
              pointer: &'static str| { part(place, name, label, rows, value, form.error(pointer)) };
    view! {
        <PageHead title=title above=(t_string!(i18n, templates.title).to_owned(), LIST.to_owned())>
            <Languages language=language />
            {follow(move || reset_button().into_any())}
            {why.with_value(Option::is_none).then(|| view! {
                <Button look=Look::Plain busy=testing on_press=test><Icon name="mail" />{t_string!(i18n, templates.test)}</Button>
            })}
        </PageHead>
        <div class="page-body template-page">
            <div class="stack">
                {why.get_value().map(|why| view! { <Notice icon="lock" title=why /> })}
                {follow(move || fault().into_any())}
                <p class="quiet">{purpose}</p>
                <form class="stack" on:submit=send novalidate>
                    <FormTrouble form=form />
                    <fieldset class="stack parts" disabled=why.with_value(Option::is_some)>
                        {part("subject", t_string!(i18n, templates.subject), 1, draft.subject, "/subject")}
                        {part("preheader", t_string!(i18n, templates.preheader), 1, draft.preheader, "/preheader")}
                        {part("mjml", t_string!(i18n, templates.mjml), 22, draft.mjml, "/mjml")}
                        {part("text", t_string!(i18n, templates.plain), 14, draft.text, "/text")}
                    </fieldset>
                    {why.with_value(Option::is_none).then(|| view! { <FormDock dirty=dirty busy=form.busy on_discard=discard /> })}
                </form>
            </div>
            <div class="stack">
                <TemplatePreview kind=kind.get_value() language=language text=Signal::derive(move || draft.source()) />
                <Placeholders all=placeholders on_choose=insert />
                <Versions
                    kind=kind.get_value() language=language version=Signal::derive(move || now.with(|now| now.version))
                    why=why.get_value() on_restore=restore
                />
            </div>
        </div>
        <Confirm
            open=resetting title=t_string!(i18n, templates.reset_title) text=t_string!(i18n, templates.reset_text)
            act=t_string!(i18n, templates.reset) busy=form.busy on_confirm=reset
        >
            <FormTrouble form=form />
        </Confirm>
    }
}

/// One part of the source.
fn part(
    place: Place,
    name: &'static str,
    label: &'static str,
    rows: u32,
    value: RwSignal<String>,
    error: Signal<Option<String>>,
) -> impl IntoView {
    let id = format!("template-{name}");
    let is_line = rows == 1;
    let keep = move |event: ev::FocusEvent| place.set_value(Some((event_target(&event), value)));
    let key = move |event: ev::KeyboardEvent| {
        if is_line && event.key() == "Enter" {
            event.prevent_default();
        }
    };
    let note = format!("{id}-note");
    let described = {
        let note = note.clone();
        move || error.with(Option::is_some).then(|| note.clone())
    };
    view! {
        <div class="field source">
            <label for=id.clone()>{label}</label>
            <textarea
                id=id name=name rows=rows spellcheck="false" wrap=if is_line { "soft" } else { "off" } bind:value=value
                aria-invalid=move || error.with(Option::is_some).then_some("true") aria-describedby=described
                on:focus=keep on:keydown=key
            ></textarea>
            {move || error.get().map(|text| view! { <p class="error" id=note.clone() role="alert">{text}</p> })}
        </div>
    }
}

/// The way to the other language.
#[component]
fn Languages(language: Language) -> impl IntoView {
    let i18n: Texts = use_i18n();
    let address = use_address();
    let link = move |of: Language| {
        view! {
            <a href=href_with(&address, &[("lang", Some(of.code()))]) aria-current=(of == language).then_some("true") data-stay>
                {words::language(of)}
            </a>
        }
    };
    view! { <nav class="segments tiny" aria-label=t_string!(i18n, templates.language)>{Language::ALL.map(link).collect_view()}</nav> }
}
