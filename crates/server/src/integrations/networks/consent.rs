//! Connecting an account: out to the network's page, and back with a code.

use chrono::Duration;
use magnetiq_integrations::social::SocialError;
use magnetiq_shared::networks::ConnectOutcome;
use magnetiq_shared::posts::Network;
use serde::Deserialize;

use super::super::{IntegrationError, queries};
use super::connection::{act, record};
use super::kept::{Account, App, Attempt, Client, account_key, app_key, attempt_key};
use crate::accounts::Actor;
use crate::audit::Author;
use crate::crypto::{self, LinkError, LinkToken, Purpose};
use crate::ctx::Ctx;

/// The cookie by which the browser that began is known again, and where it is sent.
pub(in super::super) const COOKIE: &str = "magnetiq_connect";
/// Where the networks send people back to, below which the cookie is sent.
pub(in super::super) const BACK: &str = "/api/v1/public/networks";
/// How long somebody may take at the network.
const LASTS: Duration = Duration::minutes(10);

/// What the network sends along with somebody who comes back.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in super::super) struct Came {
    code: Option<String>,
    state: Option<String>,
    error: Option<String>,
}

/// Begins an attempt: the network's page, and what the browser has to keep.
///
/// # Errors
/// `NoNetwork`, `Unreadable`, `Stale`.
pub(in super::super) async fn begin(
    ctx: &Ctx,
    who: &Actor,
    network: Network,
) -> Result<(String, String), IntegrationError> {
    let tx = ctx.db.begin().await?;
    let app: Option<(App, i32)> = queries::section(&tx, &app_key(network)).await?;
    let (app, _) = app.ok_or(IntegrationError::NoNetwork)?;
    let client = Client::of(ctx, network, &app)?;
    let (verifier, browser) = (crypto::secret(), crypto::secret());
    let attempt = Attempt {
        id: ctx.new_id(),
        user: who.user,
        user_name: who.name.clone(),
        verifier: ctx.keys.seal(&verifier),
        browser: crypto::digest(&browser),
    };
    // The newest attempt is the one that counts.
    queries::drop_section(&tx, &attempt_key(network)).await?;
    if !queries::write(&tx, ctx, (&attempt_key(network), 0), &attempt, Some(who.user)).await? {
        return Err(IntegrationError::Stale);
    }
    tx.commit().await?;
    let state =
        LinkToken { purpose: Purpose::Connect, id: attempt.id, epoch: 0, expires_at: ctx.now + LASTS };
    Ok((client.consent(&ctx.keys.sign_link(state), &verifier), browser))
}

/// Somebody comes back from the network: what became of their attempt.
///
/// # Errors
/// `Unreadable`; what the database says.
pub(in super::super) async fn come_back(
    ctx: &Ctx,
    network: Network,
    came: Came,
    browser: Option<&str>,
) -> Result<ConnectOutcome, IntegrationError> {
    let state = came.state.as_deref().unwrap_or_default();
    let id = match ctx.keys.read_link(state, Purpose::Connect, ctx.now) {
        Ok(state) => state.id,
        Err(LinkError::Expired) => return Ok(ConnectOutcome::Expired),
        Err(LinkError::Forged) => return Ok(ConnectOutcome::Failed),
    };
    let tx = ctx.db.begin().await?;
    let found: Option<(Attempt, i32)> = queries::section(&tx, &attempt_key(network)).await?;
    let browser = crypto::digest(browser.unwrap_or_default());
    let found = found.filter(|(attempt, _)| attempt.id == id && crypto::same(&attempt.browser, &browser));
    let Some((attempt, version)) = found else { return Ok(ConnectOutcome::Expired) };
    // It is good once, whatever comes of it.
    if !queries::delete(&tx, &attempt_key(network), version).await? {
        return Ok(ConnectOutcome::Expired);
    }
    let app: Option<(App, i32)> = queries::section(&tx, &app_key(network)).await?;
    tx.commit().await?;
    let Some((app, _)) = app else { return Ok(ConnectOutcome::Expired) };
    let code = match (came.error, came.code) {
        (None, Some(code)) => code,
        _ => return Ok(ConnectOutcome::Refused),
    };
    let client = Client::of(ctx, network, &app)?;
    match fetch(ctx, &client, &attempt, &code).await {
        Ok(account) => keep(ctx, network, (&app, &attempt), &account).await,
        Err(error) => {
            tracing::warn!(network = network.word(), %error, "the network could not be connected");
            Ok(ConnectOutcome::Failed)
        }
    }
}

async fn fetch(ctx: &Ctx, client: &Client, attempt: &Attempt, code: &str) -> Result<Account, SocialError> {
    let verifier = ctx.keys.open(&attempt.verifier).unwrap_or_default();
    let tokens = client.exchange(code, &verifier).await?;
    let account = client.account(&tokens.access).await?;
    Ok(Account::new(&Ctx::new(ctx.app()), account, &tokens))
}

/// Keeps the account, unless the application has become another one meanwhile.
async fn keep(
    ctx: &Ctx,
    network: Network,
    (app, attempt): (&App, &Attempt),
    account: &Account,
) -> Result<ConnectOutcome, IntegrationError> {
    let ctx = &Ctx::new(ctx.app());
    let tx = ctx.db.begin().await?;
    let now: Option<(App, i32)> = queries::section(&tx, &app_key(network)).await?;
    let for_whom = |app: &App| (app.client_id.clone(), app.organisation.clone(), app.base_url.clone());
    if now.is_none_or(|(now, _)| for_whom(&now) != for_whom(app)) {
        return Ok(ConnectOutcome::Expired);
    }
    queries::drop_section(&tx, &account_key(network)).await?;
    if !queries::write(&tx, ctx, (&account_key(network), 0), account, Some(attempt.user)).await? {
        return Ok(ConnectOutcome::Expired);
    }
    let by = Author { id: Some(attempt.user), name: attempt.user_name.clone(), token: None };
    let told = serde_json::json!({ "account": account.name });
    let act = act("integration.connected", network).changed(&serde_json::json!({}), &told);
    record(&tx, ctx, &by, act).await?;
    tx.commit().await?;
    Ok(ConnectOutcome::Connected)
}
