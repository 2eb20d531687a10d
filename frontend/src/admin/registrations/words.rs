//! Words for what the API names by a code.

use magnetiq_shared::registrations::{HistoryEntry, PaymentStatus, Registration, RegistrationStatus};

use crate::admin::kit::State;
use crate::i18n::{Texts, fill, t_string};

/// What a person is called; the reference, where they asked to be forgotten.
pub fn name(one: &Registration) -> String {
    let name = format!("{} {}", one.first_name, one.last_name).trim().to_owned();
    if name.is_empty() { one.reference.clone() } else { name }
}

/// How a state is to be taken, and what it is called.
pub fn state(i18n: Texts, status: RegistrationStatus) -> (State, &'static str) {
    match status {
        RegistrationStatus::PendingVerification => (State::Warn, t_string!(i18n, registrations.unchecked)),
        RegistrationStatus::PendingApproval => (State::Info, t_string!(i18n, registrations.to_approve)),
        RegistrationStatus::PendingPayment => (State::Warn, t_string!(i18n, registrations.to_pay)),
        RegistrationStatus::Confirmed => (State::Good, t_string!(i18n, registrations.confirmed)),
        RegistrationStatus::Waitlisted => (State::Draft, t_string!(i18n, registrations.waitlisted)),
        RegistrationStatus::Offered => (State::Info, t_string!(i18n, registrations.offered)),
        RegistrationStatus::Cancelled => (State::Off, t_string!(i18n, registrations.cancelled)),
        RegistrationStatus::Declined => (State::Off, t_string!(i18n, registrations.declined)),
        RegistrationStatus::Expired => (State::Draft, t_string!(i18n, registrations.expired)),
        RegistrationStatus::Attended => (State::Good, t_string!(i18n, registrations.attended)),
        RegistrationStatus::NoShow => (State::Off, t_string!(i18n, registrations.no_show)),
    }
}

/// Where a payment is.
pub fn payment(i18n: Texts, status: PaymentStatus) -> &'static str {
    match status {
        PaymentStatus::NotRequired => t_string!(i18n, registrations.pay_free),
        PaymentStatus::Pending => t_string!(i18n, registrations.pay_pending),
        PaymentStatus::Completed => t_string!(i18n, registrations.pay_completed),
        PaymentStatus::Failed => t_string!(i18n, registrations.pay_failed),
        PaymentStatus::Refunded => t_string!(i18n, registrations.pay_refunded),
    }
}

/// Whether somebody agreed to news.
pub fn news(i18n: Texts, is_given: bool) -> &'static str {
    match is_given {
        true => t_string!(i18n, registrations.news_yes),
        false => t_string!(i18n, registrations.news_no),
    }
}

/// Where somebody registered.
pub fn source(i18n: Texts, source: &str) -> String {
    match source {
        "website" => t_string!(i18n, registrations.source_website).to_owned(),
        "embed" => t_string!(i18n, registrations.source_embed).to_owned(),
        "staff" => t_string!(i18n, desk.source_staff).to_owned(),
        "import" => t_string!(i18n, desk.source_import).to_owned(),
        other => plain(other),
    }
}

/// Whether a mail has gone out.
pub fn mail_state(i18n: Texts, state: &str) -> (State, String) {
    match state {
        "sent" => (State::Good, t_string!(i18n, registrations.mail_sent).to_owned()),
        "planned" => (State::Draft, t_string!(i18n, registrations.mail_planned).to_owned()),
        "queued" => (State::Info, t_string!(i18n, registrations.mail_queued).to_owned()),
        "held" => (State::Warn, t_string!(i18n, registrations.mail_held).to_owned()),
        "paused" => (State::Warn, t_string!(i18n, registrations.mail_paused).to_owned()),
        "failed" => (State::Bad, t_string!(i18n, registrations.mail_failed).to_owned()),
        "skipped" => (State::Off, t_string!(i18n, registrations.mail_skipped).to_owned()),
        other => (State::Draft, plain(other)),
    }
}

/// What was agreed to, or taken back.
pub fn consent(i18n: Texts, kind: &str) -> String {
    match kind {
        "terms" => t_string!(i18n, registrations.consent_terms).to_owned(),
        "privacy" => t_string!(i18n, registrations.consent_privacy).to_owned(),
        "marketing" => t_string!(i18n, registrations.news).to_owned(),
        other => plain(other),
    }
}

/// What happened.
pub fn happened(i18n: Texts, entry: &HistoryEntry) -> String {
    let called = |status| state(i18n, status).1;
    match (entry.from_status, entry.to_status) {
        (Some(from), Some(to)) if from != to => {
            fill(t_string!(i18n, registrations.moved), &[("from", called(from)), ("to", called(to))])
        }
        (_, Some(to)) => fill(t_string!(i18n, registrations.made), &[("to", called(to))]),
        (_, None) => match entry.kind.as_str() {
            "registered" => t_string!(i18n, desk.happened_registered).to_owned(),
            "changed" => t_string!(i18n, desk.happened_changed).to_owned(),
            "joined" => t_string!(i18n, desk.happened_joined).to_owned(),
            "mailed" => t_string!(i18n, desk.happened_mailed).to_owned(),
            "promoted" => t_string!(i18n, desk.happened_promoted).to_owned(),
            "merged" => t_string!(i18n, desk.happened_merged).to_owned(),
            "moved-away" => t_string!(i18n, desk.happened_away).to_owned(),
            "moved-here" => t_string!(i18n, desk.happened_here).to_owned(),
            other => plain(other),
        },
    }
}

/// Who did it.
pub fn actor(i18n: Texts, actor: &str) -> &'static str {
    match actor {
        "person" => t_string!(i18n, registrations.by_person),
        "system" | "retention" => t_string!(i18n, registrations.by_system),
        _ => t_string!(i18n, registrations.by_staff),
    }
}

/// Why the session does not allow something, where it is the session; by the type of the problem.
pub fn refused(i18n: Texts, problem: &str) -> Option<&'static str> {
    match problem {
        "session-full" => Some(t_string!(i18n, desk.full)),
        "registration-closed" => Some(t_string!(i18n, desk.closed)),
        "taken" => Some(t_string!(i18n, desk.known)),
        "session-cancelled" => Some(t_string!(i18n, desk.session_cancelled)),
        _ => None,
    }
}

/// Why something was not done with one of several.
pub fn problem(i18n: Texts, problem: &str) -> &'static str {
    match problem {
        "invalid-state" => t_string!(i18n, admin.state_text),
        "not-found" => t_string!(i18n, admin.gone_text),
        other => refused(i18n, other).unwrap_or(t_string!(i18n, admin.failed_text)),
    }
}

/// A code without words of its own, as the API writes it: so that a new one is never hidden.
fn plain(code: &str) -> String {
    let text = code.replace(['_', '-', '.'], " ");
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
