//! Saying how it was, and releasing what was said.

use chrono::{DateTime, Utc};
use magnetiq_domain::closing::{ClosingFacts, FEEDBACK};
use magnetiq_domain::lifecycle;
use magnetiq_entity::{JsonOf, registrations, sessions, testimonials, topics};
use magnetiq_shared::feedback::{
    Answered, AskedFeedback, FeedbackEntry, FeedbackForm, FeedbackQuestions, FeedbackResults, FeedbackWish,
    MOST_QUESTIONS, ReleasedTestimonial,
};
use magnetiq_shared::{Code, ProblemType, TranslatedText, fields};
use serde_json::json;
use uuid::Uuid;

use super::queries::{self, Row};
use crate::accounts::Actor;
use crate::audit::{self, Act};
use crate::crypto::LinkToken;
use crate::ctx::Ctx;
use crate::http::{ApiError, ApiResult, Checks, IfMatch};
use crate::registrations::RegistrationError;
use crate::registrations::queries::{self as people, status};
use crate::sessions::queries::title;

const WORDS: usize = 2_000;
const ANSWER: usize = 1_000;
const QUESTION: usize = 200;
const QUOTE: usize = 600;
const NAME: usize = 200;

/// Who says something, and of what.
pub(super) struct Case {
    pub person: registrations::Model,
    pub session: sessions::Model,
    topic: topics::Model,
    questions: Vec<TranslatedText>,
    given: Option<Row>,
}

impl Case {
    /// What the link leads to.
    ///
    /// # Errors
    /// `gone` where it leads nowhere any more, or the person has no place.
    pub(super) async fn find(ctx: &Ctx, link: &LinkToken) -> ApiResult<Self> {
        let conn = ctx.db.read();
        let person = people::find(conn, link.id).await?.filter(|row| {
            row.token_epoch == i32::from(link.epoch)
                && row.erased_at.is_none()
                && lifecycle::is_registered(status(row))
        });
        let person = person.ok_or(RegistrationError::Gone)?;
        let (session, topic) =
            queries::session(conn, person.session_id).await?.ok_or(RegistrationError::Gone)?;
        let questions = queries::asked(conn, session.id).await?.questions;
        let given = queries::of(conn, person.id).await?;
        Ok(Self { person, session, topic, questions, given })
    }

    /// Until when something can be said.
    pub(super) fn open_until(&self) -> DateTime<Utc> {
        self.session.ends_at.utc() + FEEDBACK
    }

    /// Whether something can be said now.
    pub(super) fn is_open(&self, now: DateTime<Utc>) -> bool {
        let facts = ClosingFacts {
            ends_at: self.session.ends_at.utc(),
            has_source: false,
            completed_at: None,
            expects_recording: false,
            has_recording: false,
        };
        facts.takes_feedback(now) && self.session.status != "cancelled"
    }

    /// The form.
    pub(super) fn form(&self) -> FeedbackForm {
        let given = self.given.as_ref().map(|row| FeedbackWish {
            rating: row.rating,
            text: row.text.clone(),
            answers: self
                .questions
                .iter()
                .map(|question| answer_to(&row.answers, question).unwrap_or_default())
                .collect(),
            may_quote: row.may_quote,
            shown_name: row.shown_name.clone(),
        });
        FeedbackForm {
            title: title(&self.session, &self.topic),
            questions: self.questions.clone(),
            given,
            open_until: self.open_until(),
        }
    }

    /// Takes what is said.
    ///
    /// # Errors
    /// `invalid-state` where it is too early or too late; `validation`.
    pub(super) async fn give(self, ctx: &Ctx, wish: FeedbackWish) -> ApiResult<()> {
        if !self.is_open(ctx.now) {
            let why = "feedback is taken from the session's end, for a month";
            return Err(ApiError::new(ProblemType::InvalidState).detail(why));
        }
        let mut checks = Checks::default();
        let answers = self.answers(&mut checks, &wish.answers);
        if !(1..=5).contains(&wish.rating) {
            checks.wrong("/rating", if wish.rating < 1 { Code::Required } else { Code::TooHigh });
        }
        let text = checks.keep("/text", fields::long_text(wish.text.as_deref(), WORDS));
        let shown_name =
            checks.keep("/shownName", fields::line(wish.shown_name.as_deref().unwrap_or_default(), NAME));
        checks.finish()?;
        let full_name = format!("{} {}", self.person.first_name, self.person.last_name);
        let row = Row {
            registration_id: self.person.id,
            session_id: self.session.id,
            rating: wish.rating,
            text,
            answers: JsonOf(answers),
            may_quote: wish.may_quote,
            shown_name: wish.may_quote.then_some(match shown_name.is_empty() {
                true => full_name,
                false => shown_name,
            }),
            given_at: self.given.as_ref().map_or(ctx.now.into(), |row| row.given_at),
            updated_at: ctx.now.into(),
        };
        let tx = ctx.db.begin().await?;
        // Sessions before registrations: who counts stars waits for whoever counts them, or moves people, now.
        people::lock_session(&tx, row.session_id).await?;
        let person = people::find(&tx, row.registration_id).await?;
        person.filter(|person| person.erased_at.is_none()).ok_or(RegistrationError::Gone)?;
        if !row.may_quote {
            queries::withdraw(&tx, row.registration_id).await?;
        }
        queries::save(&tx, row).await?;
        tx.commit().await?;
        ctx.program.refresh(ctx.db.read(), ctx.now).await?;
        Ok(())
    }

    fn answers(&self, checks: &mut Checks, given: &[String]) -> Vec<Answered> {
        if given.len() > self.questions.len() {
            checks.wrong("/answers", Code::TooLong);
        }
        let mut answers = Vec::new();
        for (at, (question, answer)) in self.questions.iter().zip(given).enumerate() {
            let answer = checks.keep(&format!("/answers/{at}"), fields::text(answer, ANSWER));
            if !answer.is_empty() {
                answers.push(Answered { question: question.clone(), answer });
            }
        }
        answers
    }
}

fn answer_to(answers: &[Answered], question: &TranslatedText) -> Option<String> {
    answers.iter().find(|one| one.question == *question).map(|one| one.answer.clone())
}

/// What people said of a session.
///
/// # Errors
/// `not-found`.
pub(super) async fn results(ctx: &Ctx, session: Uuid) -> ApiResult<FeedbackResults> {
    let conn = ctx.db.read();
    queries::session(conn, session).await?.ok_or_else(ApiError::not_found)?;
    let distribution = queries::stars(conn, session).await?;
    let count: u32 = distribution.iter().sum();
    let sum: u32 = (1..).zip(distribution).map(|(stars, people)| stars * people).sum();
    let entries = queries::entries(conn, session).await?;
    Ok(FeedbackResults {
        count,
        average: (count > 0).then(|| f64::from(sum) / f64::from(count)),
        distribution,
        asked: queries::asked(conn, session).await?,
        entries: entries.into_iter().map(|(row, person, released)| entry(row, &person, released)).collect(),
    })
}

fn entry(row: Row, person: &registrations::Model, released: Option<testimonials::Model>) -> FeedbackEntry {
    let role = [person.position.as_deref(), person.company.as_deref()];
    let role = role.into_iter().flatten().collect::<Vec<_>>().join(", ");
    FeedbackEntry {
        registration_id: row.registration_id,
        name: format!("{} {}", person.first_name, person.last_name),
        role: Some(role).filter(|role| !role.is_empty()),
        rating: u32::try_from(row.rating).unwrap_or_default(),
        text: row.text,
        answers: row.answers.0,
        may_quote: row.may_quote,
        shown_name: row.shown_name,
        given_at: row.given_at.utc(),
        testimonial: released.map(|row| ReleasedTestimonial {
            text: row.text.0,
            author: row.author,
            author_role: row.author_role,
        }),
    }
}

/// Sets what the form of a session asks.
///
/// # Errors
/// `not-found`, `validation`, `stale`.
pub(super) async fn ask(
    ctx: &Ctx,
    who: &Actor,
    session: Uuid,
    seen: IfMatch,
    wish: FeedbackQuestions,
) -> ApiResult<AskedFeedback> {
    let mut checks = Checks::default();
    if wish.questions.len() > MOST_QUESTIONS {
        checks.wrong("/questions", Code::TooLong);
    }
    let rule = |text: &str| fields::line(text, QUESTION);
    let questions: Vec<_> = wish
        .questions
        .iter()
        .enumerate()
        .map(|(at, question)| checks.texts(&format!("/questions/{at}"), question, rule))
        .collect();
    checks.finish()?;
    let tx = ctx.db.begin().await?;
    let (found, topic) = queries::session(&tx, session).await?.ok_or_else(ApiError::not_found)?;
    people::lock_session(&tx, session).await?;
    let before = queries::asked(&tx, session).await?;
    seen.check(before.version)?;
    let after = AskedFeedback { questions, version: before.version + 1 };
    queries::ask(&tx, session, &after).await?;
    let [from, to] = [&before, &after].map(|asked| json!({ "questions": asked.questions }));
    let told = Act::new("feedback.asked", session, title(&found, &topic).en).changed(&from, &to);
    audit::record(&tx, ctx, &who.author(), told).await?;
    tx.commit().await?;
    Ok(after)
}

/// Shows somebody's words to visitors, or changes how they are shown.
///
/// # Errors
/// `not-found` where nothing was said; `invalid-state` where the person does not allow it; `validation`.
pub(super) async fn release(
    ctx: &Ctx,
    who: &Actor,
    registration: Uuid,
    wish: ReleasedTestimonial,
) -> ApiResult<ReleasedTestimonial> {
    let mut checks = Checks::default();
    let clean = ReleasedTestimonial {
        text: checks.texts("/text", &wish.text, |text| fields::text(text, QUOTE)),
        author: checks.required("/author", fields::line(&wish.author, NAME)),
        author_role: checks.keep("/authorRole", fields::optional_line(wish.author_role.as_deref())),
    };
    checks.finish()?;
    let tx = ctx.db.begin().await?;
    let said = queries::of(&tx, registration).await?.ok_or_else(ApiError::not_found)?;
    if !said.may_quote {
        return Err(ApiError::new(ProblemType::InvalidState).detail("they did not allow to be quoted"));
    }
    let before = queries::testimonial(&tx, registration).await?;
    let row = testimonials::Model {
        id: before.as_ref().map_or_else(|| ctx.new_id(), |row| row.id),
        session_id: said.session_id,
        registration_id: Some(registration),
        text: clean.text.clone().into(),
        author: clean.author.clone(),
        author_role: clean.author_role.clone(),
        rating: Some(said.rating),
        released_at: Some(before.as_ref().and_then(|row| row.released_at).unwrap_or(ctx.now.into())),
        created_at: before.as_ref().map_or(ctx.now.into(), |row| row.created_at),
    };
    queries::release(&tx, row, before.is_none()).await?;
    note(&tx, ctx, who, ("testimonial.released", registration)).await?;
    tx.commit().await?;
    ctx.program.refresh(ctx.db.read(), ctx.now).await?;
    Ok(clean)
}

/// Takes somebody's words from the landing page, where they are there.
///
/// # Errors
/// What the database says.
pub(super) async fn withdraw(ctx: &Ctx, who: &Actor, registration: Uuid) -> ApiResult<()> {
    let tx = ctx.db.begin().await?;
    if queries::withdraw(&tx, registration).await? {
        note(&tx, ctx, who, ("testimonial.withdrawn", registration)).await?;
    }
    tx.commit().await?;
    ctx.program.refresh(ctx.db.read(), ctx.now).await?;
    Ok(())
}

async fn note(
    tx: &crate::db::Tx,
    ctx: &Ctx,
    who: &Actor,
    (action, registration): (&'static str, Uuid),
) -> ApiResult<()> {
    let person = people::find(tx, registration).await?.ok_or_else(ApiError::not_found)?;
    audit::record(tx, ctx, &who.author(), Act::new(action, registration, person.reference)).await?;
    Ok(())
}
