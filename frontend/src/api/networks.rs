//! Connections to social networks.

use magnetiq_shared::networks::{Consent, NetworkCheck, NetworkConnection, NewNetworkConnection};
use magnetiq_shared::posts::Network;

use super::client::Call;
use super::{ApiResult, staff};

fn path(network: Network, rest: &str) -> String {
    format!("/integrations/networks/{}{rest}", network.word())
}

/// One connection.
///
/// # Errors
/// See [`super::ApiError`].
pub async fn get(network: Network) -> ApiResult<NetworkConnection> {
    staff::json(Call::get(path(network, ""))).await
}

/// Sets its application.
///
/// # Errors
/// `validation`, `stale`; else see [`super::ApiError`].
pub async fn set(
    network: Network,
    version: i32,
    connection: &NewNetworkConnection,
) -> ApiResult<NetworkConnection> {
    staff::json(Call::put(path(network, "")).if_match(version).body(connection)).await
}

/// Forgets all of it.
///
/// # Errors
/// `stale`; else see [`super::ApiError`].
pub async fn forget(network: Network, version: i32) -> ApiResult<()> {
    staff::empty(Call::delete(path(network, "")).if_match(version)).await
}

/// Begins to connect an account: the network's page.
///
/// # Errors
/// `invalid-state` where no application is set; else see [`super::ApiError`].
pub async fn connect(network: Network) -> ApiResult<Consent> {
    staff::json(Call::post(path(network, "/connect"))).await
}

/// Forgets the account.
///
/// # Errors
/// See [`super::ApiError`].
pub async fn disconnect(network: Network) -> ApiResult<NetworkConnection> {
    staff::json(Call::post(path(network, "/disconnect"))).await
}

/// Asks the network who we are.
///
/// # Errors
/// `invalid-state` where nothing is connected; else see [`super::ApiError`].
pub async fn check(network: Network) -> ApiResult<NetworkCheck> {
    staff::json(Call::post(path(network, "/check"))).await
}
