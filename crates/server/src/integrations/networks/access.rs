//! Tokens that are good now, and posting with them.

use std::time::Duration as Wait;

use chrono::{DateTime, Duration, Utc};
use magnetiq_integrations::linkedin::{self, Article};
use magnetiq_integrations::social::{self, SocialError};
use magnetiq_integrations::x;
use magnetiq_shared::posts::Network;
use thiserror::Error;

use super::super::{IntegrationError, queries};
use super::connection::{act, record};
use super::kept::{Account, App, Client, account_key, app_key};
use crate::audit::Author;
use crate::ctx::Ctx;
use crate::db;

/// How long before its end a token is exchanged: no call may outlive it.
const EARLY: Duration = Duration::minutes(2);
/// How long one process has to get the next tokens to itself.
const RENEWING: Duration = Duration::seconds(60);
/// How long the others wait.
const MEANWHILE: Duration = Duration::seconds(5);

/// A connected account with a token that is good now.
#[derive(Debug)]
pub struct Access {
    client: Client,
    account: (String, String),
    token: String,
}

/// A post to be published. `answers` is the id of the one before in its thread.
#[derive(Clone, Copy, Debug)]
pub struct NewPost<'a> {
    /// What it says.
    pub text: &'a str,
    /// The one before in its thread.
    pub answers: Option<&'a str>,
    /// The page that it leads to: address, title, what it is about.
    pub page: (&'a str, &'a str, &'a str),
}

/// Why there is no token.
#[derive(Debug, Error)]
pub enum NoAccess {
    /// The network does not accept the connection any more.
    #[error("the connection is lost: connect the account again ({0})")]
    Lost(String),
    /// Not at this moment.
    #[error("{1}")]
    Later(DateTime<Utc>, String),
    /// It is not set or not connected, or the database failed.
    #[error(transparent)]
    Integration(#[from] IntegrationError),
}

impl From<db::Error> for NoAccess {
    fn from(error: db::Error) -> Self {
        Self::Integration(error.into())
    }
}

impl Access {
    /// The token, to tell that the network refused it.
    pub fn token(&self) -> &str {
        &self.token
    }

    /// Asks the network who we are.
    ///
    /// # Errors
    /// What the network says.
    pub(super) async fn account_now(&self) -> Result<social::Account, SocialError> {
        self.client.account(&self.token).await
    }

    /// Publishes a post, and gives its id. One call, never repeated here.
    ///
    /// # Errors
    /// What the network says.
    pub async fn publish(&self, post: NewPost<'_>) -> Result<String, SocialError> {
        match &self.client {
            Client::X(client) => client.post(&self.token, post.text, post.answers).await,
            Client::Linkedin(client, _) => {
                let (address, title, description) = post.page;
                let article = Article { address, title, description };
                client.post(&self.token, &self.account.0, post.text, &article).await
            }
        }
    }

    /// Where people see a post.
    pub fn seen_at(&self, id: &str) -> String {
        match &self.client {
            Client::X(_) => x::Client::seen_at(&self.account.1, id),
            Client::Linkedin(..) => linkedin::Client::seen_at(id),
        }
    }
}

/// Access to the network; with a new token, where the old one ends, or is the one that was `refused`.
///
/// # Errors
/// See [`NoAccess`].
pub async fn access(ctx: &Ctx, network: Network, refused: Option<&str>) -> Result<Access, NoAccess> {
    let ctx = &Ctx::new(ctx.app());
    let key = account_key(network);
    let app: Option<(App, i32)> = queries::section(ctx.db.read(), &app_key(network)).await?;
    let (app, _) = app.ok_or(IntegrationError::NoNetwork)?;
    let account: Option<(Account, i32)> = queries::section(ctx.db.read(), &key).await?;
    let (mut account, version) = account.ok_or(IntegrationError::NotConnected)?;
    let client = Client::of(ctx, network, &app)?;
    if let Some(why) = account.lost {
        return Err(NoAccess::Lost(why));
    }
    let token = ctx.keys.open(&account.access).ok_or(IntegrationError::Unreadable)?;
    let is_refused = refused == Some(token.as_str());
    if !is_refused && ctx.now + EARLY < account.expires_at {
        return Ok(Access { client, account: (account.id, account.name), token });
    }
    let refresh = account.refresh.clone().filter(|_| account.is_good(ctx.now));
    let Some(refresh) = refresh else {
        if !is_refused && ctx.now < account.expires_at {
            return Ok(Access { client, account: (account.id, account.name), token });
        }
        let why = if is_refused { "the network refuses it" } else { "its time is over" };
        return Err(lose(ctx, network, (account, version), why).await?);
    };
    let refresh = ctx.keys.open(&refresh).ok_or(IntegrationError::Unreadable)?;
    let busy = || NoAccess::Later(ctx.now + MEANWHILE, "the connection is being renewed".to_owned());
    if account.renewing_until.is_some_and(|until| ctx.now < until) {
        return Err(busy());
    }
    account.renewing_until = Some(ctx.now + RENEWING);
    if !keep(ctx, &key, version, &account).await? {
        return Err(busy());
    }
    let given = client.refresh(&refresh).await;
    // The answer took its time.
    let ctx = &Ctx::new(ctx.app());
    match given {
        Ok(tokens) => {
            account.take(ctx, &tokens);
            // Somebody disconnected meanwhile, or it took so long that another process began.
            if !keep(ctx, &key, version + 1, &account).await? {
                return Err(IntegrationError::NotConnected.into());
            }
            Ok(Access { client, account: (account.id, account.name), token: tokens.access })
        }
        Err(error @ (SocialError::Unauthorized | SocialError::Refused { .. })) => {
            Err(lose(ctx, network, (account, version + 1), &error.to_string()).await?)
        }
        Err(error) => {
            let at = until(ctx.now, &error).unwrap_or(ctx.now + RENEWING);
            account.renewing_until = None;
            keep(ctx, &key, version + 1, &account).await?;
            Err(NoAccess::Later(at, error.to_string()))
        }
    }
}

/// When a network said to come again.
pub fn until(now: DateTime<Utc>, error: &SocialError) -> Option<DateTime<Utc>> {
    let SocialError::Later { wait, .. } = error else { return None };
    match (*wait)? {
        social::Wait::For(wait) => Some(now + Duration::from_std(wait.min(Wait::from_secs(86_400))).ok()?),
        social::Wait::Until(at) => DateTime::from_timestamp(at, 0).filter(|at| *at > now),
    }
}

/// Keeps the account as it is now, unless somebody changed it since.
async fn keep(ctx: &Ctx, key: &str, version: i32, account: &Account) -> Result<bool, db::Error> {
    let tx = ctx.db.begin().await?;
    let kept = queries::write(&tx, ctx, (key, version), account, None).await?;
    tx.commit().await?;
    Ok(kept)
}

/// Writes down that the connection is lost.
async fn lose(
    ctx: &Ctx,
    network: Network,
    (mut account, version): (Account, i32),
    why: &str,
) -> Result<NoAccess, NoAccess> {
    account.lost = Some(why.to_owned());
    account.renewing_until = None;
    let tx = ctx.db.begin().await?;
    if queries::write(&tx, ctx, (&account_key(network), version), &account, None).await? {
        record(&tx, ctx, &Author::system(), act("integration.lost", network)).await?;
        tx.commit().await?;
    }
    Ok(NoAccess::Lost(why.to_owned()))
}
