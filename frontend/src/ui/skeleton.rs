//! What stands in a place until its content is there, in that content's size, so that nothing shifts.

use leptos::prelude::*;

/// A grey bar. Its size comes from a class of the page's stylesheet (`line`, `title`, `block` are given).
#[component]
pub fn Skeleton(
    /// Extra classes that give it a size.
    #[prop(default = "line")]
    class: &'static str,
) -> impl IntoView {
    view! { <span class=format!("skeleton {class}") aria-hidden="true"></span> }
}
