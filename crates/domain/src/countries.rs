//! In which country somebody probably is, by their timezone: a zone of the tz database belongs to one country, but for
//! those that several share, which count for the largest.

/// Zones, by country (ISO 3166-1 alpha-2): those of Europe all, of the rest of the world the most common.
const ZONES: &[(&str, &[&str])] = &[
    ("AT", &["Europe/Vienna"]),
    (
        "AU",
        &[
            "Australia/Sydney",
            "Australia/Melbourne",
            "Australia/Brisbane",
            "Australia/Perth",
            "Australia/Adelaide",
        ],
    ),
    ("BE", &["Europe/Brussels"]),
    ("BG", &["Europe/Sofia"]),
    ("BR", &["America/Sao_Paulo"]),
    (
        "CA",
        &[
            "America/Toronto",
            "America/Vancouver",
            "America/Montreal",
            "America/Halifax",
            "America/Winnipeg",
            "America/Edmonton",
        ],
    ),
    ("CH", &["Europe/Zurich"]),
    ("CL", &["America/Santiago"]),
    ("CN", &["Asia/Shanghai"]),
    ("CO", &["America/Bogota"]),
    ("CY", &["Asia/Nicosia", "Europe/Nicosia"]),
    ("CZ", &["Europe/Prague"]),
    ("DE", &["Europe/Berlin", "Europe/Busingen"]),
    ("DK", &["Europe/Copenhagen"]),
    ("EE", &["Europe/Tallinn"]),
    ("EG", &["Africa/Cairo"]),
    ("ES", &["Europe/Madrid", "Atlantic/Canary"]),
    ("FI", &["Europe/Helsinki"]),
    ("FR", &["Europe/Paris"]),
    ("GB", &["Europe/London", "Europe/Belfast"]),
    ("GR", &["Europe/Athens"]),
    ("HK", &["Asia/Hong_Kong"]),
    ("HR", &["Europe/Zagreb"]),
    ("HU", &["Europe/Budapest"]),
    ("ID", &["Asia/Jakarta"]),
    ("IE", &["Europe/Dublin"]),
    ("IL", &["Asia/Jerusalem"]),
    ("IN", &["Asia/Kolkata", "Asia/Calcutta"]),
    ("IS", &["Atlantic/Reykjavik"]),
    ("IT", &["Europe/Rome"]),
    ("JP", &["Asia/Tokyo"]),
    ("KE", &["Africa/Nairobi"]),
    ("KR", &["Asia/Seoul"]),
    ("LI", &["Europe/Vaduz"]),
    ("LT", &["Europe/Vilnius"]),
    ("LU", &["Europe/Luxembourg"]),
    ("LV", &["Europe/Riga"]),
    ("MA", &["Africa/Casablanca"]),
    ("MT", &["Europe/Malta"]),
    ("MX", &["America/Mexico_City"]),
    ("MY", &["Asia/Kuala_Lumpur"]),
    ("NG", &["Africa/Lagos"]),
    ("NL", &["Europe/Amsterdam"]),
    ("NO", &["Europe/Oslo"]),
    ("NZ", &["Pacific/Auckland"]),
    ("PH", &["Asia/Manila"]),
    ("PL", &["Europe/Warsaw"]),
    ("PT", &["Europe/Lisbon", "Atlantic/Azores", "Atlantic/Madeira"]),
    ("RO", &["Europe/Bucharest"]),
    ("RS", &["Europe/Belgrade"]),
    ("SA", &["Asia/Riyadh"]),
    ("SE", &["Europe/Stockholm"]),
    ("SG", &["Asia/Singapore"]),
    ("SI", &["Europe/Ljubljana"]),
    ("SK", &["Europe/Bratislava"]),
    ("TH", &["Asia/Bangkok"]),
    ("TR", &["Europe/Istanbul", "Asia/Istanbul"]),
    ("TW", &["Asia/Taipei"]),
    ("UA", &["Europe/Kyiv", "Europe/Kiev"]),
    (
        "US",
        &[
            "America/New_York",
            "America/Chicago",
            "America/Denver",
            "America/Los_Angeles",
            "America/Phoenix",
            "America/Detroit",
            "America/Anchorage",
            "Pacific/Honolulu",
        ],
    ),
    ("VN", &["Asia/Ho_Chi_Minh", "Asia/Saigon"]),
    ("ZA", &["Africa/Johannesburg"]),
];

/// The country of a timezone (IANA name), where it is among the known.
pub fn country_of(timezone: &str) -> Option<&'static str> {
    ZONES.iter().find(|(_, zones)| zones.contains(&timezone)).map(|(country, _)| *country)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn each_zone_has_one_country_and_is_a_zone() {
        let zones: Vec<&str> = ZONES.iter().flat_map(|(_, zones)| zones.iter().copied()).collect();
        assert_eq!(zones.iter().collect::<BTreeSet<_>>().len(), zones.len());
        for zone in zones {
            assert!(zone.parse::<chrono_tz::Tz>().is_ok(), "{zone}");
        }
    }

    #[test]
    fn what_is_not_known_is_not_guessed() {
        assert_eq!(country_of("Europe/Vienna"), Some("AT"));
        assert_eq!(country_of("UTC"), None);
    }
}
