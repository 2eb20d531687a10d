//! A note among the content: something to know, to mind, that went well or that failed.

use leptos::prelude::*;

use crate::ui::Icon;

/// What kind of note it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// Something to know.
    #[default]
    Calm,
    /// Something to mind.
    Warm,
    /// It went well.
    Good,
    /// It failed.
    Bad,
}

impl Tone {
    fn class(self) -> &'static str {
        match self {
            Tone::Calm => "note",
            Tone::Warm => "note warm",
            Tone::Good => "note good",
            Tone::Bad => "note bad",
        }
    }

    fn icon(self) -> &'static str {
        match self {
            Tone::Calm => "info",
            Tone::Warm => "clock",
            Tone::Good => "check",
            Tone::Bad => "alert",
        }
    }
}

/// A note: a bold line, and more below it. Screen readers hear it when it appears: at once where it failed,
/// else at the next pause.
#[component]
pub fn Notice(
    /// What kind of note it is.
    #[prop(optional)]
    tone: Tone,
    /// Another icon than the tone's.
    #[prop(optional)]
    icon: Option<&'static str>,
    /// The bold line.
    #[prop(into)]
    title: Signal<String>,
    /// More about it: paragraphs, a row of buttons.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class=tone.class() role=if tone == Tone::Bad { "alert" } else { "status" }>
            <Icon name=icon.unwrap_or(tone.icon()) />
            <b>{title}</b>
            {children.map(|children| children())}
        </div>
    }
}
