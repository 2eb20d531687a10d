//! [`Mail`]: every kind of mail there is.
//!
//! Most are about one session; those of the house, to colleagues and speakers, are about none, and their templates know
//! no `session`. A mail holds facts, in UTC and unformatted; words, dates and links to calendars are made while
//! rendering.

use magnetiq_shared::{Language, links};
use minijinja::{Value, context};

use crate::attachment::Attachment;
use crate::brand::Brand;
use crate::calendar::{CalendarPart, Method};
use crate::clean;
use crate::facts::SessionFacts;
use crate::messages::{
    AlreadyRegistered, Campaign, Cancelled, Certificate, Confirmation, FollowUp, Invitation, ManagerSummary,
    NewRegistration, NoShow, PasswordChanged, PerformanceReport, PlaceOffered, PrivacyCode, RecordingReady,
    RegistrationDeclined, RegistrationDigest, Reminder, RequestReceived, ResetPassword, SessionCancelled,
    SessionChanged, SpeakerInvitation, SpeakerMessage, SpeakerSummary, TestMail, ValidateAddress,
    WaitlistJoined,
};

/// A mail, ready to be rendered for one recipient.
#[derive(Clone, Debug, PartialEq)]
pub enum Mail {
    /// To a registrant at once: press the button, the place is yours.
    ValidateAddress(ValidateAddress),
    /// To a registrant when the place is confirmed; carries the calendar invitation.
    Confirmation(Confirmation),
    /// To a registrant who registered again.
    AlreadyRegistered(AlreadyRegistered),
    /// To a person who now waits for a place.
    WaitlistJoined(WaitlistJoined),
    /// To a person who asked for a place, on which staff decide.
    RequestReceived(RequestReceived),
    /// To the first who waits, when a place became free.
    PlaceOffered(PlaceOffered),
    /// To a registrant whose registration was cancelled; takes the entry out of the calendar.
    Cancelled(Cancelled),
    /// To everybody who has or awaits a place, when the house changed time or room; updates the calendar.
    SessionChanged(SessionChanged),
    /// To everybody who has or awaits a place, when the house cancelled the session.
    SessionCancelled(SessionCancelled),
    /// To the webinar program manager, when somebody's place was confirmed.
    NewRegistration(NewRegistration),
    /// To a confirmed registrant, days or hours before the session; carries the calendar file.
    Reminder(Reminder),
    /// To a person whose request staff declined.
    RegistrationDeclined(RegistrationDeclined),
    /// To those who were there, after the session.
    FollowUp(FollowUp),
    /// To those who were not there, after the session.
    NoShow(NoShow),
    /// The recording came later.
    RecordingReady(RecordingReady),
    /// To those who were there: the certificate, attached.
    Certificate(Certificate),
    /// To the webinar program manager, days before a session; carries the list of those who come.
    ManagerSummary(ManagerSummary),
    /// To the speaker, days before a session.
    SpeakerSummary(SpeakerSummary),
    /// To a colleague who may sign in from now on: choose a password.
    Invitation(Invitation),
    /// To a colleague who forgot the password.
    ResetPassword(ResetPassword),
    /// To a colleague: how you sign in was changed.
    PasswordChanged(PasswordChanged),
    /// To whoever tries whether mails go out.
    TestMail(TestMail),
    /// To a speaker from outside: fill in your profile.
    SpeakerInvitation(SpeakerInvitation),
    /// To a speaker: words of a colleague.
    SpeakerMessage(SpeakerMessage),
    /// To the webinar program manager: an hour's registrations in one mail.
    RegistrationDigest(RegistrationDigest),
    /// To the webinar program manager: how a month went.
    PerformanceReport(PerformanceReport),
    /// To whoever asks for the own data: a code that proves it.
    PrivacyCode(PrivacyCode),
    /// To a group: words of staff, with a way to get no more of them.
    Campaign(Campaign),
}

impl Mail {
    /// The name of every kind, in the order of [`Mail::samples`].
    pub const KINDS: [&'static str; 28] = [
        "validate-address",
        "confirmation",
        "already-registered",
        "waitlist-joined",
        "request-received",
        "place-offered",
        "cancelled",
        "session-changed",
        "session-cancelled",
        "new-registration",
        "reminder",
        "registration-declined",
        "follow-up",
        "no-show",
        "recording",
        "certificate",
        "manager-summary",
        "speaker-summary",
        "invitation",
        "reset-password",
        "password-changed",
        "test-mail",
        "speaker-invitation",
        "speaker-message",
        "registration-digest",
        "performance-report",
        "privacy-code",
        "campaign",
    ];

    /// The kind's name, stable: templates, logs and settings use it.
    pub fn kind(&self) -> &'static str {
        match self {
            Mail::ValidateAddress(_) => "validate-address",
            Mail::Confirmation(_) => "confirmation",
            Mail::AlreadyRegistered(_) => "already-registered",
            Mail::WaitlistJoined(_) => "waitlist-joined",
            Mail::RequestReceived(_) => "request-received",
            Mail::PlaceOffered(_) => "place-offered",
            Mail::Cancelled(_) => "cancelled",
            Mail::SessionChanged(_) => "session-changed",
            Mail::SessionCancelled(_) => "session-cancelled",
            Mail::NewRegistration(_) => "new-registration",
            Mail::Reminder(_) => "reminder",
            Mail::RegistrationDeclined(_) => "registration-declined",
            Mail::FollowUp(_) => "follow-up",
            Mail::NoShow(_) => "no-show",
            Mail::RecordingReady(_) => "recording",
            Mail::Certificate(_) => "certificate",
            Mail::ManagerSummary(_) => "manager-summary",
            Mail::SpeakerSummary(_) => "speaker-summary",
            Mail::Invitation(_) => "invitation",
            Mail::ResetPassword(_) => "reset-password",
            Mail::PasswordChanged(_) => "password-changed",
            Mail::TestMail(_) => "test-mail",
            Mail::SpeakerInvitation(_) => "speaker-invitation",
            Mail::SpeakerMessage(_) => "speaker-message",
            Mail::RegistrationDigest(_) => "registration-digest",
            Mail::PerformanceReport(_) => "performance-report",
            Mail::PrivacyCode(_) => "privacy-code",
            Mail::Campaign(_) => "campaign",
        }
    }

    /// One mail of every kind with invented facts, for previews and tests.
    pub fn samples(language: Language) -> Vec<Mail> {
        vec![
            Mail::ValidateAddress(ValidateAddress::sample(language)),
            Mail::Confirmation(Confirmation::sample(language)),
            Mail::AlreadyRegistered(AlreadyRegistered::sample(language)),
            Mail::WaitlistJoined(WaitlistJoined::sample(language)),
            Mail::RequestReceived(RequestReceived::sample(language)),
            Mail::PlaceOffered(PlaceOffered::sample(language)),
            Mail::Cancelled(Cancelled::sample(language)),
            Mail::SessionChanged(SessionChanged::sample(language)),
            Mail::SessionCancelled(SessionCancelled::sample(language)),
            Mail::NewRegistration(NewRegistration::sample(language)),
            Mail::Reminder(Reminder::sample(language)),
            Mail::RegistrationDeclined(RegistrationDeclined::sample(language)),
            Mail::FollowUp(FollowUp::sample(language)),
            Mail::NoShow(NoShow::sample(language)),
            Mail::RecordingReady(RecordingReady::sample(language)),
            Mail::Certificate(Certificate::sample(language)),
            Mail::ManagerSummary(ManagerSummary::sample(language)),
            Mail::SpeakerSummary(SpeakerSummary::sample(language)),
            Mail::Invitation(Invitation::sample()),
            Mail::ResetPassword(ResetPassword::sample()),
            Mail::PasswordChanged(PasswordChanged::sample()),
            Mail::TestMail(TestMail::sample()),
            Mail::SpeakerInvitation(SpeakerInvitation::sample()),
            Mail::SpeakerMessage(SpeakerMessage::sample()),
            Mail::RegistrationDigest(RegistrationDigest::sample(language)),
            Mail::PerformanceReport(PerformanceReport::sample(language)),
            Mail::PrivacyCode(PrivacyCode::sample()),
            Mail::Campaign(Campaign::sample(language)),
        ]
    }

    /// The invented mail of one kind, or nothing where no kind has that name.
    pub fn sample(kind: &str, language: Language) -> Option<Mail> {
        Self::samples(language).into_iter().find(|mail| mail.kind() == kind)
    }

    /// The session the mail is about; nothing for those of the house, and for a campaign, to which a session is one
    /// of its values.
    pub fn session(&self) -> Option<&SessionFacts> {
        Some(match self {
            Mail::ValidateAddress(mail) => &mail.session,
            Mail::Confirmation(mail) => &mail.session,
            Mail::AlreadyRegistered(mail) => &mail.session,
            Mail::WaitlistJoined(mail) => &mail.session,
            Mail::RequestReceived(mail) => &mail.session,
            Mail::PlaceOffered(mail) => &mail.session,
            Mail::Cancelled(mail) => &mail.session,
            Mail::SessionChanged(mail) => &mail.session,
            Mail::SessionCancelled(mail) => &mail.session,
            Mail::NewRegistration(mail) => &mail.session,
            Mail::Reminder(mail) => &mail.session,
            Mail::RegistrationDeclined(mail) => &mail.session,
            Mail::FollowUp(mail) => &mail.session,
            Mail::NoShow(mail) => &mail.session,
            Mail::RecordingReady(mail) => &mail.session,
            Mail::Certificate(mail) => &mail.session,
            Mail::ManagerSummary(mail) => &mail.summary.session,
            Mail::SpeakerSummary(mail) => &mail.summary.session,
            Mail::Invitation(_)
            | Mail::ResetPassword(_)
            | Mail::PasswordChanged(_)
            | Mail::TestMail(_)
            | Mail::SpeakerInvitation(_)
            | Mail::SpeakerMessage(_)
            | Mail::RegistrationDigest(_)
            | Mail::PerformanceReport(_)
            | Mail::PrivacyCode(_)
            | Mail::Campaign(_) => return None,
        })
    }

    /// Where a person gets no more of these mails: only what staff write to a group can be refused.
    pub fn unsubscribe_link(&self) -> Option<&str> {
        match self {
            Mail::Campaign(mail) => Some(&mail.unsubscribe_link),
            _ => None,
        }
    }

    /// What templates know: `mail`, `brand`, `my_data_link` and `unsubscribe_link` (for the foot, often empty), and
    /// `session` where the mail is about one; nothing else.
    pub(crate) fn values(&self, language: Language, brand: &Brand) -> Value {
        let mail = match self {
            Mail::ValidateAddress(mail) => mail.values(language),
            Mail::Confirmation(mail) => mail.values(language, brand),
            Mail::AlreadyRegistered(mail) => mail.values(language, brand),
            Mail::WaitlistJoined(mail) => mail.values(),
            Mail::RequestReceived(mail) => mail.values(),
            Mail::PlaceOffered(mail) => mail.values(language),
            Mail::Cancelled(mail) => mail.values(),
            Mail::SessionChanged(mail) => mail.values(language),
            Mail::SessionCancelled(mail) => mail.values(language),
            Mail::NewRegistration(mail) => mail.values(),
            Mail::Reminder(mail) => mail.values(language, brand),
            Mail::RegistrationDeclined(mail) => mail.values(language),
            Mail::FollowUp(mail) => mail.values(language),
            Mail::NoShow(mail) => mail.values(language),
            Mail::RecordingReady(mail) => mail.values(),
            Mail::Certificate(mail) => mail.values(),
            Mail::ManagerSummary(mail) => mail.values(language),
            Mail::SpeakerSummary(mail) => mail.values(language),
            Mail::Invitation(mail) => mail.values(language),
            Mail::ResetPassword(mail) => mail.values(language),
            Mail::PasswordChanged(mail) => mail.values(language),
            Mail::TestMail(mail) => mail.values(language),
            Mail::SpeakerInvitation(mail) => mail.values(language),
            Mail::SpeakerMessage(mail) => mail.values(),
            Mail::RegistrationDigest(mail) => mail.values(language),
            Mail::PerformanceReport(mail) => mail.values(language),
            Mail::PrivacyCode(mail) => mail.values(language),
            Mail::Campaign(mail) => mail.values(language),
        };
        // Those who manage a registration of theirs may also ask what is kept of them.
        let is_registrant = mail.get_attr("manage_link").is_ok_and(|link| !link.is_undefined());
        let my_data_link = match is_registrant {
            true => clean::link(&format!("{}{}", brand.base_url, links::my_data(language))),
            false => String::new(),
        };
        let brand = brand.values();
        let unsubscribe_link = clean::link(self.unsubscribe_link().unwrap_or_default());
        match self.session() {
            Some(session) => {
                context! { mail, session => session.values(language), brand, my_data_link, unsubscribe_link }
            }
            None => context! { mail, brand, my_data_link, unsubscribe_link },
        }
    }

    /// The calendar part the mail carries, if it carries one.
    pub(crate) fn calendar(&self, language: Language, brand: &Brand) -> Option<CalendarPart> {
        match self {
            Mail::Confirmation(mail) => {
                let event = mail.entry.event(&mail.session, Some(&mail.join_link), language, brand);
                Some(event.part(Method::Request))
            }
            Mail::Reminder(mail) => {
                let entry = mail.entry.as_ref()?;
                Some(entry.event(&mail.session, Some(&mail.join_link), language, brand).part(Method::Request))
            }
            Mail::SessionChanged(mail) => {
                let entry = mail.entry.as_ref()?;
                Some(entry.event(&mail.session, mail.place(), language, brand).part(Method::Request))
            }
            Mail::Cancelled(Cancelled { session, entry, .. })
            | Mail::SessionCancelled(SessionCancelled { session, entry, .. }) => {
                Some(entry.as_ref()?.event(session, None, language, brand).part(Method::Cancel))
            }
            _ => None,
        }
    }
    /// The files that the mail carries beside its calendar object.
    pub fn attachments(&self, language: Language) -> Vec<Attachment> {
        match self {
            Mail::ManagerSummary(mail) => mail.attachments(language),
            Mail::Certificate(mail) => mail.file.iter().cloned().collect(),
            _ => Vec::new(),
        }
    }
}
