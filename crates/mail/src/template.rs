//! From template sources to what is rendered at run time.
//!
//! A source passes two steps once, when it is loaded or saved: `[[key]]` becomes the text of that key and
//! `[[> name]]` a shared piece; then MJML becomes HTML. Expressions (`{{ … }}`, `{% … %}`) pass through both
//! untouched, so that a mail costs no MJML at run time.

mod check;
pub(crate) mod links;
mod vet;

pub use check::{TemplateFault, TemplatePart};
use magnetiq_shared::Language;
use mrml::prelude::parser::ParserOptions;
use mrml::prelude::render::RenderOptions;

use crate::texts::Texts;

/// The templates of one kind of mail in one language: what staff see and change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TemplateSource {
    /// The subject; rendered to one line.
    pub subject: String,
    /// The line that mail programs show beside the subject.
    pub preheader: String,
    /// MJML: the sections inside the card. `[[> session]]` and the like stand for shared pieces.
    pub mjml: String,
    /// The plain text between greeting line and footer.
    pub text: String,
}

/// Why a template can't be used.
#[derive(Debug, thiserror::Error)]
pub enum TemplateError {
    /// No mail has this kind.
    #[error("there is no mail of the kind {0:?}")]
    UnknownKind(String),
    /// A `[[…]]` names neither a text nor a shared piece.
    #[error("[[{0}]] names no text and no shared piece")]
    UnknownPiece(String),
    /// Shared pieces contain each other without end, or elements do so too often.
    #[error("pieces or elements are nested too deeply")]
    TooDeep,
    /// A part is longer than any mail.
    #[error("this is too long")]
    TooLong,
    /// A part has too many `[[…]]`.
    #[error("there are too many [[…]]")]
    TooManyPieces,
    /// A statement or an operator that templates don't have.
    #[error("{0:?} can't be used in a template")]
    Forbidden(String),
    /// The MJML can't be read or turned into HTML.
    #[error("the layout is not valid MJML: {0}")]
    Mjml(String),
    /// A value is not shown without which the mail is of no use.
    #[error("{{{{ mail.{0} }}}} is missing: the mail is of no use without it")]
    Lacks(String),
    /// An expression is wrong, or a value unknown.
    #[error("{0}")]
    Expression(String),
}

/// What one kind in one language renders from; all fields are minijinja sources.
#[derive(Debug)]
pub(crate) struct Compiled {
    pub subject: String,
    pub html: String,
    pub text: String,
}

const LAYOUT_HTML: &str = include_str!("../templates/layout.mjml");
const LAYOUT_TEXT: &str = include_str!("../templates/layout.txt");

macro_rules! kinds {
    ($($kind:literal),*) => {
        /// The built-in MJML and plain text of a kind.
        fn built_in(kind: &str) -> Option<(&'static str, &'static str)> {
            match kind {
                $($kind => Some((
                    include_str!(concat!("../templates/", $kind, ".mjml")),
                    include_str!(concat!("../templates/", $kind, ".txt")),
                )),)*
                _ => None,
            }
        }
    };
}
kinds!(
    "validate-address",
    "confirmation",
    "already-registered",
    "waitlist-joined",
    "request-received",
    "place-offered",
    "cancelled",
    "session-changed",
    "session-cancelled",
    "new-registration",
    "invitation",
    "reset-password",
    "password-changed",
    "test-mail",
    "speaker-invitation",
    "speaker-message",
    "reminder",
    "registration-declined",
    "follow-up",
    "no-show",
    "recording",
    "certificate",
    "manager-summary",
    "speaker-summary",
    "registration-digest",
    "performance-report",
    "privacy-code",
    "campaign"
);

macro_rules! pieces {
    ($($name:literal),*) => {
        /// A shared piece; those for plain text end in `.txt`.
        fn shared_piece(name: &str) -> Option<&'static str> {
            match name {
                $($name => Some(include_str!(concat!("../templates/shared/", $name))),)*
                _ => None,
            }
        }
    };
}
pieces!(
    "session.mjml",
    "session.txt",
    "join.mjml",
    "join.txt",
    "calendars.mjml",
    "calendars.txt",
    "technical.mjml",
    "technical.txt",
    "quote.mjml",
    "quote.txt",
    "head.mjml",
    "head.txt",
    "action.mjml",
    "action.txt",
    "occasion.mjml",
    "occasion.txt",
    "aside.mjml",
    "about.mjml",
    "about.txt",
    "prepare.mjml",
    "prepare.txt",
    "share.mjml",
    "share.txt",
    "next.mjml",
    "next.txt",
    "rule.mjml",
    "meter.mjml",
    "room.mjml",
    "room.txt",
    "figures.mjml",
    "figures.txt",
    "audience.mjml",
    "audience.txt",
    "recording.mjml",
    "recording.txt",
    "style.css"
);

impl TemplateSource {
    /// The built-in templates, texts filled in, shared pieces left as they are.
    pub(crate) fn built_in(kind: &str, language: Language) -> Result<Self, TemplateError> {
        let (mjml, text) = built_in(kind).ok_or_else(|| TemplateError::UnknownKind(kind.to_owned()))?;
        let texts = Texts::of(language);
        let find = |key: &str| {
            texts
                .find(kind, key)
                .map(str::to_owned)
                .ok_or_else(|| TemplateError::UnknownPiece(key.to_owned()))
        };
        let keep_pieces = |name: &str| match name.strip_prefix('>') {
            Some(_) => Ok(format!("[[{name}]]")),
            None => find(name),
        };
        Ok(Self {
            subject: find("subject")?,
            preheader: find("preheader")?,
            mjml: substitute(mjml, &keep_pieces)?,
            text: substitute(text, &keep_pieces)?,
        })
    }

    /// Puts the source into the layout and makes HTML of its MJML.
    pub(crate) fn compile(&self, kind: &str, language: Language) -> Result<Compiled, TemplateError> {
        let whole = |layout: &str| self.expand(layout, kind, language, 0);
        let (mjml, text) = (whole(LAYOUT_HTML)?, whole(LAYOUT_TEXT)?);
        let read = mrml::parse_with_options(&mjml, &ParserOptions::default());
        let read = read.map_err(|error| TemplateError::Mjml(error.to_string()))?;
        // Without its list of fonts, or it would load some from another host and tell it who reads.
        let options =
            RenderOptions { disable_comments: true, fonts: Default::default(), ..Default::default() };
        let html = read.element.render(&options).map_err(|error| TemplateError::Mjml(error.to_string()))?;
        // Tables only lay out; the converter tells screen readers so for all but `mj-table`.
        let bare = r#"<table border="0" cellpadding="0" cellspacing="0" width="#;
        let html = html.replace(bare, &bare.replace(" width=", r#" role="presentation" width="#));
        Ok(Compiled { subject: self.subject.clone(), html, text: join_tag_lines(&text) })
    }

    fn expand(
        &self,
        source: &str,
        kind: &str,
        language: Language,
        depth: u8,
    ) -> Result<String, TemplateError> {
        if depth > 4 {
            return Err(TemplateError::TooDeep);
        }
        let unknown = |name: &str| TemplateError::UnknownPiece(name.to_owned());
        substitute(source, &|name| {
            let piece = match name {
                "lang" => return Ok(language.code().to_owned()),
                "subject" => return Ok(self.subject.clone()),
                "preheader" => return Ok(self.preheader.clone()),
                "> body" => &self.mjml,
                "> body.txt" => &self.text,
                _ => match name.strip_prefix("> ") {
                    Some(piece) => shared_piece(piece).ok_or_else(|| unknown(name))?,
                    None => {
                        let text = Texts::of(language).find(kind, name);
                        return text.map(str::to_owned).ok_or_else(|| unknown(name));
                    }
                },
            };
            self.expand(piece, kind, language, depth + 1)
        })
    }
}

/// A line of plain text that holds one tag and nothing else leaves no empty line behind.
fn join_tag_lines(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.lines() {
        out.push_str(line);
        if !(line.starts_with("{%") && line.ends_with("%}") && line.matches("{%").count() == 1) {
            out.push('\n');
        }
    }
    out
}

/// Replaces every `[[name]]` by what `value` gives for `name`.
fn substitute(
    source: &str,
    value: &dyn Fn(&str) -> Result<String, TemplateError>,
) -> Result<String, TemplateError> {
    let mut out = String::with_capacity(source.len() * 2);
    let mut rest = source;
    while let Some((before, after)) = rest.split_once("[[") {
        out.push_str(before);
        let Some((name, behind)) = after.split_once("]]") else {
            return Err(TemplateError::UnknownPiece(after.chars().take(40).collect()));
        };
        out.push_str(&value(name.trim())?);
        rest = behind;
    }
    out.push_str(rest);
    Ok(out)
}
