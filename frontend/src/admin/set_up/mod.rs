//! Making the first admin: a guided page that is open once, to whoever can read the server's log.

mod house;
mod mail;

use leptos::ev;
use leptos::prelude::*;
use magnetiq_shared::accounts::{SetUp, SetUpState};
use magnetiq_shared::{Code, Language, fields};

use super::form::{Form, FormTrouble, focus_first_wrong};
use super::kit::Empty;
use super::me::own_timezone;
use super::routes;
use super::shell::PanelLanguage;
use super::shell::alone::Alone;
use super::sign_in::password::SHORTEST;
use crate::api::set_up;
use crate::i18n::{Texts, t_string, use_i18n};
use crate::state::address::{Go, use_address};
use crate::state::load::{Load, load};
use crate::ui::{Button, Field, Look, Notice, Skeleton, follow};
use house::House;
use mail::Mail;

/// Where the guide stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Step {
    /// The code of the log.
    Code,
    /// House, admin, timezone.
    House,
    /// A test mail, and the end.
    Mail,
}

const STEPS: [Step; 3] = [Step::Code, Step::House, Step::Mail];

/// All that is typed.
#[derive(Clone, Copy)]
pub(super) struct Model {
    pub code: RwSignal<String>,
    pub organisation: RwSignal<String>,
    pub name: RwSignal<String>,
    pub email: RwSignal<String>,
    pub password: RwSignal<String>,
    pub timezone: RwSignal<String>,
}

impl Model {
    fn set_up(&self, language: Language) -> SetUp {
        let text = |value: RwSignal<String>| value.get_untracked().trim().to_owned();
        SetUp {
            code: text(self.code),
            name: text(self.name),
            email: text(self.email),
            password: self.password.get_untracked(),
            language,
            timezone: self.timezone.get_untracked(),
            organisation: text(self.organisation),
        }
    }

    /// Whether all is filled in; what is not is marked.
    fn check(&self, form: Form) -> bool {
        let with = |value: RwSignal<String>| value.get_untracked();
        form.check("/organisation", fields::company(&with(self.organisation)))
            & form.check("/name", fields::name(&with(self.name)))
            & form.check("/email", fields::email(&with(self.email)))
            & form.check(
                "/password",
                Some(()).filter(|()| with(self.password).chars().count() >= SHORTEST).ok_or(Code::TooShort),
            )
    }
}

/// The guide, or the news that it is closed.
#[component]
pub fn SetUpPage() -> impl IntoView {
    let i18n = use_i18n();
    let state = load(|| (), None, |()| set_up::state());
    let content = move || {
        match state.get() {
        Load::Waiting => view! { <Skeleton class="tall" /> }.into_any(),
        Load::Ready(state) if state.is_open => view! { <Guide state=state /> }.into_any(),
        Load::Ready(_) => view! {
            <Empty icon="lock" title=t_string!(i18n, setup.closed_title) text=t_string!(i18n, setup.closed_text)>
                <a class="button" href=routes::SIGN_IN>{t_string!(i18n, account.sign_in)}</a>
            </Empty>
        }
        .into_any(),
        Load::Failed(_) => view! {
            <Empty icon="alert" title=t_string!(i18n, admin.offline_title) text=t_string!(i18n, admin.offline_text) failed=true>
                <Button look=Look::Plain on_press=Callback::new(move |()| state.retry())>{t_string!(i18n, admin.try_again)}</Button>
            </Empty>
        }
        .into_any(),
    }
    };
    view! { <Alone title=t_string!(i18n, setup.title) wide=true>{follow(content)}</Alone> }
}

#[component]
fn Guide(state: SetUpState) -> impl IntoView {
    let i18n = use_i18n();
    let hash = use_address().hash();
    let code = hash.trim_start_matches('#').strip_prefix("code=").unwrap_or_default().to_owned();
    let step = RwSignal::new(if code.is_empty() { Step::Code } else { Step::House });
    let model = Model {
        code: RwSignal::new(code),
        organisation: RwSignal::new(String::new()),
        name: RwSignal::new(String::new()),
        email: RwSignal::new(String::new()),
        password: RwSignal::new(String::new()),
        timezone: RwSignal::new(own_timezone()),
    };
    let form = Form::new();
    let PanelLanguage(language) = expect_context();
    let address = use_address();
    let to_mail = Callback::new(move |()| match model.check(form) {
        true => step.set(Step::Mail),
        false => focus_first_wrong(),
    });
    let finish = Callback::new(move |()| {
        let set_up = model.set_up(language.get_untracked());
        form.send(async move { set_up::finish(&set_up).await }, move |()| {
            address.go(routes::HOME, Go::Quietly)
        });
    });
    // A wrong field is shown where it is.
    Effect::new(move |_| {
        if form.is_wrong("/code") {
            step.set(Step::Code);
        } else if ["/organisation", "/name", "/email", "/password", "/timezone"]
            .iter()
            .any(|field| form.is_wrong(field))
        {
            step.set(Step::House);
        }
    });
    let state = StoredValue::new(state);
    let content = move || match step.get() {
        Step::Code => view! { <CodeStep model=model form=form step=step /> }.into_any(),
        Step::House => view! { <House model=model form=form step=step on_next=to_mail /> }.into_any(),
        Step::Mail => {
            view! { <Mail model=model state=state.get_value() form=form step=step on_finish=finish /> }
                .into_any()
        }
    };
    let mark = move |one: Step| {
        view! {
            <li class:done=move || one < step.get() aria-current=move || (one == step.get()).then_some("step")>
                {name(i18n, one)}
            </li>
        }
    };
    view! {
        <ol class="guide" aria-label=t_string!(i18n, setup.steps)>{STEPS.map(mark).collect_view()}</ol>
        {follow(content)}
    }
}

fn name(i18n: Texts, step: Step) -> &'static str {
    match step {
        Step::Code => t_string!(i18n, setup.step_code),
        Step::House => t_string!(i18n, setup.step_house),
        Step::Mail => t_string!(i18n, setup.step_mail),
    }
}

#[component]
fn CodeStep(model: Model, form: Form, step: RwSignal<Step>) -> impl IntoView {
    let i18n = use_i18n();
    let send = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let is_there = model.code.with_untracked(|code| !code.trim().is_empty());
        match form.check("/code", is_there.then_some(()).ok_or(Code::Required)) {
            true => step.set(Step::House),
            false => focus_first_wrong(),
        }
    };
    view! {
        <form class="stack" on:submit=send novalidate>
            <Notice title=t_string!(i18n, setup.code_where)>
                <p>{t_string!(i18n, setup.code_why)}</p>
            </Notice>
            <FormTrouble form=form />
            <Field label=t_string!(i18n, setup.code) name="code" value=model.code error=form.error("/code") />
            <Button kind="submit" class="wide">{t_string!(i18n, setup.go_on)}</Button>
        </form>
    }
}
