//! Short messages at the edge of the screen, after something was done.

use std::time::Duration;

use leptos::prelude::*;

use crate::ui::Icon;

const SHOWN_FOR: Duration = Duration::from_secs(5);

/// The messages on screen, oldest first.
#[derive(Clone, Copy)]
pub struct ToastList {
    shown: RwSignal<Vec<(u32, String)>>,
    next: StoredValue<u32>,
}

impl ToastList {
    /// Provides the list to everything below.
    pub fn provide() {
        provide_context(Self { shown: RwSignal::new(Vec::new()), next: StoredValue::new(0) });
    }

    /// Shows a message for some seconds.
    pub fn say(&self, text: impl Into<String>) {
        let Self { shown, next } = *self;
        let key = next.get_value();
        next.set_value(key + 1);
        shown.update(|list| list.push((key, text.into())));
        set_timeout(move || shown.update(|list| list.retain(|(other, _)| *other != key)), SHOWN_FOR);
    }
}

/// The list of messages, to say something.
pub fn use_toasts() -> ToastList {
    expect_context::<ToastList>()
}

/// Where messages appear; once per page. Screen readers hear each at the next pause.
#[component]
pub fn Toasts() -> impl IntoView {
    let shown = use_toasts().shown;
    view! {
        <div class="toasts" role="status">
            <For each=move || shown.get() key=|(key, _)| *key let((_, text))>
                <p class="toast">
                    <Icon name="check" />
                    {text}
                </p>
            </For>
        </div>
    }
}
