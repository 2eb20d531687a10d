//! One page as HTML: the app's file with its marks filled in. Everything is escaped for where it stands.

use bytes::Bytes;
use magnetiq_shared::Language;
use serde_json::{Value, json};

use super::first::{Content, First};
use super::head::{Head, script_data};
use super::{assets, routes};
use crate::ctx::Ctx;
use crate::html::escape;
use crate::http::ApiResult;
use crate::sessions::Program;

/// Stands in while the browser app is not built: the page can be read, and nothing runs.
const NOT_BUILT: &str = "<!doctype html><html lang=\"%LANG%\"><head><meta charset=\"utf-8\"><title>%TITLE%</title>\
    %HEAD%</head><body><p>The app is not built yet: run <code>just spa</code>.</p><div id=\"app\">%CONTENT%</div>\
    %DATA%</body></html>";

/// What makes a page this one.
#[derive(Default)]
pub(super) struct Page {
    /// What it says of itself.
    pub head: Head,
    /// What is shown before the app runs.
    pub content: Content,
    /// What the app would have to ask for, by the names under which it looks for it.
    pub data: Vec<(&'static str, Value)>,
    /// HTML that stays above the page, whatever the app shows.
    pub ribbon: String,
    /// Whether it is shown within another site's page.
    pub is_embedded: bool,
}

impl Page {
    /// The same within another site's page: what it links to opens in a window of its own.
    pub(super) fn embedded(self) -> Self {
        Self { is_embedded: true, ..self }
    }

    /// The page as it is sent.
    pub(super) fn render(self, ctx: &Ctx, program: &Program, language: Language) -> ApiResult<Bytes> {
        let paths = self.head.paths.clone();
        self.render_at(ctx, program, language, paths.as_ref())
    }

    /// The page as it is sent, with these paths behind the choice of languages, whatever its head says.
    pub(super) fn render_at(
        self,
        ctx: &Ctx,
        program: &Program,
        language: Language,
        paths: Option<&[String; 2]>,
    ) -> ApiResult<Bytes> {
        let template = assets::text("public.html").unwrap_or_else(|| NOT_BUILT.to_owned());
        let site = routes::site(ctx, program, ctx.now);
        let first = First { program, site: &site, language, paths, now: ctx.now };
        let title = format!("{} · {}", self.head.shown_title(), site.name);
        let data: String = [("site", json!(site))].iter().chain(&self.data).map(data_element).collect();
        let target = if self.is_embedded { "<base target=\"_blank\">" } else { "" };
        let values = [
            ("%LANG%", language.code()),
            ("%TITLE%", &escape(&title)),
            ("%HEAD%", &(target.to_owned() + &self.head.html(ctx, program, language)?)),
            ("%CONTENT%", &first.write(&self.head.title, &self.content)?),
            ("%DATA%", &(data + &self.ribbon)),
        ];
        Ok(Bytes::from(fill(&template, &values)))
    }
}

/// A part of the page's data, where the app finds it.
fn data_element((name, value): &(&str, Value)) -> String {
    format!("<script type=\"application/json\" id=\"data-{name}\">{}</script>\n", script_data(value))
}

/// Puts each value in the place of its mark. Marks inside values stay as they are.
fn fill(template: &str, values: &[(&str, &str)]) -> String {
    let mut html =
        String::with_capacity(template.len() + values.iter().map(|(_, value)| value.len()).sum::<usize>());
    let mut rest = template;
    let first = |text: &str| {
        let found = values.iter().filter_map(|(mark, value)| Some((text.find(mark)?, *mark, *value)));
        found.min_by_key(|(at, _, _)| *at)
    };
    while let Some((at, mark, value)) = first(rest) {
        html.push_str(&rest[..at]);
        html.push_str(value);
        rest = &rest[at + mark.len()..];
    }
    html + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_staff_write_cannot_be_taken_for_a_mark() {
        let html = fill("<title>%TITLE%</title>%DATA%", &[("%TITLE%", "100 %DATA%"), ("%DATA%", "{}")]);
        assert_eq!(html, "<title>100 %DATA%</title>{}");
    }
}
