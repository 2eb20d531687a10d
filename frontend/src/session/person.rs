//! A speaker in two lines.

use leptos::prelude::*;
use magnetiq_shared::sessions::Hue;
use magnetiq_shared::speakers::SpeakerCard;

use super::Portrait;
use crate::state::locale::use_language;

/// Portrait, name and position.
#[component]
pub fn Person(
    /// Who.
    speaker: SpeakerCard,
    /// The tint of a drawn portrait.
    hue: Hue,
) -> impl IntoView {
    let language = use_language();
    let position = speaker.position.clone();
    view! {
        <div class="person">
            <Portrait speaker=speaker.clone() hue=hue />
            <div>
                <b>{speaker.name}</b>
                {position
                    .map(|position| view! { <small>{move || position.get(language.get()).to_owned()}</small> })}
            </div>
        </div>
    }
}
