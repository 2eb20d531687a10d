//! Once a minute: drafts whose time to be published has come.

use std::time::Duration;

use actix_web::web;
use magnetiq_jobs::{Claimed, Handler, JobError, Schedule};
use magnetiq_shared::scopes::Role;
use uuid::Uuid;

use super::{SessionError, acts, queries};
use crate::accounts::{Actor, Via};
use crate::app::App;
use crate::ctx::Ctx;

const KIND: &str = "publish-sessions";

/// Publishes them.
pub struct PublishDue(pub web::Data<App>);

/// When it runs.
pub fn schedule() -> Schedule {
    Schedule { name: KIND, every: Duration::from_secs(60), kind: KIND }
}

impl Handler for PublishDue {
    fn kind(&self) -> &'static str {
        KIND
    }

    async fn run(&self, _: &Claimed) -> Result<(), JobError> {
        let ctx = Ctx::new(&self.0);
        let program = Actor {
            user: Uuid::nil(),
            name: "Magnetiq".to_owned(),
            role: Role::Editor,
            via: Via::SignIn(Uuid::nil()),
        };
        for id in queries::due_drafts(ctx.db.read(), ctx.now).await? {
            match acts::publish(&ctx, &program, id, None).await {
                Ok(_) => {}
                Err(SessionError::Database(error)) => return Err(error.into()),
                // It stays a draft whose time has passed: the panel says so.
                Err(error) => tracing::warn!(session = %id, %error, "a draft could not be published in time"),
            }
        }
        Ok(())
    }
}
