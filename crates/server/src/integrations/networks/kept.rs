//! What is kept of a connection: the application, the account and an attempt to connect, each a section of the settings.

use chrono::{DateTime, Datelike, Duration, Utc};
use magnetiq_integrations::linkedin::{self, Author};
use magnetiq_integrations::social;
use magnetiq_integrations::x;
use magnetiq_shared::posts::Network;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::super::IntegrationError;
use crate::ctx::Ctx;

/// The application that the house registered with the network.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct App {
    pub client_id: String,
    /// Sealed.
    pub secret: String,
    pub organisation: Option<String>,
    pub base_url: Option<String>,
    /// Since when posts are published by themselves; none: they aren't.
    pub publishes_since: Option<DateTime<Utc>>,
}

/// The account that posts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Account {
    pub id: String,
    pub name: String,
    /// Sealed.
    pub access: String,
    pub expires_at: DateTime<Utc>,
    /// Sealed.
    pub refresh: Option<String>,
    pub refresh_expires_at: Option<DateTime<Utc>>,
    /// Until when a process has to itself to get the next tokens.
    pub renewing_until: Option<DateTime<Utc>>,
    /// Why the network does not accept it any more.
    pub lost: Option<String>,
}

/// An attempt to connect.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Attempt {
    pub id: Uuid,
    pub user: Uuid,
    pub user_name: String,
    /// What proves to X that who comes with the code is who asked; sealed.
    pub verifier: String,
    /// What the browser that began it keeps, as a digest.
    pub browser: String,
}

impl Account {
    /// An account with these tokens, which were given now.
    pub fn new(ctx: &Ctx, account: social::Account, tokens: &social::Tokens) -> Self {
        let mut new = Self {
            id: account.id,
            name: account.name,
            access: String::new(),
            expires_at: ctx.now,
            refresh: None,
            refresh_expires_at: None,
            renewing_until: None,
            lost: None,
        };
        new.take(ctx, tokens);
        new
    }

    /// Takes over new tokens. Where none comes that gives the next, the one before stays.
    pub fn take(&mut self, ctx: &Ctx, tokens: &social::Tokens) {
        let from_now = |lasts| ctx.now + Duration::from_std(lasts).unwrap_or(Duration::days(3_650));
        self.access = ctx.keys.seal(&tokens.access);
        self.expires_at = from_now(tokens.lasts);
        if let Some(refresh) = &tokens.refresh {
            self.refresh = Some(ctx.keys.seal(refresh));
            self.refresh_expires_at = tokens.refresh_lasts.map(from_now);
        }
        self.renewing_until = None;
    }

    /// When it ends unless it is connected anew; `None` where it renews itself for good.
    pub fn until(&self) -> Option<DateTime<Utc>> {
        match &self.refresh {
            Some(_) => self.refresh_expires_at,
            None => Some(self.expires_at),
        }
    }

    /// Whether the network accepts it, as far as is known.
    pub fn is_good(&self, now: DateTime<Utc>) -> bool {
        self.lost.is_none() && self.until().is_none_or(|until| now < until)
    }
}

/// A client of either network.
#[derive(Clone, Debug)]
pub(super) enum Client {
    X(x::Client),
    Linkedin(linkedin::Client, Author),
}

impl Client {
    /// The client for this application.
    ///
    /// # Errors
    /// `Unreadable`.
    pub fn of(ctx: &Ctx, network: Network, app: &App) -> Result<Self, IntegrationError> {
        let known = social::App {
            id: app.client_id.clone(),
            secret: ctx.keys.open(&app.secret).ok_or(IntegrationError::Unreadable)?,
            callback: callback(ctx, network),
        };
        let (outbound, elsewhere) = (ctx.outbound.clone(), app.base_url.as_deref());
        Ok(match network {
            Network::X => Self::X(x::Client::new(outbound, known, elsewhere)),
            Network::Linkedin => {
                let author = app.organisation.clone().map_or(Author::Member, Author::Organisation);
                Self::Linkedin(linkedin::Client::new(outbound, known, version(ctx.now), elsewhere), author)
            }
        })
    }

    /// Where an admin says yes.
    pub fn consent(&self, state: &str, verifier: &str) -> String {
        match self {
            Self::X(client) => client.consent(state, verifier),
            Self::Linkedin(client, author) => client.consent(state, author),
        }
    }

    /// The tokens for a code.
    pub async fn exchange(&self, code: &str, verifier: &str) -> Result<social::Tokens, social::SocialError> {
        match self {
            Self::X(client) => client.exchange(code, verifier).await,
            Self::Linkedin(client, _) => client.exchange(code).await,
        }
    }

    /// The next tokens.
    pub async fn refresh(&self, refresh: &str) -> Result<social::Tokens, social::SocialError> {
        match self {
            Self::X(client) => client.refresh(refresh).await,
            Self::Linkedin(client, _) => client.refresh(refresh).await,
        }
    }

    /// Whose tokens these are.
    pub async fn account(&self, access: &str) -> Result<social::Account, social::SocialError> {
        match self {
            Self::X(client) => client.account(access).await,
            Self::Linkedin(client, author) => client.account(access, author).await,
        }
    }
}

/// The sections of a network.
pub(super) fn app_key(network: Network) -> String {
    format!("network-{}", network.word())
}

pub(super) fn account_key(network: Network) -> String {
    format!("network-{}-account", network.word())
}

pub(super) fn attempt_key(network: Network) -> String {
    format!("network-{}-attempt", network.word())
}

/// Where the network sends people back to.
pub(super) fn callback(ctx: &Ctx, network: Network) -> String {
    format!("{}/api/v1/public/networks/{}/callback", ctx.config.base_url, network.word())
}

/// The version of LinkedIn's API: there is one each month, and each is there for a year at least. One that is half a
/// year old is known, and still there.
fn version(now: DateTime<Utc>) -> String {
    let months = now.year() * 12 + now.month0() as i32 - 6;
    format!("{}{:02}", months.div_euclid(12), months.rem_euclid(12) + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn linkedin_is_spoken_to_as_half_a_year_ago() {
        for (now, expected) in [
            ("2026-11-22T08:00:00Z", "202605"),
            ("2027-06-30T23:59:59Z", "202612"),
            ("2027-07-01T00:00:00Z", "202701"),
        ] {
            assert_eq!(version(now.parse().unwrap()), expected);
        }
    }
}
