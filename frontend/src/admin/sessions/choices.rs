//! The topics and speakers to choose from, fetched once for a page.

use leptos::prelude::*;

use crate::admin::me::use_me;
use crate::api::planning;
use crate::state::load::{Load, load};

/// Values and what is shown for them.
pub type Choices = Signal<Vec<(String, String)>>;

/// The topics, by title.
pub fn topics() -> Choices {
    let language = use_me().language;
    let loaded = load(|| (), None, |()| async move { planning::topics().await });
    Signal::derive(move || match loaded.get() {
        Load::Ready(topics) => {
            let mut all: Vec<_> = topics
                .into_iter()
                .map(|topic| (topic.id.to_string(), topic.title.get(language).to_owned()))
                .collect();
            all.sort_by(|one, other| one.1.cmp(&other.1));
            all
        }
        Load::Waiting | Load::Failed(_) => Vec::new(),
    })
}

/// The speakers, by name.
pub fn speakers() -> Choices {
    let loaded = load(|| (), None, |()| async move { planning::speakers().await });
    Signal::derive(move || match loaded.get() {
        Load::Ready(speakers) => {
            speakers.into_iter().map(|speaker| (speaker.id.to_string(), speaker.name)).collect()
        }
        Load::Waiting | Load::Failed(_) => Vec::new(),
    })
}
