//! Reading, checking and changing templates.

use std::collections::BTreeMap;

use magnetiq_mail::{
    Mail, Placeholder, Rendered, Renderer, TemplateError, TemplateFault, TemplatePart, TemplateSource,
};
use magnetiq_shared::accounts::TestMailOutcome;
use magnetiq_shared::mail_templates::{
    MailPlaceholder, MailPreview, MailTemplate, MailTemplateRow, MailTemplateText, MailTemplateVersion,
};
use magnetiq_shared::{Code, FieldError, Language};

use super::TemplateTrouble;
use super::catalogue::{self, Entry};
use super::queries::{self, Row};
use crate::accounts::{self, Actor};
use crate::audit::{self, Act};
use crate::ctx::Ctx;
use crate::db::Kept;
use crate::http::{ApiError, IfMatch};
use crate::messages;
use crate::sessions::brand;

type Outcome<T> = Result<T, TemplateTrouble>;

/// Which template.
#[derive(Clone, Copy)]
pub(super) struct Which {
    entry: &'static Entry,
    language: Language,
}

impl Which {
    /// The template that an address names.
    ///
    /// # Errors
    /// `NotFound`.
    pub(super) fn of(kind: &str, language: &str) -> Outcome<Self> {
        let entry = catalogue::find(kind).ok_or(TemplateTrouble::NotFound)?;
        let language = language.parse().map_err(|_| TemplateTrouble::NotFound)?;
        Ok(Self { entry, language })
    }

    fn key(self) -> (&'static str, Language) {
        (self.entry.kind, self.language)
    }
}

/// Every kind, with the languages in which it was changed.
pub(super) async fn list(ctx: &Ctx) -> Outcome<Vec<MailTemplateRow>> {
    let newest = queries::newest(ctx.db.read()).await?;
    let is_changed = |kind: &str, language: Language| {
        newest.get(&(kind.to_owned(), language)).is_some_and(Option::is_some)
    };
    let row = |entry: &Entry| MailTemplateRow {
        kind: entry.kind.to_owned(),
        name: entry.name(),
        purpose: entry.purpose(),
        audience: entry.audience,
        changed: Language::ALL.into_iter().filter(|language| is_changed(entry.kind, *language)).collect(),
    };
    Ok(catalogue::ALL.iter().map(row).collect())
}

/// One template, with what it may name.
pub(super) async fn get(ctx: &Ctx, which: Which) -> Outcome<MailTemplate> {
    let newest = queries::versions(ctx.db.read(), which.key()).await?.into_iter().next();
    let (kind, language) = which.key();
    let built_in = built_in(which)?;
    let (version, at) = newest.as_ref().map_or((0, None), |row| (row.version, Some(row.at.utc())));
    let own = newest.and_then(|row| row.source);
    let fault = own.clone().and_then(|own| Renderer::check(kind, language, &queries::template(own)).err());
    let placeholders = Placeholder::of(kind, language).unwrap_or_default();
    Ok(MailTemplate {
        kind: kind.to_owned(),
        language,
        name: which.entry.name(),
        purpose: which.entry.purpose(),
        is_changed: own.is_some(),
        source: own.unwrap_or_else(|| built_in.clone()),
        built_in,
        fault: fault.map(|fault| fault.to_string()),
        placeholders: placeholders.into_iter().map(placeholder).collect(),
        version,
        updated_at: at,
    })
}

fn placeholder(one: Placeholder) -> MailPlaceholder {
    MailPlaceholder {
        name: one.name,
        description: one.description,
        example: one.example,
        entries: one.entries.into_iter().map(placeholder).collect(),
    }
}

fn built_in(which: Which) -> Outcome<MailTemplateText> {
    let (kind, language) = which.key();
    // The catalogue lists kinds with templates alone; a test holds it to that.
    let TemplateSource { subject, preheader, mjml, text } =
        Renderer::built_in(kind, language).map_err(|_| TemplateTrouble::NotFound)?;
    Ok(MailTemplateText { subject, preheader, mjml, text })
}

/// Saves a new version, in force at once. The built-in text is saved as such, so that it follows the program.
///
/// # Errors
/// `Stale`; `Fields` with what is wrong and in which line.
pub(super) async fn put(
    ctx: &Ctx,
    who: &Actor,
    which: Which,
    seen: &IfMatch,
    text: MailTemplateText,
) -> Outcome<MailTemplate> {
    check(which, &text)?;
    let own = Some(text).filter(|text| built_in(which).ok().as_ref() != Some(text));
    write(ctx, who, which, seen, (own, "mail-template.updated")).await
}

/// Puts the built-in template in force again.
///
/// # Errors
/// `Stale`.
pub(super) async fn reset(ctx: &Ctx, who: &Actor, which: Which, seen: &IfMatch) -> Outcome<MailTemplate> {
    write(ctx, who, which, seen, (None, "mail-template.reset")).await
}

/// Puts an older version in force again, as a new one.
///
/// # Errors
/// `NotFound`, `Stale`; `Fields` where it does not pass any more.
pub(super) async fn restore(
    ctx: &Ctx,
    who: &Actor,
    which: Which,
    seen: &IfMatch,
    version: i32,
) -> Outcome<MailTemplate> {
    let row = queries::version(ctx.db.read(), which.key(), version).await?;
    let source = row.ok_or(TemplateTrouble::NotFound)?.source;
    if let Some(source) = &source {
        check(which, source)?;
    }
    write(ctx, who, which, seen, (source, "mail-template.restored")).await
}

async fn write(
    ctx: &Ctx,
    who: &Actor,
    which: Which,
    seen: &IfMatch,
    (source, action): (Option<MailTemplateText>, &'static str),
) -> Outcome<MailTemplate> {
    let tx = ctx.db.begin_change(Kept::MailTemplates).await?;
    let before = queries::versions(&tx, which.key()).await?.into_iter().next();
    let version = before.as_ref().map_or(0, |row| row.version);
    seen.check(version).map_err(|_| TemplateTrouble::Stale)?;
    // What is in force already makes no version.
    if before.and_then(|row| row.source) != source {
        queries::insert(&tx, ctx, which.key(), version + 1, (source.as_ref(), who.user)).await?;
        let name = format!("{} ({})", which.entry.name().en, which.language.code());
        audit::record(&tx, ctx, &who.author(), Act { action, subject: None, name, changes: vec![] }).await?;
    }
    tx.commit().await?;
    ctx.overrides.refresh(ctx.db.read(), &ctx.renderer).await?;
    get(ctx, which).await
}

/// Every version, the newest first.
pub(super) async fn versions(ctx: &Ctx, which: Which) -> Outcome<Vec<MailTemplateVersion>> {
    let rows = queries::versions(ctx.db.read(), which.key()).await?;
    let authors = rows.iter().filter_map(|row| row.by).collect();
    let names: BTreeMap<_, _> = queries::names(ctx.db.read(), authors).await?;
    let current = rows.first().map(|row| row.version);
    let version = |row: Row| MailTemplateVersion {
        version: row.version,
        is_current: Some(row.version) == current,
        source: row.source,
        by: row.by.and_then(|id| names.get(&id).cloned()),
        at: row.at.utc(),
    };
    Ok(rows.into_iter().map(version).collect())
}

/// The mail as it would be with this template: invented facts, the house's own brand.
///
/// # Errors
/// `Fields` with what is wrong and in which line.
pub(super) fn preview(ctx: &Ctx, which: Which, text: MailTemplateText) -> Outcome<MailPreview> {
    let Rendered { subject, html, text, .. } = rendered(ctx, which, text)?;
    Ok(MailPreview { subject, html, text })
}

fn rendered(ctx: &Ctx, which: Which, text: MailTemplateText) -> Outcome<Rendered> {
    one_line(&text)?;
    let (kind, language) = which.key();
    let brand = brand(&ctx.program.at(ctx.now).program, &ctx.config);
    let sample = Mail::sample(kind, language).ok_or(TemplateTrouble::NotFound)?;
    Renderer::preview(&sample, language, &queries::template(text), &brand).map_err(wrong)
}

/// Sends the mail as it would be to whoever asks.
///
/// # Errors
/// `validation`; `not-found` where they have no address any more.
pub(super) async fn test(
    ctx: &Ctx,
    who: &Actor,
    which: Which,
    text: MailTemplateText,
) -> Result<TestMailOutcome, ApiError> {
    let rendered = rendered(ctx, which, text)?;
    let to = accounts::recipient(ctx.db.read(), who.user).await?.ok_or_else(ApiError::not_found)?;
    Ok(messages::try_out(ctx, rendered, (to.email, to.name)).await)
}

fn check(which: Which, text: &MailTemplateText) -> Outcome<()> {
    one_line(text)?;
    let (kind, language) = which.key();
    Renderer::check(kind, language, &queries::template(text.clone())).map_err(wrong)
}

/// Rendering would make one line of a subject; whoever wrote two meant something else.
fn one_line(text: &MailTemplateText) -> Outcome<()> {
    let error = |pointer: &str, code, detail: &str| {
        Err(TemplateTrouble::Fields(vec![FieldError {
            pointer: pointer.to_owned(),
            code,
            detail: detail.to_owned(),
        }]))
    };
    match text {
        MailTemplateText { subject, .. } if subject.trim().is_empty() => {
            error("/subject", Code::Required, Code::Required.detail())
        }
        MailTemplateText { subject, .. } if subject.contains(['\n', '\r']) => {
            error("/subject", Code::Characters, "A subject is one line: take out the line break.")
        }
        MailTemplateText { preheader, .. } if preheader.contains(['\n', '\r']) => {
            error("/preheader", Code::Characters, "This is one line: take out the line break.")
        }
        _ => Ok(()),
    }
}

/// Where it is wrong, and in which words the engine says so.
fn wrong(fault: TemplateFault) -> TemplateTrouble {
    let code = match &fault.error {
        TemplateError::TooLong | TemplateError::TooManyPieces => Code::TooLong,
        TemplateError::UnknownPiece(_) => Code::Unknown,
        TemplateError::Lacks(_) => Code::Required,
        TemplateError::Expression(reason) if reason.contains("undefined") => Code::Unknown,
        _ => Code::Type,
    };
    let part = match fault.part {
        TemplatePart::Subject => "/subject",
        TemplatePart::Preheader => "/preheader",
        TemplatePart::Mjml => "/mjml",
        TemplatePart::Text => "/text",
    };
    let said = fault.error.to_string();
    let detail = match fault.line {
        Some(line) => format!("Line {line}: {said}"),
        None => said,
    };
    TemplateTrouble::Fields(vec![FieldError { pointer: part.to_owned(), code, detail }])
}
