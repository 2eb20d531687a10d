//! Deleting somebody who is not needed.

use leptos::prelude::*;

use super::form::{Form, FormTrouble};
use super::kit::Confirm;
use crate::api::ApiResult;
use crate::i18n::{fill, t_string, use_i18n};
use crate::state::address::{Go, use_address};
use crate::ui::{Button, Look, use_toasts};

/// The button and its question. Afterwards the list of the others is shown.
pub fn delete_person<F>(
    name: String,
    text: &'static str,
    list: &'static str,
    delete: impl Fn() -> F + Send + Sync + 'static,
) -> impl IntoView
where
    F: Future<Output = ApiResult<()>> + 'static,
{
    let i18n = use_i18n();
    let (toasts, address) = (use_toasts(), use_address());
    let (open, form) = (RwSignal::new(false), Form::new());
    let confirm = Callback::new(move |()| {
        let told = t_string!(i18n, people.deleted);
        form.send(delete(), move |()| {
            open.set(false);
            toasts.say(told);
            address.go(list, Go::Top);
        });
    });
    view! {
        <Button look=Look::Plain on_press=Callback::new(move |()| open.set(true))>{t_string!(i18n, people.delete)}</Button>
        <Confirm
            open=open title=fill(t_string!(i18n, people.delete_title), &[("name", &name)]) text=text
            act=t_string!(i18n, people.delete) busy=form.busy on_confirm=confirm
        >
            <FormTrouble form=form />
        </Confirm>
    }
}
