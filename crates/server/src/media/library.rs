//! Changing and deleting what was uploaded.

use magnetiq_entity::media::Model;
use magnetiq_shared::media::{Media, MediaKind, MediaPatch, MediaSize};
use magnetiq_shared::{Code, ProblemType};
use uuid::Uuid;

use super::upload::{alt_text, clean_name, remove_files};
use super::{Picture, queries};
use crate::audit::{self, Act, Author};
use crate::ctx::Ctx;
use crate::db::{self, Kept, Tx};
use crate::http::{ApiError, Checks, IfMatch};

/// How many uses of a file an answer names.
const NAMED: usize = 5;

/// Changes a file's name, or what it shows.
///
/// # Errors
/// `not-found`, `stale`, `validation`.
pub(super) async fn change(
    ctx: &Ctx,
    who: &Author,
    id: Uuid,
    seen: &IfMatch,
    patch: MediaPatch,
) -> Result<Media, ApiError> {
    let tx = ctx.db.begin_change(Kept::Program).await?;
    let mut row = queries::by_id(&tx, id).await?.ok_or_else(ApiError::not_found)?;
    seen.check(row.version)?;
    let before = wire(&row);
    let mut checks = Checks::default();
    if let Some(name) = patch.file_name {
        match name.trim() {
            "" => checks.wrong("/fileName", Code::Required),
            name => row.file_name = clean_name(name),
        }
    }
    if let Some(alt) = patch.alt {
        row.alt = alt.map(|alt| alt_text(&mut checks, alt).into());
    }
    checks.finish()?;
    row.words = queries::words(&row.file_name, row.alt.as_deref());
    row.version += 1;
    let after = wire(&row);
    queries::update(&tx, row).await?;
    let act = Act::new("media.updated", id, &after.file_name).changed(&before, &after);
    audit::record(&tx, ctx, who, act).await?;
    tx.commit().await?;
    Ok(after)
}

/// Deletes a file that nothing uses.
///
/// # Errors
/// `not-found`, `stale`; `invalid-state` while something uses it, which is named.
pub(super) async fn delete(ctx: &Ctx, who: &Author, id: Uuid, seen: &IfMatch) -> Result<(), ApiError> {
    let tx = ctx.db.begin_change(Kept::Program).await?;
    let row = queries::by_id(&tx, id).await?.ok_or_else(ApiError::not_found)?;
    seen.check(row.version)?;
    let uses = queries::uses(&tx, id).await?;
    if !uses.is_empty() {
        let named: Vec<_> =
            uses.iter().take(NAMED).map(|used| format!("{} {:?}", used.kind, used.name)).collect();
        let more = if uses.len() > NAMED { " and more" } else { "" };
        let detail = format!("it is used by {}{more}", named.join(", "));
        return Err(ApiError::new(ProblemType::InvalidState).detail(detail));
    }
    queries::delete(&tx, id).await?;
    audit::record(&tx, ctx, who, Act::new("media.deleted", id, &row.file_name)).await?;
    tx.commit().await?;
    remove_files(ctx, id).await;
    Ok(())
}

/// Deletes the row of a file that nothing uses any more and that nobody of the house uploaded; gives whether it is gone,
/// so that its files can follow ([`forget_files`]) once the transaction is committed.
///
/// # Errors
/// What the database says.
pub async fn discard(tx: &Tx, id: Uuid) -> Result<bool, db::Error> {
    let is_theirs = queries::by_id(tx, id).await?.is_some_and(|row| row.created_by.is_none());
    if !is_theirs || !queries::uses(tx, id).await?.is_empty() {
        return Ok(false);
    }
    queries::delete(tx, id).await?;
    Ok(true)
}

/// Deletes the files of a row that [`discard`] took away.
pub async fn forget_files(ctx: &Ctx, id: Uuid) {
    remove_files(ctx, id).await;
}

/// A file as staff see it.
pub(super) fn wire(row: &Model) -> Media {
    let picture = Picture::of(row);
    let sizes = picture.map(|picture| {
        let size = |width| MediaSize { width, url: picture.url(width) };
        picture.sizes().into_iter().map(size).collect::<Vec<_>>()
    });
    let document = || format!("/media/files/{}/file.pdf", row.id);
    Media {
        id: row.id,
        kind: if picture.is_some() { MediaKind::Image } else { MediaKind::Document },
        file_name: row.file_name.clone(),
        content_type: row.content_type.clone(),
        byte_size: row.byte_size.unsigned_abs(),
        width: row.width.and_then(|width| width.try_into().ok()),
        height: row.height.and_then(|height| height.try_into().ok()),
        alt: row.alt.clone().map(|alt| alt.0),
        url: picture.map_or_else(document, |picture| picture.url(u32::MAX)),
        sizes: sizes.unwrap_or_default(),
        created_at: row.created_at.utc(),
        version: row.version,
    }
}
