//! Words for kinds of mail, their states, and why they do not go out.

use magnetiq_shared::automations::{PlanAct, PlannedState};
use magnetiq_shared::messages::Reason;

use crate::admin::kit::State;
use crate::i18n::{Texts, counted, t_string};

/// Which mail.
pub fn kind(i18n: Texts, kind: &str) -> String {
    let known = match kind {
        "validate-address" => t_string!(i18n, timeline.validate),
        "confirmation" => t_string!(i18n, timeline.confirmation),
        "already-registered" => t_string!(i18n, timeline.already),
        "waitlist-joined" => t_string!(i18n, timeline.waiting),
        "request-received" => t_string!(i18n, timeline.request),
        "place-offered" => t_string!(i18n, timeline.offer),
        "cancelled" => t_string!(i18n, timeline.cancelled),
        "registration-declined" => t_string!(i18n, timeline.declined),
        "session-changed" => t_string!(i18n, timeline.changed),
        "session-cancelled" => t_string!(i18n, timeline.called_off),
        "new-registration" => t_string!(i18n, timeline.new_registration),
        "speaker-summary" => t_string!(i18n, timeline.speaker_summary),
        "wpm-summary" => t_string!(i18n, timeline.manager_summary),
        "follow-up" => t_string!(i18n, timeline.follow_up),
        "no-show" => t_string!(i18n, timeline.no_show),
        "certificate" => t_string!(i18n, timeline.certificate),
        "campaign" => t_string!(i18n, timeline.bulk),
        "meeting-details" => t_string!(i18n, timeline.meeting_details),
        "reminder-now" => t_string!(i18n, timeline.reminder_now),
        "registration-digest" => t_string!(i18n, timeline.digest),
        "performance-report" => t_string!(i18n, timeline.report),
        "recording" => t_string!(i18n, timeline.recording),
        other => return reminder(i18n, other).unwrap_or_else(|| plain(other)),
    };
    known.to_owned()
}

/// `reminder-7d` in words.
fn reminder(i18n: Texts, kind: &str) -> Option<String> {
    let lead = kind.strip_prefix("reminder-")?;
    let (amount, unit) = lead.split_at_checked(lead.len().checked_sub(1)?)?;
    let amount: u32 = amount.parse().ok()?;
    let (one, many) = match unit {
        "d" => (t_string!(i18n, timeline.reminder_day), t_string!(i18n, timeline.reminder_days)),
        "h" => (t_string!(i18n, timeline.reminder_hour), t_string!(i18n, timeline.reminder_hours)),
        _ => return None,
    };
    Some(counted(amount, one, many))
}

/// Whether each of its recipients gets it on the clock of their own timezone.
pub fn is_in_own_time(kind: &str) -> bool {
    kind.starts_with("reminder-") && kind.ends_with('d')
}

/// The icon of a line.
pub fn icon(kind: &str, state: PlannedState) -> &'static str {
    match state {
        PlannedState::Paused => "pause",
        PlannedState::Skipped => "skip",
        PlannedState::Held | PlannedState::Failed => "alert",
        PlannedState::Sent => "check",
        PlannedState::Planned | PlannedState::Queued if kind.ends_with("-summary") => "person",
        PlannedState::Planned | PlannedState::Queued => "clock",
    }
}

/// How a state is to be taken, and what it is called.
pub fn state(i18n: Texts, state: PlannedState) -> (State, &'static str) {
    match state {
        PlannedState::Planned => (State::Draft, t_string!(i18n, timeline.planned)),
        PlannedState::Held => (State::Warn, t_string!(i18n, timeline.held)),
        PlannedState::Paused => (State::Warn, t_string!(i18n, timeline.paused)),
        PlannedState::Skipped => (State::Off, t_string!(i18n, timeline.skipped)),
        PlannedState::Queued => (State::Info, t_string!(i18n, timeline.queued)),
        PlannedState::Sent => (State::Good, t_string!(i18n, timeline.sent)),
        PlannedState::Failed => (State::Bad, t_string!(i18n, timeline.failed)),
    }
}

/// A state as addresses call it.
pub fn word(state: PlannedState) -> &'static str {
    match state {
        PlannedState::Planned => "planned",
        PlannedState::Held => "held",
        PlannedState::Paused => "paused",
        PlannedState::Skipped => "skipped",
        PlannedState::Queued => "queued",
        PlannedState::Sent => "sent",
        PlannedState::Failed => "failed",
    }
}

/// Why mails do not go out. What a mail server said stays as it is.
pub fn reason(i18n: Texts, reason: &str) -> String {
    let Ok(known) = reason.parse() else { return reason.to_owned() };
    let words = match known {
        Reason::NoLink => t_string!(i18n, timeline.no_link),
        Reason::NeverALink => t_string!(i18n, timeline.never_a_link),
        Reason::Paused => t_string!(i18n, timeline.by_staff_paused),
        Reason::PausedUntilStart => t_string!(i18n, timeline.paused_until_start),
        Reason::ByStaff => t_string!(i18n, timeline.by_staff),
        Reason::KnownTooLate => t_string!(i18n, timeline.too_late),
        Reason::Overtaken => t_string!(i18n, timeline.overtaken),
        Reason::SessionCancelled => t_string!(i18n, timeline.session_off),
        Reason::SessionMoved => t_string!(i18n, timeline.session_moved),
        Reason::SessionBegun => t_string!(i18n, timeline.session_begun),
        Reason::NoPlace => t_string!(i18n, timeline.no_place),
        Reason::NoAddress => t_string!(i18n, timeline.no_address),
        Reason::Unwanted => t_string!(i18n, timeline.unwanted),
        Reason::OtherReader => t_string!(i18n, timeline.other_reader),
        Reason::SpeakerDeclines => t_string!(i18n, timeline.speaker_declines),
        Reason::ManagerDeclines => t_string!(i18n, timeline.manager_declines),
        Reason::NoManager => t_string!(i18n, timeline.no_manager),
        Reason::Gathered => t_string!(i18n, timeline.gathered),
        Reason::NoRegistration => t_string!(i18n, timeline.no_registration),
        Reason::Erased => t_string!(i18n, timeline.erased),
        Reason::Unvalidated => t_string!(i18n, timeline.unvalidated),
        Reason::Validated => t_string!(i18n, timeline.validated),
        Reason::NoCertificate => t_string!(i18n, timeline.no_certificate),
        Reason::NoLetters => t_string!(i18n, timeline.no_letters),
        Reason::Untrue => t_string!(i18n, timeline.untrue),
        Reason::Suppressed => t_string!(i18n, timeline.suppressed),
        Reason::TooMany => t_string!(i18n, timeline.too_many),
        Reason::Stopped => t_string!(i18n, timeline.stopped),
        Reason::Unverified => t_string!(i18n, timeline.unverified),
        Reason::Unsubscribed => t_string!(i18n, timeline.unsubscribed),
        Reason::NoConsent => t_string!(i18n, timeline.no_consent),
        Reason::SameAddress => t_string!(i18n, timeline.same_address),
    };
    words.to_owned()
}

/// What an act is called on its button.
pub fn act(i18n: Texts, act: PlanAct) -> (&'static str, &'static str) {
    match act {
        PlanAct::Pause => ("pause", t_string!(i18n, timeline.pause)),
        PlanAct::Resume => ("play", t_string!(i18n, timeline.resume)),
        PlanAct::Skip => ("skip", t_string!(i18n, timeline.skip)),
        PlanAct::Send => ("send", t_string!(i18n, timeline.send)),
    }
}

/// A kind without words of its own, as the API writes it: so that a new one is never hidden.
fn plain(kind: &str) -> String {
    let text = kind.replace('-', " ");
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
