//! Words for what the API names by a code.

use magnetiq_shared::sessions::SessionStatus;
use magnetiq_shared::staff::sessions::{CheckPoint, Concerned};

use crate::admin::kit::State;
use crate::i18n::{Texts, fill, t_string};

/// What a state is called, and how it is to be taken.
pub fn status(i18n: Texts, status: SessionStatus) -> (State, &'static str) {
    match status {
        SessionStatus::Draft => (State::Draft, t_string!(i18n, planning.draft)),
        SessionStatus::Published => (State::Good, t_string!(i18n, planning.published)),
        SessionStatus::Live => (State::Info, t_string!(i18n, planning.live)),
        SessionStatus::Completed => (State::Off, t_string!(i18n, planning.completed)),
        SessionStatus::Cancelled => (State::Off, t_string!(i18n, planning.cancelled)),
    }
}

/// A point of the checklist, and what it asks for.
pub fn point(i18n: Texts, point: CheckPoint) -> (&'static str, &'static str) {
    match point {
        CheckPoint::Topic => {
            (t_string!(i18n, planning.check_topic), t_string!(i18n, planning.check_topic_text))
        }
        CheckPoint::Speaker => {
            (t_string!(i18n, planning.check_speaker), t_string!(i18n, planning.check_speaker_text))
        }
        CheckPoint::Start => {
            (t_string!(i18n, planning.check_start), t_string!(i18n, planning.check_start_text))
        }
        CheckPoint::SpeakerIsFree => {
            (t_string!(i18n, planning.check_free), t_string!(i18n, planning.check_free_text))
        }
        CheckPoint::Window => {
            (t_string!(i18n, planning.check_window), t_string!(i18n, planning.check_window_text))
        }
        CheckPoint::OnlineLink => {
            (t_string!(i18n, planning.check_link), t_string!(i18n, planning.check_link_text))
        }
        CheckPoint::German => {
            (t_string!(i18n, planning.check_german), t_string!(i18n, planning.check_german_text))
        }
        CheckPoint::Legal => {
            (t_string!(i18n, planning.check_legal), t_string!(i18n, planning.check_legal_text))
        }
    }
}

/// Whom something concerns, in a sentence.
pub fn concerned(i18n: Texts, who: &Concerned) -> String {
    let values = [
        ("registered", who.registered.to_string()),
        ("pending", who.pending.to_string()),
        ("waiting", who.waiting.to_string()),
    ];
    let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
    fill(t_string!(i18n, planning.concerned), &values)
}

/// Why something was not done with one of several.
pub fn problem(i18n: Texts, problem: &str) -> &'static str {
    match problem {
        "not-ready" => t_string!(i18n, planning.not_ready),
        "invalid-state" => t_string!(i18n, admin.state_text),
        "not-found" => t_string!(i18n, admin.gone_text),
        _ => t_string!(i18n, admin.failed_text),
    }
}

/// What a field is called, by its name in JSON.
pub fn field(i18n: Texts, name: &str) -> &'static str {
    match name {
        "topicId" => t_string!(i18n, planning.topic),
        "speakerId" => t_string!(i18n, planning.speaker),
        "slug" => t_string!(i18n, planning.slug),
        "title" => t_string!(i18n, planning.title),
        "description" => t_string!(i18n, planning.description),
        "startsAt" => t_string!(i18n, planning.starts),
        "durationMinutes" => t_string!(i18n, planning.minutes),
        "timezone" => t_string!(i18n, planning.zone),
        "language" => t_string!(i18n, planning.language),
        "price" => t_string!(i18n, planning.price),
        "earlyBird" => t_string!(i18n, planning.early_price),
        "taxRateBp" => t_string!(i18n, planning.tax),
        "capacity" => t_string!(i18n, planning.capacity),
        "requiresApproval" => t_string!(i18n, planning.approval),
        "allowWaitlist" => t_string!(i18n, planning.waitlist),
        "registrationOpensAt" => t_string!(i18n, planning.opens),
        "registrationClosesAt" => t_string!(i18n, planning.closes),
        "platform" => t_string!(i18n, planning.platform),
        "meetingUrl" => t_string!(i18n, planning.meeting_url),
        "meetingPassword" => t_string!(i18n, planning.meeting_password),
        "hostUrl" => t_string!(i18n, planning.host_url),
        "recordingEnabled" => t_string!(i18n, planning.recorded),
        "recordingUrl" => t_string!(i18n, planning.recording_url),
        "recordingAccess" => t_string!(i18n, planning.recording_access),
        "materialsUrl" => t_string!(i18n, planning.materials_url),
        "materialsAccess" => t_string!(i18n, planning.materials_access),
        "slidesUrl" => t_string!(i18n, planning.slides_url),
        "speakerNotes" => t_string!(i18n, planning.notes),
        "backupPlan" => t_string!(i18n, planning.backup),
        "preparation" => t_string!(i18n, planning.preparation),
        "certificateTemplate" => t_string!(i18n, planning.certificate),
        "reminders" => t_string!(i18n, settings.reminders),
        "questions" => t_string!(i18n, planning.questions),
        "promotionalMediaId" => t_string!(i18n, planning.picture),
        "socialMediaCopy" => t_string!(i18n, planning.post),
        "createOdooEvent" => t_string!(i18n, planning.odoo),
        "createCalendarEvent" => t_string!(i18n, planning.calendar),
        "scheduledPublishAt" => t_string!(i18n, planning.publish_at),
        _ => t_string!(i18n, planning.another_field),
    }
}
