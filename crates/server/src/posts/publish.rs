//! Publishing one post: what is written down before the network is called, and what came of it after.

use chrono::{DateTime, Utc};
use magnetiq_domain::posts::{self, Post, Publication};
use magnetiq_entity::post_publications::Part;
use magnetiq_integrations::social::SocialError;
use magnetiq_jobs::{Claimed, JobError, backoff};
use magnetiq_shared::links;
use magnetiq_shared::sessions::SessionStatus;

use super::jobs::Wanted;
use super::queries::{self, Outcome, Row};
use super::{look, service};
use crate::audit::{self, Act, Author};
use crate::ctx::Ctx;
use crate::db::Error;
use crate::integrations::networks::{self, Access, NewPost, NoAccess};
use crate::sessions::Session;

/// Publishes what is wanted, as far as it still is.
///
/// # Errors
/// Says when to come again.
pub(super) async fn run(ctx: &Ctx, job: &Claimed, wanted: &Wanted) -> Result<(), JobError> {
    let Some(row) = queries::publication(ctx.db.read(), wanted).await? else { return Ok(()) };
    match Publication::of(&row.state) {
        Some(Publication::Queued) => {}
        // Whoever called the network died, or is long cut off: the post may be there.
        Some(Publication::Publishing) => {
            return Ok(
                end(ctx, wanted, "post.unclear", Outcome::unclear("the program ended amid the call")).await?
            );
        }
        _ => return Ok(()),
    }
    // Nobody posts about what was called off a second ago.
    ctx.program.refresh(ctx.db.read(), ctx.now).await?;
    let snapshot = ctx.program.at(ctx.now);
    let about = snapshot.program.session(wanted.session).zip(Post::of(&wanted.key));
    let Some((session, post)) = about else { return Ok(give_up(ctx, wanted, &row).await?) };
    let until = last_moment(session, post, &row);
    if !is_wanted(ctx, session, post, &row).await? {
        return Ok(give_up(ctx, wanted, &row).await?);
    }
    let work = Work { ctx, job, wanted, session, post, until };
    work.publish(row).await
}

/// Until when it may go out: as long as staff asked for it themselves, whenever it can.
fn last_moment(session: &Session, post: Post, row: &Row) -> Option<DateTime<Utc>> {
    let due = look::due(session, post);
    row.asked_by.is_none().then(|| posts::in_time_until(post.occasion, due))
}

async fn is_wanted(ctx: &Ctx, session: &Session, post: Post, row: &Row) -> Result<bool, Error> {
    if session.facts.status_at(ctx.now) == SessionStatus::Cancelled {
        return Ok(false);
    }
    let acted = queries::kept(ctx.db.read(), std::iter::once(session.content.id)).await?;
    if acted.get(&(session.content.id, post.key())).is_some_and(|kept| kept.state.is_some()) {
        return Ok(false);
    }
    let due = look::due(session, post);
    // What went out in part goes on; what was moved to another time waits for that.
    let has_begun = row.parts.iter().any(|part| part.id.is_some());
    Ok(row.asked_by.is_some()
        || has_begun
        || (due <= ctx.now && ctx.now < posts::in_time_until(post.occasion, due)))
}

/// It is not wanted any more: as if it had never been queued, unless a part of it is there.
async fn give_up(ctx: &Ctx, wanted: &Wanted, row: &Row) -> Result<(), Error> {
    if row.parts.iter().any(|part| part.id.is_some()) {
        let outcome = Outcome::failed("it was left out while only a part of it was there");
        return end(ctx, wanted, "post.failed", outcome).await;
    }
    let tx = ctx.db.begin().await?;
    queries::unqueue(&tx, wanted).await?;
    tx.commit().await
}

/// Writes down what came of it.
async fn end(ctx: &Ctx, wanted: &Wanted, action: &'static str, outcome: Outcome) -> Result<(), Error> {
    let ctx = &Ctx::new(ctx.app());
    let tx = ctx.db.begin().await?;
    let why = outcome.problem.clone().or_else(|| outcome.address.clone());
    if queries::settle(&tx, wanted, outcome, ctx.now).await? {
        let name = service::named(ctx, wanted.session, &wanted.key);
        let told = serde_json::json!({ "outcome": why });
        let act = Act::new(action, wanted.session, name).changed(&serde_json::json!({}), &told);
        audit::record(&tx, ctx, &Author::system(), act).await?;
    }
    tx.commit().await
}

/// A post that is to be published now.
struct Work<'a> {
    ctx: &'a Ctx,
    job: &'a Claimed,
    wanted: &'a Wanted,
    session: &'a Session,
    post: Post,
    until: Option<DateTime<Utc>>,
}

impl Work<'_> {
    async fn publish(&self, row: Row) -> Result<(), JobError> {
        let mut parts = self.parts(&row).await?;
        let mut access = match networks::access(self.ctx, self.post.network, None).await {
            Ok(access) => access,
            Err(error) => return self.no_access(error).await,
        };
        let mut is_renewed = false;
        while let Some(at) = parts.iter().position(|part| part.id.is_none()) {
            if !queries::begin(self.ctx, self.wanted, &parts).await? {
                // Staff took it back, or another process has it.
                return Ok(());
            }
            match self.call(&access, &parts, at).await {
                Ok(id) => {
                    parts[at].id = Some(id);
                    let address = parts[0].id.as_deref().map(|id| access.seen_at(id));
                    if parts.iter().any(|part| part.id.is_none()) {
                        queries::note(self.ctx, self.wanted, &parts, address).await?;
                    } else {
                        let outcome = Outcome::published(parts, address.unwrap_or_default());
                        return Ok(end(self.ctx, self.wanted, "post.published", outcome).await?);
                    }
                }
                // The token may have ended before its time; the next one may do.
                Err(SocialError::Unauthorized) if !is_renewed => {
                    is_renewed = true;
                    queries::back(self.ctx, self.wanted, None).await?;
                    access = match networks::access(self.ctx, self.post.network, Some(access.token())).await {
                        Ok(access) => access,
                        Err(error) => return self.no_access(error).await,
                    };
                }
                Err(error) => return self.came_to_nothing(error).await,
            }
        }
        Ok(())
    }

    /// The posts of its thread: those that were begun, else what it says now.
    async fn parts(&self, row: &Row) -> Result<Vec<Part>, Error> {
        if row.parts.iter().any(|part| part.id.is_some()) {
            return Ok(row.parts.0.clone());
        }
        let texts = look::texts(self.ctx, self.session, self.post).await?;
        Ok(texts.into_iter().map(|text| Part { text, id: None }).collect())
    }

    async fn call(&self, access: &Access, parts: &[Part], at: usize) -> Result<String, SocialError> {
        let content = &self.session.content;
        let language = content.language;
        let address = format!("{}{}", self.ctx.config.base_url, links::landing(language, &content.slug));
        let page = (address.as_str(), content.title.get(language), content.summary.get(language));
        let answers = at.checked_sub(1).and_then(|before| parts[before].id.as_deref());
        access.publish(NewPost { text: &parts[at].text, answers, page }).await
    }

    async fn no_access(&self, error: NoAccess) -> Result<(), JobError> {
        match error {
            NoAccess::Later(at, why) => self.later(Some(at), why).await,
            NoAccess::Integration(crate::integrations::IntegrationError::Database(error)) => {
                Err(error.into())
            }
            error => self.failed(&error.to_string()).await,
        }
    }

    async fn came_to_nothing(&self, error: SocialError) -> Result<(), JobError> {
        let now = Ctx::new(self.ctx.app()).now;
        match error {
            SocialError::Unknown(why) => {
                Ok(end(self.ctx, self.wanted, "post.unclear", Outcome::unclear(&why)).await?)
            }
            error if error.may_pass() => self.later(networks::until(now, &error), error.to_string()).await,
            error => self.failed(&error.to_string()).await,
        }
    }

    async fn failed(&self, why: &str) -> Result<(), JobError> {
        Ok(end(self.ctx, self.wanted, "post.failed", Outcome::failed(why)).await?)
    }

    /// Comes again at `at`, or after a while, unless its time is over by then.
    async fn later(&self, at: Option<DateTime<Utc>>, why: String) -> Result<(), JobError> {
        let now = Ctx::new(self.ctx.app()).now;
        let at = at.unwrap_or_else(|| now + backoff(self.job.id, self.job.attempts));
        let is_last = self.job.attempts >= self.job.max_attempts;
        if is_last || self.until.is_some_and(|until| at >= until) {
            return self.failed(&why).await;
        }
        match queries::back(self.ctx, self.wanted, Some((at, &why))).await? {
            true => Err(JobError::RetryAt(at, why)),
            // It was given up for unclear meanwhile, and nobody comes again.
            false => self.failed(&why).await,
        }
    }
}
