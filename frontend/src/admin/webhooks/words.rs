//! Words for events, and for how webhooks and deliveries stand.

use magnetiq_shared::webhooks::{Delivery, DeliveryState, EventKind, Webhook};

use crate::admin::kit::State;
use crate::i18n::{Texts, counted, t_string};

/// What an event is about: `session` of `session.published`.
pub fn about(kind: EventKind) -> &'static str {
    kind.word().split('.').next().unwrap_or_default()
}

/// What events are about, in words.
pub fn about_name(i18n: Texts, about: &'static str) -> &'static str {
    match about {
        "session" => t_string!(i18n, webhooks.about_session),
        "registration" => t_string!(i18n, webhooks.about_registration),
        "topic" => t_string!(i18n, webhooks.about_topic),
        other => other,
    }
}

/// What has happened, below the name of what it is about.
pub fn event(i18n: Texts, kind: EventKind) -> &'static str {
    match kind {
        EventKind::SessionPublished => t_string!(i18n, webhooks.session_published),
        EventKind::SessionUpdated => t_string!(i18n, webhooks.session_updated),
        EventKind::SessionRescheduled => t_string!(i18n, webhooks.session_rescheduled),
        EventKind::SessionCancelled => t_string!(i18n, webhooks.session_cancelled),
        EventKind::SessionCompleted => t_string!(i18n, webhooks.session_completed),
        EventKind::RegistrationCreated => t_string!(i18n, webhooks.registration_created),
        EventKind::RegistrationUpdated => t_string!(i18n, webhooks.registration_updated),
        EventKind::RegistrationRequested => t_string!(i18n, webhooks.registration_requested),
        EventKind::RegistrationConfirmed => t_string!(i18n, webhooks.registration_confirmed),
        EventKind::RegistrationWaitlisted => t_string!(i18n, webhooks.registration_waitlisted),
        EventKind::RegistrationOffered => t_string!(i18n, webhooks.registration_offered),
        EventKind::RegistrationCancelled => t_string!(i18n, webhooks.registration_cancelled),
        EventKind::RegistrationDeclined => t_string!(i18n, webhooks.registration_declined),
        EventKind::RegistrationExpired => t_string!(i18n, webhooks.registration_expired),
        EventKind::RegistrationAttended => t_string!(i18n, webhooks.registration_attended),
        EventKind::RegistrationNoShow => t_string!(i18n, webhooks.registration_no_show),
        EventKind::TopicCreated => t_string!(i18n, webhooks.topic_created),
        EventKind::TopicUpdated => t_string!(i18n, webhooks.topic_updated),
        EventKind::TopicArchived => t_string!(i18n, webhooks.topic_archived),
        EventKind::WebhookTest => t_string!(i18n, webhooks.webhook_test),
    }
}

/// An event with what it is about: `Sessions: Published`.
pub fn whole_event(i18n: Texts, kind: EventKind) -> String {
    match kind {
        EventKind::WebhookTest => event(i18n, kind).to_owned(),
        kind => format!("{}: {}", about_name(i18n, about(kind)), event(i18n, kind)),
    }
}

/// How many events are sent.
pub fn events(i18n: Texts, all: &[EventKind]) -> String {
    match all.len() == EventKind::offered().count() {
        true => t_string!(i18n, webhooks.events_all).to_owned(),
        false => counted(
            all.len() as u32,
            t_string!(i18n, webhooks.events_one),
            t_string!(i18n, webhooks.events_many),
        ),
    }
}

/// How a webhook stands.
pub fn state(i18n: Texts, webhook: &Webhook) -> (State, &'static str) {
    match (webhook.is_active, webhook.note.is_some(), webhook.failing_since.is_some()) {
        (true, _, true) => (State::Warn, t_string!(i18n, webhooks.failing)),
        (true, ..) => (State::Good, t_string!(i18n, webhooks.on)),
        (false, true, _) => (State::Bad, t_string!(i18n, webhooks.switched_off)),
        (false, ..) => (State::Off, t_string!(i18n, webhooks.off)),
    }
}

/// Why the program switched it off. The server notes it in English, for one of two reasons.
pub fn note(i18n: Texts, note: &str) -> &'static str {
    match note.contains("410") {
        true => t_string!(i18n, webhooks.note_gone),
        false => t_string!(i18n, webhooks.note_failing),
    }
}

/// How a delivery stands.
pub fn delivery(i18n: Texts, one: &Delivery) -> (State, &'static str) {
    match (one.state, one.attempts) {
        (DeliveryState::Delivered, _) => (State::Good, t_string!(i18n, webhooks.delivered)),
        (DeliveryState::Failed, _) => (State::Bad, t_string!(i18n, webhooks.failed)),
        (DeliveryState::Pending, 0) => (State::Info, t_string!(i18n, webhooks.pending)),
        (DeliveryState::Pending, _) => (State::Warn, t_string!(i18n, webhooks.retrying)),
    }
}

#[cfg(test)]
mod tests {
    use magnetiq_shared::Language;

    use super::*;

    #[test]
    fn everything_that_is_offered_lies_in_a_group_with_a_name() {
        let i18n = Texts::of(Language::En);
        assert!(EventKind::offered().all(|kind| about_name(i18n, about(kind)) != about(kind)));
        let all: Vec<EventKind> = EventKind::offered().collect();
        assert_eq!(events(i18n, &all), "All events");
        assert_eq!(events(i18n, &all[..1]), "1 event");
    }
}
