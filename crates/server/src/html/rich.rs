//! Rich text: the HTML that editors write, and nothing else of HTML.
//!
//! Invariant: what comes out of [`sanitise`] runs no script, loads nothing, has no style and no name of its own, and
//! closes what it opens. It is applied when a text is written and again when it is read for visitors, so that a text
//! that got into the database by another way does no harm either.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use ammonia::{Builder, UrlRelative};
use magnetiq_shared::TranslatedText;

/// What editors can write.
const TAGS: [&str; 19] = [
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
/// What holds nothing, and so needs no end.
const VOID: [&str; 2] = ["br", "hr"];

static RULES: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut rules = Builder::new();
    rules
        .tags(HashSet::from(TAGS))
        .tag_attributes(HashMap::from([("a", HashSet::from(["href"]))]))
        .generic_attributes(HashSet::new())
        .url_schemes(HashSet::from(["http", "https", "mailto"]))
        .url_relative(UrlRelative::Deny)
        .link_rel(Some("noopener noreferrer"));
    rules
});

/// The HTML with what editors can't write taken out. Words stay, but those of scripts and styles. Of what no editor
/// writes, so deep or so long, nothing but the words is left: to parse it could take long.
pub fn sanitise(html: &str) -> String {
    if is_editors(html) { RULES.clean(html).to_string() } else { words(html) }
}

/// The longest text, and the longest tag in it, in bytes.
const LONGEST: (usize, usize) = (200_000, 4_000);
/// How many elements may be open at once. Those whose end HTML lets one leave out don't count.
const DEEPEST: usize = 30;

fn is_editors(html: &str) -> bool {
    let mut depth = 0_usize;
    html.len() <= LONGEST.0
        && Tags::of(html).all(|tag| {
            if !["p", "li", "br", "hr"].contains(&&*tag.name) {
                depth = if tag.is_end { depth.saturating_sub(1) } else { depth + 1 };
            }
            depth <= DEEPEST && tag.length <= LONGEST.1
        })
}

fn words(html: &str) -> String {
    let after_tags = html.split('<').map(|piece| piece.split_once('>').map_or(piece, |(_, words)| words));
    after_tags.collect::<Vec<_>>().join(" ").replace('>', "&gt;")
}

/// The same of each language.
pub fn sanitised(text: &TranslatedText) -> TranslatedText {
    text.map(sanitise)
}

/// Whether nobody would read anything in it.
pub fn is_blank(html: &str) -> bool {
    let mut is_tag = false;
    let text = html.replace("&nbsp;", " ");
    let mut letters = text.chars().filter(|c| {
        let outside = !is_tag && *c != '<';
        is_tag = (is_tag || *c == '<') && *c != '>';
        outside && !c.is_whitespace()
    });
    letters.next().is_none()
}

/// HTML that comes in pieces, given back sanitised in whole blocks: a block is given as soon as its end is there.
#[derive(Debug, Default)]
pub struct Blocks(String);

impl Blocks {
    /// Takes a piece, and gives the blocks that it ends; often nothing.
    pub fn push(&mut self, piece: &str) -> String {
        self.0.push_str(piece);
        let rest = self.0.split_off(whole_blocks(&self.0));
        sanitise(&std::mem::replace(&mut self.0, rest))
    }

    /// The rest.
    pub fn end(self) -> String {
        sanitise(&self.0)
    }
}

/// How many bytes of the HTML are blocks whose end is there.
fn whole_blocks(html: &str) -> usize {
    let (mut depth, mut end) = (0_usize, 0);
    for tag in Tags::of(html).filter(|tag| !VOID.contains(&&*tag.name)) {
        if !tag.is_end {
            depth += 1;
            continue;
        }
        depth = depth.saturating_sub(1);
        if depth == 0 {
            end = tag.until;
        }
    }
    end
}

/// The tags of some HTML, as far as they are there in whole.
struct Tags<'a> {
    html: &'a str,
    at: usize,
}

struct Tag {
    /// In small letters.
    name: String,
    is_end: bool,
    /// Bytes between `<` and `>`.
    length: usize,
    /// Where the HTML goes on after it.
    until: usize,
}

impl<'a> Tags<'a> {
    fn of(html: &'a str) -> Self {
        Self { html, at: 0 }
    }
}

impl Iterator for Tags<'_> {
    type Item = Tag;

    fn next(&mut self) -> Option<Tag> {
        let open = self.at + self.html[self.at..].find('<')?;
        let close = open + self.html[open..].find('>')?;
        let inside = &self.html[open + 1..close];
        let is_end = inside.starts_with('/');
        let letters = inside.chars().skip(usize::from(is_end)).take_while(char::is_ascii_alphanumeric);
        self.at = close + 1;
        let name = letters.map(|letter| letter.to_ascii_lowercase()).collect();
        Some(Tag { name, is_end, length: close - open - 1, until: self.at })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_editors_write_stays() {
        let html = "<h2>Why</h2><p>One <strong>real</strong> <em>week</em> of <u>prices</u>.<br>Two.</p>\
                    <ul><li>a</li></ul><ol><li>b</li></ol><blockquote>c</blockquote><pre><code>d</code></pre><hr>";
        assert_eq!(sanitise(html), html);
        assert_eq!(
            sanitise("<p><a href=\"https://x.example/?a=1&amp;b=2\" target=_blank onclick=x()>x</a></p>"),
            "<p><a href=\"https://x.example/?a=1&amp;b=2\" rel=\"noopener noreferrer\">x</a></p>"
        );
    }

    #[test]
    fn what_does_harm_goes() {
        for (html, expected) in [
            ("<script>alert(1)</script>a", "a"),
            ("<p style=\"color:red\" class=\"x\" id=\"y\" onclick=\"z\">a</p>", "<p>a</p>"),
            ("<img src=x onerror=alert(1)>a", "a"),
            ("<svg><script>alert(1)</script></svg>a", "a"),
            ("<iframe src=\"https://x.example\"></iframe>a", "a"),
            ("<h1>a</h1>", "a"),
            ("<p>a", "<p>a</p>"),
        ] {
            assert_eq!(sanitise(html), expected, "{html}");
        }
        for address in ["javascript:alert(1)", "data:text/html,x", "/admin", "//x.example", " jav\tascript:x"]
        {
            let clean = sanitise(&format!("<a href=\"{address}\">a</a>"));
            assert!(!clean.contains("href"), "{clean}");
        }
        assert!(sanitise("<a href=\"mailto:a@b.example\">a</a>").contains("mailto:a@b.example"));
    }

    #[test]
    fn of_what_no_editor_writes_the_words_stay() {
        let deep =
            format!("{}deep &amp; <b>down{}", "<blockquote>".repeat(20_000), "</blockquote>".repeat(20_000));
        assert_eq!(sanitise(&deep).split_whitespace().collect::<Vec<_>>(), ["deep", "&amp;", "down"]);
        let names = (0..5_000).map(|number| format!("a{number} ")).collect::<String>();
        assert_eq!(sanitise(&format!("<p {names}>wide</p>")).trim(), "wide");
        assert!(!sanitise(&format!("<scr<script>ipt {names}>x()</script>")).contains('<'));
        // A list in a list in a list is what editors write.
        let lists = format!("{}<p>in</p>{}", "<ul><li>".repeat(9), "</li></ul>".repeat(9));
        assert_eq!(sanitise(&lists), lists);
    }

    #[test]
    fn a_block_is_given_once_its_end_is_there() {
        let mut blocks = Blocks::default();
        assert_eq!(blocks.push("<p>One <strong>w"), "");
        assert_eq!(blocks.push("ord</strong>.</p><ul><li>a</"), "<p>One <strong>word</strong>.</p>");
        assert_eq!(blocks.push("li></ul><script>"), "<ul><li>a</li></ul>");
        assert_eq!(blocks.push("alert(1)</script><p>Tw"), "");
        assert_eq!(blocks.end(), "<p>Tw</p>");
    }

    proptest! {
        #[test]
        fn what_was_sanitised_stays_as_it_is(html in "(<(/?)(p|ul|li|a href=\"https://x.example\"|b|script|svg|style)>|[a-z &<>\"]){0,12}") {
            let once = sanitise(&html);
            prop_assert_eq!(sanitise(&once), once.clone());
            prop_assert!(!once.contains("<script") && !once.contains("<svg") && !once.contains("style"), "{}", once);
        }

        #[test]
        fn pieces_say_the_same_as_the_whole(words in "[a-z]{1,8}", cut in 0_usize..40) {
            let html = format!("<p>{words}</p><ul><li>{words} <b>x</b></li></ul><p>{words}</p>");
            let cut = cut.min(html.len());
            let mut blocks = Blocks::default();
            let said = blocks.push(&html[..cut]) + &blocks.push(&html[cut..]) + &blocks.end();
            prop_assert_eq!(said, sanitise(&html));
        }
    }

    #[test]
    fn what_nobody_would_read_is_blank() {
        assert!(is_blank("<p> <br>&nbsp;</p>") && is_blank("") && !is_blank("<p>a</p>"));
    }
}
