//! Outgoing webhooks after the Standard Webhooks specification: what applications can hear of, where it is sent, and
//! what became of it.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

use crate::patch::nullable;
use crate::registrations::RegistrationStatus;
use crate::scopes::Scope;
use crate::words::words;

macro_rules! events {
    ($($(#[doc = $doc:literal])+ $name:ident = $word:literal;)+) => {
        /// Something that happened, of which applications can hear.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        pub enum EventKind { $($(#[doc = $doc])+ #[serde(rename = $word)] $name,)+ }

        // The derive does not see names that a macro gives.
        #[cfg(feature = "openapi")]
        impl utoipa::PartialSchema for EventKind {
            fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
                let about: &[(&str, &str)] = &[$(($word, concat!($($doc),+)),)+];
                let about: Vec<String> = about.iter().map(|(word, what)| format!("- `{word}`:{what}")).collect();
                utoipa::openapi::ObjectBuilder::new()
                    .schema_type(utoipa::openapi::schema::Type::String)
                    .description(Some(format!(
                        "Something that happened, of which applications can hear.\n\n{}",
                        about.join("\n")
                    )))
                    .enum_values(Some([$($word),+]))
                    .into()
            }
        }

        #[cfg(feature = "openapi")]
        impl utoipa::ToSchema for EventKind {}

        words! { EventKind { $($name = $word),+ } }
    };
}

events! {
    /// A session can be seen by everybody.
    SessionPublished = "session.published";
    /// Something about a session was changed.
    SessionUpdated = "session.updated";
    /// A session takes place at another time.
    SessionRescheduled = "session.rescheduled";
    /// A session does not take place.
    SessionCancelled = "session.cancelled";
    /// A session is over.
    SessionCompleted = "session.completed";
    /// Somebody wants a place; the address may not be validated yet.
    RegistrationCreated = "registration.created";
    /// Somebody changed their data.
    RegistrationUpdated = "registration.updated";
    /// Somebody asks for a place on which staff decide.
    RegistrationRequested = "registration.requested";
    /// Somebody has a place.
    RegistrationConfirmed = "registration.confirmed";
    /// Somebody waits for a place.
    RegistrationWaitlisted = "registration.waitlisted";
    /// A place that became free is held for somebody who waited.
    RegistrationOffered = "registration.offered";
    /// Somebody gave the place up, or staff took it back.
    RegistrationCancelled = "registration.cancelled";
    /// Staff refused a place.
    RegistrationDeclined = "registration.declined";
    /// A place that was held has lapsed.
    RegistrationExpired = "registration.expired";
    /// Somebody was there.
    RegistrationAttended = "registration.attended";
    /// Somebody was not there.
    RegistrationNoShow = "registration.no-show";
    /// A topic was made.
    TopicCreated = "topic.created";
    /// A topic was changed.
    TopicUpdated = "topic.updated";
    /// A topic was archived.
    TopicArchived = "topic.archived";
    /// Staff try whether an endpoint answers; sent to that one alone, whatever it wants to hear of.
    WebhookTest = "webhook.test";
}

impl EventKind {
    /// Those that an endpoint can ask for.
    pub fn offered() -> impl Iterator<Item = Self> {
        Self::ALL.iter().copied().filter(|kind| *kind != Self::WebhookTest)
    }

    /// The right to see what is told: whoever has an event sent somewhere reads it there.
    pub const fn scope(self) -> Scope {
        match self {
            Self::SessionPublished
            | Self::SessionUpdated
            | Self::SessionRescheduled
            | Self::SessionCancelled
            | Self::SessionCompleted => Scope::SessionsRead,
            Self::RegistrationCreated
            | Self::RegistrationUpdated
            | Self::RegistrationRequested
            | Self::RegistrationConfirmed
            | Self::RegistrationWaitlisted
            | Self::RegistrationOffered
            | Self::RegistrationCancelled
            | Self::RegistrationDeclined
            | Self::RegistrationExpired
            | Self::RegistrationAttended
            | Self::RegistrationNoShow => Scope::RegistrationsRead,
            Self::TopicCreated | Self::TopicUpdated | Self::TopicArchived => Scope::TopicsRead,
            Self::WebhookTest => Scope::WebhooksRead,
        }
    }

    /// What has happened when a registration gets into this state; `None` where that is told by
    /// [`EventKind::RegistrationCreated`], or goes with what follows.
    pub const fn of_status(status: RegistrationStatus) -> Option<Self> {
        match status {
            RegistrationStatus::PendingVerification | RegistrationStatus::PendingPayment => None,
            RegistrationStatus::PendingApproval => Some(Self::RegistrationRequested),
            RegistrationStatus::Confirmed => Some(Self::RegistrationConfirmed),
            RegistrationStatus::Waitlisted => Some(Self::RegistrationWaitlisted),
            RegistrationStatus::Offered => Some(Self::RegistrationOffered),
            RegistrationStatus::Cancelled => Some(Self::RegistrationCancelled),
            RegistrationStatus::Declined => Some(Self::RegistrationDeclined),
            RegistrationStatus::Expired => Some(Self::RegistrationExpired),
            RegistrationStatus::Attended => Some(Self::RegistrationAttended),
            RegistrationStatus::NoShow => Some(Self::RegistrationNoShow),
        }
    }
}

/// An address of an application that wants to hear of what happens.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Webhook {
    /// Id.
    pub id: Uuid,
    /// Where it is sent.
    pub url: String,
    /// What it is for.
    pub description: Option<String>,
    /// What is sent.
    pub events: Vec<EventKind>,
    /// Whether anything is sent.
    pub is_active: bool,
    /// Why the program switched it off by itself.
    pub note: Option<String>,
    /// Since when nothing has arrived there.
    pub failing_since: Option<DateTime<Utc>>,
    /// Until when the secret before the last rotation signs too.
    pub previous_secret_until: Option<DateTime<Utc>>,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// When it was last changed.
    pub updated_at: DateTime<Utc>,
    /// The state of this resource, for `If-Match`.
    pub version: i32,
}

crate::flat::flat! {
    /// A webhook with its secret: the only answers that show it are those to making it and to a new secret.
    pub struct WebhookWithSecret {
        /// All about it.
        pub webhook: ..Webhook,
        /// `whsec_…`: what follows is the key of the signatures, in base64.
        pub secret: String,
    }
}

/// An address to be made.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NewWebhook {
    /// Where to send: an address with `https://`.
    pub url: String,
    /// What it is for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// What to send: one at least.
    pub events: Vec<EventKind>,
}

/// What may be changed. JSON Merge Patch.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct WebhookPatch {
    /// Where to send.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// What it is for.
    #[serde(deserialize_with = "nullable", skip_serializing_if = "Option::is_none")]
    pub description: Option<Option<String>>,
    /// What to send.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub events: Option<Vec<EventKind>>,
    /// Whether anything is sent. Switching it on again forgets why it was off.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_active: Option<bool>,
}

/// Where a delivery is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum DeliveryState {
    /// On its way, or waiting for the next attempt.
    Pending,
    /// The application took it.
    Delivered,
    /// Given up; it can be replayed.
    Failed,
}

words! { DeliveryState { Pending = "pending", Delivered = "delivered", Failed = "failed" } }

/// One event on its way to one address.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Delivery {
    /// Id.
    pub id: Uuid,
    /// To which webhook.
    pub webhook_id: Uuid,
    /// The header `webhook-id`: the same at every attempt.
    pub event_id: Uuid,
    /// What happened.
    pub event: EventKind,
    /// What is sent: `type`, `timestamp` and `data`, the resource as it was then; `null` for who may not see that.
    pub payload: Value,
    /// Where it is.
    pub state: DeliveryState,
    /// How often it was tried.
    pub attempts: u32,
    /// The status of the last answer; `null` where none came.
    pub last_status: Option<u16>,
    /// Why the last attempt failed.
    pub last_error: Option<String>,
    /// When it was last tried.
    pub last_attempt_at: Option<DateTime<Utc>>,
    /// When it is tried next.
    pub next_attempt_at: Option<DateTime<Utc>>,
    /// When it arrived.
    pub delivered_at: Option<DateTime<Utc>>,
    /// When it happened.
    pub created_at: DateTime<Utc>,
}

/// Which deliveries.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct DeliveryFilters {
    /// Where they are.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<DeliveryState>,
    /// What happened.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event: Option<EventKind>,
    /// Rows of a page, 1 to 200; 50 unless told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limit: Option<u32>,
    /// Where the page starts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_event_is_written_as_it_is_called() {
        for kind in EventKind::ALL {
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.word());
            assert_eq!(kind.word().parse(), Ok(*kind));
        }
        assert!(EventKind::offered().all(|kind| kind != EventKind::WebhookTest));
        for kind in EventKind::ALL {
            let (resource, right) = kind.scope().text().split_once(':').unwrap();
            assert!(kind.word().starts_with(resource.trim_end_matches('s')) && right == "read", "{kind:?}");
        }
    }

    #[test]
    fn a_state_that_a_registration_gets_into_is_told_once() {
        let told: Vec<_> = RegistrationStatus::ALL.iter().filter_map(|s| EventKind::of_status(*s)).collect();
        let mut once = told.clone();
        once.sort();
        once.dedup();
        assert_eq!(told.len(), once.len());
    }
}
