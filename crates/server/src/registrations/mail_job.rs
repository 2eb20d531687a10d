//! Mails as jobs.

use magnetiq_domain::lifecycle;
use magnetiq_entity::registrations;
use magnetiq_jobs::NewJob;
use magnetiq_shared::registrations::RegistrationStatus;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::ctx::Ctx;

/// The namespace in which messages get their ids.
const MESSAGES: Uuid = Uuid::from_u128(0x6f3c_7d52_9a41_4e0b_8c1d_52b7_a0e4_19f6);

/// One mail about one registration.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MailJob {
    /// Which mail.
    pub kind: String,
    /// About which registration.
    pub registration: Uuid,
    /// Counts mails of a kind that may come again, from 1.
    pub number: i32,
}

impl MailJob {
    /// The kind of the job itself.
    pub const JOB: &str = "send-mail";
    /// Validate your address.
    pub const VALIDATE: &str = "validate-address";
    /// You have a place.
    pub const CONFIRMATION: &str = "confirmation";
    /// You are registered already.
    pub const ALREADY_REGISTERED: &str = "already-registered";
    /// You wait for a place.
    pub const WAITLIST_JOINED: &str = "waitlist-joined";
    /// You asked for a place.
    pub const REQUEST_RECEIVED: &str = "request-received";
    /// A place is free for you.
    pub const PLACE_OFFERED: &str = "place-offered";
    /// Your registration is cancelled.
    pub const CANCELLED: &str = "cancelled";
    /// The session has another time, or another way in.
    pub const SESSION_CHANGED: &str = "session-changed";
    /// The session was cancelled.
    pub const SESSION_CANCELLED: &str = "session-cancelled";
    /// To the program's manager: somebody has registered.
    pub const NEW_REGISTRATION: &str = "new-registration";

    /// A mail of this kind about a registration.
    pub fn new(kind: &str, registration: Uuid, number: i32) -> Self {
        Self { kind: kind.to_owned(), registration, number }
    }

    /// The mails that follow when a registration gets into this state.
    pub fn following(status: RegistrationStatus, registration: Uuid) -> impl Iterator<Item = Self> {
        let kinds: &[&str] = match status {
            RegistrationStatus::PendingVerification => &[Self::VALIDATE],
            RegistrationStatus::Waitlisted => &[Self::WAITLIST_JOINED],
            RegistrationStatus::PendingApproval => &[Self::REQUEST_RECEIVED],
            RegistrationStatus::Cancelled => &[Self::CANCELLED],
            status if lifecycle::is_registered(status) => &[Self::CONFIRMATION, Self::NEW_REGISTRATION],
            _ => &[],
        };
        kinds.iter().map(move |kind| Self::new(kind, registration, 1))
    }

    /// The same mail of a registration that has been through this before: a revived one gets its own.
    pub fn again(self, row: &registrations::Model) -> Self {
        Self { number: row.version, ..self }
    }

    /// Whether a stranger's form can cause it: only so many go to one address.
    pub fn is_caused_by_form(&self) -> bool {
        matches!(self.kind.as_str(), Self::VALIDATE | Self::ALREADY_REGISTERED)
    }

    /// What makes the message this one; the start time follows the session when it is moved.
    pub fn key(&self) -> String {
        format!("{}:{}:{}", self.kind, self.registration.simple(), self.number)
    }

    /// The message's id, made of its key: whoever makes it again makes the same.
    pub fn message_id(&self) -> Uuid {
        Uuid::new_v5(&MESSAGES, self.key().as_bytes())
    }

    /// The job that sends it now. Validation goes first: somebody is waiting for it.
    pub fn job(&self, ctx: &Ctx) -> NewJob {
        let payload = serde_json::to_value(self).unwrap_or_default();
        let priority = if self.kind == Self::VALIDATE { 10 } else { 0 };
        NewJob::new(ctx.new_id(), Self::JOB, payload, ctx.now).dedup(self.key()).priority(priority)
    }
}
