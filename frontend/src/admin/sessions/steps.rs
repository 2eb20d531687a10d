//! The seven steps in which a session is planned, and the line that shows where one is.

use leptos::prelude::*;

use crate::i18n::{Texts, t_string, use_i18n};
use crate::ui::Icon;

/// How many steps there are.
pub const STEPS: usize = 7;

/// What a step is called.
pub fn name(i18n: Texts, step: usize) -> &'static str {
    match step {
        1 => t_string!(i18n, planning.topic),
        2 => t_string!(i18n, planning.speaker),
        3 => t_string!(i18n, planning.schedule),
        4 => t_string!(i18n, planning.details),
        5 => t_string!(i18n, planning.platform),
        6 => t_string!(i18n, planning.review),
        _ => t_string!(i18n, planning.promotion),
    }
}

/// The line of steps; each step leads to itself where `href` gives an address.
#[component]
pub fn StepLine(
    /// Where one is, from 1.
    #[prop(into)]
    step: Signal<usize>,
    /// Where a step is, if one may go there.
    href: std::sync::Arc<dyn Fn(usize) -> Option<String> + Send + Sync>,
) -> impl IntoView {
    let i18n = use_i18n();
    let one = move |number: usize| {
        let current = move || (step.get() == number).then_some("step");
        let text = move || {
            let is_done = step.get() > number;
            view! { {is_done.then(|| view! { <Icon name="check" /> })} {format!("{number} {}", name(i18n, number))} }
        };
        let content = match href(number) {
            Some(href) => view! { <a href=href aria-current=current>{text}</a> }.into_any(),
            None => view! { <span aria-current=current>{text}</span> }.into_any(),
        };
        view! { <li class:done=move || { step.get() >= number }>{content}</li> }
    };
    view! { <nav aria-label=t_string!(i18n, planning.steps)><ol class="plan-steps">{(1..=STEPS).map(one).collect_view()}</ol></nav> }
}
