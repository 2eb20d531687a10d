//! Sanitised HTML as text.

/// The text of sanitised HTML; between elements there is a space.
pub fn plain_text(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut in_tag = false;
    for c in html.chars() {
        match c {
            '<' => (in_tag, _) = (true, text.push(' ')),
            '>' => in_tag = false,
            c if !in_tag => text.push(c),
            _ => {}
        }
    }
    // What the sanitiser writes for characters that mean something in HTML.
    if text.contains('&') {
        for (entity, c) in [("&nbsp;", " "), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&amp;", "&")] {
            text = text.replace(entity, c);
        }
    }
    text
}

/// The text of sanitised HTML on one line, for where nothing else can stand.
pub fn one_line(html: &str) -> String {
    let text = plain_text(html);
    let words: Vec<&str> = text.split_whitespace().collect();
    // Where an element ended before a full stop, there was no gap.
    words.join(" ").replace(" .", ".").replace(" ,", ",")
}

/// The first words of sanitised HTML, with an ellipsis where there are more.
pub fn first_words(html: &str, count: usize) -> String {
    let text = plain_text(html);
    let words: Vec<&str> = text.split_whitespace().take(count + 1).collect();
    if words.len() > count { format!("{} …", words[..count].join(" ")) } else { words.join(" ") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_and_entities_are_no_words() {
        assert_eq!(
            first_words("<p>Heat &amp; power:</p><ul><li>one</li><li>two</li></ul>", 10),
            "Heat & power: one two"
        );
        assert_eq!(first_words("<p>one two three</p>", 2), "one two …");
        assert_eq!(plain_text("a &amp;lt; b"), "a &lt; b");
        assert_eq!(one_line("<p>One <b>real</b> <i>week</i>.</p>\n<p>Or two.</p>"), "One real week. Or two.");
    }
}
