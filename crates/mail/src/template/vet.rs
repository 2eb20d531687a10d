//! What a template of staff may do: show values, decide, repeat. Nothing that lets a few lines grow without end or
//! nest so deeply that reading them fails: the limits of rendering count steps and what is written, but not what is
//! held in between.

use super::TemplateError;

/// The longest source of a part in bytes.
const LENGTH: usize = 100_000;
/// The most `[[…]]` in a part.
const PIECES: usize = 200;
/// How deep elements may nest.
const DEPTH: usize = 60;
/// The statements there are; not those that keep text in a variable or define something.
const STATEMENTS: [&str; 10] =
    ["if", "elif", "else", "endif", "for", "endfor", "with", "endwith", "autoescape", "endautoescape"];
/// Elements that need no end.
const VOID: [&str; 7] = ["br", "hr", "img", "input", "meta", "link", "col"];

/// Looks through the source of a part; an error comes with the line it stands in.
pub(super) fn vet(source: &str) -> Result<(), (Option<usize>, TemplateError)> {
    if source.len() > LENGTH {
        return Err((None, TemplateError::TooLong));
    }
    if source.matches("[[").count() > PIECES {
        return Err((None, TemplateError::TooManyPieces));
    }
    let line = |at: usize| Some(line_of(source, at));
    if let Some(at) = too_deep(source) {
        return Err((line(at), TemplateError::TooDeep));
    }
    let mut at = 0;
    while let Some(found) = source[at..].find('{') {
        let start = at + found;
        at = start + 1;
        let close = match source.as_bytes().get(at) {
            Some(b'{') => "}}",
            Some(b'%') => "%}",
            Some(b'#') => {
                at = source[at..].find("#}").map_or(source.len(), |end| at + end + 2);
                continue;
            }
            _ => continue,
        };
        let inside = &source[start + 2..];
        let (words, length) = code(inside, close);
        let words = words.trim_matches(['-', '+']);
        let statement = words.trim_start().split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        if close == "%}" && !STATEMENTS.contains(&statement) {
            return Err((line(start), TemplateError::Forbidden(statement.to_owned())));
        }
        if let Some(sign) = words.chars().find(|c| matches!(c, '~' | '*' | '+')) {
            return Err((line(start), TemplateError::Forbidden(sign.to_string())));
        }
        if words.split(|c: char| !c.is_alphanumeric() && c != '_').any(|word| word == "recursive") {
            return Err((line(start), TemplateError::Forbidden("recursive".to_owned())));
        }
        at = start + 2 + length;
    }
    Ok(())
}

/// The line, from 1, in which a position stands.
pub(super) fn line_of(source: &str, at: usize) -> usize {
    source.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1
}

/// An expression up to its end, with its texts in quotes left out, and how long it is with them.
fn code(inside: &str, close: &str) -> (String, usize) {
    let (mut words, mut quote, mut escaped) = (String::new(), None, false);
    for (at, c) in inside.char_indices() {
        match quote {
            Some(open) => {
                if c == open && !escaped {
                    quote = None;
                }
                escaped = c == '\\' && !escaped;
            }
            None if inside[at..].starts_with(close) => return (words, at + close.len()),
            None if c == '"' || c == '\'' => quote = Some(c),
            None => words.push(c),
        }
    }
    (words, inside.len())
}

/// Where elements nest too deeply.
fn too_deep(source: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, _) in source.match_indices('<') {
        let rest = &source[at + 1..];
        if rest.starts_with('/') {
            depth = depth.saturating_sub(1);
            continue;
        }
        let name = rest.split(|c: char| !c.is_ascii_alphanumeric() && c != '-').next().unwrap_or_default();
        let ends_itself = rest.find('>').is_some_and(|end| rest[..end].ends_with('/'));
        if !name.is_empty() && !ends_itself && !VOID.contains(&name) {
            depth += 1;
        }
        if depth > DEPTH {
            return Some(at);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn showing_deciding_and_repeating_is_all() {
        for good in [
            "",
            "{{ mail.first_name }} {# + ~ * {% macro %} #} 1 + 1 * 2",
            "{%- if mail.x == 'a+b ~ \\' *' -%}x{% elif not mail.y %}{% else %}{% endif %}",
            "{% for a in mail.b %}{{ a.c|breaks }}{% endfor %}{% with a = mail.b %}{% endwith %}",
            "<mj-text><br>{{- mail.x -}}</mj-text> { {",
        ] {
            assert!(vet(good).is_ok(), "{good}");
        }
        for bad in [
            "{% set a = 'x' %}",
            "{% macro f() %}{% endmacro %}",
            "{% filter breaks %}x{% endfilter %}",
            "{% include 'x' %}",
            "{% call f() %}{% endcall %}",
            "{%+ block a %}{% endblock %}",
            "{{ 'x' * 9 }}",
            "{{ a ~ a }}",
            "{% with a = [1] + [2] %}{% endwith %}",
            "{% for a in b recursive %}{% endfor %}",
        ] {
            let (line, error) = vet(&format!("one\ntwo {bad}")).unwrap_err();
            assert!(matches!(error, TemplateError::Forbidden(_)), "{bad}: {error}");
            assert_eq!(line, Some(2));
        }
    }

    #[test]
    fn nothing_is_too_long_or_too_deep() {
        assert!(vet(&"x".repeat(LENGTH + 1)).is_err());
        assert!(vet(&"[[> session.mjml]]".repeat(PIECES + 1)).is_err());
        assert!(vet(&"<div>".repeat(DEPTH + 1)).is_err());
        assert!(vet(&"<div><br><img /></div>\n".repeat(1000)).is_ok());
        assert!(vet("{{ 'never ends").is_ok(), "the engine says what is wrong with it");
    }
}
