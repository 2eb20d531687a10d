//! `/certificates/{number}`: the page to which the code on a certificate leads, and its owner's below it, from which the
//! document is loaded.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use chrono_tz::Tz;
use magnetiq_domain::reference::certificate_number_typed;
use magnetiq_mail::localtime;
use magnetiq_shared::{Language, ProblemType, links};
use minijinja::{Value, context};

use super::queries::Found;
use super::routes::{document, find};
use super::service;
use crate::crypto::Purpose;
use crate::ctx::Ctx;
use crate::html;
use crate::http::{ApiError, ApiResult, Client, Limit};

/// The page's address.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/certificates/{number}", web::get().to(certificate))
        .route("/certificates/{number}/{token}", web::get().to(own))
        .route("/certificates/{number}/{token}/pdf", web::get().to(load));
}

async fn certificate(
    client: Client,
    ctx: Ctx,
    number: web::Path<String>,
    request: HttpRequest,
) -> ApiResult<HttpResponse> {
    ctx.limits.check(&ctx, Limit::Link, &client)?;
    show(&ctx, &request, find(&ctx, &number).await, &number, None)
}

async fn own(
    client: Client,
    ctx: Ctx,
    path: web::Path<(String, String)>,
    request: HttpRequest,
) -> ApiResult<HttpResponse> {
    ctx.limits.check(&ctx, Limit::Link, &client)?;
    let (number, token) = path.into_inner();
    let found = owned(&ctx, &number, &token).await;
    let document = format!("{}/pdf", links::own_certificate(&number, &token));
    show(&ctx, &request, found, &number, Some(document))
}

async fn load(
    client: Client,
    ctx: Ctx,
    path: web::Path<(String, String)>,
    request: HttpRequest,
) -> ApiResult<HttpResponse> {
    ctx.limits.check(&ctx, Limit::Link, &client)?;
    let (number, token) = path.into_inner();
    match owned(&ctx, &number, &token).await {
        Ok(found) if found.is_loadable() => document(&ctx, &found).await,
        found => show(&ctx, &request, found, &number, None),
    }
}

/// The certificate, for whoever has its owner's link.
async fn owned(ctx: &Ctx, number: &str, token: &str) -> ApiResult<Found> {
    let link = ctx.keys.read_link(token, Purpose::Certificate, ctx.now)?;
    let found = find(ctx, number).await?;
    let is_theirs = found.person.id == link.id && found.person.token_epoch == i32::from(link.epoch);
    if is_theirs { Ok(found) } else { Err(ApiError::not_found()) }
}

/// The page, with a button where there is a document to load.
fn show(
    ctx: &Ctx,
    request: &HttpRequest,
    found: ApiResult<Found>,
    number: &str,
    document: Option<String>,
) -> ApiResult<HttpResponse> {
    let language = html::browser_language(request);
    let words = Words::of(language);
    let number = certificate_number_typed(number);
    let document = document.filter(|_| found.as_ref().is_ok_and(Found::is_loadable));
    let (status, told) = match found {
        Ok(found) if found.is_valid() => (StatusCode::OK, valid(&found, language, words)),
        Ok(found) => (StatusCode::OK, told(words.revoked, "bad", words.revoked_text, &found.row.number)),
        Err(error) => match error.kind() {
            ProblemType::NotFound => {
                (StatusCode::NOT_FOUND, told(words.unknown, "warn", words.unknown_text, &number))
            }
            ProblemType::Gone | ProblemType::Unauthenticated => {
                (StatusCode::GONE, told(words.dead, "warn", words.dead_text, &number))
            }
            _ => return Err(error),
        },
    };
    let common = context! {
        lang => language.code(),
        home => links::overview(language),
        brand => ctx.program.at(ctx.now).program.settings.brand.name.clone(),
        number_label => words.number,
        all => words.all,
        document,
        load => words.load,
    };
    html::page(status, "certificate.html", context! { ..told, ..common })
}

fn told(title: &str, tone: &str, message: &str, number: &str) -> Value {
    context! { title, tone, sign => "alert", message, number, facts => Vec::<Value>::new() }
}

fn valid(found: &Found, language: Language, words: &Words) -> Value {
    let shown = service::verified(found);
    let zone: Tz = found.session.timezone.parse().unwrap_or(Tz::UTC);
    let fact = |label: &str, text: String| context! { label, text };
    let minutes = shown.minutes.unwrap_or_default();
    let facts = vec![
        fact(words.name, shown.name.unwrap_or_default()),
        fact(words.session, shown.title.map(|title| title.get(language).to_owned()).unwrap_or_default()),
        fact(words.date, localtime::date(found.session.starts_at.utc(), zone, language)),
        fact(words.duration, format!("{minutes} {}", words.minutes)),
        fact(words.speaker, shown.speaker.unwrap_or_default()),
        fact(words.issued, localtime::date(shown.issued_at, zone, language)),
    ];
    context! {
        title => words.valid, tone => "good", sign => "check", message => words.valid_text, number => shown.number, facts,
    }
}

/// What the page says.
struct Words {
    valid: &'static str,
    valid_text: &'static str,
    revoked: &'static str,
    revoked_text: &'static str,
    unknown: &'static str,
    unknown_text: &'static str,
    number: &'static str,
    name: &'static str,
    session: &'static str,
    date: &'static str,
    duration: &'static str,
    minutes: &'static str,
    speaker: &'static str,
    issued: &'static str,
    all: &'static str,
    dead: &'static str,
    dead_text: &'static str,
    load: &'static str,
}

impl Words {
    fn of(language: Language) -> &'static Self {
        match language {
            Language::En => &ENGLISH,
            Language::De => &GERMAN,
        }
    }
}

const ENGLISH: Words = Words {
    valid: "This certificate is genuine",
    valid_text: "We issued it, and it stands. Compare name and date with what you were shown.",
    revoked: "This certificate was revoked",
    revoked_text: "We issued it once, but it does not stand any more.",
    unknown: "We don’t know this certificate",
    unknown_text: "We issued none with this number, or its owner had their data deleted. Check that the number is complete.",
    number: "Certificate no.",
    name: "Name",
    session: "Webinar",
    date: "Date",
    duration: "Duration",
    minutes: "minutes",
    speaker: "Speaker",
    issued: "Issued",
    all: "All webinars",
    dead: "This link doesn’t work any more",
    dead_text: "It is incomplete, or too old. The newest mail with your certificate has one that works.",
    load: "Load the certificate (PDF)",
};

const GERMAN: Words = Words {
    valid: "Diese Teilnahmebestätigung ist echt",
    valid_text: "Sie wurde von uns ausgestellt und ist gültig. Vergleichen Sie Namen und Datum mit dem, was Ihnen vorliegt.",
    revoked: "Diese Teilnahmebestätigung wurde widerrufen",
    revoked_text: "Sie wurde von uns ausgestellt, ist aber nicht mehr gültig.",
    unknown: "Diese Teilnahmebestätigung kennen wir nicht",
    unknown_text: "Unter dieser Nummer haben wir keine ausgestellt, oder die Person hat ihre Daten löschen lassen. Prüfen Sie, ob die Nummer vollständig ist.",
    number: "Zertifikat Nr.",
    name: "Name",
    session: "Webinar",
    date: "Datum",
    duration: "Dauer",
    minutes: "Minuten",
    speaker: "Referent/in",
    issued: "Ausgestellt",
    all: "Alle Webinare",
    dead: "Dieser Link funktioniert nicht mehr",
    dead_text: "Er ist unvollständig oder zu alt. In der neuesten Mail mit Ihrer Teilnahmebestätigung finden Sie einen gültigen.",
    load: "Teilnahmebestätigung laden (PDF)",
};
