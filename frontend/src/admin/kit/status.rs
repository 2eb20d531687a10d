//! In which state something is: a glyph and a word, never a colour alone.

use leptos::prelude::*;

use crate::ui::Icon;

/// How a state is to be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// As it should be.
    Good,
    /// Somebody should look at it.
    Warn,
    /// It went wrong.
    Bad,
    /// Under way.
    Info,
    /// Not begun.
    Draft,
    /// Ended.
    Off,
}

impl State {
    fn look(self) -> (&'static str, &'static str) {
        match self {
            State::Good => ("good", "st-good"),
            State::Warn => ("warn", "st-warn"),
            State::Bad => ("bad", "st-bad"),
            State::Info => ("info", "st-live"),
            State::Draft => ("off", "st-draft"),
            State::Off => ("off", "st-off"),
        }
    }
}

/// A state in a list, or with `pill` in a heading.
#[component]
pub fn Status(
    /// How it is to be taken.
    state: State,
    /// Whether it stands in a coloured box.
    #[prop(optional)]
    pill: bool,
    /// Its word.
    children: Children,
) -> impl IntoView {
    let (tone, glyph) = state.look();
    view! {
        <span class=if pill { "state pill" } else { "state" } data-tone=tone>
            <Icon name=glyph />
            {children()}
        </span>
    }
}
