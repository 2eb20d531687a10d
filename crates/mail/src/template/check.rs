//! What is wrong with a template, and where: each part is tried by itself, so that lines are those of the source.

use std::fmt;

use magnetiq_shared::Language;
use minijinja::{Environment, Value};
use mrml::prelude::parser::{Error, ParserOptions};

use super::{TemplateError, TemplateSource, vet};

/// A part of a template.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TemplatePart {
    /// The subject.
    Subject,
    /// The line beside the subject.
    Preheader,
    /// The MJML.
    Mjml,
    /// The plain text.
    Text,
}

/// The first thing that is wrong with a template.
#[derive(Debug, thiserror::Error)]
pub struct TemplateFault {
    /// In which part.
    pub part: TemplatePart,
    /// In which line of it, from 1, where that is known.
    pub line: Option<usize>,
    /// What.
    #[source]
    pub error: TemplateError,
}

impl fmt::Display for TemplateFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "{}, line {line}: {}", self.part.name(), self.error),
            None => write!(f, "{}: {}", self.part.name(), self.error),
        }
    }
}

impl TemplatePart {
    /// All, in the order in which they are looked at.
    pub const ALL: [TemplatePart; 4] =
        [TemplatePart::Subject, TemplatePart::Preheader, TemplatePart::Mjml, TemplatePart::Text];

    /// The name of the field in [`TemplateSource`].
    pub const fn name(self) -> &'static str {
        match self {
            TemplatePart::Subject => "subject",
            TemplatePart::Preheader => "preheader",
            TemplatePart::Mjml => "mjml",
            TemplatePart::Text => "text",
        }
    }

    fn of(self, source: &TemplateSource) -> &str {
        match self {
            TemplatePart::Subject => &source.subject,
            TemplatePart::Preheader => &source.preheader,
            TemplatePart::Mjml => &source.mjml,
            TemplatePart::Text => &source.text,
        }
    }
}

impl TemplateSource {
    /// Tries every part with `values` in an environment that has the filters and limits of rendering.
    pub(crate) fn check(
        &self,
        kind: &str,
        language: Language,
        env: &Environment<'static>,
        values: &Value,
    ) -> Result<(), TemplateFault> {
        for part in TemplatePart::ALL {
            let source = part.of(self);
            let fault = |(line, error)| TemplateFault { part, line, error };
            vet::vet(source).map_err(fault)?;
            let whole = self.one_by_one(source, kind, language).map_err(fault)?;
            // HTML escapes; the ending of the name says so.
            let name = format!("check.{}", if part == TemplatePart::Mjml { "html" } else { "text" });
            let wrong = |error: minijinja::Error| {
                fault((error.line(), TemplateError::Expression(without_line(&error))))
            };
            let mut env = env.clone();
            env.add_template_owned(name.clone(), whole.clone()).map_err(wrong)?;
            if part == TemplatePart::Mjml {
                read(&whole).map_err(fault)?;
            }
            let mut out = crate::render::Limited::new();
            let template = env.get_template(&name).map_err(wrong)?;
            template.render_captured_to(values.clone(), &mut out).map_err(wrong)?;
        }
        Ok(())
    }

    /// The source with its `[[…]]` filled in, each in one line.
    fn one_by_one(
        &self,
        source: &str,
        kind: &str,
        language: Language,
    ) -> Result<String, (Option<usize>, TemplateError)> {
        let mut out = String::with_capacity(source.len() * 2);
        let mut at = 0;
        while let Some(start) = source[at..].find("[[").map(|found| at + found) {
            out.push_str(&source[at..start]);
            let end = source[start..].find("]]").map_or(source.len(), |end| start + end + 2);
            let piece = self.expand(&source[start..end], kind, language, 0);
            let piece = piece.map_err(|error| (Some(vet::line_of(source, start)), error))?;
            out.push_str(&piece.replace('\n', " "));
            at = end;
        }
        out.push_str(&source[at..]);
        Ok(out)
    }
}

/// The engine's words; the line stands beside them already.
fn without_line(error: &minijinja::Error) -> String {
    match error.detail() {
        Some(detail) => format!("{}: {detail}", error.kind()),
        None => error.kind().to_string(),
    }
}

/// The elements of MJML that may stand in a body. The converter passes on what it doesn't know.
const ELEMENTS: [&str; 21] = [
    "accordion",
    "accordion-element",
    "accordion-text",
    "accordion-title",
    "button",
    "carousel",
    "carousel-image",
    "column",
    "divider",
    "group",
    "hero",
    "image",
    "navbar",
    "navbar-link",
    "raw",
    "section",
    "social",
    "social-element",
    "spacer",
    "table",
    "text",
];

/// Reads MJML as it will stand in the layout.
fn read(mjml: &str) -> Result<(), (Option<usize>, TemplateError)> {
    for (at, _) in mjml.match_indices("<mj-") {
        let rest = &mjml[at + "<mj-".len()..];
        let name = rest.split(|c: char| !c.is_ascii_alphanumeric() && c != '-').next().unwrap_or_default();
        if !ELEMENTS.contains(&name) {
            let error = TemplateError::Mjml(format!("no element mj-{name} may stand here"));
            return Err((Some(vet::line_of(mjml, at)), error));
        }
    }
    let whole = format!("<mjml><mj-body><mj-wrapper>{mjml}</mj-wrapper></mj-body></mjml>");
    let result = mrml::parse_with_options(&whole, &ParserOptions::default());
    // What the converter would leave out without a word.
    if let Some(warning) = result.iter().flat_map(|read| &read.warnings).next() {
        let line = vet::line_of(&whole, warning.span.start);
        return Err((Some(line), TemplateError::Mjml(warning.kind.to_string())));
    }
    result.map(|_| ()).map_err(|error| {
        let line = match &error {
            Error::UnexpectedElement { position, .. }
            | Error::UnexpectedToken { position, .. }
            | Error::MissingAttribute { position, .. }
            | Error::InvalidAttribute { position, .. }
            | Error::InvalidFormat { position, .. }
            | Error::IncludeLoaderError { position, .. } => Some(vet::line_of(&whole, position.start)),
            Error::ParserError { source, .. } => usize::try_from(source.pos().row).ok(),
            Error::EndOfStream { .. } | Error::SizeLimit { .. } | Error::NoRootNode => None,
        };
        (line, TemplateError::Mjml(plain(&error)))
    })
}

/// What is wrong, without positions in the text around.
fn plain(error: &Error) -> String {
    let text = error.to_string();
    text.split(" in root template").next().unwrap_or_default().to_owned()
}
