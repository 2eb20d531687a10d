//! The page behind a calendar entry's link.

use actix_web::http::StatusCode;
use actix_web::http::header::{CACHE_CONTROL, LOCATION};
use actix_web::{HttpRequest, HttpResponse, web};
use chrono_tz::Tz;
use magnetiq_domain::lifecycle;
use magnetiq_domain::session::DOORS;
use magnetiq_mail::localtime;
use magnetiq_shared::sessions::SessionStatus;
use magnetiq_shared::{Language, ProblemType, links};
use minijinja::context;

use super::queries;
use super::words::Words;
use crate::crypto::Purpose;
use crate::ctx::Ctx;
use crate::html;
use crate::http::{ApiResult, Client, Limit};
use crate::registrations::RegistrationError;
use crate::registrations::queries::{self as rows, status};

/// After how many seconds the page looks again, at most.
const LOOK_AGAIN: i64 = 60;

/// The slice's routes.
pub fn routes(config: &mut web::ServiceConfig) {
    config.route("/join/{token}", web::get().to(join));
}

async fn join(
    client: Client,
    ctx: Ctx,
    token: web::Path<String>,
    request: HttpRequest,
) -> ApiResult<HttpResponse> {
    match enter(&ctx, &token).await {
        // People come here from their calendars: they get a page, not a document for programs. Only links that lead
        // nowhere are counted: a whole office waits behind one address, and each page looks again each minute.
        Err(error) if matches!(error.kind(), ProblemType::Gone | ProblemType::Unauthenticated) => {
            ctx.limits.check(&ctx, Limit::Link, &client)?;
            dead_link(&ctx, html::browser_language(&request))
        }
        answer => answer,
    }
}

async fn enter(ctx: &Ctx, token: &str) -> ApiResult<HttpResponse> {
    let link = ctx.keys.read_link(token, Purpose::Join, ctx.now)?;
    let row = rows::find(ctx.db.read(), link.id).await?.ok_or(RegistrationError::Gone)?;
    if row.token_epoch != i32::from(link.epoch) || row.erased_at.is_some() {
        return Err(RegistrationError::Gone.into());
    }
    let snapshot = ctx.program.at(ctx.now);
    let session = snapshot.program.session(row.session_id).ok_or(RegistrationError::Gone)?;
    let language: Language = row.language.parse().unwrap_or_default();
    let meeting = queries::meeting(ctx.db.read(), row.session_id).await?;
    let doors_open = ctx.now >= session.facts.starts_at - DOORS;
    let words = Words::of(language);
    let say = match session.facts.status_at(ctx.now) {
        SessionStatus::Cancelled => Say::plain("bad", "alert", words.cancelled),
        _ if !lifecycle::is_registered(status(&row)) => Say::plain("warn", "alert", words.no_place),
        SessionStatus::Completed => match meeting.recording_for(&row) {
            Some(url) => Say { link: Some(url), ..Say::plain("", "video", words.recording) },
            None => Say::plain("good", "check", words.over),
        },
        _ if doors_open => match meeting.url {
            Some(url) => {
                queries::joined(ctx, &row).await?;
                return Ok(HttpResponse::SeeOther()
                    .insert_header((LOCATION, url))
                    .insert_header((CACHE_CONTROL, "no-store"))
                    .finish());
            }
            None => Say { waiting: true, ..Say::plain("", "clock", words.no_link_yet) },
        },
        _ => Say { waiting: true, ..Say::plain("", "clock", words.early) },
    };
    let doors = session.facts.starts_at - DOORS;
    let left = (say.waiting && !doors_open).then(|| words.until(doors - ctx.now));
    let zone: Tz = row.timezone.parse().unwrap_or(session.content.timezone);
    let starts_at = session.facts.starts_at;
    let (month, day) = localtime::leaf(starts_at, zone, language);
    html::page(
        StatusCode::OK,
        "join.html",
        context! {
            lang => language.code(),
            home => links::overview(language),
            brand => snapshot.program.settings.brand.name.clone(),
            title => session.content.title.get(language),
            starts_at => starts_at.to_rfc3339(),
            month,
            day,
            date => localtime::date(starts_at, zone, language),
            time => localtime::time_range(starts_at, session.content.duration_minutes, zone, language),
            waiting => say.waiting,
            look_again => if doors_open { LOOK_AGAIN } else { (doors - ctx.now).num_seconds().clamp(5, LOOK_AGAIN) },
            left_words => words.doors,
            left,
            tone => say.tone,
            sign => say.sign,
            message => say.message,
            link => say.link,
            label => words.watch,
            landing => links::landing(language, &session.content.slug),
            about => words.about,
        },
    )
}

/// What the page tells somebody who does not get in.
struct Say {
    tone: &'static str,
    /// Which icon.
    sign: &'static str,
    message: &'static str,
    link: Option<String>,
    /// Whether the page looks again.
    waiting: bool,
}

impl Say {
    fn plain(tone: &'static str, sign: &'static str, message: &'static str) -> Self {
        Self { tone, sign, message, link: None, waiting: false }
    }
}

fn dead_link(ctx: &Ctx, language: Language) -> ApiResult<HttpResponse> {
    let words = Words::of(language);
    html::page(
        StatusCode::GONE,
        "join.html",
        context! {
            lang => language.code(),
            home => links::overview(language),
            brand => ctx.program.at(ctx.now).program.settings.brand.name.clone(),
            title => words.dead_title,
            tone => "warn",
            sign => "alert",
            message => words.dead,
            landing => links::overview(language),
            about => words.all,
        },
    )
}
