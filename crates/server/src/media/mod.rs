//! Pictures and documents: those that were uploaded, and pictures drawn by the program, which have their seed in the
//! address, so that they are never stored.

pub mod card;
pub mod cover;
mod library;
mod queries;
mod routes;
#[cfg(test)]
mod tests;
mod upload;

use futures_util::TryStreamExt;
use magnetiq_entity::media::Model;
use uuid::Uuid;

use crate::ctx::Ctx;
use crate::files;

use library::wire;
pub use library::{discard, forget_files};
pub use queries::{picture, pictures};
pub use routes::{UploadForm, api_routes, routes};
pub use upload::{Crop, Studio, Upload, read_upload, take};

/// The widths in which pictures are kept, in pixels.
const WIDTHS: [u32; 4] = [320, 640, 1280, 1920];
/// How wide a cover is shown at most, in pixels.
pub const COVER_WIDTH: u32 = 1280;
/// How wide a photo is shown at most, in pixels.
pub const PHOTO_WIDTH: u32 = 640;

/// How wide the brand's logo is shown at most, in pixels.
pub const LOGO_WIDTH: u32 = 320;

/// An uploaded picture, as much of it as its addresses need.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Picture {
    id: Uuid,
    width: u32,
    is_png: bool,
}

impl Picture {
    fn of(row: &Model) -> Option<Self> {
        let width = row.width.and_then(|width| width.try_into().ok()).filter(|_| row.kind == "image")?;
        Some(Self { id: row.id, width, is_png: row.content_type == "image/png" })
    }

    /// Its id.
    pub fn id(self) -> Uuid {
        self.id
    }

    /// Address of the narrowest size that is at least so wide, else of the widest; relative to the site.
    pub fn url(self, width: u32) -> String {
        let sizes = self.sizes();
        let size = sizes.iter().find(|size| **size >= width).or(sizes.last()).copied().unwrap_or(self.width);
        format!("/media/files/{}/{size}.{}", self.id, if self.is_png { "png" } else { "jpg" })
    }

    fn sizes(self) -> Vec<u32> {
        sizes(self.width)
    }
}

/// The file of the narrowest size that is at least so wide, else of the widest; `None` where it is gone.
///
/// # Errors
/// What the store of files says.
pub async fn content(ctx: &Ctx, picture: Picture, width: u32) -> Result<Option<Vec<u8>>, files::Error> {
    let url = picture.url(width);
    let Some(key) = url.strip_prefix("/media/files/") else { return Ok(None) };
    let Some(reading) = ctx.files.read(key).await? else { return Ok(None) };
    let pieces: Vec<_> = reading.content.try_collect().await?;
    Ok(Some(pieces.concat()))
}

/// The widths in which a picture of this width is kept, the narrowest first: it is never enlarged.
fn sizes(width: u32) -> Vec<u32> {
    let [.., most] = WIDTHS;
    let widest = width.min(most);
    WIDTHS.into_iter().filter(|size| *size < widest).chain([widest]).collect()
}

/// The address of a person's photo, or of a portrait drawn from the initials.
pub fn photo_url(photo: Option<Picture>, first_name: &str, last_name: &str, person: Uuid) -> String {
    photo.map_or_else(|| portrait_url(first_name, last_name, person), |photo| photo.url(PHOTO_WIDTH))
}

/// The address of a topic's drawn cover.
pub fn cover_url(pattern: &str, topic: Uuid) -> String {
    format!("/media/covers/{pattern}-{}.svg", seed(topic))
}

/// The address of a person's drawn portrait.
pub fn portrait_url(first_name: &str, last_name: &str, person: Uuid) -> String {
    let initials: String = [first_name, last_name]
        .iter()
        .filter_map(|name| name.chars().find(|c| c.is_ascii_alphabetic()))
        .collect();
    format!("/media/portraits/{}-{}.svg", initials.to_ascii_uppercase(), seed(person))
}

/// What a drawn picture's name or address says, `waves-42` or `/media/covers/waves-42.svg`: the pattern or the
/// initials, and the seed. `None` for uploaded ones.
pub fn drawn(url: &str) -> Option<(&str, u64)> {
    let name = url.rsplit('/').next()?;
    let (kind, seed) = name.strip_suffix(".svg").unwrap_or(name).rsplit_once('-')?;
    Some((kind, seed.parse::<u32>().ok()?.into()))
}

fn seed(id: Uuid) -> u32 {
    id.as_u128() as u32
}
