//! Turns SVG into PNG.

use bytes::Bytes;
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree};

use super::fonts;

/// Why a picture could not be drawn.
#[derive(Debug, thiserror::Error)]
pub enum PaintError {
    /// The SVG is broken.
    #[error("the drawing can't be read: {0}")]
    Drawing(#[from] resvg::usvg::Error),
    /// There is no room for the pixels.
    #[error("the picture has no size")]
    Size,
    /// The file could not be written.
    #[error("the picture can't be written: {0}")]
    Encoding(#[from] png::EncodingError),
}

/// The drawing in its own size. What covers its whole ground needs no `transparency`, and is smaller without.
pub(super) fn paint(svg: &str, transparency: bool) -> Result<Bytes, PaintError> {
    let options = Options { fontdb: fonts::database(), ..Options::default() };
    let tree = Tree::from_str(svg, &options)?;
    let size = tree.size().to_int_size();
    let mut pixels = Pixmap::new(size.width(), size.height()).ok_or(PaintError::Size)?;
    resvg::render(&tree, Transform::default(), &mut pixels.as_mut());
    let pixels = pixels.take_demultiplied();
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, size.width(), size.height());
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::Balanced);
    if transparency {
        encoder.set_color(png::ColorType::Rgba);
        encoder.write_header()?.write_image_data(&pixels)?;
    } else {
        let opaque: Vec<u8> =
            pixels.chunks_exact(4).flat_map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect();
        encoder.set_color(png::ColorType::Rgb);
        encoder.write_header()?.write_image_data(&opaque)?;
    }
    Ok(file.into())
}
