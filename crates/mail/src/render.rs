//! Rendering: a mail and a brand become subject, HTML, plain text and calendar part.
//!
//! All templates are compiled once, in [`Renderer::new`]; a mail then costs well under a millisecond. Values
//! are escaped in HTML, a value a template names but nobody declared is an error, and both the work and the
//! length of a mail are limited, since staff edit templates.

use std::collections::BTreeSet;
use std::io;
use std::sync::{Arc, PoisonError, RwLock};

use magnetiq_shared::Language;
use minijinja::value::ValueKind;
use minijinja::{AutoEscape, Environment, Output, State, UndefinedBehavior, Value, escape_formatter};

use crate::attachment::Attachment;
use crate::brand::Brand;
use crate::calendar::CalendarPart;
use crate::clean;
use crate::message::Mail;
use crate::template::{TemplateError, TemplateFault, TemplatePart, TemplateSource, links};

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
    /// Other files that it carries.
    pub attachments: Vec<Attachment>,
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

/// A template of staff that stands in place of a built-in one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Override {
    /// The kind of mail.
    pub kind: String,
    /// The language.
    pub language: Language,
    /// What staff wrote.
    pub source: TemplateSource,
}

/// All templates, compiled: the built-in ones, and those of staff, which may change while mails are rendered.
#[derive(Debug)]
pub struct Renderer {
    built_in: Environment<'static>,
    /// Only swapped as a whole; whoever renders holds the lock no longer than it takes to copy the pointer.
    custom: RwLock<Arc<Custom>>,
}

/// Staff's templates, all of which have passed [`Renderer::check`].
#[derive(Debug)]
struct Custom {
    env: Environment<'static>,
    replaced: BTreeSet<(String, &'static str)>,
}

impl Renderer {
    /// Compiles the built-in templates of all kinds in all languages.
    pub fn new() -> Result<Self, TemplateError> {
        let mut built_in = environment();
        for kind in Mail::KINDS {
            for language in Language::ALL {
                load(&mut built_in, kind, language, &Self::built_in(kind, language)?)?;
            }
        }
        let custom = Custom { env: environment(), replaced: BTreeSet::new() };
        Ok(Self { built_in, custom: RwLock::new(Arc::new(custom)) })
    }

    /// The built-in templates of a kind: where staff start to edit.
    pub fn built_in(kind: &str, language: Language) -> Result<TemplateSource, TemplateError> {
        TemplateSource::built_in(kind, language)
    }

    /// Tries templates that staff wrote on the kind's sample. The error is the first there is, and where it is.
    pub fn check(kind: &str, language: Language, source: &TemplateSource) -> Result<(), TemplateFault> {
        Self::tried(kind, language, source).map(|_| ())
    }

    /// A mail as it would be with templates that nobody uses yet; for a preview mostly `Mail::sample`. What staff
    /// wrote as HTML is in it: show it in a frame that runs nothing.
    pub fn preview(
        mail: &Mail,
        language: Language,
        source: &TemplateSource,
        brand: &Brand,
    ) -> Result<Rendered, TemplateFault> {
        let env = Self::tried(mail.kind(), language, source)?;
        render(&env, mail, language, brand).map_err(|error| whole(TemplateError::Expression(error.reason)))
    }

    /// Takes over the templates that staff wrote, in place of all taken over before; kinds without one render from
    /// the built-in ones. Those that fail [`Renderer::check`] are left out and come back with their faults.
    pub fn set_overrides(&self, overrides: Vec<Override>) -> Vec<(Override, TemplateFault)> {
        let mut custom = Custom { env: environment(), replaced: BTreeSet::new() };
        let mut faults = Vec::new();
        for one in overrides {
            let (kind, language) = (one.kind.as_str(), one.language);
            let loaded = Self::check(kind, language, &one.source)
                .and_then(|()| load(&mut custom.env, kind, language, &one.source).map_err(whole));
            match loaded {
                Ok(()) => _ = custom.replaced.insert((one.kind, language.code())),
                Err(fault) => faults.push((one, fault)),
            }
        }
        *self.custom.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(custom);
        faults
    }

    /// Renders a mail. The facts in it must be in the same language.
    ///
    /// A template of staff that fails on these facts, although it passed with the sample's, gives way to the built-in
    /// one, with a warning in the log: a mail that looks plain is better than none.
    pub fn render(&self, mail: &Mail, language: Language, brand: &Brand) -> Result<Rendered, RenderError> {
        let custom = Arc::clone(&self.custom.read().unwrap_or_else(PoisonError::into_inner));
        if custom.replaced.contains(&(mail.kind().to_owned(), language.code())) {
            match render(&custom.env, mail, language, brand) {
                Ok(rendered) => return Ok(rendered),
                Err(error) => tracing::warn!(%error, "the built-in template is used instead"),
            }
        }
        render(&self.built_in, mail, language, brand)
    }

    /// An environment with these templates alone, which have rendered the kind's sample.
    fn tried(
        kind: &str,
        language: Language,
        source: &TemplateSource,
    ) -> Result<Environment<'static>, TemplateFault> {
        let unknown = || whole(TemplateError::UnknownKind(kind.to_owned()));
        let mail = Mail::sample(kind, language).ok_or_else(unknown)?;
        let (mut env, brand) = (environment(), Brand::sample());
        source.check(kind, language, &env, &mail.values(language, &brand))?;
        load(&mut env, kind, language, source).map_err(whole)?;
        let rendered = render(&env, &mail, language, &brand)
            .map_err(|error| whole(TemplateError::Expression(error.reason)))?;
        links::check(kind, &mail.values(language, &brand), &rendered)?;
        Ok(env)
    }
}

/// A fault that shows only when the parts have come together.
fn whole(error: TemplateError) -> TemplateFault {
    TemplateFault { part: TemplatePart::Mjml, line: None, error }
}

fn load(
    env: &mut Environment<'static>,
    kind: &str,
    language: Language,
    source: &TemplateSource,
) -> Result<(), TemplateError> {
    let compiled = source.compile(kind, language)?;
    for (part, text) in [("subject", compiled.subject), ("html", compiled.html), ("text", compiled.text)] {
        env.add_template_owned(name(kind, language, part), text)
            .map_err(|error| TemplateError::Expression(reason(&error)))?;
    }
    Ok(())
}

fn render(
    env: &Environment<'static>,
    mail: &Mail,
    language: Language,
    brand: &Brand,
) -> Result<Rendered, RenderError> {
    let kind = mail.kind();
    let values = mail.values(language, brand);
    let part = |part: &str| {
        written(env, &name(kind, language, part), &values).map_err(|error| RenderError {
            kind,
            language,
            reason: reason(&error),
        })
    };
    let subject = clean::line(&part("subject")?);
    Ok(Rendered {
        subject: subject.chars().take(SUBJECT).collect(),
        html: part("html")?,
        text: tidy(&part("text")?),
        calendar: mail.calendar(language, brand),
        attachments: mail.attachments(language),
    })
}

fn written(env: &Environment<'static>, name: &str, values: &Value) -> Result<String, minijinja::Error> {
    let mut out = Limited::new();
    env.get_template(name)?.render_captured_to(values.clone(), &mut out)?;
    Ok(String::from_utf8_lossy(&out.0).into_owned())
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
pub(crate) struct Limited(Vec<u8>);

impl Limited {
    /// Room for a usual mail.
    pub(crate) fn new() -> Self {
        Self(Vec::with_capacity(32 * 1024))
    }
}

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
