//! Longer texts as they are typed: paragraphs apart by an empty line. A text that is more than paragraphs stays HTML.

/// HTML as it is shown for typing: paragraphs as plain text, anything else as it is.
pub fn typed(html: &str) -> String {
    let inner = html.trim().replace("<p>", "").replace("</p>", "\n\n");
    match inner.contains('<') {
        true => html.to_owned(),
        false => unescape(inner.trim()),
    }
}

/// What was typed, as HTML.
pub fn html(typed: &str) -> String {
    if typed.contains("</") {
        return typed.trim().to_owned();
    }
    let paragraphs = typed.split("\n\n").map(str::trim).filter(|text| !text.is_empty());
    paragraphs.map(|text| format!("<p>{}</p>", escape(text))).collect()
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

fn unescape(text: &str) -> String {
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_come_back_as_they_were_typed() {
        let text = "Knows R&D.\n\nLikes a < b.";
        assert_eq!(html(text), "<p>Knows R&amp;D.</p><p>Likes a &lt; b.</p>");
        assert_eq!(typed(&html(text)), text);
        assert_eq!(html(" "), "");
    }

    #[test]
    fn other_html_stays_as_it_is() {
        let list = "<p>One</p><ul><li>Two</li></ul>";
        assert_eq!(typed(list), list);
        assert_eq!(html(list), list);
    }
}
