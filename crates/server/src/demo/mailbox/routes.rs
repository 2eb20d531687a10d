//! The mailbox's pages.

use actix_web::http::StatusCode;
use actix_web::http::header::{
    CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HeaderValue,
};
use actix_web::{HttpResponse, web};
use chrono::{DateTime, Datelike, Utc};
use chrono_tz::Tz;
use magnetiq_mail::localtime;
use magnetiq_shared::Language;
use minijinja::{Value, context};
use serde::Deserialize;
use serde_json::json;

use super::folder;
use super::letter::{Attached, Letter};
use crate::ctx::Ctx;
use crate::demo::queries;
use crate::html;
use crate::http::{ApiError, ApiResult, Query};

/// The page of one mail shows its HTML in a frame.
const MAIL_POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self' data:; frame-src 'self'; \
     form-action 'none'; base-uri 'none'; frame-ancestors 'none'";
/// A mail brings its own styles and pictures. It runs nothing, sends nothing, and reads nothing of ours.
const HTML_POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src data: https: http:; \
     form-action 'none'; frame-ancestors 'self'; sandbox allow-top-navigation-by-user-activation allow-popups \
     allow-popups-to-escape-sandbox";

/// `/dev/mailbox` and what is below it, and `/dev/mailbox.json`.
pub fn mailbox_routes(config: &mut web::ServiceConfig) {
    config
        .route("/dev/mailbox", web::get().to(mailbox))
        .route("/dev/mailbox.json", web::get().to(mailbox_json))
        .route("/dev/mailbox/{name}", web::get().to(mail))
        .route("/dev/mailbox/{name}/html", web::get().to(mail_html))
        .route("/dev/mailbox/{name}/attachments/{number}", web::get().to(attachment));
}

/// The newest mails, the last one first.
async fn letters(ctx: &Ctx) -> ApiResult<Vec<Letter>> {
    let folder = ctx.config.mail_dir();
    let mut letters = Vec::new();
    for name in folder::newest(&folder).await.map_err(ApiError::internal)? {
        // One that was deleted meanwhile is not there.
        if let Some(bytes) = folder::read(&folder, &name).await.map_err(ApiError::internal)? {
            letters.push(Letter::read(&name, &bytes));
        }
    }
    Ok(letters)
}

async fn letter(ctx: &Ctx, name: &str) -> ApiResult<Letter> {
    let bytes = folder::read(&ctx.config.mail_dir(), name).await.map_err(ApiError::internal)?;
    bytes.map(|bytes| Letter::read(name, &bytes)).ok_or_else(ApiError::not_found)
}

async fn mailbox(ctx: Ctx) -> ApiResult<HttpResponse> {
    let letters = letters(&ctx).await?;
    let ids = letters.iter().map(|letter| letter.message_id.clone()).collect();
    let kinds = queries::mail_kinds(ctx.db.read(), ids).await?;
    let rows: Vec<Value> = letters
        .iter()
        .map(|letter| {
            context! {
                name => &letter.name, to => &letter.to, to_name => &letter.to_name, subject => &letter.subject,
                kind => kinds.get(&letter.message_id).map(|kind| readable(kind)),
                initials => initials(letter),
                time => letter.date.map(|at| short_time(at, ctx.now)),
                date => letter.date.map(|at| at.to_rfc3339()),
                files => letter.attachments.len(),
            }
        })
        .collect();
    html::page(
        StatusCode::OK,
        "mailbox.html",
        context! { title => "Mailbox", mails => rows, most => folder::MAX_MAILS },
    )
}

async fn mailbox_json(ctx: Ctx) -> ApiResult<HttpResponse> {
    let letters = letters(&ctx).await?;
    let ids = letters.iter().map(|letter| letter.message_id.clone()).collect();
    let kinds = queries::mail_kinds(ctx.db.read(), ids).await?;
    let mails: Vec<_> = letters
        .iter()
        .map(|letter| {
            json!({
                "name": letter.name, "to": letter.to, "subject": letter.subject,
                "date": letter.date.map(|at| at.to_rfc3339()), "messageId": letter.message_id,
                "kind": kinds.get(&letter.message_id), "links": letter.links, "text": letter.text,
            })
        })
        .collect();
    Ok(HttpResponse::Ok().insert_header((CACHE_CONTROL, "no-store")).json(mails))
}

/// What of a mail is shown.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
enum View {
    Html,
    Text,
    Headers,
}

impl View {
    const fn word(self) -> &'static str {
        match self {
            Self::Html => "html",
            Self::Text => "text",
            Self::Headers => "headers",
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Shown {
    view: Option<View>,
}

async fn mail(ctx: Ctx, name: web::Path<String>, shown: Query<Shown>) -> ApiResult<HttpResponse> {
    let letter = letter(&ctx, &name).await?;
    let usual = if letter.html.is_some() { View::Html } else { View::Text };
    let files: Vec<Value> = letter
        .attachments
        .iter()
        .map(|file| context! { name => &file.file_name, kind => &file.content_type, size => size(file.bytes.len()) })
        .collect();
    let moment = letter.date.map(|at| localtime::moment(at, Tz::UTC, Language::En));
    let values = context! {
        title => &letter.subject,
        name => &letter.name, to => &letter.to, to_name => &letter.to_name, from => &letter.from,
        from_name => &letter.from_name, reply_to => &letter.reply_to, initials => initials(&letter),
        date => letter.date.map(|at| at.to_rfc3339()), moment,
        has_html => letter.html.is_some(), text => pieces(&letter), headers => &letter.headers, files,
        view => shown.0.view.unwrap_or(usual).word(),
    };
    let mut page = html::page(StatusCode::OK, "mail.html", values)?;
    page.headers_mut().insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(MAIL_POLICY));
    Ok(page)
}

async fn mail_html(ctx: Ctx, name: web::Path<String>) -> ApiResult<HttpResponse> {
    let html = letter(&ctx, &name).await?.framed_html().ok_or_else(ApiError::not_found)?;
    Ok(HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, "text/html; charset=utf-8"))
        .insert_header((CONTENT_SECURITY_POLICY, HTML_POLICY))
        .insert_header((CACHE_CONTROL, "no-store"))
        .body(html))
}

/// A file that came with a mail, counted from 1. Always a download: nothing of it is shown under our address.
async fn attachment(ctx: Ctx, path: web::Path<(String, usize)>) -> ApiResult<HttpResponse> {
    let (name, number) = path.into_inner();
    let mut files = letter(&ctx, &name).await?.attachments;
    let index = number.checked_sub(1).filter(|index| *index < files.len()).ok_or_else(ApiError::not_found)?;
    let Attached { file_name, content_type, bytes } = files.swap_remove(index);
    let plain = |c: char| if c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_') { c } else { '_' };
    let file_name: String = file_name.chars().map(plain).collect();
    Ok(HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, content_type))
        .insert_header((CONTENT_DISPOSITION, format!("attachment; filename=\"{file_name}\"")))
        .insert_header((CACHE_CONTROL, "no-store"))
        .body(bytes))
}

/// The text in pieces, each a link or not.
fn pieces(letter: &Letter) -> Vec<Value> {
    let mut pieces = Vec::new();
    let mut rest = letter.text.as_str();
    for link in &letter.links {
        let Some(at) = rest.find(link.as_str()) else { continue };
        pieces.push(context! { text => &rest[..at] });
        pieces.push(context! { text => link, link => true });
        rest = &rest[at + link.len()..];
    }
    pieces.push(context! { text => rest });
    pieces
}

/// The first letters of the recipient's names, or of the address.
fn initials(letter: &Letter) -> String {
    let names: String =
        letter.to_name.split_whitespace().filter_map(|word| word.chars().next()).take(2).collect();
    let source = if names.is_empty() { letter.to.chars().take(1).collect() } else { names };
    source.to_uppercase()
}

/// `place_offered` as people read it: `Place offered`.
fn readable(kind: &str) -> String {
    let spaced = kind.replace(['_', '-'], " ");
    let mut letters = spaced.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// The clock today, else the day.
fn short_time(at: DateTime<Utc>, now: DateTime<Utc>) -> String {
    let format = match () {
        () if at.date_naive() == now.date_naive() => "%H:%M UTC",
        () if at.year() == now.year() => "%-d %b, %H:%M",
        () => "%-d %b %Y",
    };
    at.format(format).to_string()
}

fn size(bytes: usize) -> String {
    if bytes < 1024 { format!("{bytes} bytes") } else { format!("{} KB", bytes.div_ceil(1024)) }
}
