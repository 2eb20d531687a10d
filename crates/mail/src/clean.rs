//! What people typed, made fit for a mail: one line, no control characters, no direction tricks.
//!
//! Escaping for HTML is the renderer's work; here goes away what no escaping makes harmless.

/// The longest display name in a header, in characters.
const DISPLAY_NAME: usize = 75;
/// The longest first name in a mail to an address that isn't validated yet, in characters.
const FIRST_NAME: usize = 40;

/// Characters that turn the reading direction or hide: bidi controls, zero width, byte order mark.
fn is_trick(c: char) -> bool {
    matches!(c, '\u{061c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

/// One line: control characters and white space become single blanks, direction tricks go.
pub fn line(text: &str) -> String {
    let kept: String =
        text.chars().filter(|c| !is_trick(*c)).map(|c| if c.is_control() { ' ' } else { c }).collect();
    kept.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Several lines: like [`line()`], but line ends stay (as `\n`, at most two in a row).
pub fn lines(text: &str) -> String {
    let mut out: Vec<String> = Vec::new();
    for one in text.replace("\r\n", "\n").replace('\r', "\n").split('\n').map(line) {
        if !(one.is_empty() && out.last().is_none_or(String::is_empty)) {
            out.push(one);
        }
    }
    out.join("\n").trim_end().to_owned()
}

/// A link for a mail: the address itself where it is http, https or mailto and free of blanks, quotes and
/// angle brackets; else empty, and templates leave the link out.
pub fn link(url: &str) -> String {
    let url = url.trim();
    let known = ["https://", "http://", "mailto:"].iter().any(|scheme| url.starts_with(scheme));
    let odd = |c: char| {
        c.is_control() || c.is_whitespace() || is_trick(c) || matches!(c, '"' | '<' | '>' | '\'' | '`')
    };
    if known && !url.chars().any(odd) { url.to_owned() } else { String::new() }
}

/// A name for a header: without `@ : , " < > ; \` and control characters, 75 characters at most.
pub fn display_name(name: &str) -> String {
    let plain: String =
        name.chars().filter(|c| !matches!(c, '@' | ':' | ',' | '"' | '<' | '>' | ';' | '\\')).collect();
    line(&plain).chars().take(DISPLAY_NAME).collect::<String>().trim_end().to_owned()
}

/// With a capital letter at the start, as a sentence has it.
pub fn capitalised(words: &str) -> String {
    let mut chars = words.chars();
    chars.next().into_iter().flat_map(char::to_uppercase).chain(chars).collect()
}

/// The first name as a mail to an address nobody has validated may carry it: letters, blanks, hyphens and
/// apostrophes. Anything that could be read as a link or an advert gives an empty name.
pub fn first_name(name: &str) -> String {
    let name = line(name);
    let linkish =
        name.contains(['/', ':', '@', '\\']) || name.chars().any(char::is_numeric) || dot_inside(&name);
    if linkish || name.chars().count() > FIRST_NAME || name.split(' ').count() > 3 {
        return String::new();
    }
    let letter = |c: &char| {
        c.is_alphabetic() || ('\u{300}'..='\u{36f}').contains(c) || matches!(c, ' ' | '-' | '\'' | '’')
    };
    line(&name.chars().filter(letter).collect::<String>())
}

/// Whether a dot stands between two characters, as in a host's name ("J. P." has none, "a.example" has).
fn dot_inside(name: &str) -> bool {
    let is_dot = |c: char| matches!(c, '.' | '。' | '．' | '｡' | '․');
    name.split(' ').any(|word| word.trim_end_matches(is_dot).contains(is_dot))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn first_names_stay_and_links_go() {
        for name in ["Juliette", "Jean-Luc", "Zoë", "D’Arcy", "李", "Dr. Hanna"] {
            assert!(!first_name(name).is_empty(), "{name}");
        }
        assert_eq!(first_name("Dr. Hanna"), "Dr Hanna");
        for link in
            ["evil.example", "http://x", "win 100", "you@x", "a/b", "evil。com", "buy this now it is cheap"]
        {
            assert_eq!(first_name(link), "", "{link}");
        }
    }

    #[test]
    fn display_names_carry_no_header_syntax() {
        assert_eq!(display_name("Eve\r\nBcc: a@b.example, \"x\""), "Eve Bcc ab.example x");
        assert_eq!(display_name(&"x".repeat(200)).len(), 75);
    }

    #[test]
    fn direction_overrides_vanish() {
        assert_eq!(line("\u{202e}gpj.exe\u{2066}\tok\0"), "gpj.exe ok");
    }

    #[test]
    fn only_web_and_mail_links_pass() {
        assert_eq!(link("javascript:alert(1)"), "");
        assert_eq!(link("https://a.example/\" onclick=x"), "");
        assert_eq!(link("https://a.example/#token=x-y_z.1"), "https://a.example/#token=x-y_z.1");
    }

    #[test]
    fn several_lines_keep_their_ends() {
        assert_eq!(lines("a\r\n\r\n\r\nb\u{0}\n"), "a\n\nb");
    }
}
