//! The application of a network, and whether its account is connected.

use std::collections::HashMap;

use chrono::{DateTime, Duration, Utc};
use magnetiq_integrations::social::SocialError;
use magnetiq_shared::networks::{ConnectionState, NetworkCheck, NetworkConnection, NewNetworkConnection};
use magnetiq_shared::posts::Network;
use magnetiq_shared::{Code, fields};
use serde_json::json;
use uuid::Uuid;

use super::super::{IntegrationError, fields as typed, queries};
use super::access::{NoAccess, access};
use super::kept::{Account, App, account_key, app_key, attempt_key, callback};
use crate::accounts::Actor;
use crate::audit::{self, Act, Author};
use crate::ctx::Ctx;
use crate::db::{Conn, Tx};
use crate::http::IfMatch;

/// How long before its end a connection is to be made again.
const SOON: Duration = Duration::days(7);

/// Both connections, as an admin sees them.
///
/// # Errors
/// What the database says.
pub(in super::super) async fn list(ctx: &Ctx) -> Result<Vec<NetworkConnection>, IntegrationError> {
    let mut all = Vec::new();
    for network in Network::ALL {
        all.push(get(ctx, network).await?);
    }
    Ok(all)
}

/// One connection, as an admin sees it.
///
/// # Errors
/// What the database says.
pub(in super::super) async fn get(
    ctx: &Ctx,
    network: Network,
) -> Result<NetworkConnection, IntegrationError> {
    let conn = ctx.db.read();
    let app: Option<(App, i32)> = queries::section(conn, &app_key(network)).await?;
    let account: Option<(Account, i32)> = queries::section(conn, &account_key(network)).await?;
    let (version, app) = (app.as_ref().map_or(0, |(_, version)| *version), app.map(|(app, _)| app));
    let account = account.map(|(account, _)| account);
    let state = match (&app, &account) {
        (None, _) => ConnectionState::NotSet,
        (_, None) => ConnectionState::NotConnected,
        (_, Some(account)) if account.is_good(ctx.now) => ConnectionState::Connected,
        _ => ConnectionState::Lost,
    };
    Ok(NetworkConnection {
        network,
        state,
        has_secret: app.is_some(),
        organisation: app.as_ref().and_then(|app| app.organisation.clone()),
        base_url: app.as_ref().and_then(|app| app.base_url.clone()),
        publishes_itself: app.as_ref().is_some_and(|app| app.publishes_since.is_some()),
        client_id: app.map(|app| app.client_id).unwrap_or_default(),
        callback_url: callback(ctx, network),
        account: account.as_ref().map(|account| account.name.clone()),
        until: account.as_ref().and_then(Account::until),
        problem: account.and_then(|account| account.lost),
        version,
    })
}

/// Sets the application. Where it is another one, or another page is to post, the account has to be connected anew.
///
/// # Errors
/// `Stale`; `Fields`, also where the secret is left out although it would go to another host or application.
pub(in super::super) async fn set(
    ctx: &Ctx,
    who: &Actor,
    network: Network,
    seen: &IfMatch,
    given: NewNetworkConnection,
) -> Result<NetworkConnection, IntegrationError> {
    let client_id = typed::secret(&given.client_id, "/clientId")?.to_owned();
    if client_id.is_empty() {
        return Err(IntegrationError::field("/clientId", Code::Required));
    }
    let organisation = page(network, given.organisation.as_deref())?;
    let tx = ctx.db.begin().await?;
    let before: Option<(App, i32)> = queries::section(&tx, &app_key(network)).await?;
    let version = before.as_ref().map_or(0, |(_, version)| *version);
    seen.check(version).map_err(|_| IntegrationError::Stale)?;
    let before = before.map(|(app, _)| app);
    let base_url = match given.base_url {
        None => before.as_ref().and_then(|app| app.base_url.clone()),
        Some(None) => None,
        Some(Some(raw)) => Some(typed::address(&raw)?.as_str().trim_end_matches('/').to_owned()),
    };
    // It is only for whom it was given.
    let stays = before.as_ref().filter(|app| {
        let host = |url: &Option<String>| url.as_deref().and_then(typed::origin);
        app.client_id == client_id && host(&app.base_url) == host(&base_url)
    });
    let typed_secret = typed::secret(given.secret.as_deref().unwrap_or_default(), "/secret")?;
    let secret = match (typed_secret, stays) {
        ("", Some(app)) => app.secret.clone(),
        ("", None) => return Err(IntegrationError::field("/secret", Code::Required)),
        (secret, _) => ctx.keys.seal(secret),
    };
    let since = before.as_ref().and_then(|app| app.publishes_since);
    let publishes_since = given.publishes_itself.then(|| since.unwrap_or(ctx.now));
    let after = App { client_id, secret, organisation, base_url, publishes_since };
    if !queries::write(&tx, ctx, (&app_key(network), version), &after, Some(who.user)).await? {
        return Err(IntegrationError::Stale);
    }
    let same_account = before.as_ref().is_some_and(|app| {
        (&app.client_id, &app.organisation, &app.base_url)
            == (&after.client_id, &after.organisation, &after.base_url)
    });
    if !same_account {
        forget_account(&tx, network).await?;
    }
    let new_secret = before.as_ref().is_none_or(|app| app.secret != after.secret);
    let told = |app: &App, new: bool| {
        json!({
            "clientId": app.client_id, "organisation": app.organisation, "baseUrl": app.base_url,
            "publishesItself": app.publishes_since.is_some(), "newSecret": new,
        })
    };
    let before = before.map_or(json!({}), |app| told(&app, false));
    record(
        &tx,
        ctx,
        &who.author(),
        act("integration.updated", network).changed(&before, &told(&after, new_secret)),
    )
    .await?;
    tx.commit().await?;
    get(ctx, network).await
}

/// The number of the page that posts. X has none.
fn page(network: Network, raw: Option<&str>) -> Result<Option<String>, IntegrationError> {
    let wrong = |code| IntegrationError::field("/organisation", code);
    let line = fields::line(raw.unwrap_or_default(), 30).map_err(wrong)?;
    match (line.is_empty(), network) {
        (true, _) => Ok(None),
        (false, Network::Linkedin) if line.bytes().all(|digit| digit.is_ascii_digit()) => Ok(Some(line)),
        (false, _) => Err(wrong(Code::Type)),
    }
}

/// Forgets the application, the account and its tokens.
///
/// # Errors
/// `Stale`.
pub(in super::super) async fn forget(
    ctx: &Ctx,
    who: &Actor,
    network: Network,
    seen: &IfMatch,
) -> Result<(), IntegrationError> {
    let tx = ctx.db.begin().await?;
    let before: Option<(App, i32)> = queries::section(&tx, &app_key(network)).await?;
    let version = before.as_ref().map_or(0, |(_, version)| *version);
    seen.check(version).map_err(|_| IntegrationError::Stale)?;
    if before.is_some() {
        if !queries::delete(&tx, &app_key(network), version).await? {
            return Err(IntegrationError::Stale);
        }
        forget_account(&tx, network).await?;
        record(&tx, ctx, &who.author(), act("integration.updated", network)).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// Forgets the account and its tokens.
///
/// # Errors
/// What the database says.
pub(in super::super) async fn disconnect(
    ctx: &Ctx,
    who: &Actor,
    network: Network,
) -> Result<NetworkConnection, IntegrationError> {
    let tx = ctx.db.begin().await?;
    if forget_account(&tx, network).await? {
        record(&tx, ctx, &who.author(), act("integration.disconnected", network)).await?;
    }
    tx.commit().await?;
    get(ctx, network).await
}

/// Says whether there was one.
async fn forget_account(tx: &Tx, network: Network) -> Result<bool, IntegrationError> {
    queries::drop_section(tx, &attempt_key(network)).await?;
    Ok(queries::drop_section(tx, &account_key(network)).await?)
}

/// Asks the network who we are.
///
/// # Errors
/// `NoNetwork`, `NotConnected`, `Unreadable`.
pub(in super::super) async fn check(ctx: &Ctx, network: Network) -> Result<NetworkCheck, IntegrationError> {
    let failed = |detail: String| Ok(NetworkCheck { works: false, detail: Some(detail) });
    let mut refused = None;
    loop {
        let found = match access(ctx, network, refused.as_deref()).await {
            Ok(found) => found,
            Err(NoAccess::Integration(error)) => return Err(error),
            Err(error) => return failed(error.to_string()),
        };
        match found.account_now().await {
            Ok(_) => return Ok(NetworkCheck { works: true, detail: None }),
            // The next tokens may do.
            Err(SocialError::Unauthorized) if refused.is_none() => refused = Some(found.token().to_owned()),
            Err(error) => return failed(error.to_string()),
        }
    }
}

/// A network through which posts can be published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Connected {
    /// Since when it publishes by itself, where it does.
    pub publishes_since: Option<DateTime<Utc>>,
}

/// The networks through which posts can be published now.
///
/// # Errors
/// What the database says.
pub async fn connected(
    conn: &Conn,
    now: DateTime<Utc>,
) -> Result<HashMap<Network, Connected>, crate::db::Error> {
    let mut found = HashMap::new();
    for network in Network::ALL {
        let account: Option<(Account, i32)> = queries::section(conn, &account_key(network)).await?;
        if !account.is_some_and(|(account, _)| account.is_good(now)) {
            continue;
        }
        if let Some((app, _)) = queries::section::<App>(conn, &app_key(network)).await? {
            found.insert(network, Connected { publishes_since: app.publishes_since });
        }
    }
    Ok(found)
}

/// A connection that is lost or soon will be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ending {
    /// Of which network.
    pub network: Network,
    /// When; past or `None` where it is lost.
    pub at: Option<DateTime<Utc>>,
}

/// The connections that have to be made again, or soon.
///
/// # Errors
/// What the database says.
pub async fn ending(conn: &Conn, now: DateTime<Utc>) -> Result<Vec<Ending>, crate::db::Error> {
    let mut found = Vec::new();
    for network in Network::ALL {
        let account: Option<(Account, i32)> = queries::section(conn, &account_key(network)).await?;
        let Some((account, _)) = account else { continue };
        let until = account.until();
        if account.lost.is_some() || until.is_some_and(|until| until - now < SOON) {
            found.push(Ending { network, at: until.filter(|_| account.lost.is_none()) });
        }
    }
    Ok(found)
}

/// An act on a connection.
pub(super) fn act(action: &'static str, network: Network) -> Act {
    Act { subject: None, ..Act::new(action, Uuid::nil(), network.name()) }
}

pub(super) async fn record(tx: &Tx, ctx: &Ctx, by: &Author, act: Act) -> Result<(), IntegrationError> {
    Ok(audit::record(tx, ctx, by, act).await?)
}
