//! What stands where a list has nothing to show: why, and what to do next.

use leptos::prelude::*;

use crate::ui::Icon;

/// An icon, a headline, a sentence, and perhaps buttons.
#[component]
pub fn Empty(
    /// Its icon.
    icon: &'static str,
    /// The headline.
    #[prop(into)]
    title: String,
    /// The sentence.
    #[prop(into)]
    text: String,
    /// Whether something failed.
    #[prop(optional)]
    failed: bool,
    /// Whether it stands for the whole page, and its headline for the page's.
    #[prop(optional)]
    whole: bool,
    /// What to do next.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let headline = match whole {
        true => view! { <h1>{title}</h1> }.into_any(),
        false => view! { <h2>{title}</h2> }.into_any(),
    };
    view! {
        <section class="empty" role=if failed { "alert" } else { "status" }>
            <Icon name=icon />
            {headline}
            <p>{text}</p>
            {children.map(|children| view! { <div class="button-row">{children()}</div> })}
        </section>
    }
}
