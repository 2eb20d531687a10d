//! Accounts on social networks that the house connects, as admins see them. Secrets go in and never come out.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::patch::nullable;
use crate::posts::Network;

/// How far a connection has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub enum ConnectionState {
    /// No application of the network is known.
    #[default]
    NotSet,
    /// The application is known, and nobody has connected an account.
    NotConnected,
    /// Posts can be published.
    Connected,
    /// The network does not accept the connection any more: it has to be made again.
    Lost,
}

/// A connection to a social network.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct NetworkConnection {
    /// Which.
    pub network: Network,
    /// How far it has come.
    pub state: ConnectionState,
    /// The client id of the application that the house registered there; empty where none is set.
    pub client_id: String,
    /// Whether its secret is kept. It is never shown.
    pub has_secret: bool,
    /// LinkedIn: the number of the page that posts; `null` posts as the person who connects.
    pub organisation: Option<String>,
    /// What stands in place of the network's own addresses; `null` in all but tests and gateways.
    pub base_url: Option<String>,
    /// Whether posts of the house are published by themselves when they are due.
    pub publishes_itself: bool,
    /// What to register as the application's callback.
    pub callback_url: String,
    /// The connected account's name.
    pub account: Option<String>,
    /// When the connection ends unless it is made again; `null` where it renews itself, or there is none.
    pub until: Option<DateTime<Utc>>,
    /// Why the connection was lost, in the network's words.
    pub problem: Option<String>,
    /// Raised by every change of the application: what `If-Match` has to say; 0 where nothing was set.
    pub version: i32,
}

/// The application of a network, to be set.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NewNetworkConnection {
    /// The application's client id.
    pub client_id: String,
    /// Its secret. Absent, the one that is kept stays, as long as the application and its addresses do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub secret: Option<String>,
    /// LinkedIn: the number of the page that posts; absent or `null` posts as the person who connects.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organisation: Option<String>,
    /// Whether posts of the house are published by themselves when they are due: those due from now on.
    #[serde(default)]
    pub publishes_itself: bool,
    /// Stands in place of the network's own addresses, for tests and gateways: HTTPS, or HTTP to what
    /// `MAGNETIQ_OUTBOUND_ALLOW` names. Absent, what is set stays; `null` takes it away.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "nullable")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub base_url: Option<Option<String>>,
}

/// Where an admin allows the connection.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Consent {
    /// The network's page; it leads back within ten minutes, in this browser, once.
    pub url: String,
}

/// Whether a connection works.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NetworkCheck {
    /// Whether the network knew the account.
    pub works: bool,
    /// Why it did not, in English.
    pub detail: Option<String>,
}

/// What came of an attempt to connect, as the address says to which a browser comes back: `outcome=connected`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ConnectOutcome {
    /// It is connected.
    Connected,
    /// The person said no.
    Refused,
    /// It took too long, was done before, or was begun in another browser.
    Expired,
    /// The network did not accept the application, or gave no answer.
    Failed,
}

impl ConnectOutcome {
    /// All of them.
    pub const ALL: [ConnectOutcome; 4] = [Self::Connected, Self::Refused, Self::Expired, Self::Failed];

    /// As it stands in the address.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Connected => "connected",
            Self::Refused => "refused",
            Self::Expired => "expired",
            Self::Failed => "failed",
        }
    }
}
