//! Mails to people of the house, as jobs. `messages` composes and sends them.

use magnetiq_jobs::{NewJob, enqueue};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::ctx::Ctx;
use crate::db::{Error, Tx};

/// Which mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StaffMailKind {
    /// Come in, choose a password.
    Invitation,
    /// Choose a new password.
    Reset,
    /// Your password was changed.
    PasswordChanged,
    /// A second factor was set up.
    SecondFactorOn,
    /// The second factor was taken away.
    SecondFactorOff,
    /// There are new recovery codes.
    RecoveryCodes,
}

/// One mail to one person of the house.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StaffMail {
    /// Which mail.
    pub kind: StaffMailKind,
    /// To whom.
    pub user: Uuid,
    /// Who caused it, where that was somebody else.
    pub by: Option<String>,
    /// Makes the message this one.
    pub id: Uuid,
}

impl StaffMail {
    /// The kind of the job itself.
    pub const JOB: &str = "send-staff-mail";
}

/// Queues a mail to somebody who caused it themselves.
pub(super) async fn queue(tx: &Tx, ctx: &Ctx, kind: StaffMailKind, user: Uuid) -> Result<(), Error> {
    queue_by(tx, ctx, kind, user, None).await
}

/// Queues a mail that somebody else caused.
pub(super) async fn queue_by(
    tx: &Tx,
    ctx: &Ctx,
    kind: StaffMailKind,
    user: Uuid,
    by: Option<String>,
) -> Result<(), Error> {
    let mail = StaffMail { kind, user, by, id: ctx.new_id() };
    let payload = serde_json::to_value(&mail).unwrap_or_default();
    // Somebody is waiting for it.
    let job = NewJob::new(mail.id, StaffMail::JOB, payload, ctx.now).priority(10);
    enqueue(tx, &[job], ctx.now).await?;
    ctx.wake.poke();
    Ok(())
}
