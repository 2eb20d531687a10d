//! Rendering: a mail and a brand become subject, HTML, plain text and calendar part.
//!
//! All templates are compiled once, in [`Renderer::new`]; a mail then costs well under a millisecond. Values
//! are escaped in HTML, a value a template names but nobody declared is an error, and both the work and the
//! length of a mail are limited, since staff edit templates.

use std::io;

use magnetiq_shared::Language;
use minijinja::value::ValueKind;
use minijinja::{AutoEscape, Environment, Output, State, UndefinedBehavior, Value, escape_formatter};

use crate::brand::Brand;
use crate::calendar::CalendarPart;
use crate::clean;
use crate::message::Mail;
use crate::template::{TemplateError, TemplateSource};

/// Steps a template may take; the longest built-in one takes a few hundred.
const FUEL: u64 = 50_000;
/// The longest mail body in bytes.
const LENGTH: usize = 512 * 1024;
/// The longest subject in characters.
const SUBJECT: usize = 200;

/// A mail ready for its envelope.
#[derive(Clone, Debug, PartialEq)]
pub struct Rendered {
    /// One line.
    pub subject: String,
    /// A whole HTML document.
    pub html: String,
    /// The same as plain text, `\n` between lines.
    pub text: String,
    /// The calendar object, if the mail carries one.
    pub calendar: Option<CalendarPart>,
}

/// A mail could not be rendered: its template names a value that isn't there, or goes beyond the limits.
#[derive(Debug, thiserror::Error)]
#[error("the {kind} mail in {language} can't be rendered: {reason}")]
pub struct RenderError {
    /// The kind of mail.
    pub kind: &'static str,
    /// The language.
    pub language: Language,
    /// What the template engine says.
    pub reason: String,
}

/// All templates, compiled. Cheap to share by reference, and to clone with other templates in.
#[derive(Clone, Debug)]
pub struct Renderer {
    env: Environment<'static>,
}

impl Renderer {
    /// Compiles the built-in templates of all kinds in all languages.
    pub fn new() -> Result<Self, TemplateError> {
        let mut renderer = Self { env: environment() };
        for kind in Mail::KINDS {
            for language in Language::ALL {
                renderer.load(kind, language, &Self::built_in(kind, language)?)?;
            }
        }
        Ok(renderer)
    }

    /// The built-in templates of a kind: where staff start to edit.
    pub fn built_in(kind: &str, language: Language) -> Result<TemplateSource, TemplateError> {
        TemplateSource::built_in(kind, language)
    }

    /// Takes templates that staff wrote. They are compiled and tried on the kind's sample; if anything is
    /// wrong, the error says what, and the templates before stay in use.
    pub fn replace(
        &mut self,
        kind: &str,
        language: Language,
        source: &TemplateSource,
    ) -> Result<(), TemplateError> {
        let mail = Mail::sample(kind, language).ok_or_else(|| TemplateError::UnknownKind(kind.to_owned()))?;
        let mut trial = self.clone();
        trial.load(kind, language, source)?;
        trial
            .render(&mail, language, &Brand::sample())
            .map_err(|error| TemplateError::Expression(error.reason))?;
        *self = trial;
        Ok(())
    }

    /// Renders a mail. The facts in it must be in the same language.
    pub fn render(&self, mail: &Mail, language: Language, brand: &Brand) -> Result<Rendered, RenderError> {
        let kind = mail.kind();
        let values = mail.values(language, brand);
        let render = |part: &str| {
            self.part(&name(kind, language, part), &values).map_err(|error| RenderError {
                kind,
                language,
                reason: reason(&error),
            })
        };
        let subject = clean::line(&render("subject")?);
        Ok(Rendered {
            subject: subject.chars().take(SUBJECT).collect(),
            html: render("html")?,
            text: tidy(&render("text")?),
            calendar: mail.calendar(language, brand),
        })
    }

    fn load(&mut self, kind: &str, language: Language, source: &TemplateSource) -> Result<(), TemplateError> {
        let compiled = source.compile(kind, language)?;
        for (part, text) in [("subject", compiled.subject), ("html", compiled.html), ("text", compiled.text)]
        {
            self.env
                .add_template_owned(name(kind, language, part), text)
                .map_err(|error| TemplateError::Expression(reason(&error)))?;
        }
        Ok(())
    }

    fn part(&self, name: &str, values: &Value) -> Result<String, minijinja::Error> {
        let mut out = Limited(Vec::with_capacity(32 * 1024));
        self.env.get_template(name)?.render_captured_to(values.clone(), &mut out)?;
        Ok(String::from_utf8_lossy(&out.0).into_owned())
    }
}

fn name(kind: &str, language: Language, part: &str) -> String {
    format!("{kind}.{language}.{part}")
}

fn is_html(name: &str) -> bool {
    name.ends_with(".html")
}

fn environment() -> Environment<'static> {
    // Empty: no functions such as `range`, no filters but these, so there is little to misuse.
    let mut env = Environment::empty();
    env.set_undefined_behavior(UndefinedBehavior::Strict);
    env.set_fuel(Some(FUEL));
    env.set_auto_escape_callback(|name| if is_html(name) { AutoEscape::Html } else { AutoEscape::None });
    env.set_formatter(format_value);
    env.add_filter("breaks", |text: String| Value::from_safe_string(escape(&text).replace('\n', "<br>")));
    env.add_filter("bare", |url: String| {
        url.trim_start_matches("https://").trim_start_matches("http://").to_owned()
    });
    env
}

/// The engine's own way, but a slash stays a slash (mail programs that rewrite links stumble over `&#x2f;`),
/// and an HTML template can't switch escaping off.
fn format_value(out: &mut Output, state: &mut State, value: &Value) -> Result<(), minijinja::Error> {
    let text = value.as_str().filter(|_| value.kind() == ValueKind::String && !value.is_safe());
    match text {
        Some(text) if is_html(state.name()) => Ok(out.write_str(&escape(text))?),
        _ => escape_formatter(out, state, value),
    }
}

fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(c),
        }
    }
    out
}

/// Plain text without trailing blanks and with one empty line at most between paragraphs.
fn tidy(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut empty = true;
    for line in text.lines().map(str::trim_end) {
        if !(line.is_empty() && empty) {
            out.push_str(line);
            out.push('\n');
        }
        empty = line.is_empty();
    }
    out
}

/// The engine's words with the line, without the source around it.
fn reason(error: &minijinja::Error) -> String {
    match error.line() {
        Some(line) => format!("{error} (line {line})"),
        None => error.to_string(),
    }
}

/// A buffer that refuses to grow beyond [`LENGTH`].
struct Limited(Vec<u8>);

impl io::Write for Limited {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.0.len() + bytes.len() > LENGTH {
            return Err(io::Error::other("the mail is longer than 512 KiB"));
        }
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
