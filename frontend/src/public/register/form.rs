//! Step 1: the form. What is required stands first, the rest is folded away.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use magnetiq_shared::links;
use magnetiq_shared::site::LegalKind;

use super::flow::Flow;
use super::model::FieldName;
use super::more::More;
use super::steps::Steps;
use super::website::Website;
use super::{HEADING, Wish, error_text, longest, use_flow};
use crate::i18n::*;
use crate::registration::TroubleNotice;
use crate::state::locale::use_language;
use crate::ui::field::focus;
use crate::ui::{Button, Checkbox, Field};

/// The words for an error of a field, in the page's language.
pub fn error_of(field: FieldName) -> Signal<Option<String>> {
    let (i18n, model) = (use_i18n(), use_flow().model);
    Signal::derive(move || {
        let code = model.error(field)?;
        Some(error_text(i18n, field, code, &model.text(field).get()))
    })
}

/// The form.
#[component]
pub fn FormStep() -> impl IntoView {
    let i18n = use_i18n();
    let language = use_language();
    let flow = use_flow();
    let wish = Memo::new(move |_| flow.session.with(Wish::of));
    let unfolded = RwSignal::new(false);
    let wrong = RwSignal::new(0_usize);
    let send = Callback::new(move |()| {
        wrong.set(0);
        flow.submit(language.get_untracked(), move |fields| {
            wrong.set(fields.len());
            if fields.iter().any(|field| field.is_folded()) {
                unfolded.set(true);
            }
            if let Some(first) = fields.first() {
                focus("dialog.register", first.name());
            }
        });
    });
    focus_first_empty(flow);
    view! {
        <Steps now=1 />
        <div>
            <h2 id=HEADING tabindex="-1">
                {move || match wish.get() {
                    Wish::Place => t!(i18n, register.title_open).into_any(),
                    Wish::Approval => t!(i18n, register.title_approval).into_any(),
                    Wish::Waitlist => t!(i18n, register.title_waitlist).into_any(),
                }}
            </h2>
            {move || match wish.get() {
                Wish::Place => None,
                Wish::Approval => Some(view! { <p>{t!(i18n, register.intro_approval)}</p> }.into_any()),
                Wish::Waitlist => Some(view! { <p>{t!(i18n, register.intro_waitlist)}</p> }.into_any()),
            }}
            <p class="quiet">{t!(i18n, register.intro_open)}</p>
        </div>
        <form
            novalidate
            on:submit=move |event: SubmitEvent| {
                event.prevent_default();
                send.run(());
            }
        >
            <Required />
            <More open=unfolded />
            <Consents />
            {move || {
                flow.trouble.get().map(|error| view! { <TroubleNotice error=error retry=send /> })
            }}
            <p class="hide" role="status">
                {move || {
                    let count = u32::try_from(wrong.get()).unwrap_or(u32::MAX);
                    let one = t_string!(i18n, register.errors_summary_single);
                    (count > 0).then(|| counted(count, one, t_string!(i18n, register.errors_summary_many)))
                }}
            </p>
            <Button kind="submit" class="wide" busy=flow.busy>
                {move || match wish.get() {
                    Wish::Place => t!(i18n, register.submit_open).into_any(),
                    Wish::Approval => t!(i18n, register.submit_approval).into_any(),
                    Wish::Waitlist => t!(i18n, register.submit_waitlist).into_any(),
                }}
            </Button>
            <p class="after">
                {move || match (flow.is_known_address(), flow.session.with(|session| session.price.is_some())) {
                    (true, false) => t!(i18n, register.after_known).into_any(),
                    (true, true) => t!(i18n, register.after_known_paid).into_any(),
                    (false, false) => t!(i18n, register.after_free).into_any(),
                    (false, true) => t!(i18n, register.after_paid).into_any(),
                }}
            </p>
        </form>
    }
}

/// Begins in the first field that still has to be filled in; in the address where that is to be changed.
fn focus_first_empty(flow: Flow) {
    Effect::new(move |_| {
        request_animation_frame(move || {
            let first = match flow.editing.try_get_untracked() {
                Some(false) => flow.model.first_empty(),
                _ => FieldName::Email,
            };
            focus("dialog.register", first.name());
        });
    });
}

/// The fields that have to be filled in.
#[component]
fn Required() -> impl IntoView {
    let i18n = use_i18n();
    let flow = use_flow();
    let model = flow.model;
    let leave = move |field| Callback::new(move |()| model.leave(field));
    let known = move || {
        flow.is_known_address().then(|| view! { <p class="hint">{t!(i18n, register.email_known)}</p> })
    };
    view! {
        <div class="field-and-hint">
            <Field
                label=Signal::derive(move || t_string!(i18n, register.email).to_string())
                name=FieldName::Email.name()
                kind="email"
                autocomplete="email"
                value=model.text(FieldName::Email)
                error=error_of(FieldName::Email)
                maxlength=longest(FieldName::Email)
                on_leave=leave(FieldName::Email)
            />
            {known}
        </div>
        <div class="pairs">
            <Field
                label=Signal::derive(move || t_string!(i18n, register.first_name).to_string())
                name=FieldName::FirstName.name()
                autocomplete="given-name"
                value=model.text(FieldName::FirstName)
                error=error_of(FieldName::FirstName)
                on_leave=leave(FieldName::FirstName)
            />
            <Field
                label=Signal::derive(move || t_string!(i18n, register.last_name).to_string())
                name=FieldName::LastName.name()
                autocomplete="family-name"
                value=model.text(FieldName::LastName)
                error=error_of(FieldName::LastName)
                on_leave=leave(FieldName::LastName)
            />
            <Field
                label=Signal::derive(move || t_string!(i18n, register.company).to_string())
                name=FieldName::Company.name()
                autocomplete="organization"
                value=model.text(FieldName::Company)
                error=error_of(FieldName::Company)
                on_leave=leave(FieldName::Company)
            />
            <Website />
        </div>
    }
}

/// Terms, privacy notice, news.
#[component]
fn Consents() -> impl IntoView {
    let i18n = use_i18n();
    let language = use_language();
    let model = use_flow().model;
    let legal = move |kind: LegalKind| {
        move |children: ChildrenFn| {
            view! {
                <a href=move || links::legal(language.get(), kind) target="_blank">
                    {children()}
                    <span class="hide">" (" {t!(i18n, register.new_tab)} ")"</span>
                </a>
            }
        }
    };
    view! {
        <div class="consents">
            <Checkbox
                name=FieldName::Terms.name()
                checked=model.terms
                error=error_of(FieldName::Terms)
                required=true
            >
                {t!(i18n, register.terms, <link> = legal(LegalKind::Terms))}
            </Checkbox>
            <Checkbox
                name=FieldName::Privacy.name()
                checked=model.privacy
                error=error_of(FieldName::Privacy)
                required=true
            >
                {t!(i18n, register.privacy, <link> = legal(LegalKind::Privacy))}
            </Checkbox>
            <Checkbox name="marketingConsent" checked=model.marketing>
                {t!(i18n, register.marketing)}
                " "
                <small class="quiet">{t!(i18n, register.optional)}</small>
            </Checkbox>
        </div>
    }
}
