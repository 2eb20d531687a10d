//! One look at what fell due since the last one.

use chrono::{DateTime, Duration, Utc};
use chrono_tz::Tz;
use magnetiq_domain::schedule::{self, Step};
use magnetiq_shared::messages::Reason;

use super::queries::{self, Marks, Planned};
use crate::ctx::Ctx;
use crate::db::{self, Error, Readable, Tx};
use crate::messages::{self, Reader, Summary};

/// The name of this round.
const ROUND: &str = "mail-program";
/// How far a round looks back behind the one before: a registration may be written a little after the time it tells.
const OVERLAP: Duration = Duration::minutes(10);

/// What one look covers: what is due after `from`, and by `to`.
#[derive(Clone, Copy)]
pub(super) struct Look {
    from: DateTime<Utc>,
    to: DateTime<Utc>,
}

impl Look {
    /// All that is due by then.
    pub(super) fn until(to: DateTime<Utc>) -> Self {
        Self { from: DateTime::<Utc>::MIN_UTC, to }
    }

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
    let checked = db::checked_at(conn, ROUND).await?.unwrap_or(ctx.now);
    let look = Look { from: checked.min(ctx.now) - OVERLAP, to: ctx.now };
    let sessions = queries::sessions(conn, ctx.now, ctx.now).await?;
    let marks = queries::marks(conn, sessions.iter().map(|session| session.id)).await?;
    let usual = ctx.program.at(ctx.now).program.settings.program.reminders.clone();
    for session in &sessions {
        let steps = schedule::program(session.reminders(&usual));
        for at in 0..steps.len() {
            let mark = mark_of(&marks, session, &steps[at]);
            let is_held = mark == Some("held");
            if is_held || mark.is_none() {
                let due = Due { is_held, ..Due::of(ctx, session, &steps, at, look) };
                due.queue().await?;
            }
        }
    }
    close(ctx, look).await?;
    messages::report_if_due(ctx, look.from).await?;
    let tx = ctx.db.begin().await?;
    db::set_checked(&tx, ROUND, ctx.now).await?;
    tx.commit().await
}

/// Writes down of sessions that have begun which of their mails did not go out any more: what was held or kept back
/// until then, and what no round came to in time.
async fn close(ctx: &Ctx, look: Look) -> Result<(), Error> {
    let conn = ctx.db.read();
    let begun = queries::begun(conn, look.from, look.to).await?;
    let marks = queries::marks(conn, begun.iter().map(|session| session.id)).await?;
    let usual = ctx.program.at(ctx.now).program.settings.program.reminders.clone();
    for session in &begun {
        let steps = schedule::program(session.reminders(&usual));
        for at in 0..steps.len() {
            let (why, look) = match mark_of(&marks, session, &steps[at]) {
                Some("held") => (Reason::NeverALink, Look::until(look.to)),
                Some("paused") => (Reason::PausedUntilStart, Look::until(look.to)),
                Some(_) => (Reason::ByStaff, Look::until(look.to)),
                None => (Reason::SessionBegun, look),
            };
            let due = Due::of(ctx, session, &steps, at, look);
            let parts = due.parts(conn).await?;
            if !parts.is_empty() {
                let tx = ctx.db.begin().await?;
                due.set_aside(&tx, parts, why).await?;
                tx.commit().await?;
            }
        }
    }
    Ok(())
}

/// What keeps the mail from going out, if anything does.
pub(super) fn mark_of<'a>(marks: &'a Marks, session: &Planned, step: &Step) -> Option<&'a str> {
    marks.get(&(session.id, step.kind.to_string(), session.starts_at)).map(String::as_str)
}

/// A mail of a session's program, part of which may be due.
pub(super) struct Due<'a> {
    ctx: &'a Ctx,
    session: &'a Planned,
    step: &'a Step,
    later: &'a [Step],
    look: Look,
    is_held: bool,
}

/// Some of its recipients, for whom it is due at one time.
pub(super) struct Part {
    to: Recipients,
    due: DateTime<Utc>,
    /// A later reminder is due for them as well.
    is_overtaken: bool,
}

enum Recipients {
    /// Those who have a place, and are in this timezone.
    Zone(String),
    Reader(Summary, Reader),
}

impl<'a> Due<'a> {
    /// The step of the session's program that stands there.
    pub(super) fn of(ctx: &'a Ctx, session: &'a Planned, steps: &'a [Step], at: usize, look: Look) -> Self {
        Self { ctx, session, step: &steps[at], later: &steps[at + 1..], look, is_held: false }
    }

    async fn queue(&self) -> Result<(), Error> {
        let parts = self.parts(self.ctx.db.read()).await?;
        // Most rounds find nothing, or still no link: they are not to keep others from writing.
        let waits = |part: &Part| self.is_held && self.lacks_link() && !part.is_overtaken;
        if parts.iter().all(waits) {
            return Ok(());
        }
        let tx = self.ctx.db.begin().await?;
        self.write(&tx, parts).await?;
        tx.commit().await
    }

    fn lacks_link(&self) -> bool {
        self.step.needs_link() && !self.session.has_link()
    }

    /// What it covers: of what was held, all that is due by now, and of summaries, too: who takes a session over
    /// afterwards reads of it as well.
    fn look(&self) -> Look {
        let is_whole = self.is_held || !self.step.kind.is_reminder();
        if is_whole { Look::until(self.look.to) } else { self.look }
    }

    fn is_due(&self, due: DateTime<Utc>) -> bool {
        self.look().covers(due) && due >= self.session.known_since()
    }

    /// Those for whom it is due.
    pub(super) async fn parts(&self, conn: &impl Readable) -> Result<Vec<Part>, Error> {
        let starts_at = self.session.starts_at.utc();
        if !self.look().meets(self.step.span(starts_at)) {
            return Ok(Vec::new());
        }
        match Summary::of(self.step.kind) {
            Some(to) => self.reader(conn, to).await,
            None => self.zones(conn).await,
        }
    }

    async fn zones(&self, conn: &impl Readable) -> Result<Vec<Part>, Error> {
        let (id, starts_at) = (self.session.id, self.session.starts_at.utc());
        let zones = queries::zones(conn, std::iter::once(id)).await?.remove(&id).unwrap_or_default();
        let part = |(name, _): (String, u32)| {
            let zone: Tz = name.parse().unwrap_or(Tz::UTC);
            let due = self.step.due(starts_at, zone);
            let is_overtaken = (self.later.iter().filter(|step| step.kind.is_reminder()))
                .any(|step| step.due(starts_at, zone) <= self.look.to);
            self.is_due(due).then_some(Part { to: Recipients::Zone(name), due, is_overtaken })
        };
        Ok(zones.into_iter().filter_map(part).collect())
    }

    async fn reader(&self, conn: &impl Readable, to: Summary) -> Result<Vec<Part>, Error> {
        let starts_at = self.session.starts_at.utc();
        let Some(reader) = messages::reader(self.ctx, to, self.session.speaker_id).await? else {
            return Ok(Vec::new());
        };
        let due = self.step.due(starts_at, reader.zone);
        let about = (self.session.id, starts_at);
        if !self.is_due(due) || messages::summary_is_known(conn, (to, reader.id), about).await? {
            return Ok(Vec::new());
        }
        Ok(vec![Part { to: Recipients::Reader(to, reader), due, is_overtaken: false }])
    }

    /// Queues it for these; gives for how many. What lacks the link is held, and what comes too late is left out.
    pub(super) async fn write(&self, tx: &Tx, parts: Vec<Part>) -> Result<u32, Error> {
        let (mut queued, mut waits) = (0, false);
        for part in parts {
            if part.is_overtaken {
                self.set_aside(tx, vec![part], Reason::Overtaken).await?;
                continue;
            }
            queued += match part.to {
                Recipients::Reader(to, reader) => {
                    let about = (self.session.id, self.session.starts_at.utc(), part.due);
                    messages::summarise(tx, self.ctx, (to, reader), about, None).await?
                }
                Recipients::Zone(_) if self.lacks_link() => {
                    waits = true;
                    0
                }
                Recipients::Zone(zone) => {
                    let people = self.missing(tx, &zone, part.due).await?;
                    messages::remind(tx, self.ctx, &self.about(part.due), people).await?
                }
            };
        }
        match (waits, self.is_held) {
            (true, false) => {
                queries::mark(tx, (self.session, self.step.kind, "held"), None, self.ctx.now).await?;
            }
            (false, true) => queries::unmark(tx, self.session, self.step.kind).await?,
            (true, true) | (false, false) => {}
        }
        Ok(queued)
    }

    /// Writes down that these do not get it.
    async fn set_aside(&self, tx: &Tx, parts: Vec<Part>, why: Reason) -> Result<(), Error> {
        for part in parts {
            match part.to {
                Recipients::Reader(to, reader) => {
                    let about = (self.session.id, self.session.starts_at.utc(), part.due);
                    messages::summarise(tx, self.ctx, (to, reader), about, Some(why)).await?;
                }
                Recipients::Zone(zone) => {
                    let people = self.missing(tx, &zone, part.due).await?;
                    messages::set_aside(tx, self.ctx, &self.about(part.due), people, why).await?;
                }
            }
        }
        Ok(())
    }

    fn about(&self, due_at: DateTime<Utc>) -> messages::Reminder {
        let starts_at = self.session.starts_at.utc();
        messages::Reminder { kind: self.step.kind, session: self.session.id, starts_at, due_at }
    }

    async fn missing(
        &self,
        tx: &Tx,
        zone: &str,
        due: DateTime<Utc>,
    ) -> Result<Vec<messages::Reminded>, Error> {
        let people = queries::missing(tx, self.session, self.step.kind, zone, due).await?;
        Ok(people.into_iter().map(queries::Recipient::reminded).collect())
    }
}
