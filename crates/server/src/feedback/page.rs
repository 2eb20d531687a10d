//! `/feedback/{token}`: the form as a page that needs no script.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use magnetiq_mail::localtime;
use magnetiq_shared::feedback::{FeedbackForm, FeedbackWish, MOST_QUESTIONS};
use magnetiq_shared::{Code, FieldError, Language, ProblemType, links};
use minijinja::{Value, context};

use super::service::Case;
use crate::crypto::Purpose;
use crate::ctx::Ctx;
use crate::html;
use crate::http::{ApiError, ApiResult, Client, Limit, read_body};

/// The largest form, in bytes.
const FORM_MAX: usize = 64 * 1024;

/// The page's address.
pub fn routes(config: &mut web::ServiceConfig) {
    config.route("/feedback/{token}", web::get().to(show)).route("/feedback/{token}", web::post().to(take));
}

async fn show(
    client: Client,
    ctx: Ctx,
    token: web::Path<String>,
    request: HttpRequest,
) -> ApiResult<HttpResponse> {
    ctx.limits.check(&ctx, Limit::Link, &client)?;
    let chosen = form_urlencoded::parse(request.query_string().as_bytes())
        .find(|(name, _)| name == "rating")
        .and_then(|(_, stars)| stars.parse().ok());
    match find(&ctx, &token).await {
        Ok(case) => {
            let mut form = case.form();
            if let Some(stars) = chosen.filter(|stars| (1..=5).contains(stars)) {
                form.given.get_or_insert_default().rating = stars;
            }
            draw(&ctx, &case, form, &[], false)
        }
        Err(error) => dead_link(&ctx, error, html::browser_language(&request)),
    }
}

async fn take(
    client: Client,
    ctx: Ctx,
    token: web::Path<String>,
    request: HttpRequest,
    payload: web::Payload,
) -> ApiResult<HttpResponse> {
    ctx.limits.check(&ctx, Limit::Link, &client)?;
    let body = read_body(payload, FORM_MAX).await?;
    let case = match find(&ctx, &token).await {
        Ok(case) => case,
        Err(error) => return dead_link(&ctx, error, html::browser_language(&request)),
    };
    let wish = read(&body, case.form().questions.len());
    let typed = FeedbackForm { given: Some(wish.clone()), ..case.form() };
    match case.give(&ctx, wish).await {
        Ok(()) => {
            let case = find(&ctx, &token).await?;
            let form = case.form();
            draw(&ctx, &case, form, &[], true)
        }
        Err(error) if error.kind() == ProblemType::Validation => {
            let wrong = error.problem("").errors;
            let case = find(&ctx, &token).await?;
            draw(&ctx, &case, typed, &wrong, false)
        }
        Err(error) if error.kind() == ProblemType::InvalidState => {
            let case = find(&ctx, &token).await?;
            let form = case.form();
            draw(&ctx, &case, form, &[], false)
        }
        Err(error) => Err(error),
    }
}

async fn find(ctx: &Ctx, token: &str) -> ApiResult<Case> {
    let link = ctx.keys.read_link(token, Purpose::Feedback, ctx.now)?;
    Case::find(ctx, &link).await
}

/// What was typed; what is no field of ours is left out.
fn read(body: &[u8], questions: usize) -> FeedbackWish {
    let mut wish = FeedbackWish { answers: vec![String::new(); questions], ..FeedbackWish::default() };
    for (name, value) in form_urlencoded::parse(body) {
        match &*name {
            "rating" => wish.rating = value.parse().unwrap_or_default(),
            "text" => wish.text = Some(value.into_owned()),
            "mayQuote" => wish.may_quote = true,
            "shownName" => wish.shown_name = Some(value.into_owned()),
            other => {
                let at = other.strip_prefix("answer").and_then(|at| at.parse::<usize>().ok());
                if let Some(answer) =
                    at.filter(|at| *at < MOST_QUESTIONS).and_then(|at| wish.answers.get_mut(at))
                {
                    *answer = value.into_owned();
                }
            }
        }
    }
    wish
}

fn draw(
    ctx: &Ctx,
    case: &Case,
    form: FeedbackForm,
    wrong: &[FieldError],
    saved: bool,
) -> ApiResult<HttpResponse> {
    let language: Language = case.person.language.parse().unwrap_or_default();
    let words = Words::of(language);
    let given = form.given.unwrap_or_default();
    let error = |pointer: &str| {
        let found = wrong.iter().find(|error| error.pointer == pointer);
        found.map(|error| if error.code == Code::Required { words.choose } else { words.too_long })
    };
    let questions: Vec<Value> = form
        .questions
        .iter()
        .enumerate()
        .map(|(at, question)| {
            let answer = given.answers.get(at).cloned().unwrap_or_default();
            context! { question => question.get(language), answer, error => error(&format!("/answers/{at}")) }
        })
        .collect();
    let zone = case.person.timezone.parse().unwrap_or(chrono_tz::Tz::UTC);
    let is_open = case.is_open(ctx.now);
    let is_early = ctx.now < case.session.ends_at.utc();
    let full_name = format!("{} {}", case.person.first_name, case.person.last_name);
    let status = if wrong.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    html::page(
        status,
        "feedback.html",
        context! {
            lang => language.code(),
            home => links::overview(language),
            brand => ctx.program.at(ctx.now).program.settings.brand.name.clone(),
            heading => words.heading,
            title => form.title.get(language),
            is_open,
            closed => if is_early { words.early } else { words.late },
            saved => saved.then_some(words.saved),
            until => format!("{} {}", words.until, localtime::date(form.open_until, zone, language)),
            rating => given.rating,
            stars => (1..=5).map(|stars| context! { stars, label => words.stars(stars) }).collect::<Vec<_>>(),
            rating_label => words.rating, rating_error => error("/rating"),
            text => given.text, text_label => words.text, text_error => error("/text"),
            questions,
            may_quote => given.may_quote, quote_label => words.quote,
            shown_name => given.shown_name.unwrap_or(full_name), name_label => words.name,
            name_error => error("/shownName"),
            send => words.send,
            landing => links::landing(language, &case.session.slug), about => words.about,
        },
    )
}

fn dead_link(ctx: &Ctx, error: ApiError, language: Language) -> ApiResult<HttpResponse> {
    if !matches!(error.kind(), ProblemType::Gone | ProblemType::Unauthenticated) {
        return Err(error);
    }
    let words = Words::of(language);
    html::page(
        StatusCode::GONE,
        "join.html",
        context! {
            lang => language.code(),
            home => links::overview(language),
            brand => ctx.program.at(ctx.now).program.settings.brand.name.clone(),
            title => words.dead_title, tone => "warn", sign => "alert", message => words.dead,
            landing => links::overview(language), about => words.all,
        },
    )
}

/// What the page says.
struct Words {
    heading: &'static str,
    rating: &'static str,
    star: &'static str,
    star_more: &'static str,
    choose: &'static str,
    too_long: &'static str,
    text: &'static str,
    quote: &'static str,
    name: &'static str,
    send: &'static str,
    saved: &'static str,
    until: &'static str,
    early: &'static str,
    late: &'static str,
    about: &'static str,
    dead_title: &'static str,
    dead: &'static str,
    all: &'static str,
}

impl Words {
    fn of(language: Language) -> &'static Self {
        match language {
            Language::En => &ENGLISH,
            Language::De => &GERMAN,
        }
    }

    fn stars(&self, stars: u32) -> String {
        format!("{stars} {}", if stars == 1 { self.star } else { self.star_more })
    }
}

const ENGLISH: Words = Words {
    heading: "How was it?",
    rating: "Your rating",
    star: "star",
    star_more: "stars",
    choose: "Please choose one to five stars.",
    too_long: "This is too long.",
    text: "What was good, and what should we do better? (optional)",
    quote: "You may quote me: my words may be shown on your website.",
    name: "Name shown with the quote",
    send: "Send",
    saved: "Thank you! Your feedback is saved.",
    until: "You can change it until",
    early: "The webinar is not over yet. Come back afterwards.",
    late: "Feedback was taken for a month after the webinar. Thank you for coming back.",
    about: "About this webinar",
    dead_title: "This link doesn’t work any more",
    dead: "Perhaps it was not copied whole, or the registration no longer exists. Use the link in your newest mail from us.",
    all: "All webinars",
};

const GERMAN: Words = Words {
    heading: "Wie war es?",
    rating: "Ihre Bewertung",
    star: "Stern",
    star_more: "Sterne",
    choose: "Bitte wählen Sie einen bis fünf Sterne.",
    too_long: "Das ist zu lang.",
    text: "Was war gut, und was sollen wir besser machen? (freiwillig)",
    quote: "Sie dürfen mich zitieren: Meine Worte dürfen auf Ihrer Website stehen.",
    name: "Name beim Zitat",
    send: "Absenden",
    saved: "Vielen Dank! Ihre Rückmeldung ist gespeichert.",
    until: "Sie können sie ändern bis",
    early: "Das Webinar ist noch nicht vorbei. Kommen Sie danach wieder.",
    late: "Rückmeldungen waren bis einen Monat nach dem Webinar möglich. Danke, dass Sie noch einmal da sind.",
    about: "Zu diesem Webinar",
    dead_title: "Dieser Link funktioniert nicht mehr",
    dead: "Vielleicht wurde er nicht ganz kopiert, oder die Anmeldung gibt es nicht mehr. Nehmen Sie den Link aus unserer neuesten E-Mail an Sie.",
    all: "Alle Webinare",
};
