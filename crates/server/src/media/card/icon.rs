//! The logo as PNG, for phones and stores that take no SVG.

use bytes::Bytes;

use super::paint::{PaintError, paint};
use super::sheet::{VIOLET, logo};

/// The logo, so many pixels wide. `bleed` fills the corners, for those who round them themselves.
///
/// # Errors
/// What the painter says.
pub fn icon(size: u32, bleed: bool) -> Result<Bytes, PaintError> {
    let radius = if bleed { 0 } else { 9 };
    let svg = format!(
        r##"<svg xmlns="http://www.w3.org/2000/svg" width="{size}" height="{size}" viewBox="0 0 32 32"><rect width="32" height="32" rx="{radius}" fill="{VIOLET}"/>{}</svg>"##,
        logo()
    );
    paint(&svg, !bleed)
}
