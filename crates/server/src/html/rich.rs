//! Rich text as staff write it: only what a text needs is let through.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use ammonia::Builder;

static RULES: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let tags = [
        "p",
        "br",
        "h2",
        "h3",
        "h4",
        "strong",
        "b",
        "em",
        "i",
        "u",
        "s",
        "ul",
        "ol",
        "li",
        "blockquote",
        "code",
        "pre",
        "a",
        "hr",
    ];
    let mut rules = Builder::empty();
    rules
        .tags(HashSet::from(tags))
        .tag_attributes(HashMap::from([("a", HashSet::from(["href"]))]))
        .url_schemes(HashSet::from(["http", "https", "mailto"]))
        .link_rel(Some("noopener nofollow"))
        .clean_content_tags(HashSet::from(["script", "style", "template", "noscript"]));
    rules
});

/// The text without anything that could do something: scripts, styles, pictures, frames, foreign addresses.
pub fn clean(html: &str) -> String {
    RULES.clean(html).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_text_needs_stays_and_everything_else_goes() {
        let kept = "<p>One <strong>week</strong> of <em>prices</em>.</p><ul><li>a</li></ul>";
        assert_eq!(clean(kept), kept);
        for (given, cleaned) in [
            ("<p onclick=\"x()\" style=\"color:red\">a</p>", "<p>a</p>"),
            ("<script>alert(1)</script>a", "a"),
            ("<img src=x onerror=alert(1)>a", "a"),
            ("<a href=\"javascript:alert(1)\">a</a>", "<a rel=\"noopener nofollow\">a</a>"),
            ("<iframe src=\"https://a.example\"></iframe>a", "a"),
            ("<svg><script>1</script></svg>a", "a"),
            ("a < b & c", "a &lt; b &amp; c"),
        ] {
            assert_eq!(clean(given), cleaned, "{given}");
        }
        let link = clean("<a href=\"https://a.example\" target=\"_blank\">a</a>");
        assert_eq!(link, "<a href=\"https://a.example\" rel=\"noopener nofollow\">a</a>");
    }
}
