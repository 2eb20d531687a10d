//! `/certificates/{number}`: the page to which the code on a certificate leads.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use chrono_tz::Tz;
use magnetiq_domain::reference::certificate_number_typed;
use magnetiq_mail::localtime;
use magnetiq_shared::{Language, ProblemType, links};
use minijinja::{Value, context};

use super::queries::Found;
use super::routes::find;
use super::service;
use crate::ctx::Ctx;
use crate::html;
use crate::http::{ApiResult, Client, Limit};

/// The page's address.
pub fn routes(config: &mut web::ServiceConfig) {
    config.route("/certificates/{number}", web::get().to(certificate));
}

async fn certificate(
    client: Client,
    ctx: Ctx,
    number: web::Path<String>,
    request: HttpRequest,
) -> ApiResult<HttpResponse> {
    ctx.limits.check(&ctx, Limit::Link, &client)?;
    let language = html::browser_language(&request);
    let words = Words::of(language);
    let (status, told) = match find(&ctx, &number).await {
        Ok(found) if found.is_valid() => (StatusCode::OK, valid(&found, language, words)),
        Ok(found) => (StatusCode::OK, told(words.revoked, "bad", words.revoked_text, &found.row.number)),
        Err(error) if error.kind() == ProblemType::NotFound => {
            let number = certificate_number_typed(&number);
            (StatusCode::NOT_FOUND, told(words.unknown, "warn", words.unknown_text, &number))
        }
        Err(error) => return Err(error),
    };
    let common = context! {
        lang => language.code(),
        home => links::overview(language),
        brand => ctx.program.at(ctx.now).program.settings.brand.name.clone(),
        number_label => words.number,
        all => words.all,
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
};
