//! Registering for a session: a dialog of three steps at most, form, mail, thank-you. Where the person stands
//! follows from the visit ([`flow`]), and the address says whether the dialog is open ([`address`]).

pub mod address;
mod done;
mod flow;
mod form;
mod further;
mod hold;
mod link;
mod mail;
mod messages;
mod model;
mod more;
mod next;
mod price;
mod share;
mod steps;
mod summary;
mod website;

use leptos::prelude::*;
use magnetiq_shared::Language;
use magnetiq_shared::sessions::{RegistrationState, SessionCard};
use magnetiq_shared::views::ViewKind;

pub use messages::{error_text, longest};
pub use model::{A_CLICK, FieldName};

use self::flow::{Flow, Stage};
use crate::api;
use crate::i18n::*;
use crate::state::attribution;
use crate::state::locale::use_language;
use crate::state::visit::use_visit;
use crate::ui::{Dialog, focus_soon};

/// The heading of every step has this id: it names the dialog, and takes the focus when a step begins.
const HEADING: &str = "register-heading";

/// The registration dialog of a session. It opens by itself where the address asks for it: `?step=register`,
/// and the links of mails. Closing it keeps what was typed.
#[component]
pub fn RegisterDialog(
    /// What is registered for.
    #[prop(into)]
    session: Signal<SessionCard>,
    /// Whether it is open.
    open: RwSignal<bool>,
) -> impl IntoView {
    let i18n = use_i18n();
    let flow = Flow::new(session);
    provide_context(flow);
    address::follow(flow, open);
    keep_what_is_typed(flow, use_language());
    let stage = Memo::new(move |_| flow.stage());
    Effect::new(move |_| {
        if open.get() && stage.get() == Stage::Form {
            let slug = session.with_untracked(|session| session.slug.clone());
            api::views::count(&slug, ViewKind::FormOpened, attribution::noted());
        }
    });
    view! {
        <Dialog
            open=open
            labelled_by=HEADING
            close_label=Signal::derive(move || t_string!(i18n, register.close).to_string())
            class="register"
            light_dismiss=false
        >
            <Following />
            <div class="halves">
                <summary::Summary session=session />
                <div class="pane">
                    {move || match stage.get() {
                        Stage::Form => view! { <form::FormStep /> }.into_any(),
                        Stage::Mail => view! { <mail::MailStep /> }.into_any(),
                        Stage::Link => view! { <link::LinkStep /> }.into_any(),
                        Stage::Done => view! { <done::DoneStep /> }.into_any(),
                    }}
                </div>
            </div>
        </Dialog>
    }
}

/// The flow of the dialog around the caller.
fn use_flow() -> Flow {
    expect_context::<Flow>()
}

/// Keeps the visit up to date while the dialog is open.
#[component]
fn Following() -> impl IntoView {
    use_visit().follow();
}

/// Fills in what the visit knows, and keeps in the visit what is typed.
fn keep_what_is_typed(flow: Flow, language: Memo<Language>) {
    let visit = use_visit();
    let filled = StoredValue::new(untrack(|| flow.model.data()));
    let typed = StoredValue::new(false);
    Effect::new(move |_| {
        let Some(known) = visit.get().filter(|_| visit.is_loaded()) else { return };
        if !typed.get_value() {
            filled.set_value(known.data.clone());
            flow.model.fill(known.data);
        }
    });
    Effect::new(move |_| {
        let data = flow.model.data();
        if typed.get_value() || filled.with_value(|filled| *filled != data) {
            typed.set_value(true);
            visit.keep(data, language.get_untracked());
        }
    });
}

/// The kinds of wish that the form can express, each with its own words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wish {
    Place,
    Approval,
    Waitlist,
}

impl Wish {
    fn of(session: &SessionCard) -> Self {
        match session.registration_state {
            RegistrationState::Waitlist => Wish::Waitlist,
            RegistrationState::ByApproval => Wish::Approval,
            _ => Wish::Place,
        }
    }
}

/// Moves the focus to the heading of a step when the step begins, so that screen readers say where one is and
/// the keyboard goes on from there.
fn focus_heading() {
    Effect::new(move |_| focus_soon(HEADING));
}
