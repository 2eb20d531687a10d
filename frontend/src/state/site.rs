//! Brand and footer data, read from the page or fetched once.

use leptos::prelude::*;
use leptos::task::spawn_local;
use magnetiq_shared::site::Site;

use crate::api;
use crate::state::page_data;

/// The site's data; `None` until it is there.
#[derive(Clone, Copy)]
pub struct SiteData(RwSignal<Option<Site>>);

impl SiteData {
    /// The site's data; `None` until it is there.
    pub fn get(&self) -> Option<Site> {
        self.0.get()
    }

    /// The name of the house, empty until it is known.
    pub fn organisation(&self) -> String {
        self.0.with(|site| site.as_ref().map(|site| site.organisation.clone()).unwrap_or_default())
    }
}

/// Provides the site's data and fetches it where the page brought none. A site that cannot be fetched leaves
/// the footer without its sessions, and nothing else.
pub fn provide() -> SiteData {
    let site = RwSignal::new(page_data::take("site"));
    if site.read_untracked().is_none() {
        spawn_local(async move {
            if let Ok(fetched) = api::site::site().await {
                site.set(Some(fetched));
            }
        });
    }
    provide_context(SiteData(site));
    SiteData(site)
}

/// The site's data.
pub fn use_site() -> SiteData {
    expect_context::<SiteData>()
}
