//! Texts with formatting that staff write.

use std::collections::HashSet;

/// The HTML without anything that does not belong in a text: no scripts, styles, pictures, forms.
pub(super) fn sanitised(html: &str) -> String {
    let tags = [
        "p",
        "br",
        "h2",
        "h3",
        "h4",
        "ul",
        "ol",
        "li",
        "blockquote",
        "strong",
        "b",
        "em",
        "i",
        "u",
        "s",
        "a",
        "code",
        "hr",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
    ];
    let cleaner_of = |tags: HashSet<&'static str>| {
        let mut cleaner = ammonia::Builder::default();
        cleaner.tags(tags).url_schemes(HashSet::from(["https", "http", "mailto", "tel"]));
        cleaner.clean(html).to_string()
    };
    cleaner_of(HashSet::from(tags)).trim().to_owned()
}

/// Whether nobody would read anything in it.
pub(super) fn is_blank(html: &str) -> bool {
    let mut is_tag = false;
    let text = html.replace("&nbsp;", " ");
    let mut letters = text.chars().filter(|c| {
        let outside = !is_tag && *c != '<';
        is_tag = (is_tag || *c == '<') && *c != '>';
        outside && !c.is_whitespace()
    });
    letters.next().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formatting_stays_and_all_else_goes() {
        let kept = "<h2>Terms</h2><p>Be <strong>kind</strong>, see <a href=\"https://x.example\" rel=\"noopener noreferrer\">x</a>.</p>";
        assert_eq!(sanitised(kept), kept);
        for bad in [
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "<style>p{}</style>",
            "<iframe src=\"https://x.example\"></iframe>",
        ] {
            assert_eq!(sanitised(&format!("<p>A</p>{bad}")), "<p>A</p>", "{bad}");
        }
        assert_eq!(sanitised("<p onclick=\"x()\" style=\"x\">A</p>"), "<p>A</p>");
        assert!(!sanitised("<a href=\"javascript:alert(1)\">x</a>").contains("javascript"));
        assert!(is_blank("<p> <br>&nbsp;</p>") && is_blank("") && !is_blank("<p>a</p>"));
    }
}
