//! Covers and portraits: drawn ones take the page's colours, uploaded ones are plain pictures.

use leptos::prelude::*;
use magnetiq_shared::sessions::{Cover, Hue};
use magnetiq_shared::speakers::SpeakerCard;

/// A session's picture, twice as wide as high, with pills over it where there are children.
#[component]
pub fn CoverPicture(
    /// The picture.
    cover: Cover,
    /// What lies over it.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let picture = match cover.drawn {
        true => view! {
            <svg class="cover-art" viewBox="0 0 640 320" preserveAspectRatio="xMidYMid slice" aria-hidden="true">
                <use href=format!("{}#c", cover.url)></use>
            </svg>
        }
        .into_any(),
        false => view! { <img src=cover.url alt="" width="640" height="320" loading="lazy" /> }.into_any(),
    };
    view! {
        <div class="cover" data-hue=cover.hue.word()>
            {picture}
            {children.map(|children| view! { <div class="pills">{children()}</div> })}
        </div>
    }
}

/// A speaker's portrait, round. The name stands beside it.
#[component]
pub fn Portrait(
    /// Whose.
    speaker: SpeakerCard,
    /// The tint of a drawn one.
    #[prop(default = Hue::Violet)]
    hue: Hue,
    /// Whether it is the big one of a landing page.
    #[prop(optional)]
    big: bool,
) -> impl IntoView {
    let size = if big { "88" } else { "36" };
    let picture = match speaker.photo_url.ends_with(".svg") {
        true => view! {
            <svg viewBox="0 0 64 64">
                <use href=format!("{}#p", speaker.photo_url)></use>
            </svg>
        }
        .into_any(),
        false => {
            view! { <img src=speaker.photo_url alt="" width=size height=size loading="lazy" /> }.into_any()
        }
    };
    view! {
        <span class="avatar" class:big=big data-hue=hue.word() aria-hidden="true">
            {picture}
        </span>
    }
}
