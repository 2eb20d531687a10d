//! Where this visitor came from, for the registration: read from the first address that this tab opened.

use leptos::prelude::*;
use magnetiq_shared::registrations::Attribution;
use web_sys::UrlSearchParams;

use crate::state::storage::{Keep, read_kept, write_kept};

const KEY: &str = "came-from";

/// Notes where the visitor came from, once per tab. Called when the page starts, before the address changes.
pub fn note() {
    if read_kept(Keep::ForThisTab, KEY).is_none() {
        // The type has string keys only, so that writing it cannot fail.
        let json = serde_json::to_string(&from_address()).unwrap_or_default();
        write_kept(Keep::ForThisTab, KEY, Some(&json));
    }
}

/// What was noted; `None` where nothing is known.
pub fn noted() -> Option<Attribution> {
    let noted = read_kept(Keep::ForThisTab, KEY).and_then(|json| serde_json::from_str(&json).ok());
    noted.filter(|noted| *noted != Attribution::default())
}

fn from_address() -> Attribution {
    let search = window().location().search().unwrap_or_default();
    let params = UrlSearchParams::new_with_str(&search).ok();
    let param = |name: &str| {
        let value = params.as_ref()?.get(name)?;
        let short: String = value.trim().chars().take(100).collect();
        Some(short).filter(|short| !short.is_empty())
    };
    Attribution {
        utm_source: param("utm_source"),
        utm_medium: param("utm_medium"),
        utm_campaign: param("utm_campaign"),
        referrer: referrer(),
        embed: param("embed"),
    }
}

/// The other site that linked here, without what follows its path.
fn referrer() -> Option<String> {
    let url = web_sys::Url::new(&document().referrer()).ok()?;
    let ours = window().location().host().unwrap_or_default();
    (url.host() != ours).then(|| format!("{}{}", url.origin(), url.pathname()))
}
