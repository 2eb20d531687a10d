//! Buttons. A link that looks like a button is an `<a>` with [`Look::class`].

use leptos::prelude::*;

/// How a button looks: one primary per view.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Look {
    /// The one thing to do here.
    #[default]
    Primary,
    /// The main thing of a card.
    Soft,
    /// Anything else.
    Plain,
    /// Something that is already so.
    Good,
    /// Nothing to do yet.
    Still,
}

impl Look {
    /// The classes of a button, or of a link that looks like one.
    pub const fn class(self) -> &'static str {
        match self {
            Look::Primary => "button",
            Look::Soft => "button soft",
            Look::Plain => "button plain",
            Look::Good => "button good",
            Look::Still => "button still",
        }
    }
}

/// A button. While `busy` it shows a spinner and takes no second click, and it keeps its width and its focus.
#[component]
pub fn Button(
    /// How it looks.
    #[prop(optional)]
    look: Look,
    /// Extra classes: `wide`, `low`.
    #[prop(optional, into)]
    class: String,
    /// `button` unless told; `submit` inside a form.
    #[prop(default = "button")]
    kind: &'static str,
    /// Whether its work is under way.
    #[prop(optional, into)]
    busy: Signal<bool>,
    /// What a click does; a submit button needs none.
    #[prop(optional, into)]
    on_press: Option<Callback<()>>,
    /// Its text, perhaps with an icon.
    children: Children,
) -> impl IntoView {
    let press = move |event: leptos::ev::MouseEvent| {
        if busy.get_untracked() {
            event.prevent_default();
        } else if let Some(act) = on_press {
            act.run(());
        }
    };
    view! {
        <button
            type=kind
            class=format!("{} {class}", look.class())
            class:busy=busy
            aria-busy=move || busy.get().then_some("true")
            aria-disabled=move || busy.get().then_some("true")
            on:click=press
        >
            {children()}
        </button>
    }
}
