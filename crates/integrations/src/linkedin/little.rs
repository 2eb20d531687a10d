//! LinkedIn's "little text format": what has a meaning in it is written with a backslash, or the post ends there.

/// The text so that it reads on LinkedIn as it reads here. A word after `#` stays a hashtag, except in addresses.
pub(super) fn text(plain: &str) -> String {
    plain.split_inclusive(char::is_whitespace).map(word).collect()
}

fn word(word: &str) -> String {
    let is_address = word.starts_with("https://") || word.starts_with("http://");
    let mut written = String::with_capacity(word.len());
    let (mut rest, mut inside) = (word, is_address);
    while let Some(c) = rest.chars().next() {
        let tag = if c == '#' && !inside { hashtag(&rest[1..]) } else { "" };
        if !tag.is_empty() {
            written.push_str(&format!("{{hashtag|\\#|{tag}}}"));
            rest = &rest[1 + tag.len()..];
            continue;
        }
        if RESERVED.contains(c) {
            written.push('\\');
        }
        written.push(c);
        inside = is_address || c.is_alphanumeric() || c == '_';
        rest = &rest[c.len_utf8()..];
    }
    written
}

const RESERVED: &str = "\\|{}@[]()<>#*_~";

/// The word that a hashtag begins with; empty where it is none, or digits alone.
fn hashtag(rest: &str) -> &str {
    let end = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
    let word = &rest[..end];
    if word.chars().any(char::is_alphabetic) { word } else { "" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_a_meaning_is_written_with_a_backslash() {
        assert_eq!(text("a (b) [c] {d} <e> f_g*h~ @i|\\"), r"a \(b\) \[c\] \{d\} \<e\> f\_g\*h\~ \@i\|\\");
        assert_eq!(text("https://x.example/a_b?c=#d"), r"https://x.example/a\_b?c=\#d");
        assert_eq!(text("No. #1, C# and Wärme 🎉"), r"No. \#1, C\# and Wärme 🎉");
    }

    #[test]
    fn hashtags_stay_hashtags() {
        assert_eq!(
            text("#EnergyStorage #KünstlicheIntelligenz."),
            r"{hashtag|\#|EnergyStorage} {hashtag|\#|KünstlicheIntelligenz}."
        );
    }
}
