//! The question before an act that cannot be taken back, or that writes to people.

use leptos::ev;
use leptos::prelude::*;

use crate::i18n::{fill, t_string, use_i18n};
use crate::ui::dialog::fresh_id;
use crate::ui::{Button, Dialog, Look, follow};

/// A dialog that says what will happen, and asks. With `word` that word has to be typed, so that nobody does it by
/// habit: the number of people, or the name of what goes.
#[component]
pub fn Confirm(
    /// Whether it is open.
    open: RwSignal<bool>,
    /// The question.
    #[prop(into)]
    title: Signal<String>,
    /// What will happen, and to how many.
    #[prop(into)]
    text: Signal<String>,
    /// What the button says: the act itself, never "OK".
    #[prop(into)]
    act: Signal<String>,
    /// What has to be typed.
    #[prop(optional, into)]
    word: Signal<Option<String>>,
    /// Whether it is easily taken back, so that the button need not warn.
    #[prop(optional, into)]
    calm: Signal<bool>,
    /// Whether the act is under way.
    #[prop(optional, into)]
    busy: Signal<bool>,
    /// Does it. The dialog stays open until `open` is set to false.
    #[prop(into)]
    on_confirm: Callback<()>,
    /// What else is to be seen: a choice, or why it failed.
    #[prop(optional)]
    children: Option<ChildrenFn>,
) -> impl IntoView {
    let i18n = use_i18n();
    let id = StoredValue::new(fresh_id("confirm"));
    let children = StoredValue::new(children);
    let typed = RwSignal::new(String::new());
    Effect::new(move |_| {
        if open.get() {
            typed.set(String::new());
        }
    });
    let is_typed = Memo::new(move |_| word.get().is_none_or(|word| typed.with(|typed| typed.trim() == word)));
    let send = move |event: ev::SubmitEvent| {
        event.prevent_default();
        // The question may stand inside a form, which must not take this for its own sending.
        event.stop_propagation();
        if is_typed.get_untracked() && !busy.get_untracked() {
            on_confirm.run(());
        }
    };
    let typing = move || match word.get() {
        None => ().into_any(),
        Some(word) => view! {
            <label class="field">
                <span class="label">{fill(t_string!(i18n, admin.type_to_confirm), &[("word", &word)])}</span>
                <input class="input" autocomplete="off" bind:value=typed />
            </label>
        }
        .into_any(),
    };
    view! {
        <Dialog
            open=open
            labelled_by=id.get_value()
            close_label=t_string!(i18n, admin.close)
            class="confirm"
            light_dismiss=false
        >
            <form on:submit=send>
                <h2 id=id.get_value()>{title}</h2>
                <p>{text}</p>
                {children.with_value(|children| children.as_ref().map(|children| children()))}
                {follow(typing)}
                <div class="button-row">
                    <Button look=Look::Plain on_press=Callback::new(move |()| open.set(false))>
                        {t_string!(i18n, admin.keep)}
                    </Button>
                    <button
                        type="submit" class="button" class:danger=move || !calm.get() class:busy=busy
                        aria-disabled=move || (!is_typed.get() || busy.get()).then_some("true")
                    >
                        {act}
                    </button>
                </div>
            </form>
        </Dialog>
    }
}
