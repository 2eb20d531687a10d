//! The own profile of a speaker from outside, by a mailed link.

use magnetiq_entity::speakers::Model;
use magnetiq_shared::ProblemType;
use magnetiq_shared::speakers::own::{OwnProfile, OwnProfilePatch};
use magnetiq_shared::speakers::staff::SpeakerFields;

use super::{fields, mails, queries, service, wire};
use crate::audit::Author;
use crate::crypto::LinkToken;
use crate::ctx::Ctx;
use crate::db::Kept;

use crate::http::{ApiError, IfMatch};
use crate::media::{self, Upload};

/// The profile that the link is for.
///
/// # Errors
/// `gone` where the link was withdrawn.
pub(super) async fn get(ctx: &Ctx, link: &LinkToken) -> Result<OwnProfile, ApiError> {
    let row = queries::by_id(ctx.db.read(), link.id).await?;
    profile(ctx, open(row, link)?).await
}

/// Changes it.
///
/// # Errors
/// `gone`, `stale`, `validation`.
pub(super) async fn change(
    ctx: &Ctx,
    link: &LinkToken,
    seen: &IfMatch,
    patch: OwnProfilePatch,
) -> Result<OwnProfile, ApiError> {
    let tx = ctx.db.begin_change(Kept::Program).await?;
    let before = open(queries::by_id(&tx, link.id).await?, link)?;
    seen.check(before.version)?;
    let who = author(&before);
    let row = service::save(tx, ctx, &who, before, fields::of_own(patch)).await?;
    profile(ctx, row).await
}

/// Puts a new photo in the place of the old one, which goes unless staff uploaded it or something else shows it.
///
/// # Errors
/// `gone`, and what [`media::take`] says.
pub(super) async fn change_photo(
    ctx: &Ctx,
    link: &LinkToken,
    upload: Upload,
) -> Result<OwnProfile, ApiError> {
    let before = open(queries::by_id(ctx.db.read(), link.id).await?, link)?;
    let who = author(&before);
    let (photo, _) = media::take(ctx, &who, upload.only_image()?).await?;
    let tx = ctx.db.begin_change(Kept::Program).await?;
    // The link may have been withdrawn while the picture was drawn.
    let before = open(queries::by_id(&tx, link.id).await?, link)?;
    let old = before.photo_media_id.filter(|old| *old != photo.id);
    let given = SpeakerFields { photo_media_id: Some(Some(photo.id)), ..SpeakerFields::default() };
    let row = service::save(tx, ctx, &who, before, given).await?;
    if let Some(old) = old {
        let tx = ctx.db.begin_change(Kept::Program).await?;
        let is_gone = media::discard(&tx, old).await?;
        tx.commit().await?;
        if is_gone {
            media::forget_files(ctx, old).await;
        }
    }
    profile(ctx, row).await
}

/// The speaker, where the link still opens the profile.
fn open(row: Option<Model>, link: &LinkToken) -> Result<Model, ApiError> {
    let is_open =
        |row: &Model| row.is_active && !row.is_internal && mails::epoch(row.token_epoch) == link.epoch;
    let gone = || ApiError::new(ProblemType::Gone).detail("this link is no longer valid");
    row.filter(is_open).ok_or_else(gone)
}

/// Speakers have no account: the log names them.
fn author(row: &Model) -> Author {
    Author { id: None, name: wire::full_name(row), token: None }
}

async fn profile(ctx: &Ctx, row: Model) -> Result<OwnProfile, ApiError> {
    let photo = match row.photo_media_id {
        Some(id) => media::picture(ctx.db.read(), id).await?,
        None => None,
    };
    Ok(wire::own(row, photo))
}
