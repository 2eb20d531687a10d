//! The head of a page: what search engines, networks and feed readers read of it. All addresses are whole ones, of the
//! site's base address.

use magnetiq_shared::{Language, links};
use minijinja::context;
use serde_json::Value;

use super::logo;
use crate::ctx::Ctx;
use crate::html;
use crate::http::ApiResult;
use crate::sessions::Program;

/// What a page says of itself.
#[derive(Default)]
pub(super) struct Head {
    /// Its title, without the product's name.
    pub title: String,
    /// The title for search engines and networks, where it is another one.
    pub meta_title: Option<String>,
    /// One or two sentences about it.
    pub description: String,
    /// What people search for, separated by commas; often nothing.
    pub keywords: String,
    /// Its path in each language, as in [`Language::ALL`]; `None` for what is no page to be found by.
    pub paths: Option<[String; 2]>,
    /// The page of a person, for networks.
    pub is_profile: bool,
    /// The path of its picture, without language.
    pub image: String,
    /// What the picture shows.
    pub image_alt: String,
    /// Whether search engines may show it.
    pub indexed: bool,
    /// The path of the list's next page.
    pub next: Option<String>,
    /// What can be subscribed to here.
    pub feeds: Vec<Feed>,
    /// schema.org data.
    pub structured: Vec<Value>,
}

/// A calendar or feed that belongs to a page.
pub(super) struct Feed {
    /// Its media type.
    pub kind: &'static str,
    /// What it is, for people.
    pub title: String,
    /// Its path.
    pub path: String,
}

impl Head {
    /// The title for search engines and networks.
    pub(super) fn shown_title(&self) -> &str {
        self.meta_title.as_deref().unwrap_or(&self.title)
    }

    /// The head as HTML.
    pub(super) fn html(&self, ctx: &Ctx, program: &Program, language: Language) -> ApiResult<String> {
        let base = &ctx.config.base_url;
        let absolute = |path: &str| format!("{base}{path}");
        let path = |language: Language| {
            let paths = Language::ALL.iter().zip(self.paths.iter().flatten());
            paths.into_iter().find(|(known, _)| **known == language).map(|(_, path)| absolute(path))
        };
        let alternates = [("en", Language::En), ("de", Language::De), ("x-default", Language::En)];
        let alternates: Vec<_> = alternates
            .into_iter()
            .map(|(name, language)| context! { language => name, href => path(language) })
            .collect();
        let feeds = self.feeds.iter().map(|feed| {
            context! { kind => feed.kind, title => feed.title.as_str(), href => absolute(&feed.path) }
        });
        let feeds: Vec<_> = feeds.collect();
        let structured: Vec<String> = self.structured.iter().map(script_data).collect();
        html::fill(
            "site/head.html",
            context! {
                title => self.shown_title(),
                description => self.description.as_str(),
                keywords => self.keywords.as_str(),
                manifest => links::manifest(language),
                logo => program.settings.logo.map(logo::sheet),
                canonical => path(language),
                alternates,
                indexed => self.indexed,
                next => self.next.as_deref().map(absolute),
                feeds,
                kind => if self.is_profile { "profile" } else { "website" },
                site_name => program.settings.brand.name.as_str(),
                locale => locale(language),
                other_locale => Language::ALL.into_iter().find(|other| *other != language).map(locale),
                image => absolute(&format!("{}?lang={language}", self.image)),
                image_alt => self.image_alt.as_str(),
                structured,
            },
        )
    }
}

/// The path of a page in each language.
pub(super) fn paths(of: impl Fn(Language) -> String) -> Option<[String; 2]> {
    Some(Language::ALL.map(of))
}

/// JSON as the content of a `<script>`: nothing in it ends the element.
pub(super) fn script_data(value: &Value) -> String {
    value.to_string().replace('<', "\\u003c")
}

fn locale(language: Language) -> &'static str {
    match language {
        Language::En => "en_GB",
        Language::De => "de_DE",
    }
}
