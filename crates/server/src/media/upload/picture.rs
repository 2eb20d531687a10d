//! Pictures made anew: what is served was drawn here pixel by pixel, so that nothing of what was hidden in the
//! uploaded file (places, names, scripts) is left.

use std::io::Cursor;

use bytes::Bytes;
use image::codecs::jpeg::JpegEncoder;
use image::imageops::FilterType;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits};
use magnetiq_shared::Code;

use super::super::sizes;
use super::form::Crop;

/// The most pixels that a picture may have.
const MAX_PIXELS: u64 = 40_000_000;
/// The longest side that is taken, in pixels.
const MAX_SIDE: u32 = 20_000;
/// What decoding may take, in bytes: the most pixels in 16 bits for each of four channels, and something to work with.
const MAX_MEMORY: u64 = MAX_PIXELS * 8 + 32 * 1024 * 1024;
/// Of JPEGs, out of 100.
const QUALITY: u8 = 85;

/// A picture in all its sizes.
pub(super) struct Drawn {
    /// `jpg` or `png`.
    pub ending: &'static str,
    /// Pixels of the largest size.
    pub width: u32,
    /// Pixels of the largest size.
    pub height: u32,
    /// Width and file, the narrowest first; never empty.
    pub files: Vec<(u32, Bytes)>,
}

/// Why a picture is not taken.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Refused {
    /// It has more pixels than anybody looks at.
    TooManyPixels,
    /// It can't be read as the picture it says it is.
    Unreadable,
    /// The part to be cut out does not lie in it.
    Crop(Code),
    /// Writing it failed.
    Unwritable(String),
}

/// Reads a picture, turns it as its camera was held, cuts it, and draws it in all sizes. Takes a while: not for a
/// thread that answers requests.
pub(super) fn draw(bytes: &[u8], format: ImageFormat, crop: Option<Crop>) -> Result<Drawn, Refused> {
    let mut picture = read(bytes, format)?;
    if let Some(crop) = crop {
        picture = cut(picture, crop)?;
    }
    let is_transparent =
        picture.color().has_alpha() && picture.to_rgba8().pixels().any(|pixel| pixel[3] < 255);
    // One channel width for all: 16 bits are more than a screen shows.
    let mut picture = match is_transparent {
        true => DynamicImage::ImageRgba8(picture.into_rgba8()),
        false => DynamicImage::ImageRgb8(picture.into_rgb8()),
    };
    let mut files = Vec::new();
    // From the widest on, each size is made of the one before: it has less to read, and looks the same.
    for width in sizes(picture.width()).into_iter().rev() {
        if width < picture.width() {
            picture = picture.resize_exact(width, height_at(&picture, width), FilterType::Lanczos3);
        }
        files.push((width, picture.height(), write(&picture, is_transparent)?));
    }
    files.reverse();
    let (width, height) =
        files.last().map(|(width, height, _)| (*width, *height)).ok_or(Refused::Unreadable)?;
    let files = files.into_iter().map(|(width, _, file)| (width, file)).collect();
    Ok(Drawn { ending: if is_transparent { "png" } else { "jpg" }, width, height, files })
}

/// The picture as it is meant to be seen. Its header is read first, and what is too large is refused before anything is
/// allocated for it.
fn read(bytes: &[u8], format: ImageFormat) -> Result<DynamicImage, Refused> {
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut limits = Limits::default();
    (limits.max_image_width, limits.max_image_height) = (Some(MAX_SIDE), Some(MAX_SIDE));
    limits.max_alloc = Some(MAX_MEMORY);
    reader.limits(limits);
    let refused = |error: image::ImageError| match error {
        image::ImageError::Limits(_) => Refused::TooManyPixels,
        _ => Refused::Unreadable,
    };
    let mut decoder = reader.into_decoder().map_err(refused)?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > MAX_PIXELS {
        return Err(Refused::TooManyPixels);
    }
    if width == 0 || height == 0 {
        return Err(Refused::Unreadable);
    }
    let orientation = decoder.orientation().unwrap_or(image::metadata::Orientation::NoTransforms);
    let mut picture = DynamicImage::from_decoder(decoder).map_err(refused)?;
    picture.apply_orientation(orientation);
    Ok(picture)
}

fn cut(picture: DynamicImage, crop: Crop) -> Result<DynamicImage, Refused> {
    let inside = |from: u32, length: u32, all: u32| {
        length > 0 && from.checked_add(length).is_some_and(|end| end <= all)
    };
    let fits = inside(crop.x, crop.width, picture.width()) && inside(crop.y, crop.height, picture.height());
    if !fits {
        return Err(Refused::Crop(Code::Type));
    }
    Ok(picture.crop_imm(crop.x, crop.y, crop.width, crop.height))
}

/// The height that keeps the picture's shape; at least one pixel.
fn height_at(picture: &DynamicImage, width: u32) -> u32 {
    let height = u64::from(picture.height()) * u64::from(width) / u64::from(picture.width().max(1));
    u32::try_from(height).unwrap_or(u32::MAX).max(1)
}

fn write(picture: &DynamicImage, is_transparent: bool) -> Result<Bytes, Refused> {
    let mut file = Vec::new();
    let written = match is_transparent {
        true => picture.write_to(&mut Cursor::new(&mut file), ImageFormat::Png),
        false => picture.write_with_encoder(JpegEncoder::new_with_quality(&mut file, QUALITY)),
    };
    written.map_err(|error| Refused::Unwritable(error.to_string()))?;
    Ok(file.into())
}
