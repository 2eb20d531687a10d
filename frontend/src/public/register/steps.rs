//! The line of steps above each step.

use leptos::prelude::*;

use crate::i18n::*;
use crate::ui::Icon;

/// Which of the three steps this is; the ones before are ticked.
#[component]
pub fn Steps(
    /// 1 to 3.
    now: usize,
) -> impl IntoView {
    let i18n = use_i18n();
    let step = move |n: usize| {
        let name = match n {
            1 => t!(i18n, register.step_details).into_any(),
            2 => t!(i18n, register.step_address).into_any(),
            _ => t!(i18n, register.step_done).into_any(),
        };
        view! {
            <li class:done=n < now aria-current=(n == now).then_some("step")>
                {(n < now).then(|| view! { <Icon name="check" /> })}
                <span>{name}</span>
            </li>
        }
    };
    let label =
        Signal::derive(move || fill(t_string!(i18n, register.steps_label), &[("n", &now.to_string())]));
    view! {
        <ol class="steps" aria-label=label>
            {(1..=3).map(step).collect_view()}
        </ol>
    }
}
