//! Mails as jobs.

use chrono::{DateTime, Utc};
use magnetiq_domain::lifecycle;
use magnetiq_domain::schedule::PlannedKind;
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
    /// For mails of a session's program: the start that they speak of, in milliseconds. A session that moves has others.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub starts_at: Option<i64>,
    /// Whether staff have sent it again: these are counted by themselves.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub by_staff: bool,
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
    /// Staff declined what you asked for.
    pub const DECLINED: &str = "registration-declined";
    /// The session has another time, or another way in.
    pub const SESSION_CHANGED: &str = "session-changed";
    /// The session was cancelled.
    pub const SESSION_CANCELLED: &str = "session-cancelled";
    /// The way into the meeting, sent again.
    pub const MEETING_DETAILS: &str = "meeting-details";
    /// The session comes: a reminder that staff send when they like.
    pub const REMINDER_NOW: &str = "reminder-now";
    /// How was it? To those who were there.
    pub const FOLLOW_UP: &str = "follow-up";
    /// You were missed.
    pub const NO_SHOW: &str = "no-show";
    /// The recording that was to follow.
    pub const RECORDING: &str = "recording";
    /// The certificate of attendance.
    pub const CERTIFICATE: &str = "certificate";
    /// To the program's manager: somebody has registered.
    pub const NEW_REGISTRATION: &str = "new-registration";

    /// Mails of the program, thousands at once, let everything pass that somebody waits for.
    pub const PROGRAM_PRIORITY: i32 = -10;

    /// A mail of this kind about a registration.
    pub fn new(kind: &str, registration: Uuid, number: i32) -> Self {
        Self { kind: kind.to_owned(), registration, number, starts_at: None, by_staff: false }
    }

    /// A mail that staff send once more.
    pub fn once_more(kind: &str, registration: Uuid, number: i32) -> Self {
        Self { by_staff: true, ..Self::new(kind, registration, number) }
    }

    /// A mail of the program of a session that starts then.
    pub fn planned(kind: PlannedKind, registration: Uuid, starts_at: DateTime<Utc>) -> Self {
        Self {
            starts_at: Some(starts_at.timestamp_millis()),
            ..Self::new(&kind.to_string(), registration, 1)
        }
    }

    /// A mail of afterwards, of a session that started then.
    pub fn afterwards(kind: &str, registration: Uuid, starts_at: DateTime<Utc>) -> Self {
        Self { starts_at: Some(starts_at.timestamp_millis()), ..Self::new(kind, registration, 1) }
    }

    /// Which mail of a session's program this is, where it is one.
    pub fn planned_kind(&self) -> Option<PlannedKind> {
        self.starts_at.and_then(|_| self.kind.parse().ok())
    }

    /// The mails that follow when a registration gets into this state.
    pub fn following(status: RegistrationStatus, registration: Uuid) -> impl Iterator<Item = Self> {
        let kinds: &[&str] = match status {
            RegistrationStatus::PendingVerification => &[Self::VALIDATE],
            RegistrationStatus::Waitlisted => &[Self::WAITLIST_JOINED],
            RegistrationStatus::PendingApproval => &[Self::REQUEST_RECEIVED],
            RegistrationStatus::Cancelled => &[Self::CANCELLED],
            RegistrationStatus::Declined => &[Self::DECLINED],
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

    /// What makes the message this one.
    pub fn key(&self) -> String {
        let counted = if self.by_staff { "again-" } else { "" };
        let key = format!("{}:{}:{counted}{}", self.kind, self.registration.simple(), self.number);
        self.starts_at.map_or(key.clone(), |starts_at| format!("{key}:{starts_at}"))
    }

    /// The message's id, made of its key: whoever makes it again makes the same.
    pub fn message_id(&self) -> Uuid {
        Uuid::new_v5(&MESSAGES, self.key().as_bytes())
    }

    /// The job that sends it now. Validation goes first: somebody is waiting for it.
    pub fn job(&self, ctx: &Ctx) -> NewJob {
        let payload = serde_json::to_value(self).unwrap_or_default();
        let priority = match self.starts_at {
            Some(_) => Self::PROGRAM_PRIORITY,
            None if self.kind == Self::VALIDATE => 10,
            None => 0,
        };
        NewJob::new(ctx.new_id(), Self::JOB, payload, ctx.now).dedup(self.key()).priority(priority)
    }
}
