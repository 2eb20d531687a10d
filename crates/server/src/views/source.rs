//! Where a visitor came from, in one short word; and whether it is a visitor at all.

use magnetiq_shared::registrations::Attribution;

/// Nobody said where from.
pub(super) const DIRECT: &str = "direct";
/// One source too many.
pub(super) const OTHER: &str = "other";

/// The longest name of a source.
const LONGEST: usize = 60;

/// What robots call themselves. Those that pretend to be people are few among what runs scripts.
const ROBOTS: [&str; 12] = [
    "bot",
    "crawl",
    "spider",
    "slurp",
    "preview",
    "headless",
    "lighthouse",
    "monitor",
    "facebookexternalhit",
    "curl/",
    "wget/",
    "python",
];

/// The campaign's source, else the site that embeds us, else the host that linked here, else `direct`.
pub(super) fn source(from: Option<&Attribution>, own_host: &str) -> String {
    let Some(from) = from else { return DIRECT.to_owned() };
    let named = from.utm_source.as_deref().map(name).filter(|name| !name.is_empty());
    let host = |address: &Option<String>| {
        let host = name(host(address.as_deref()?));
        Some(host).filter(|host| !host.is_empty() && host != own_host)
    };
    named.or_else(|| host(&from.embed)).or_else(|| host(&from.referrer)).unwrap_or_else(|| DIRECT.to_owned())
}

/// The host of an address, or the address where it is a bare host.
fn host(address: &str) -> &str {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#', ':']).next().unwrap_or_default();
    host.strip_prefix("www.").unwrap_or(host)
}

/// Lower case, plain characters, of bounded length: what is typed into an address is not trusted.
fn name(raw: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
    raw.trim().to_ascii_lowercase().chars().filter(|c| plain(*c)).take(LONGEST).collect()
}

/// Whether a browser's name is a robot's. A browser without a name is one, too.
pub(super) fn is_robot(user_agent: &str) -> bool {
    let lower = user_agent.to_ascii_lowercase();
    lower.is_empty() || ROBOTS.iter().any(|robot| lower.contains(robot))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_source_is_the_campaign_then_the_site_that_embeds_or_links() {
        let from = |utm: Option<&str>, embed: Option<&str>, referrer: Option<&str>| Attribution {
            utm_source: utm.map(str::to_owned),
            embed: embed.map(str::to_owned),
            referrer: referrer.map(str::to_owned),
            ..Attribution::default()
        };
        let of = |from: Attribution| source(Some(&from), "webinars.example");
        assert_eq!(source(None, "webinars.example"), "direct");
        assert_eq!(of(from(Some(" News-Letter "), None, Some("https://a.example/x"))), "news-letter");
        assert_eq!(of(from(None, Some("shop.example"), Some("https://a.example"))), "shop.example");
        assert_eq!(of(from(None, None, Some("https://www.LinkedIn.com:443/feed/"))), "linkedin.com");
        assert_eq!(of(from(None, None, Some("https://webinars.example/webinars"))), "direct");
        assert_eq!(of(from(Some("<b>"), None, None)), "b");
        assert_eq!(of(from(Some(&"x".repeat(500)), None, None)).len(), LONGEST);
    }

    #[test]
    fn robots_are_known_by_their_names() {
        assert!(is_robot(""));
        assert!(is_robot("Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"));
        assert!(is_robot("curl/8.5.0"));
        assert!(!is_robot("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"));
    }
}
