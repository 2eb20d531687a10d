//! Rich text as staff and speakers write it: HTML of which only what belongs into a text is kept.

use std::sync::LazyLock;

use ammonia::Builder;
use magnetiq_shared::Code;

/// The longest rich text, in bytes.
const LONGEST: usize = 20_000;

static CLEANER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut builder = Builder::default();
    builder
        .tags(
            [
                "p",
                "br",
                "b",
                "strong",
                "i",
                "em",
                "u",
                "ul",
                "ol",
                "li",
                "a",
                "h2",
                "h3",
                "h4",
                "blockquote",
                "code",
            ]
            .into(),
        )
        .tag_attributes([("a", ["href"].into())].into())
        .generic_attributes([].into())
        .url_schemes(["http", "https", "mailto"].into())
        .link_rel(Some("noopener noreferrer nofollow"));
    builder
});

/// The text with everything taken out that does not belong into it: scripts, styles, pictures, odd links. Empty where
/// nothing is left to be read.
///
/// # Errors
/// `too-long` beyond 20,000 bytes.
pub fn rich_text(html: &str) -> Result<String, Code> {
    if html.len() > LONGEST {
        return Err(Code::TooLong);
    }
    let clean = CLEANER.clean(html.trim()).to_string();
    let is_empty = Builder::empty().clean(&clean).to_string().replace("&nbsp;", " ").trim().is_empty();
    Ok(if is_empty { String::new() } else { clean })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_belong_into_a_text_is_taken_out() {
        for (given, clean) in [
            ("<p>Plans <b>dispatch</b>.</p>", "<p>Plans <b>dispatch</b>.</p>"),
            ("<p onclick=x>A<script>alert(1)</script></p>", "<p>A</p>"),
            ("<a href='javascript:alert(1)'>x</a>", "<a rel=\"noopener noreferrer nofollow\">x</a>"),
            ("<img src=x onerror=alert(1)>", ""),
            ("<p> &nbsp; </p>", ""),
            ("a < b", "a &lt; b"),
        ] {
            assert_eq!(rich_text(given).unwrap(), clean, "{given}");
        }
        assert_eq!(rich_text(&"x".repeat(20_001)), Err(Code::TooLong));
    }
}
