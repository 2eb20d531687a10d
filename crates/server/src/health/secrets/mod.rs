//! Secrets of others that the database keeps sealed, and by which key.

mod queries;

use crate::crypto::SEALED;
use crate::ctx::Ctx;
use crate::db::Error;

/// How many secrets there are, and what is to be done about them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Secrets {
    /// All of them.
    pub all: usize,
    /// Those that the previous key sealed: [`reseal`] seals them anew.
    pub by_previous: usize,
    /// Those that no key opens: they have to be entered anew.
    pub lost: usize,
}

/// Looks at all of them.
///
/// # Errors
/// What the database says.
pub async fn secrets(ctx: &Ctx) -> Result<Secrets, Error> {
    let all = queries::all(ctx.db.read(), is_sealed).await?;
    let lost = all.iter().filter(|sealed| ctx.keys.open(&sealed.text).is_none()).count();
    let old = all.iter().filter(|sealed| !ctx.keys.sealed_lately(&sealed.text)).count();
    Ok(Secrets { all: all.len(), by_previous: old.saturating_sub(lost), lost })
}

/// Seals those that the previous key sealed with the newest.
///
/// # Errors
/// What the database says; then nothing was written.
pub async fn reseal(ctx: &Ctx) -> Result<(), Error> {
    let tx = ctx.db.begin().await?;
    for sealed in queries::all(&tx, is_sealed).await? {
        if ctx.keys.sealed_lately(&sealed.text) {
            continue;
        }
        if let Some(secret) = ctx.keys.open(&sealed.text) {
            queries::replace(&tx, &sealed, &ctx.keys.seal(&secret)).await?;
        }
    }
    tx.commit().await?;
    Ok(())
}

fn is_sealed(text: &str) -> bool {
    text.starts_with(SEALED)
}
