//! Mail providers whose domain many unrelated people share: it says nothing about who asks.

/// Names of providers, without their endings: `gmx` stands for `gmx.de`, `gmx.net`, …
const NAMES: &[&str] = &[
    "aol",
    "arcor",
    "bluewin",
    "fastmail",
    "freenet",
    "gmail",
    "gmx",
    "googlemail",
    "hotmail",
    "icloud",
    "kabelmail",
    "laposte",
    "libero",
    "live",
    "mac",
    "mail",
    "mailbox",
    "me",
    "msn",
    "orange",
    "outlook",
    "posteo",
    "proton",
    "protonmail",
    "seznam",
    "t-online",
    "tutanota",
    "vodafone",
    "web",
    "yahoo",
    "yandex",
    "zoho",
];

/// The part of an address after its `@`, in lower case, unless it is a known provider's.
pub fn own_domain(address: &str) -> Option<&str> {
    let (_, domain) = address.rsplit_once('@')?;
    let name = domain.split('.').next()?;
    // A provider's name has one ending, such as `co.uk`; `web.acme.de` is a company's.
    let endings = domain.len() - name.len();
    (!(NAMES.contains(&name) && endings <= ".co.uk".len())).then_some(domain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_companys_domain_is_told_from_a_providers() {
        assert_eq!(own_domain("a@kestrel.example"), Some("kestrel.example"));
        assert_eq!(own_domain("a@web.kestrel.example"), Some("web.kestrel.example"));
        for provider in ["a@gmail.com", "a@gmx.net", "a@web.de", "a@yahoo.co.uk", "a@t-online.de", "nobody"] {
            assert_eq!(own_domain(provider), None, "{provider}");
        }
    }
}
