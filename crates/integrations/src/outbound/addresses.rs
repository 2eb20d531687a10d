//! Which addresses may be called: those of the public internet, and what the configuration lists.
//!
//! An address is public only if no special purpose is known for it, so a range that is forgotten here is refused
//! rather than reached wherever that can be had (IPv6 has one public range; IPv4 has to list the others).

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::str::FromStr;

/// IPv4 ranges that are not the public internet (IANA's registry of special purposes), with the bits that count.
const SPECIAL_V4: [(Ipv4Addr, u8); 16] = [
    (Ipv4Addr::new(0, 0, 0, 0), 8),        // this network
    (Ipv4Addr::new(10, 0, 0, 0), 8),       // private
    (Ipv4Addr::new(100, 64, 0, 0), 10),    // carrier-grade NAT
    (Ipv4Addr::new(127, 0, 0, 0), 8),      // loopback
    (Ipv4Addr::new(169, 254, 0, 0), 16),   // link-local, and the clouds' metadata
    (Ipv4Addr::new(172, 16, 0, 0), 12),    // private
    (Ipv4Addr::new(192, 0, 0, 0), 24),     // protocol assignments
    (Ipv4Addr::new(192, 0, 2, 0), 24),     // documentation
    (Ipv4Addr::new(192, 88, 99, 0), 24),   // relays of 6to4
    (Ipv4Addr::new(192, 168, 0, 0), 16),   // private
    (Ipv4Addr::new(198, 18, 0, 0), 15),    // benchmarks
    (Ipv4Addr::new(198, 51, 100, 0), 24),  // documentation
    (Ipv4Addr::new(203, 0, 113, 0), 24),   // documentation
    (Ipv4Addr::new(168, 63, 129, 16), 32), // a cloud's own services, reached from its machines alone
    (Ipv4Addr::new(224, 0, 0, 0), 4),      // multicast
    (Ipv4Addr::new(240, 0, 0, 0), 4),      // reserved, broadcast
];

/// The IPv6 range from which public addresses come.
const PUBLIC_V6: (Ipv6Addr, u8) = (Ipv6Addr::new(0x2000, 0, 0, 0, 0, 0, 0, 0), 3);

/// Parts of it that are not public.
const SPECIAL_V6: [(Ipv6Addr, u8); 4] = [
    (Ipv6Addr::new(0x2001, 0, 0, 0, 0, 0, 0, 0), 23), // Teredo, ORCHID, benchmarks
    (Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 0), 32), // documentation
    (Ipv6Addr::new(0x2002, 0, 0, 0, 0, 0, 0, 0), 16), // 6to4: an IPv4 address inside
    (Ipv6Addr::new(0x3fff, 0, 0, 0, 0, 0, 0, 0), 20), // documentation
];

/// Addresses that stand for an IPv4 address in networks that have IPv6 alone; judged by that address.
const NAT64: (Ipv6Addr, u8) = (Ipv6Addr::new(0x64, 0xff9b, 0, 0, 0, 0, 0, 0), 96);

/// Whether `address` is one of the public internet.
pub fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => !SPECIAL_V4.iter().any(|range| within_v4(address, *range)),
        IpAddr::V6(address) if within_v6(address, NAT64) => {
            let [.., a, b, c, d] = address.octets();
            is_public(Ipv4Addr::new(a, b, c, d).into())
        }
        IpAddr::V6(address) => {
            within_v6(address, PUBLIC_V6) && !SPECIAL_V6.iter().any(|range| within_v6(address, *range))
        }
    }
}

fn within_v4(address: Ipv4Addr, (network, bits): (Ipv4Addr, u8)) -> bool {
    let mask = u32::MAX.checked_shl(32 - u32::from(bits)).unwrap_or(0);
    address.to_bits() & mask == network.to_bits() & mask
}

fn within_v6(address: Ipv6Addr, (network, bits): (Ipv6Addr, u8)) -> bool {
    let mask = u128::MAX.checked_shl(128 - u32::from(bits)).unwrap_or(0);
    address.to_bits() & mask == network.to_bits() & mask
}

/// What may be called although it is not public: services of the house, which the configuration names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AllowList {
    hosts: Vec<String>,
    networks: Vec<Network>,
}

impl AllowList {
    /// Reads entries such as `odoo.internal`, `127.0.0.1`, `10.20.0.0/16`, `fd00::/8`. A name allows whatever
    /// address it has, and plain HTTP; a network allows its addresses, for every name that leads to them.
    pub fn parse<'a>(entries: impl IntoIterator<Item = &'a str>) -> Result<Self, AllowListError> {
        let mut list = Self::default();
        for entry in entries {
            let entry = entry.trim();
            if entry.contains(['/', ':']) || entry.parse::<IpAddr>().is_ok() {
                list.networks.push(entry.parse()?);
            } else if is_host(entry) {
                list.hosts.push(plain(entry));
            } else {
                return Err(AllowListError(entry.to_owned()));
            }
        }
        Ok(list)
    }

    /// Whether the name itself is listed.
    pub fn has_host(&self, host: &str) -> bool {
        let host = plain(host);
        self.hosts.contains(&host)
    }

    /// Whether the address is in a listed network.
    pub fn has_address(&self, address: IpAddr) -> bool {
        self.networks.iter().any(|network| network.contains(address))
    }

    /// Whether `host` may be reached at `address`.
    pub fn permits(&self, host: &str, address: IpAddr) -> bool {
        is_public(address) || self.has_address(address) || self.has_host(host)
    }
}

/// An entry of the allow-list is neither a host's name nor a network.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is neither the name of a host nor a network such as 10.0.0.0/8")]
pub struct AllowListError(String);

/// A name as names are compared: lower case, without the dot of the root.
fn plain(host: &str) -> String {
    host.strip_suffix('.').unwrap_or(host).to_ascii_lowercase()
}

fn is_host(entry: &str) -> bool {
    !entry.is_empty() && entry.chars().all(|c| c.is_ascii_alphanumeric() || "-._".contains(c))
}

/// A range of addresses: `10.0.0.0/8`; a single address is a range of one.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Network {
    address: IpAddr,
    bits: u8,
}

impl Network {
    fn contains(self, address: IpAddr) -> bool {
        match (self.address, address) {
            (IpAddr::V4(network), IpAddr::V4(address)) => within_v4(address, (network, self.bits)),
            (IpAddr::V6(network), IpAddr::V6(address)) => within_v6(address, (network, self.bits)),
            _ => false,
        }
    }
}

impl FromStr for Network {
    type Err = AllowListError;

    fn from_str(entry: &str) -> Result<Self, AllowListError> {
        let unknown = || AllowListError(entry.to_owned());
        let (address, bits) = entry.split_once('/').map_or((entry, None), |(a, b)| (a, Some(b)));
        let address: IpAddr = address.parse().map_err(|_| unknown())?;
        let all = if address.is_ipv4() { 32 } else { 128 };
        let bits = bits.map_or(Ok(all), str::parse).map_err(|_| unknown())?;
        if bits <= all { Ok(Self { address, bits }) } else { Err(unknown()) }
    }
}

impl fmt::Debug for Network {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.address, self.bits)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_public_internet_is_public() {
        let refused = [
            "0.0.0.0",
            "0.1.2.3",
            "10.0.0.1",
            "10.255.255.255",
            "100.64.0.1",
            "100.127.255.255",
            "127.0.0.1",
            "127.9.9.9",
            "168.63.129.16",
            "169.254.169.254",
            "172.16.0.1",
            "172.31.255.255",
            "192.0.0.8",
            "192.0.2.1",
            "192.88.99.1",
            "192.168.0.1",
            "198.18.0.1",
            "198.19.255.255",
            "198.51.100.7",
            "203.0.113.9",
            "224.0.0.1",
            "239.255.255.255",
            "240.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::127.0.0.1",
            "::ffff:127.0.0.1",
            "::ffff:8.8.8.8",
            "64:ff9b::7f00:1",
            "64:ff9b::a9fe:a9fe",
            "64:ff9b:1::1",
            "100::1",
            "2001::1",
            "2001:10::1",
            "2001:20::1",
            "2001:db8::1",
            "2002:7f00:1::",
            "3fff::1",
            "4000::1",
            "5f00::1",
            "fc00::1",
            "fd12:3456::1",
            "fe80::1",
            "febf::1",
            "fec0::1",
            "ff02::1",
        ];
        for address in refused {
            assert!(!is_public(address.parse().unwrap()), "{address}");
        }
        let public = [
            "1.1.1.1",
            "8.8.8.8",
            "9.255.255.255",
            "11.0.0.1",
            "100.63.255.255",
            "100.128.0.1",
            "128.0.0.1",
            "172.15.255.255",
            "172.32.0.1",
            "192.0.1.1",
            "192.167.1.1",
            "198.17.0.1",
            "198.20.0.1",
            "223.255.255.255",
            "2001:200::1",
            "2001:4860:4860::8888",
            "2606:4700:4700::1111",
            "2a00:1450::1",
            "64:ff9b::808:808",
        ];
        for address in public {
            assert!(is_public(address.parse().unwrap()), "{address}");
        }
    }

    #[test]
    fn the_allow_list_takes_hosts_addresses_and_networks() {
        let list =
            AllowList::parse(["Odoo.Internal", " 127.0.0.1 ", "10.20.0.0/16", "fd00::/8", "::1"]).unwrap();
        let permits = |host, address: &str| list.permits(host, address.parse().unwrap());
        assert!(permits("odoo.internal", "192.168.7.7"));
        assert!(permits("ODOO.internal.", "192.168.7.7"));
        assert!(permits("any.example", "10.20.255.1"));
        assert!(permits("any.example", "fd12::1"));
        assert!(permits("localhost", "127.0.0.1") && permits("localhost", "::1"));
        assert!(permits("any.example", "8.8.8.8"));
        assert!(!permits("sub.odoo.internal", "192.168.7.7"));
        assert!(!permits("any.example", "10.21.0.1"));
        assert!(!permits("localhost", "127.0.0.2"));
        assert!(!permits("any.example", "::ffff:10.20.0.1"));
        assert!(AllowList::parse(["0.0.0.0/0"]).unwrap().permits("x", "127.0.0.1".parse().unwrap()));
    }

    #[test]
    fn entries_that_mean_nothing_are_refused() {
        for entry in ["", "10.0.0.0/33", "fd00::/129", "10.0.0/8", "http://x", "x/8", "a b", "x:80"] {
            assert!(AllowList::parse([entry]).is_err(), "{entry}");
        }
    }
}
