//! Taking files in.
//!
//! Invariants: only what is recognised by its content is taken; pictures are drawn anew, a few at a time and beside the
//! threads that answer requests; the same content, cut the same way, is stored once; a row stands only for files that
//! lie there as a whole.

mod form;
mod kind;
mod picture;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use actix_web::web;
use bytes::Bytes;
use magnetiq_entity::media::Model;
use magnetiq_shared::{FieldError, ProblemType};
use sha2::{Digest, Sha256};
use tokio::sync::Semaphore;
use uuid::Uuid;

pub use form::{Crop, Upload, read_upload};
pub(super) use form::{alt_text, clean_name};
use kind::Content;
use picture::{Drawn, Refused, draw};

use super::queries;
use crate::audit::{self, Act, Author};
use crate::ctx::Ctx;
use crate::http::ApiError;

/// How many pictures may be drawn at once: each may take some hundred megabytes.
const AT_ONCE: usize = 2;
/// How many may wait for it.
const MAX_WAITING: usize = 16;

/// Where uploaded pictures are drawn.
pub struct Studio {
    tables: Arc<Semaphore>,
    chairs: Semaphore,
}

impl Default for Studio {
    fn default() -> Self {
        Self { tables: Arc::new(Semaphore::new(AT_ONCE)), chairs: Semaphore::new(MAX_WAITING) }
    }
}

impl Upload {
    /// Refuses what is no picture.
    ///
    /// # Errors
    /// `validation`.
    pub fn only_image(self) -> Result<Self, ApiError> {
        match self.content {
            Content::Image(_) => Ok(self),
            Content::Pdf => {
                Err(ApiError::validation(vec![FieldError::new("/file", magnetiq_shared::Code::Type)]))
            }
        }
    }

    /// The digest by which the same is known again.
    fn digest(&self) -> String {
        let mut digest = Sha256::new();
        digest.update(&self.bytes);
        if let Some(Crop { x, y, width, height }) = self.crop {
            digest.update(format!("\0crop {x},{y},{width},{height}"));
        }
        digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

/// Takes a file in. Gives its row, and whether it is new: the same content is there only once.
///
/// # Errors
/// `validation` where it can't be read as what it is, `too-large` where it has too many pixels, `busy` where too many
/// are being drawn.
pub async fn take(ctx: &Ctx, who: &Author, upload: Upload) -> Result<(Model, bool), ApiError> {
    let sha256 = upload.digest();
    if let Some(known) = queries::by_content(ctx.db.read(), &sha256).await? {
        return Ok((known, false));
    }
    let id = ctx.new_id();
    let Upload { content, bytes, file_name, alt, crop } = upload;
    let kind = content.kind();
    let prepared = match content {
        Content::Image(format) => of_picture(drawn(ctx, bytes, format, crop).await?),
        Content::Pdf => of_document(bytes)?,
    };
    for (name, file) in &prepared.files {
        ctx.files.write(&format!("{id}/{name}"), file.clone()).await.map_err(ApiError::internal)?;
    }
    let row = Model {
        id,
        kind: kind.text().to_owned(),
        words: queries::words(&file_name, alt.as_ref()),
        file_name,
        content_type: prepared.content_type.to_owned(),
        byte_size: prepared.files.last().map_or(0, |(_, file)| file.len() as i64),
        width: prepared.size.map(|(width, _)| width as i32),
        height: prepared.size.map(|(_, height)| height as i32),
        alt: alt.map(Into::into),
        storage_key: id.to_string(),
        sha256: sha256.clone(),
        version: 1,
        created_by: who.id,
        created_at: ctx.now.into(),
    };
    let tx = ctx.db.begin().await?;
    if !queries::insert(&tx, row.clone()).await? {
        // Somebody has sent the same meanwhile.
        tx.rollback().await?;
        remove_files(ctx, id).await;
        let known = queries::by_content(ctx.db.read(), &sha256).await?.ok_or_else(ApiError::not_found)?;
        return Ok((known, false));
    }
    audit::record(&tx, ctx, who, Act::new("media.created", id, &row.file_name)).await?;
    tx.commit().await?;
    Ok((row, true))
}

/// Deletes the files of a row that is gone. Should that fail they only take space.
pub(super) async fn remove_files(ctx: &Ctx, id: Uuid) {
    if let Err(error) = ctx.files.delete_all(&id.to_string()).await {
        tracing::warn!(%error, media = %id, "files are left behind");
    }
}

/// Files with their names in the row's folder, the largest last.
struct Prepared {
    content_type: &'static str,
    size: Option<(u32, u32)>,
    files: Vec<(String, Bytes)>,
}

fn of_picture(drawn: Drawn) -> Prepared {
    let content_type = if drawn.ending == "png" { "image/png" } else { "image/jpeg" };
    let files = drawn.files.into_iter().map(|(width, file)| (format!("{width}.{}", drawn.ending), file));
    Prepared { content_type, size: Some((drawn.width, drawn.height)), files: files.collect() }
}

/// A document is kept as it came: it is only ever served as something to be saved.
fn of_document(bytes: Bytes) -> Result<Prepared, ApiError> {
    let tail = &bytes[bytes.len().saturating_sub(1024)..];
    if !tail.windows(5).any(|five| five == b"%%EOF") {
        return Err(unreadable());
    }
    let files = vec![("file.pdf".to_owned(), bytes)];
    Ok(Prepared { content_type: "application/pdf", size: None, files })
}

async fn drawn(
    ctx: &Ctx,
    bytes: Bytes,
    format: image::ImageFormat,
    crop: Option<Crop>,
) -> Result<Drawn, ApiError> {
    let busy = |_| ApiError::new(ProblemType::Busy).retry_after(2);
    let _chair = ctx.studio.chairs.try_acquire().map_err(busy)?;
    let table = ctx.studio.tables.clone().acquire_owned().await.map_err(ApiError::internal)?;
    let drawing = web::block(move || {
        // The table is free when the drawing is done, even where nobody waits for it any more.
        let _table = table;
        draw(&bytes, format, crop)
    });
    drawing.await.map_err(ApiError::internal)?.map_err(|refused| match refused {
        Refused::TooManyPixels => {
            ApiError::new(ProblemType::TooLarge).detail("a picture has at most 40 megapixels")
        }
        Refused::Unreadable => unreadable(),
        Refused::Crop(code) => ApiError::validation(vec![FieldError::new("/crop", code)]),
        Refused::Unwritable(error) => ApiError::internal(error),
    })
}

fn unreadable() -> ApiError {
    ApiError::validation(vec![FieldError::new("/file", magnetiq_shared::Code::Type)])
        .detail("the file can't be read as what it begins as")
}
