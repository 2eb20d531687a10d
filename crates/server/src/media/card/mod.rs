//! Cards for links that people share: pictures of 1200 by 630 pixels with what a session is about, when it is and
//! who presents it, and one of the whole program.
//!
//! Invariants: a card is written as SVG first, from nothing but its content; the same SVG gives the same bytes, so
//! it is the name under which the picture is kept. Text is measured before it is set and never leaves its place.

mod fonts;
mod icon;
mod lines;
mod paint;
mod program;
mod room;
mod session;
mod sheet;
#[cfg(test)]
mod tests;

pub use fonts::Face;
pub use icon::icon;
pub use lines::{Fitted, Step, fit, one_line};
use magnetiq_shared::Language;
use magnetiq_shared::sessions::Hue;
pub use program::{Line, ProgramCard};
pub use room::Room;
pub use session::{Note, SessionCard};

/// How wide every card is, in pixels: what LinkedIn, X, Slack and messengers show without cutting.
pub const WIDTH: u32 = 1200;
/// How high every card is.
pub const HEIGHT: u32 = 630;

/// A picture beside the text: a drawn cover in its category's hue.
#[derive(Clone, Debug)]
pub struct Art {
    /// The address of the cover; an uploaded one is stood in for by a drawn one.
    pub url: String,
    /// The hue of the category.
    pub hue: Hue,
}

/// The same sentence in the card's language.
const fn words(language: Language, english: &'static str, german: &'static str) -> &'static str {
    match language {
        Language::En => english,
        Language::De => german,
    }
}
