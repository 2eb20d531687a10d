//! Who may do what, in memory: people, sign-ins, tokens. Every process reads it again within a second of any change.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex};

use arc_swap::ArcSwap;
use chrono::{DateTime, Duration, Utc};
use magnetiq_shared::scopes::{Role, Scope};
use uuid::Uuid;

use super::actor::{Actor, Via};
use super::queries;
use crate::crypto::{Keys, digest};
use crate::db::{self, Conn, Db, Error, Kept};

/// What every token of an application starts with, so that scanners of secrets know it.
pub const TOKEN_PREFIX: &str = "mqt_";

/// How exactly it is known when a token was last used.
const USE_STEP: Duration = Duration::minutes(5);

/// All that is known of who may do what.
#[derive(Debug, Default)]
pub(super) struct Known {
    pub version: i64,
    /// Everybody who may sign in.
    pub people: HashMap<Uuid, (String, Role)>,
    /// The sign-ins that have not ended.
    pub sign_ins: HashSet<Uuid>,
    /// Tokens that were not revoked, by what is stored of them.
    pub tokens: HashMap<String, KnownToken>,
}

#[derive(Clone, Debug)]
pub(super) struct KnownToken {
    pub id: Uuid,
    pub user: Uuid,
    pub scopes: Vec<Scope>,
    pub expires_at: DateTime<Utc>,
    pub last_used_at: Option<DateTime<Utc>>,
}

/// Keeps it.
#[derive(Debug, Default)]
pub struct Roster {
    known: ArcSwap<Known>,
    /// When tokens were used, where that is not written down yet.
    used: Mutex<HashMap<Uuid, DateTime<Utc>>>,
}

impl Roster {
    /// Reads it for the first time.
    ///
    /// # Errors
    /// What the database says.
    pub async fn load(conn: &Conn, now: DateTime<Utc>) -> Result<Self, Error> {
        let roster = Self::default();
        roster.known.store(Arc::new(queries::known(conn, now).await?));
        Ok(roster)
    }

    /// Looks whether the database has something newer, and takes it over.
    ///
    /// # Errors
    /// What the database says; what was known stays.
    pub async fn refresh(&self, conn: &Conn, now: DateTime<Utc>) -> Result<(), Error> {
        if db::version(conn, Kept::Access).await? != self.known.load().version {
            self.known.store(Arc::new(queries::known(conn, now).await?));
        }
        Ok(())
    }

    /// Who holds this token; `None` where it is forged, has ended, or was revoked.
    pub(super) fn find(&self, token: &str, keys: &Keys, now: DateTime<Utc>) -> Option<Actor> {
        let known = self.known.load();
        let (user, via) = if token.starts_with(TOKEN_PREFIX) {
            let token = known.tokens.get(&digest(token)).filter(|token| token.expires_at > now)?;
            self.note_use(token, now);
            (token.user, Via::Token(token.id, token.scopes.clone()))
        } else {
            let claims = keys.staff.read_access(token, now)?;
            known.sign_ins.get(&claims.sid)?;
            (claims.sub, Via::SignIn(claims.sid))
        };
        let (name, role) = known.people.get(&user)?;
        Some(Actor { user, name: name.clone(), role: *role, via })
    }

    /// Writes down when tokens were used.
    ///
    /// # Errors
    /// What the database says; it is tried again the next time.
    pub async fn write_uses(&self, db: &Db) -> Result<(), Error> {
        let used = std::mem::take(&mut *self.lock());
        if used.is_empty() {
            return Ok(());
        }
        let written = queries::tokens::note_uses(db, &used).await;
        if written.is_err() {
            self.lock().extend(used);
        }
        written
    }

    fn note_use(&self, token: &KnownToken, now: DateTime<Utc>) {
        if token.last_used_at.is_none_or(|last| now - last >= USE_STEP) {
            let mut used = self.lock();
            let last = used.entry(token.id).or_insert(now);
            *last = now.max(*last);
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<Uuid, DateTime<Utc>>> {
        self.used.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
    }
}
