//! Networks, and who is really asking when a proxy stands before us.

use std::net::IpAddr;
use std::str::FromStr;

/// A range of addresses, such as `10.0.0.0/8`, or a single one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Network {
    address: IpAddr,
    prefix: u8,
}

impl Network {
    /// The network of `prefix` bits around `address`.
    pub fn around(address: IpAddr, prefix: u8) -> Self {
        Self { address: masked(address, prefix), prefix }
    }

    /// Whether the address lies in it.
    pub fn contains(&self, address: IpAddr) -> bool {
        address.is_ipv4() == self.address.is_ipv4()
            && masked(address, self.prefix) == masked(self.address, self.prefix)
    }

    /// The network that one household or office usually has: /24, or /48 of IPv6.
    pub fn of_client(address: IpAddr) -> Self {
        Self::around(address, if address.is_ipv4() { 24 } else { 48 })
    }
}

impl std::fmt::Display for Network {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}/{}", self.address, self.prefix)
    }
}

impl FromStr for Network {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (address, prefix) = text.split_once('/').map_or((text, None), |(a, p)| (a, Some(p)));
        let address: IpAddr =
            address.parse().map_err(|_| format!("{text:?} is no network such as 10.0.0.0/8"))?;
        let longest = if address.is_ipv4() { 32 } else { 128 };
        let prefix = prefix.map_or(Ok(longest), str::parse).unwrap_or(255);
        if prefix > longest {
            return Err(format!("{text:?} is no network such as 10.0.0.0/8"));
        }
        Ok(Self { address, prefix })
    }
}

fn masked(address: IpAddr, prefix: u8) -> IpAddr {
    match address {
        IpAddr::V4(v4) => {
            let mask = u32::MAX.checked_shl(32 - u32::from(prefix.min(32))).unwrap_or(0);
            IpAddr::V4((u32::from(v4) & mask).into())
        }
        IpAddr::V6(v6) => {
            let mask = u128::MAX.checked_shl(128 - u32::from(prefix.min(128))).unwrap_or(0);
            IpAddr::V6((u128::from(v6) & mask).into())
        }
    }
}

/// The client's address: the peer's, or, where the peer is a trusted proxy, the last address in
/// `X-Forwarded-For` that no trusted proxy has.
pub fn client_address(peer: IpAddr, forwarded: Option<&str>, trusted: &[Network]) -> IpAddr {
    let is_trusted = |address: IpAddr| trusted.iter().any(|network| network.contains(address));
    let peer = peer.to_canonical();
    if !is_trusted(peer) {
        return peer;
    }
    let mut client = peer;
    for hop in forwarded.unwrap_or_default().rsplit(',') {
        let Ok(address) = hop.trim().parse::<IpAddr>() else { break };
        client = address.to_canonical();
        if !is_trusted(client) {
            break;
        }
    }
    client
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ip(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    #[test]
    fn a_stranger_cannot_claim_another_address() {
        assert_eq!(client_address(ip("203.0.113.9"), Some("198.51.100.1"), &[]), ip("203.0.113.9"));
    }

    #[test]
    fn behind_trusted_proxies_the_nearest_untrusted_hop_counts() {
        let trusted: Vec<Network> = vec!["10.0.0.0/8".parse().unwrap(), "::1".parse().unwrap()];
        let forwarded = Some("198.51.100.1, 203.0.113.7, 10.1.2.3");
        assert_eq!(client_address(ip("10.0.0.1"), forwarded, &trusted), ip("203.0.113.7"));
        assert_eq!(client_address(ip("::ffff:10.0.0.1"), forwarded, &trusted), ip("203.0.113.7"));
        assert_eq!(client_address(ip("10.0.0.1"), Some("nonsense"), &trusted), ip("10.0.0.1"));
    }

    #[test]
    fn a_network_is_all_addresses_with_its_prefix() {
        let network: Network = "192.168.4.0/22".parse().unwrap();
        assert!(network.contains(ip("192.168.7.255")) && !network.contains(ip("192.168.8.0")));
        assert_eq!(Network::of_client(ip("203.0.113.9")).to_string(), "203.0.113.0/24");
        assert_eq!(Network::of_client(ip("2001:db8:1:2::9")).to_string(), "2001:db8:1::/48");
    }
}
