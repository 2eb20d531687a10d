//! Covers and portraits drawn by the program, so that a topic without a photograph still has a picture.
//!
//! Invariants: the same pattern and seed always give the same bytes; shapes use `currentColor` with opacities
//! and one orange spot (`var(--spark, #f2760a)`), so that a page may show the symbol in any hue, light or dark:
//! `<svg><use href="/media/covers/rings-7.svg#c"/></svg>`. Colours stand in attributes, never in a style, so that
//! a strict content security policy lets them through. The document shown by itself (`<img>`) is violet on light.

mod canvas;
mod lines;
mod portrait;
pub mod random;
mod round;
mod tiles;

use std::{fmt, str::FromStr};

use canvas::Canvas;
pub use portrait::{portrait_shapes, portrait_svg};
use random::SplitMix;

/// What a cover shows. A topic keeps its pattern, so that people know it again; the seed varies the geometry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Pattern {
    /// Rings that spread from one point.
    Rings,
    /// A landscape drawn as a net in perspective.
    Grid,
    /// Flowing curves above a row of low bars.
    Waves,
    /// Points, each joined to its nearest neighbours.
    Network,
    /// A load profile cut at a dotted line.
    Bars,
    /// Open arcs around one centre.
    Arcs,
    /// A lattice of dots that swell towards one place.
    Dots,
    /// A rising sun over still water.
    Sun,
    /// Rounded tiles of different weight.
    Blocks,
    /// Columns that climb.
    Steps,
    /// Traces of a vibration that grows.
    Pulse,
    /// Nested walls, each with one door.
    Gates,
}

impl Pattern {
    /// All patterns, in the order of the enum.
    pub const ALL: [Pattern; 12] = [
        Pattern::Rings,
        Pattern::Grid,
        Pattern::Waves,
        Pattern::Network,
        Pattern::Bars,
        Pattern::Arcs,
        Pattern::Dots,
        Pattern::Sun,
        Pattern::Blocks,
        Pattern::Steps,
        Pattern::Pulse,
        Pattern::Gates,
    ];

    /// The name used in addresses and stored with the topic: lower-case ASCII letters.
    pub fn as_str(self) -> &'static str {
        match self {
            Pattern::Rings => "rings",
            Pattern::Grid => "grid",
            Pattern::Waves => "waves",
            Pattern::Network => "network",
            Pattern::Bars => "bars",
            Pattern::Arcs => "arcs",
            Pattern::Dots => "dots",
            Pattern::Sun => "sun",
            Pattern::Blocks => "blocks",
            Pattern::Steps => "steps",
            Pattern::Pulse => "pulse",
            Pattern::Gates => "gates",
        }
    }
}

impl fmt::Display for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The text names none of [`Pattern::ALL`].
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("there is no cover pattern of this name")]
pub struct UnknownPattern;

impl FromStr for Pattern {
    type Err = UnknownPattern;

    fn from_str(name: &str) -> Result<Self, UnknownPattern> {
        Self::ALL.into_iter().find(|pattern| pattern.as_str() == name).ok_or(UnknownPattern)
    }
}

/// The shapes of a cover, 640 by 320 units, for those who give it a ground and a hue of their own.
#[derive(Clone, Debug, Default)]
pub struct Drawing {
    /// SVG elements in `currentColor`.
    pub shapes: String,
    /// The centre of the orange spot, which every part of the cover that is shown should contain.
    pub spark: (f64, f64),
}

/// The shapes of a cover.
pub fn cover_drawing(pattern: Pattern, seed: u64) -> Drawing {
    let mut canvas = Canvas::default();
    // The pattern takes part in the seed: two patterns of one seed must not share their chances.
    let mut random = SplitMix::new(seed ^ (pattern as u64 + 1).wrapping_mul(0x9e37_79b9));
    let draw = match pattern {
        Pattern::Rings => round::rings,
        Pattern::Grid => lines::grid,
        Pattern::Waves => lines::waves,
        Pattern::Network => lines::network,
        Pattern::Bars => tiles::bars,
        Pattern::Arcs => round::arcs,
        Pattern::Dots => tiles::dots,
        Pattern::Sun => round::sun,
        Pattern::Blocks => tiles::blocks,
        Pattern::Steps => tiles::steps,
        Pattern::Pulse => lines::pulse,
        Pattern::Gates => round::gates,
    };
    draw(&mut canvas, &mut random);
    canvas.into_drawing()
}

/// An SVG document, 640 by 320 units and under 12 kB, with the drawing as the symbol `c`.
pub fn cover_svg(pattern: Pattern, seed: u64) -> String {
    format!(
        concat!(
            r##"<svg xmlns="http://www.w3.org/2000/svg" width="640" height="320" viewBox="0 0 640 320" color="#7c3aed">"##,
            r##"<symbol id="c" fill="currentColor" viewBox="0 0 640 320" preserveAspectRatio="xMidYMid slice">{}</symbol>"##,
            r##"<linearGradient id="g" x2="1" y2="1"><stop stop-color="#f3f0ff"/><stop offset="1" stop-color="#ddd6fe"/></linearGradient>"##,
            r##"<path d="M0 0h640v320H0z" fill="url(#g)"/><use href="#c" width="640" height="320"/></svg>"##,
        ),
        cover_drawing(pattern, seed).shapes
    )
}

#[cfg(test)]
mod tests;
