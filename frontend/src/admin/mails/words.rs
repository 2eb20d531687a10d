//! Words for what the API names by a code.

use magnetiq_shared::Language;
use magnetiq_shared::campaigns::{
    Campaign, CampaignPurpose, CampaignRecipients, CampaignState, LeftOutCounts, Placeholder,
};
use magnetiq_shared::suppressions::SuppressionReason;

use crate::admin::kit::State;
use crate::i18n::{Texts, counted, fill, t_string};

/// What it is called: its subject in the reader's language.
pub fn name(i18n: Texts, one: &Campaign, language: Language) -> String {
    let subject = one.subject.get(language);
    if subject.is_empty() { t_string!(i18n, mails.untitled).to_owned() } else { subject.to_owned() }
}

/// How a state is to be taken, and what it is called.
pub fn state(i18n: Texts, state: CampaignState) -> (State, &'static str) {
    match state {
        CampaignState::Draft => (State::Draft, t_string!(i18n, mails.draft)),
        CampaignState::Scheduled => (State::Info, t_string!(i18n, mails.scheduled)),
        CampaignState::Sending => (State::Info, t_string!(i18n, mails.sending)),
        CampaignState::Sent => (State::Good, t_string!(i18n, mails.sent)),
        CampaignState::Stopped => (State::Off, t_string!(i18n, mails.stopped)),
    }
}

/// What it is for.
pub fn purpose(i18n: Texts, purpose: CampaignPurpose) -> &'static str {
    match purpose {
        CampaignPurpose::Information => t_string!(i18n, mails.information),
        CampaignPurpose::Marketing => t_string!(i18n, mails.marketing),
    }
}

/// How many of how many have it; nothing before it goes out.
pub fn figures(i18n: Texts, one: &Campaign) -> String {
    match one.started_at {
        None => String::new(),
        Some(_) => fill(
            t_string!(i18n, mails.of),
            &[("sent", &one.counts.sent.to_string()), ("all", &one.counts.recipients.to_string())],
        ),
    }
}

/// How many get it.
pub fn people(i18n: Texts, count: u64) -> String {
    let count = u32::try_from(count).unwrap_or(u32::MAX);
    counted(count, t_string!(i18n, mails.person), t_string!(i18n, mails.people))
}

/// Each reason for which some are left out, with how many.
pub fn left_out(i18n: Texts, counts: &CampaignRecipients) -> Vec<(&'static str, u64)> {
    let LeftOutCounts { erased, unverified, suppressed, unsubscribed, no_consent, same_address } =
        counts.left_out;
    let all = [
        (t_string!(i18n, mails.left_no_consent), no_consent),
        (t_string!(i18n, mails.left_unsubscribed), unsubscribed),
        (t_string!(i18n, mails.left_unverified), unverified),
        (t_string!(i18n, mails.left_suppressed), suppressed),
        (t_string!(i18n, mails.left_same_address), same_address),
        (t_string!(i18n, mails.left_erased), erased),
    ];
    all.into_iter().filter(|(_, count)| *count > 0).collect()
}

/// What a placeholder stands for.
pub fn placeholder(i18n: Texts, one: Placeholder) -> &'static str {
    match one {
        Placeholder::FirstName => t_string!(i18n, mails.put_first_name),
        Placeholder::LastName => t_string!(i18n, mails.put_last_name),
        Placeholder::Company => t_string!(i18n, mails.put_company),
        Placeholder::SessionTitle => t_string!(i18n, mails.put_session_title),
        Placeholder::StartsAt => t_string!(i18n, mails.put_starts_at),
        Placeholder::SessionLink => t_string!(i18n, mails.put_session_link),
        Placeholder::JoinLink => t_string!(i18n, mails.put_join_link),
        Placeholder::ManageLink => t_string!(i18n, mails.put_manage_link),
    }
}

/// Why an address takes no mail.
pub fn reason(i18n: Texts, reason: SuppressionReason) -> (State, &'static str) {
    match reason {
        SuppressionReason::Bounced => (State::Warn, t_string!(i18n, mails.bounced)),
        SuppressionReason::Complained => (State::Bad, t_string!(i18n, mails.complained)),
    }
}
