//! Every parser of ours that strangers reach: bodies, query strings, field rules, tokens of links and visits,
//! addresses behind proxies. None may panic, and what a rule gives must keep the rule.
#![no_main]

use std::net::{IpAddr, Ipv4Addr};
use std::sync::LazyLock;

use chrono::DateTime;
use libfuzzer_sys::fuzz_target;
use magnetiq::config::client_address;
use magnetiq::crypto::{Keys, Purpose};
use magnetiq::http::{parse_json, parse_query};
use magnetiq_shared::fields;
use magnetiq_shared::registrations::{PersonPatch, RegistrationForm};
use magnetiq_shared::sessions::SessionFilters;
use magnetiq_shared::visits::VisitPatch;

static KEYS: LazyLock<Keys> = LazyLock::new(|| Keys::derive("the secret key of the fuzzer, long enough"));

fuzz_target!(|bytes: &[u8]| {
    if let Ok(form) = parse_json::<RegistrationForm>(bytes) {
        let _ = form.clean();
    }
    let _ = parse_json::<PersonPatch>(bytes);
    let _ = parse_json::<VisitPatch>(bytes);
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let _ = parse_query::<SessionFilters>(text);
    let now = DateTime::UNIX_EPOCH;
    for purpose in [Purpose::Verify, Purpose::Manage, Purpose::Claim, Purpose::Join, Purpose::Forget] {
        assert!(KEYS.read_link(text, purpose, now).is_err(), "nobody can guess a token");
    }
    assert!(KEYS.visits.read(text, now).is_none());
    let trusted = ["10.0.0.0/8".parse().unwrap()];
    let _ = client_address(IpAddr::V4(Ipv4Addr::new(10, 0, 0, 1)), Some(text), &trusted);
    if let Ok(clean) = fields::email(text) {
        assert_eq!(fields::email(&clean), Ok(clean.clone()));
    }
    if let Ok(Some(clean)) = fields::website(Some(text)) {
        assert_eq!(fields::website(Some(&clean)), Ok(Some(clean.clone())));
    }
    let _ = (fields::name(text), fields::phone(Some(text)), fields::optional_text(Some(text)));
});
