//! The pages as a crawler gets them.

mod admin;
mod crawlers;
mod data;
mod embeds;
mod first;
mod heads;
mod preview;

use magnetiq_shared::Language;
use serde_json::Value;

use crate::test_support::{Answer, TestApp};

/// A page's HTML, with a look at single parts of it.
struct Html(String);

impl Html {
    async fn of(app: &TestApp, path: &str) -> Self {
        Self::read(app.get(path).await.expect(200))
    }

    fn read(answer: Answer) -> Self {
        assert_eq!(answer.header("content-type"), "text/html; charset=utf-8");
        Self(String::from_utf8(answer.body.to_vec()).unwrap())
    }

    /// The attribute `wanted` of the one element that begins with `start`.
    fn attribute(&self, start: &str, wanted: &str) -> String {
        let found: Vec<&str> = self.0.split('<').filter(|element| element.starts_with(start)).collect();
        assert_eq!(found.len(), 1, "{start} in {}", self.0);
        let value = found[0].split(&format!("{wanted}=\"")).nth(1).unwrap().split('"').next().unwrap();
        value.replace("&amp;", "&")
    }

    fn meta(&self, name: &str) -> String {
        let key = if name.starts_with("og:") { "property" } else { "name" };
        self.attribute(&format!("meta {key}=\"{name}\""), "content")
    }

    fn has(&self, part: &str) -> bool {
        self.0.contains(part)
    }

    fn title(&self) -> &str {
        self.0.split("<title>").nth(1).unwrap().split("</title>").next().unwrap()
    }

    /// The contents of the page's scripts of a type.
    fn scripts(&self, start: &str) -> Vec<Value> {
        let contents = self.0.split(start).skip(1).map(|rest| rest.split("</script>").next().unwrap());
        contents.map(|json| serde_json::from_str(json).unwrap()).collect()
    }

    /// What schema.org says of the page, by type.
    fn structured(&self, kind: &str) -> Value {
        let scripts = self.scripts("<script type=\"application/ld+json\">");
        let found = scripts.iter().find(|data| data["@type"] == kind);
        found.unwrap_or_else(|| panic!("no {kind} in {scripts:?}")).clone()
    }

    /// What the app takes over, by its names.
    fn data(&self) -> Value {
        let parts = self.0.split("<script type=\"application/json\" id=\"data-").skip(1);
        let parts = parts.map(|part| {
            let (name, rest) = part.split_once("\">").unwrap();
            let json = rest.split("</script>").next().unwrap();
            (name.to_owned(), serde_json::from_str(json).unwrap())
        });
        Value::Object(parts.collect())
    }
}

/// The site's address in tests.
const BASE: &str = "https://webinars.example";

fn landing(language: Language, slug: &str) -> String {
    magnetiq_shared::links::landing(language, slug)
}
