//! What the fake writes: by the first line of the prompt, the words of the material with a mark before them.

/// The text for a prompt; `OK` for one that names no task.
pub(super) fn text(system: &str, user: &str) -> String {
    let Some(task) = system.lines().next().and_then(|line| line.strip_prefix("Task: ")) else {
        return "OK".to_owned();
    };
    let mut words = task.split("; ");
    let (job, language, format) = (words.next(), words.next(), words.next());
    let (job, language) = (job.unwrap_or_default(), language.unwrap_or_default());
    let html = format == Some("html");
    let mark = if job == "translate" { format!("[{language}] ") } else { format!("[{job} {language}] ") };
    let Some(part) = job.strip_prefix("write ") else { return marked(material(user, "text"), &mark, html) };
    let title = material(user, "title");
    match part {
        "learning objectives" | "keywords" => {
            ["one", "two", "three"].map(|number| format!("{mark}{title}: {number}")).join("\n")
        }
        _ if html => format!("<p>{mark}{title}</p>"),
        _ => format!("{mark}{title}"),
    }
}

/// The piece of material of this name; empty where there is none.
fn material<'a>(user: &'a str, name: &str) -> &'a str {
    let Some(tag) = user.strip_prefix('<').and_then(|rest| rest.split(' ').next()) else { return "" };
    let open = format!("<{tag} name=\"{name}\">\n");
    let rest = user.split_once(&open).map_or("", |(_, rest)| rest);
    rest.split_once(&format!("\n</{tag}>")).map_or(rest, |(text, _)| text)
}

/// The text with the mark before its words; in HTML before those of each node, so that tags stay.
fn marked(text: &str, mark: &str, html: bool) -> String {
    if !html {
        return format!("{mark}{text}");
    }
    let mut written = String::new();
    for piece in text.split_inclusive('>') {
        let (words, tag) = piece.find('<').map_or((piece, ""), |at| piece.split_at(at));
        let blank = words.len() - words.trim_start().len();
        written.push_str(&words[..blank]);
        if blank < words.len() {
            written.push_str(mark);
        }
        written.push_str(&words[blank..]);
        written.push_str(tag);
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_marked_and_tags_stay() {
        let html = "<p>Read <a href=\"https://x.example/?a=1\">this</a>.</p>\n<ul><li>One</li></ul>";
        assert_eq!(
            marked(html, "[de] ", true),
            "<p>[de] Read <a href=\"https://x.example/?a=1\">[de] this</a>[de] .</p>\n<ul><li>[de] One</li></ul>"
        );
        assert_eq!(marked("a < b", "[de] ", false), "[de] a < b");
        assert_eq!(text("Answer with OK.", "x"), "OK");
    }
}
