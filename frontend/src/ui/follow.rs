//! Views that are drawn anew when what they read changes.

use std::sync::Arc;

use leptos::prelude::*;

/// A view that follows its signals. A bare closure does the same, but brings a renderer of its own for each
/// closure; these share one, which keeps what the browser loads small.
pub fn follow(view: impl Fn() -> AnyView + Send + Sync + 'static) -> impl IntoView {
    shared(Arc::new(view))
}

fn shared(view: Arc<dyn Fn() -> AnyView + Send + Sync>) -> impl IntoView {
    move || view()
}
