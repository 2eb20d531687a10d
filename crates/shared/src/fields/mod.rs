//! The rules for what people type, shared by the form and the API. Each rule takes the raw text and gives the
//! clean value or a [`Code`]; the code is what the API answers and what the interface translates.

mod code;

pub use code::{Code, FieldError};

/// Characters of a name in addresses.
const SLUG_MAX: usize = 80;

/// Trims, and folds each run of white space into one space. Control characters and characters that change
/// the direction of writing are refused.
fn one_line(raw: &str) -> Result<String, Code> {
    let line = raw.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().any(is_hidden) { Err(Code::Characters) } else { Ok(line) }
}

/// Control characters, direction overrides and invisible separators: nobody types them into a name.
fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}

/// A text that is kept as it comes, of which nothing is asked: without what nobody types, 300 characters at most.
pub fn kept(raw: &str) -> String {
    raw.chars().filter(|c| !is_hidden(*c)).take(300).collect()
}

fn sized(text: String, min: usize, max: usize) -> Result<String, Code> {
    match text.chars().count() {
        0 if min > 0 => Err(Code::Required),
        n if n < min => Err(Code::TooShort),
        n if n > max => Err(Code::TooLong),
        _ => Ok(text),
    }
}

/// A first or last name: 2 to 50 characters on one line.
pub fn name(raw: &str) -> Result<String, Code> {
    sized(one_line(raw)?, 2, 50)
}

/// A company's name: 2 to 200 characters on one line.
pub fn company(raw: &str) -> Result<String, Code> {
    sized(one_line(raw)?, 2, 200)
}

/// An optional line of at most 200 characters, such as a position; empty is `None`.
pub fn optional_line(raw: Option<&str>) -> Result<Option<String>, Code> {
    let line = sized(one_line(raw.unwrap_or_default())?, 0, 200)?;
    Ok(Some(line).filter(|line| !line.is_empty()))
}

/// An optional text of several lines, at most 500 characters; empty is `None`.
pub fn optional_text(raw: Option<&str>) -> Result<Option<String>, Code> {
    long_text(raw, 500)
}

/// A line of at most `max` characters, empty where nothing was typed.
pub fn line(raw: &str, max: usize) -> Result<String, Code> {
    sized(one_line(raw)?, 0, max)
}

/// A text of several lines and at most `max` characters, empty where nothing was typed.
pub fn text(raw: &str, max: usize) -> Result<String, Code> {
    let text = raw.replace("\r\n", "\n");
    if text.chars().any(|c| is_hidden(c) && c != '\n' && c != '\t') {
        return Err(Code::Characters);
    }
    sized(text.trim().to_owned(), 0, max)
}

/// A name in addresses: 2 to 80 lower-case letters of ASCII, digits, and hyphens between them.
pub fn slug(raw: &str) -> Result<String, Code> {
    let slug = sized(raw.trim().to_lowercase(), 2, SLUG_MAX)?;
    let whole = slug
        .split('-')
        .all(|word| !word.is_empty() && word.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit()));
    if whole { Ok(slug) } else { Err(Code::Characters) }
}

/// The name in addresses that a title suggests: `Wärme & Strom` gives `waerme-strom`. Empty where the title has
/// neither letters nor digits of ours.
pub fn slug_of(title: &str) -> String {
    let mut slug = String::new();
    for c in title.to_lowercase().chars() {
        match c {
            'ä' => slug.push_str("ae"),
            'ö' => slug.push_str("oe"),
            'ü' => slug.push_str("ue"),
            'ß' => slug.push_str("ss"),
            'à' | 'á' | 'â' | 'ã' | 'å' => slug.push('a'),
            'è' | 'é' | 'ê' | 'ë' => slug.push('e'),
            'ì' | 'í' | 'î' | 'ï' => slug.push('i'),
            'ò' | 'ó' | 'ô' | 'õ' | 'ø' => slug.push('o'),
            'ù' | 'ú' | 'û' => slug.push('u'),
            'ç' => slug.push('c'),
            'ñ' => slug.push('n'),
            c if c.is_ascii_alphanumeric() => slug.push(c),
            '\'' | '’' => {}
            _ if slug.is_empty() || slug.ends_with('-') => {}
            _ => slug.push('-'),
        }
    }
    // Cut at a word's end, where there is one.
    if slug.len() > SLUG_MAX {
        slug.truncate(SLUG_MAX);
        slug.truncate(slug.rfind('-').unwrap_or(SLUG_MAX));
    }
    slug.trim_end_matches('-').to_owned()
}

/// An optional telephone number: digits with `+ - / ( ) .` and spaces between, 5 to 20 digits.
pub fn phone(raw: Option<&str>) -> Result<Option<String>, Code> {
    let Some(line) = optional_line(raw)? else { return Ok(None) };
    let digits = line.chars().filter(char::is_ascii_digit).count();
    let clean = line.chars().all(|c| c.is_ascii_digit() || " +-/().".contains(c));
    if clean && (5..=20).contains(&digits) { Ok(Some(line)) } else { Err(Code::Phone) }
}

/// An e-mail address as people have them: `local@domain.tld`, at most 254 characters, no comment, no quotes.
/// The domain's letters may be of any alphabet.
pub fn email(raw: &str) -> Result<String, Code> {
    let address = raw.trim();
    if address.is_empty() {
        return Err(Code::Required);
    }
    let (local, domain) = address.rsplit_once('@').ok_or(Code::Email)?;
    let local_ok = (1..=64).contains(&local.len())
        && !local.starts_with('.')
        && !local.ends_with('.')
        && !local.contains("..")
        && local.chars().all(|c| c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(c));
    if address.len() > 254 {
        Err(Code::TooLong)
    } else if local_ok && is_domain(domain) {
        Ok(address.to_owned())
    } else {
        Err(Code::Email)
    }
}

/// The form in which addresses are compared: two that differ only in case are the same person's.
pub fn email_key(address: &str) -> String {
    address.trim().to_lowercase()
}

/// A name with at least two labels whose last is not a number, such as `acme.de`.
fn is_domain(domain: &str) -> bool {
    let labels: Vec<&str> = domain.split('.').collect();
    let label_ok = |label: &&str| {
        (1..=63).contains(&label.len())
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.chars().all(|c| c.is_alphanumeric() || c == '-')
    };
    let last = labels.last().copied().unwrap_or_default();
    labels.len() >= 2
        && domain.len() <= 253
        && labels.iter().all(label_ok)
        && last.chars().count() >= 2
        && !last.chars().all(|c| c.is_ascii_digit())
}

/// An optional website: `acme.de` is accepted and completed to `https://acme.de`; empty is `None`.
pub fn website(raw: Option<&str>) -> Result<Option<String>, Code> {
    let Some(line) = optional_line(raw)? else { return Ok(None) };
    let lower = line.to_ascii_lowercase();
    let (scheme, rest) = match lower.find("://") {
        Some(at) => (&lower[..at], &line[at + 3..]),
        None => ("https", line.as_str()),
    };
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (authority, path) = rest.split_at(end);
    let (host, port) = authority.split_once(':').unwrap_or((authority, "443"));
    let port_ok = port.parse::<u16>().is_ok_and(|port| port > 0);
    let path_ok = !path.contains(|c: char| c.is_whitespace() || c == '"' || c == '<' || c == '>');
    if matches!(scheme, "http" | "https") && is_domain(host) && port_ok && path_ok {
        Ok(Some(format!("{scheme}://{authority}{path}")))
    } else {
        Err(Code::Url)
    }
}

/// An optional link of at most 2,000 characters, as meeting services make them; empty is `None`.
pub fn link(raw: Option<&str>) -> Result<Option<String>, Code> {
    let raw = raw.unwrap_or_default().trim();
    if raw.is_empty() {
        return Ok(None);
    }
    let (scheme, rest) = raw.split_once("://").ok_or(Code::Url)?;
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let (name, port) = host.split_once(':').unwrap_or((host, "443"));
    let good = matches!(scheme, "http" | "https")
        && is_domain(name)
        && port.parse::<u16>().is_ok_and(|port| port > 0)
        && !raw.chars().any(|c| c.is_whitespace() || is_hidden(c) || matches!(c, '"' | '<' | '>' | '`'));
    match raw.chars().count() {
        _ if !good => Err(Code::Url),
        length if length > 2_000 => Err(Code::TooLong),
        _ => Ok(Some(raw.to_owned())),
    }
}

/// A text of several lines with at most `max` characters; empty is `None`.
pub fn long_text(raw: Option<&str>, max: usize) -> Result<Option<String>, Code> {
    Ok(Some(text(raw.unwrap_or_default(), max)?).filter(|text| !text.is_empty()))
}

/// Something that has to be accepted.
pub fn accepted(given: bool) -> Result<bool, Code> {
    if given { Ok(true) } else { Err(Code::MustAccept) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn an_address_is_taken_as_people_write_it() {
        for good in [
            "a@b.de",
            "Juliette.Morel+x@kestrel-foods.example",
            "o'neil@exa-mple.co.uk",
            " a@bücher.example ",
        ] {
            assert_eq!(email(good), Ok(good.trim().to_owned()), "{good}");
        }
        for bad in [
            "a",
            "a@",
            "@b.de",
            "a@b",
            "a b@c.de",
            "a@b..de",
            ".a@b.de",
            "a@-b.de",
            "a@b.1",
            "a@b.de\nBcc: x@y.de",
            "a\u{0}@b.de",
            "\"a\"@b.de",
            "a@b@c.de,d",
            "a@[127.0.0.1]",
        ] {
            assert!(email(bad).is_err(), "{bad:?}");
        }
        assert_eq!(email(""), Err(Code::Required));
        assert_eq!(email(&format!("a@{}.de", "b".repeat(260))), Err(Code::TooLong));
    }

    #[test]
    fn a_website_is_completed() {
        assert_eq!(website(Some("acme.de")), Ok(Some("https://acme.de".into())));
        assert_eq!(
            website(Some("HTTP://www.Acme.de:8080/a?b#c")),
            Ok(Some("http://www.Acme.de:8080/a?b#c".into()))
        );
        assert_eq!(website(Some("  ")), Ok(None));
        for bad in [
            "acme",
            "javascript://acme.de",
            "ftp://acme.de",
            "https://",
            "https://a.de:x",
            "https://a.de/<b>",
            "a@b.de",
        ] {
            assert_eq!(website(Some(bad)), Err(Code::Url), "{bad}");
        }
    }

    #[test]
    fn a_link_is_taken_as_meeting_services_make_them() {
        let teams = format!(
            "https://teams.example/l/meetup-join/19%3ameeting_{}?context=%7b%22Tid%22%7d",
            "x".repeat(300)
        );
        assert_eq!(link(Some(&format!(" {teams} "))), Ok(Some(teams)));
        assert_eq!(link(Some(" ")), Ok(None));
        for bad in [
            "zoom.us/j/1",
            "javascript://a.de/",
            "https://",
            "https://a.de/<b>",
            "https://a b.de",
            "ftp://a.de",
        ] {
            assert_eq!(link(Some(bad)), Err(Code::Url), "{bad}");
        }
        assert_eq!(link(Some(&format!("https://a.de/{}", "x".repeat(2_000)))), Err(Code::TooLong));
    }

    #[test]
    fn a_name_keeps_accents_and_emoji_but_no_control_characters() {
        assert_eq!(name("  Anne-Sophie   Müller 🎉 "), Ok("Anne-Sophie Müller 🎉".into()));
        assert_eq!(name("A"), Err(Code::TooShort));
        assert_eq!(name(" "), Err(Code::Required));
        assert_eq!(name(&"x".repeat(51)), Err(Code::TooLong));
        assert_eq!(name("Jo\u{202E}hn"), Err(Code::Characters));
        assert_eq!(name("Jo\u{7}hn"), Err(Code::Characters));
        assert_eq!(
            name("Anna\r\nBcc: x@y.de"),
            Ok("Anna Bcc: x@y.de".into()),
            "a line break becomes a space"
        );
    }

    #[test]
    fn a_title_suggests_a_slug_that_is_one() {
        for (title, expected) in [
            ("Wärme & Strom: was zählt?", "waerme-strom-was-zaehlt"),
            ("What’s new — in 2027", "whats-new-in-2027"),
            ("  ", ""),
            ("中文", ""),
        ] {
            assert_eq!(slug_of(title), expected);
        }
        let long = slug_of(&"energy ".repeat(30));
        assert!(long.ends_with("energy") && slug(&long).is_ok(), "{long}");
        assert_eq!(slug(" Heat-Pumps "), Ok("heat-pumps".into()));
        for bad in ["a", "-ab", "ab-", "a--b", "a b", "ä-b", "a/b"] {
            assert!(slug(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_phone_number_is_digits_and_their_usual_signs() {
        assert_eq!(phone(Some("+49 (0)30 123-456")), Ok(Some("+49 (0)30 123-456".into())));
        assert_eq!(phone(Some("call me")), Err(Code::Phone));
        assert_eq!(phone(None), Ok(None));
    }

    proptest! {
        #[test]
        fn what_a_rule_gives_keeps_the_rule(raw in "\\PC{0,80}|[a-z.@/:-]{0,60}") {
            if let Ok(clean) = email(&raw) {
                prop_assert_eq!(email(&clean), Ok(clean.clone()));
                prop_assert!(!clean.contains(|c: char| c.is_whitespace() || c.is_control()));
            }
            if let Ok(Some(clean)) = website(Some(&raw)) {
                prop_assert!(clean.starts_with("http://") || clean.starts_with("https://"));
                prop_assert_eq!(website(Some(&clean)), Ok(Some(clean.clone())));
            }
            for rule in [name, company] {
                if let Ok(clean) = rule(&raw) {
                    prop_assert_eq!(rule(&clean), Ok(clean.clone()));
                    prop_assert!(!clean.contains(is_hidden));
                }
            }
            for rule in [optional_line, optional_text, phone] {
                if let Ok(clean) = rule(Some(&raw)) {
                    prop_assert_eq!(rule(clean.as_deref()), Ok(clean.clone()));
                }
            }
        }
    }
}
