//! Sanitised HTML as the text of a mail: paragraphs, points of lists, and links beside their words.

/// The text, its paragraphs an empty line apart.
pub fn lines(html: &str) -> String {
    let mut text = Lines::default();
    let mut rest = html;
    while let Some((before, after)) = rest.split_once('<') {
        text.words(before);
        // The sanitiser ends every tag.
        let (tag, behind) = after.split_once('>').unwrap_or_default();
        text.tag(tag);
        rest = behind;
    }
    text.words(rest);
    text.text.trim().to_owned()
}

#[derive(Default)]
struct Lines {
    text: String,
    /// Where the open link leads, and where its words begin.
    link: Option<(String, usize)>,
    /// The number of the next point in each open list; `None` for dots.
    lists: Vec<Option<u32>>,
}

impl Lines {
    fn words(&mut self, html: &str) {
        let words = decoded(html);
        // A line break of the source is only a gap.
        for (at, word) in words.split([' ', '\n', '\r', '\t']).enumerate() {
            if at > 0 && !self.text.ends_with(['\n', ' ']) {
                self.text.push(' ');
            }
            self.text.push_str(word);
        }
    }

    fn tag(&mut self, tag: &str) {
        let name: String = tag.chars().take_while(|c| *c == '/' || c.is_ascii_alphanumeric()).collect();
        match name.as_str() {
            "br" => self.end_line(1),
            "hr" => {
                self.end_line(2);
                self.text.push_str("----");
                self.end_line(2);
            }
            "ul" | "ol" => {
                self.end_line(if self.lists.is_empty() { 2 } else { 1 });
                self.lists.push((name == "ol").then_some(1));
            }
            "/ul" | "/ol" => {
                self.lists.pop();
                self.end_line(if self.lists.is_empty() { 2 } else { 1 });
            }
            "li" => self.point(),
            "a" => self.link = href(tag).map(|href| (href, self.text.len())),
            "/a" => self.end_link(),
            "/p" if !self.lists.is_empty() => self.end_line(1),
            "p" if !self.lists.is_empty() => {}
            "p" | "/p" | "h2" | "/h2" | "h3" | "/h3" | "h4" | "/h4" | "pre" | "/pre" | "blockquote"
            | "/blockquote" => self.end_line(2),
            _ => {}
        }
    }

    fn point(&mut self) {
        self.end_line(1);
        let depth = self.lists.len().saturating_sub(1);
        self.text.push_str(&"  ".repeat(depth));
        match self.lists.last_mut() {
            Some(Some(number)) => {
                self.text.push_str(&format!("{number}. "));
                *number += 1;
            }
            _ => self.text.push_str("- "),
        }
    }

    fn end_link(&mut self) {
        let Some((href, from)) = self.link.take() else { return };
        let words = self.text.get(from..).unwrap_or_default().trim();
        if words != href && format!("mailto:{words}") != href {
            self.text.push_str(&format!(" ({href})"));
        }
    }

    /// Ends what stands on the line, so that `gap` line ends follow it.
    fn end_line(&mut self, gap: usize) {
        let kept = self.text.trim_end_matches(' ').len();
        self.text.truncate(kept);
        let there = self.text.len() - self.text.trim_end_matches('\n').len();
        if !self.text.is_empty() {
            self.text.push_str(&"\n".repeat(gap.saturating_sub(there)));
        }
    }
}

fn href(tag: &str) -> Option<String> {
    let (_, after) = tag.split_once("href=\"")?;
    Some(decoded(after.split_once('"')?.0))
}

/// What the sanitiser writes for characters that mean something in HTML.
fn decoded(html: &str) -> String {
    if !html.contains('&') {
        return html.to_owned();
    }
    let entities = [("&nbsp;", " "), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&amp;", "&")];
    entities.into_iter().fold(html.to_owned(), |text, (entity, c)| text.replace(entity, c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_points_and_links_are_readable_as_text() {
        let html = "<h2>Why</h2><p>Heat &amp; <b>power</b>:<br>two\nthings</p><ul><li>one</li><li><p>two</p><ol>\
                    <li>a</li></ol></li></ul><p><a href=\"https://x.example/?a=1&amp;b=2\">See</a>, or \
                    <a href=\"mailto:a@b.example\">a@b.example</a></p>";
        let text = "Why\n\nHeat & power:\ntwo things\n\n- one\n- two\n  1. a\n\nSee (https://x.example/?a=1&b=2), or a@b.example";
        assert_eq!(lines(html), text);
        assert_eq!(lines(""), "");
        assert_eq!(lines("&amp;lt; <"), "&lt;");
    }
}
