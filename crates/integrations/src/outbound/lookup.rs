//! From the name of a host to the addresses that the connection may take.
//!
//! The HTTP client connects to what is given here and asks nobody again, so a name can't lead to one address while it
//! is looked at and to another when it is called.

use std::future::Future;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::pin::Pin;
use std::sync::Arc;

use reqwest::dns::{Addrs, Name, Resolve, Resolving};

use super::addresses::AllowList;

/// Gives the addresses of a name.
pub type Lookup = Arc<dyn Fn(String) -> Found + Send + Sync>;

/// The addresses, once they are there.
pub type Found = Pin<Box<dyn Future<Output = io::Result<Vec<IpAddr>>> + Send>>;

/// The machine's own way of looking names up.
pub fn of_the_machine() -> Lookup {
    Arc::new(|host| {
        Box::pin(async move {
            let found = tokio::net::lookup_host((host, 0)).await?;
            Ok(found.map(|address| address.ip()).collect())
        })
    })
}

/// Looks names up and lets none pass that leads into a network which may not be called. One such address among others
/// is enough to refuse the name.
pub(super) struct Guarded {
    pub(super) lookup: Lookup,
    pub(super) allowed: Arc<AllowList>,
}

impl Resolve for Guarded {
    fn resolve(&self, name: Name) -> Resolving {
        let allowed = self.allowed.clone();
        let host = name.as_str().to_owned();
        let found = (self.lookup)(host.clone());
        Box::pin(async move {
            let found = found.await.map_err(|_| NoSuchHost)?;
            if found.is_empty() {
                return Err(NoSuchHost.into());
            }
            if !found.iter().all(|address| allowed.permits(&host, *address)) {
                return Err(Forbidden.into());
            }
            // Port 0 stands for the port of the address that was asked for.
            let addresses: Addrs = Box::new(found.into_iter().map(|address| SocketAddr::new(address, 0)));
            Ok(addresses)
        })
    }
}

/// The name leads to an address that may not be called.
#[derive(Debug, thiserror::Error)]
#[error("the address may not be called")]
pub(super) struct Forbidden;

/// The name leads nowhere.
#[derive(Debug, thiserror::Error)]
#[error("no such host")]
pub(super) struct NoSuchHost;
