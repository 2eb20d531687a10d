//! A form that is sent: busy while it travels, with the server's errors beside the fields they belong to.

use std::future::Future;

use leptos::prelude::*;
use leptos::task::spawn_local;
use magnetiq_shared::{Code, FieldError};
use wasm_bindgen::JsCast;

use super::words;
use crate::api::{ApiError, ApiResult};
use crate::i18n::{Texts, use_i18n};
use crate::ui::{Notice, Tone, follow};

/// What a form knows of its sending.
#[derive(Clone, Copy)]
pub struct Form {
    /// Whether it is on its way.
    pub busy: RwSignal<bool>,
    errors: RwSignal<Vec<FieldError>>,
    trouble: RwSignal<Option<ApiError>>,
    i18n: Texts,
}

impl Form {
    /// A form that was not sent yet.
    pub fn new() -> Self {
        Self {
            busy: RwSignal::new(false),
            errors: RwSignal::new(Vec::new()),
            trouble: RwSignal::new(None),
            i18n: use_i18n(),
        }
    }

    /// What is wrong with the field at this JSON Pointer, in words.
    pub fn error(self, pointer: &'static str) -> Signal<Option<String>> {
        Signal::derive(move || {
            let code = self
                .errors
                .with(|errors| errors.iter().find(|error| error.pointer == pointer).map(|e| e.code));
            code.map(|code| words::code(self.i18n, code).to_owned())
        })
    }

    /// What is wrong with the first field below this JSON Pointer, or with it itself, in words. Followed.
    pub fn first_error_below(self, pointer: &str) -> Option<&'static str> {
        let lies_in = |error: &&FieldError| {
            error.pointer.strip_prefix(pointer).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        let code = self.errors.with(|errors| errors.iter().find(lies_in).map(|error| error.code));
        code.map(|code| words::code(self.i18n, code))
    }

    /// Whether something is wrong with the field at this JSON Pointer. Followed.
    pub fn is_wrong(self, pointer: &str) -> bool {
        self.errors.with(|errors| errors.iter().any(|error| error.pointer == pointer))
    }

    /// Says what is wrong with a field, or that nothing is any more. Gives whether it is right.
    pub fn check<T>(self, pointer: &'static str, outcome: Result<T, Code>) -> bool {
        let code = outcome.err();
        self.errors.update(|errors| {
            errors.retain(|error| error.pointer != pointer);
            errors.extend(code.map(|code| FieldError::new(pointer, code)));
        });
        code.is_none()
    }

    /// Takes back all that was wrong.
    pub fn clear(self) {
        self.errors.set(Vec::new());
        self.trouble.set(None);
    }

    /// Sends it once; `done` gets the answer. An error is shown, and the first wrong field gets the focus.
    pub fn send<T: 'static>(
        self,
        work: impl Future<Output = ApiResult<T>> + 'static,
        done: impl FnOnce(T) + 'static,
    ) {
        if self.busy.get_untracked() {
            return;
        }
        self.clear();
        self.busy.set(true);
        spawn_local(async move {
            let outcome = work.await;
            // Whoever has left the form does not want to know any more.
            if self.busy.try_set(false).is_some() {
                return;
            }
            match outcome {
                Ok(answer) => done(answer),
                Err(error) => self.fail(error),
            }
        });
    }

    /// Shows an error.
    pub fn fail(self, error: ApiError) {
        let fields = error.fields().to_vec();
        match fields.is_empty() {
            true => self.trouble.set(Some(error)),
            false => {
                self.errors.set(fields);
                focus_first_wrong();
            }
        }
    }
}

impl Default for Form {
    fn default() -> Self {
        Self::new()
    }
}

/// Moves the focus to the first field that is wrong, in the open dialog where there is one.
pub fn focus_first_wrong() {
    request_animation_frame(|| {
        let find = |selector: &str| document().query_selector(selector).ok().flatten();
        let wrong = find("dialog[open] [aria-invalid='true']").or_else(|| find("[aria-invalid='true']"));
        if let Some(field) = wrong.and_then(|field| field.dyn_into::<web_sys::HtmlElement>().ok()) {
            // A field that has gone meanwhile needs no focus.
            let _ = field.focus();
        }
    });
}

/// Why a form could not be sent, where no single field is to blame.
#[component]
pub fn FormTrouble(
    /// The form.
    form: Form,
) -> impl IntoView {
    let i18n = use_i18n();
    follow(move || match form.trouble.get() {
        None => ().into_any(),
        Some(error) => {
            let (title, text) = words::trouble(i18n, &error);
            view! {
                <Notice tone=Tone::Bad title=title>
                    <p>{text}</p>
                </Notice>
            }
            .into_any()
        }
    })
}
