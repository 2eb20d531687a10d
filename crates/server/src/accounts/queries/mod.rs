//! The rows of people, sign-ins and tokens. Whoever changes who may do what has begun a change of [`Kept::Access`]: so
//! they take turns, and every process hears of it.

pub(super) mod sign_ins;
pub(super) mod tokens;
pub(super) mod users;

use chrono::{DateTime, Utc};

use super::roster::Known;
use crate::db::{self, Conn, Error, Kept};

/// All that is known of who may do what.
pub(super) async fn known(conn: &Conn, now: DateTime<Utc>) -> Result<Known, Error> {
    // The version first: what changes meanwhile is then found at the next look.
    let version = db::version(conn, Kept::Access).await?;
    Ok(Known {
        version,
        people: users::active(conn).await?,
        sign_ins: sign_ins::live(conn, now).await?,
        tokens: tokens::live(conn, now).await?,
    })
}
