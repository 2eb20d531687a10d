//! Counting a view, and writing counts down.

use chrono::{DateTime, Utc};
use magnetiq_shared::views::View;

use super::counter::Row;
use super::source::{is_robot, source};
use super::{Views, queries};
use crate::crypto;
use crate::ctx::Ctx;
use crate::db::{self, Db};
use crate::http::ApiError;
use crate::sessions::session;

/// Who looks, as far as the request tells.
pub(super) struct Visitor {
    /// The address of the network's subscriber.
    pub address: String,
    pub user_agent: String,
    /// Whether the browser asks not to be tracked.
    pub unseen: bool,
}

/// The day of an instant, in days since 1970-01-01, UTC.
pub fn day_of(now: DateTime<Utc>) -> i32 {
    i32::try_from(now.timestamp().div_euclid(86_400)).unwrap_or_default()
}

/// Counts one view, unless a robot made it.
pub(super) async fn count(ctx: &Ctx, view: &View, visitor: &Visitor) -> Result<(), ApiError> {
    let session_id = session(&ctx.program.at(ctx.now).program, &view.session)?.content.id;
    if is_robot(&visitor.user_agent) {
        return Ok(());
    }
    let row = Row {
        session_id,
        day: day_of(ctx.now),
        kind: view.kind,
        source: source(view.attribution.as_ref(), &ctx.config.host()),
    };
    let hash = if visitor.unseen { None } else { Some(hash(ctx, &row, visitor).await?) };
    ctx.views.count(row, hash);
    Ok(())
}

/// Tells two visitors of one day, session and step apart; nothing else can be done with it.
async fn hash(ctx: &Ctx, row: &Row, visitor: &Visitor) -> Result<String, db::Error> {
    let salt = match ctx.views.salt(row.day) {
        Some(salt) => salt,
        None => {
            let salt = queries::salt_of(&ctx.db, row.day, crypto::salt()).await?;
            ctx.views.keep_salt(row.day, salt.clone());
            salt
        }
    };
    let who = format!("{}\n{}\n{}", row.session_id, visitor.address, visitor.user_agent);
    Ok(crypto::salted(&salt, &format!("{}\n{who}", row.kind.word())))
}

/// Adds what this process has counted to the database.
///
/// # Errors
/// What the database says; the counts stay and are written down the next time.
pub async fn flush(views: &Views, db: &Db, now: DateTime<Utc>) -> Result<(), db::Error> {
    let counted = views.take(day_of(now));
    if counted.views.is_empty() {
        return Ok(());
    }
    let written = async {
        let tx = db.begin().await?;
        queries::add(&tx, &counted).await?;
        tx.commit().await
    };
    let written = written.await;
    if written.is_err() {
        views.put_back(counted);
    }
    written
}
