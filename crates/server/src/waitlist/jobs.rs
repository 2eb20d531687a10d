//! Once a minute: what no request has noticed.

use std::time::Duration;

use actix_web::web;
use magnetiq_domain::session::GRACE;
use magnetiq_jobs::{Claimed, Handler, JobError, Schedule};
use magnetiq_shared::webhooks::EventKind;

use super::{queries, service};
use crate::app::App;
use crate::ctx::Ctx;
use crate::events;
use crate::registrations::queries as rows;

const KIND: &str = "settle-sessions";

/// Ends lapsed holds, offers freed seats, and moves sessions on by the clock.
pub struct SettleSessions(pub web::Data<App>);

/// When it runs.
pub fn schedule() -> Schedule {
    Schedule { name: KIND, every: Duration::from_secs(60), kind: KIND }
}

impl Handler for SettleSessions {
    fn kind(&self) -> &'static str {
        KIND
    }

    async fn run(&self, _: &Claimed) -> Result<(), JobError> {
        let ctx = Ctx::new(&self.0);
        for session in queries::unsettled(ctx.db.read(), ctx.now).await? {
            let tx = ctx.db.begin().await?;
            rows::lock_session(&tx, session).await?;
            service::settle(&tx, &ctx, session).await?;
            tx.commit().await?;
        }
        let tx = ctx.db.begin().await?;
        if ctx.wanted.has(EventKind::SessionCompleted) {
            for session in queries::ending(&tx, ctx.now - GRACE).await? {
                events::happened(&tx, &ctx, EventKind::SessionCompleted, session).await?;
            }
        }
        queries::move_on(&tx, ctx.now, ctx.now - GRACE).await?;
        tx.commit().await?;
        ctx.wake.poke();
        Ok(())
    }
}
