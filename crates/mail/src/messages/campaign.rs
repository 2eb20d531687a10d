//! Staff write to a group of people.

use magnetiq_shared::Language;
use minijinja::{Value, context};

use crate::{SessionFacts, clean};

/// Staff's own words in the house's design, with a way to get no more of them. The words are complete: whoever
/// makes this mail has put names and links in.
#[derive(Clone, Debug, PartialEq)]
pub struct Campaign {
    /// One line.
    pub subject: String,
    /// The line that mail programs show beside the subject; may be empty.
    pub preheader: String,
    /// The body as HTML that was sanitised already: it goes into the mail as it is.
    pub html: String,
    /// The same as plain text.
    pub text: String,
    /// The session it is about, if it is about one; then its date and a button stand below the words.
    pub session: Option<SessionFacts>,
    /// The page to get no more news, shown at the foot; empty where it is no news, but what people have to know of what
    /// they registered for. What programs call by themselves is `Envelope::list_unsubscribe`, which takes no fragment.
    pub unsubscribe_link: String,
}

impl Campaign {
    /// For previews and tests.
    pub fn sample(language: Language) -> Self {
        let link = "https://webinars.example/webinars?category=storage";
        let (subject, preheader, paragraphs, title, points, words) = match language {
            Language::En => (
                "New in December: batteries, calculated on real sites",
                "Three sessions, one notebook, and your own load profile.",
                "Hello Juliette,\n\nLast year you were with us when we talked about peaks. In December we go on, \
                 with numbers from three sites.",
                "What you take home",
                [
                    "A notebook that calculates your own site",
                    "What a battery earns today, and what it doesn’t",
                ],
                "See all sessions",
            ),
            Language::De => (
                "Neu im Dezember: Speicher, an echten Standorten gerechnet",
                "Drei Webinare, ein Notebook und Ihr eigenes Lastprofil.",
                "Guten Tag Juliette Moreau,\n\nim vergangenen Jahr waren Sie dabei, als wir über Lastspitzen \
                 sprachen. Im Dezember machen wir weiter, mit Zahlen von drei Standorten.",
                "Was Sie mitnehmen",
                [
                    "Ein Notebook, das Ihren eigenen Standort rechnet",
                    "Was ein Speicher heute verdient und was nicht",
                ],
                "Alle Webinare ansehen",
            ),
        };
        let (hello, rest) = paragraphs.split_once("\n\n").unwrap_or(("", paragraphs));
        Self {
            subject: subject.into(),
            preheader: preheader.into(),
            html: format!(
                "<p>{hello}</p><p>{rest}</p><h2>{title}</h2><ul><li>{}</li><li>{}</li></ul>\
                 <p><a href=\"{link}\" rel=\"noopener\">{words}</a></p>",
                points[0], points[1]
            ),
            text: format!("{paragraphs}\n\n{title}\n- {}\n- {}\n\n{words}: {link}", points[0], points[1]),
            session: Some(SessionFacts::sample(language)),
            unsubscribe_link: "https://webinars.example/unsubscribe#token=v1.7K4P2c0ffee".into(),
        }
    }

    pub(crate) fn values(&self, language: Language) -> Value {
        context! {
            subject => clean::line(&self.subject),
            preheader => clean::line(&self.preheader),
            html => Value::from_safe_string(dressed(&self.html)),
            text => clean::lines(&self.text),
            about => self.session.as_ref().map(|session| session.values(language)),
        }
    }
}

/// The looks of an element, for programs that know no style sheet; nothing for the others.
fn style(element: &str) -> &'static str {
    match element {
        "p" => "margin:0 0 16px;",
        "h1" => "margin:24px 0 8px;font-size:22px;font-weight:700;line-height:29px;color:#1b1530;",
        "h2" => "margin:24px 0 8px;font-size:18px;font-weight:700;line-height:26px;color:#1b1530;",
        "h3" => "margin:20px 0 6px;font-size:16px;font-weight:700;line-height:24px;color:#1b1530;",
        "ul" | "ol" => "margin:0 0 16px;padding:0 0 0 22px;",
        "li" => "margin:0 0 6px;",
        "blockquote" => "margin:0 0 16px;padding:0 0 0 16px;border-left:3px solid #c4b5fd;",
        "a" => "color:#6d28d9;font-weight:600;",
        _ => "",
    }
}

/// Staff's elements with their looks. Only what stands right behind an element's name is added to: a `<` within an
/// attribute starts no element.
fn dressed(html: &str) -> String {
    let mut out = String::with_capacity(html.len() * 2);
    let mut rest = html;
    while let Some((before, after)) = rest.split_once('<') {
        out.push_str(before);
        out.push('<');
        let name = after.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
        out.push_str(name);
        if !style(name).is_empty() {
            out.push_str(&format!(" style=\"{}\"", style(name)));
        }
        let mut quote = None;
        let end = after.find(|c| {
            match (c, quote) {
                ('"' | '\'', None) => quote = Some(c),
                (c, Some(open)) if c == open => quote = None,
                _ => {}
            }
            c == '>' && quote.is_none()
        });
        let end = end.unwrap_or(after.len());
        out.push_str(&after[name.len()..end]);
        rest = &after[end..];
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::dressed;

    #[test]
    fn elements_are_dressed_and_attributes_are_left_alone() {
        assert_eq!(dressed("a <li>b</li><br>"), "a <li style=\"margin:0 0 6px;\">b</li><br>");
        let link = "<a href=\"https://x.example/\" title=\"1 > <p onclick=x \">y</a>";
        assert_eq!(dressed(link).matches("style=").count(), 1);
        assert!(dressed(link).ends_with("title=\"1 > <p onclick=x \">y</a>"));
        assert_eq!(dressed("a < b <i"), "a < b <i");
    }
}
