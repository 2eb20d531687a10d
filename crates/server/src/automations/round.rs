//! One look at what fell due since the last one.

use chrono::{DateTime, Duration, Utc};
use chrono_tz::Tz;
use magnetiq_domain::schedule::{self, Step};

use super::queries::{self, Marks, Planned};
use crate::ctx::Ctx;
use crate::db::Error;
use crate::messages::{self, Summary};

/// How far a round looks back behind the one before: a registration may be written a little after the time it tells.
const OVERLAP: Duration = Duration::minutes(10);

/// What one look covers: what is due after `from`, and by `to`.
#[derive(Clone, Copy)]
struct Look {
    from: DateTime<Utc>,
    to: DateTime<Utc>,
}

impl Look {
    fn covers(self, at: DateTime<Utc>) -> bool {
        self.from < at && at <= self.to
    }

    fn meets(self, (first, last): (DateTime<Utc>, DateTime<Utc>)) -> bool {
        self.from < last && first <= self.to
    }
}

/// Queues what fell due since the round before.
///
/// # Errors
/// What the database says; what was queued by then stays so, and the next round begins where this one did.
pub(super) async fn run(ctx: &Ctx) -> Result<(), Error> {
    let conn = ctx.db.read();
    let checked = queries::checked_at(conn).await?.unwrap_or(ctx.now);
    let look = Look { from: checked.min(ctx.now) - OVERLAP, to: ctx.now };
    let sessions = queries::sessions(conn, ctx.now, ctx.now).await?;
    let marks = queries::marks(conn, sessions.iter().map(|session| session.id)).await?;
    let usual = ctx.program.at(ctx.now).program.settings.program.reminders.clone();
    for session in &sessions {
        let steps = schedule::program(session.reminders(&usual));
        for (at, step) in steps.iter().enumerate() {
            let mark = mark_of(&marks, session, step);
            let is_held = mark == Some("held");
            if is_held || (mark.is_none() && look.meets(step.span(session.starts_at.utc()))) {
                let later = &steps[at + 1..];
                Due { ctx, session, step, later, look, is_held }.queue().await?;
            }
        }
    }
    messages::report_if_due(ctx, look.from).await?;
    let tx = ctx.db.begin().await?;
    queries::set_checked(&tx, ctx.now).await?;
    tx.commit().await
}

/// What keeps the mail from going out, if anything does.
pub(super) fn mark_of<'a>(marks: &'a Marks, session: &Planned, step: &Step) -> Option<&'a str> {
    marks.get(&(session.id, step.kind.to_string(), session.starts_at)).map(String::as_str)
}

/// A mail of a session's program, part of which may be due.
struct Due<'a> {
    ctx: &'a Ctx,
    session: &'a Planned,
    step: &'a Step,
    later: &'a [Step],
    look: Look,
    is_held: bool,
}

impl Due<'_> {
    async fn queue(&self) -> Result<(), Error> {
        match Summary::of(self.step.kind) {
            Some(to) => self.summarise(to).await,
            None => self.remind().await,
        }
    }

    /// Whether it is to go now to somebody for whom it is due then.
    fn is_now(&self, due: DateTime<Utc>, zone: Tz) -> bool {
        let in_time = if self.is_held { due <= self.look.to } else { self.look.covers(due) };
        let starts_at = self.session.starts_at.utc();
        let overtaken = (self.later.iter().filter(|step| step.kind.is_reminder()))
            .any(|step| step.due(starts_at, zone) <= self.look.to);
        in_time && due >= self.session.known_since() && !(self.step.kind.is_reminder() && overtaken)
    }

    async fn remind(&self) -> Result<(), Error> {
        let lacks_link = self.step.needs_link() && !self.session.has_link();
        if lacks_link && self.is_held {
            return Ok(());
        }
        let id = self.session.id;
        let zones =
            queries::zones(self.ctx.db.read(), std::iter::once(id)).await?.remove(&id).unwrap_or_default();
        let starts_at = self.session.starts_at.utc();
        let due: Vec<(String, DateTime<Utc>)> = zones
            .into_iter()
            .filter_map(|(name, _)| {
                let zone: Tz = name.parse().unwrap_or(Tz::UTC);
                let due = self.step.due(starts_at, zone);
                self.is_now(due, zone).then_some((name, due))
            })
            .collect();
        if due.is_empty() {
            return Ok(());
        }
        let tx = self.ctx.db.begin().await?;
        if lacks_link {
            queries::mark(&tx, (self.session, self.step.kind, "held"), None, self.ctx.now).await?;
        } else {
            for (zone, due) in due {
                let people = queries::missing(&tx, self.session, self.step.kind, &zone, due).await?;
                let people = people.into_iter().map(queries::Recipient::reminded);
                let about = messages::Reminder {
                    kind: self.step.kind,
                    session: self.session.id,
                    starts_at,
                    due_at: due,
                };
                messages::remind(&tx, self.ctx, &about, people.collect()).await?;
            }
            if self.is_held {
                queries::unmark(&tx, self.session, self.step.kind).await?;
            }
        }
        tx.commit().await
    }

    async fn summarise(&self, to: Summary) -> Result<(), Error> {
        let Some(recipient) = messages::reader(self.ctx, to, self.session.speaker_id).await? else {
            return Ok(());
        };
        let due = self.step.due(self.session.starts_at.utc(), recipient.zone);
        if !self.is_now(due, recipient.zone) {
            return Ok(());
        }
        let tx = self.ctx.db.begin().await?;
        let about = (self.session.id, self.session.starts_at.utc(), due);
        messages::summarise(&tx, self.ctx, (to, recipient), about).await?;
        if self.is_held {
            queries::unmark(&tx, self.session, self.step.kind).await?;
        }
        tx.commit().await
    }
}
