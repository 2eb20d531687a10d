//! [`Mail`]: every kind of mail there is.
//!
//! Most are about one session; those of the house, to colleagues and speakers, are about none, and their templates know
//! no `session`. A mail holds facts, in UTC and unformatted; words, dates and links to calendars are made while
//! rendering.

use magnetiq_shared::Language;
use minijinja::{Value, context};

use crate::brand::Brand;
use crate::calendar::{CalendarPart, Method};
use crate::facts::SessionFacts;
use crate::messages::{
    AlreadyRegistered, Cancelled, Confirmation, Invitation, NewRegistration, PasswordChanged, PlaceOffered,
    RequestReceived, ResetPassword, SessionCancelled, SessionChanged, SpeakerInvitation, SpeakerMessage,
    TestMail, ValidateAddress, WaitlistJoined,
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
}

impl Mail {
    /// The name of every kind, in the order of [`Mail::samples`].
    pub const KINDS: [&'static str; 16] = [
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
        "invitation",
        "reset-password",
        "password-changed",
        "test-mail",
        "speaker-invitation",
        "speaker-message",
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
            Mail::Invitation(_) => "invitation",
            Mail::ResetPassword(_) => "reset-password",
            Mail::PasswordChanged(_) => "password-changed",
            Mail::TestMail(_) => "test-mail",
            Mail::SpeakerInvitation(_) => "speaker-invitation",
            Mail::SpeakerMessage(_) => "speaker-message",
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
            Mail::Invitation(Invitation::sample()),
            Mail::ResetPassword(ResetPassword::sample()),
            Mail::PasswordChanged(PasswordChanged::sample()),
            Mail::TestMail(TestMail::sample()),
            Mail::SpeakerInvitation(SpeakerInvitation::sample()),
            Mail::SpeakerMessage(SpeakerMessage::sample()),
        ]
    }

    /// The invented mail of one kind, or nothing where no kind has that name.
    pub fn sample(kind: &str, language: Language) -> Option<Mail> {
        Self::samples(language).into_iter().find(|mail| mail.kind() == kind)
    }

    /// The session the mail is about; nothing for those of the house.
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
            Mail::Invitation(_)
            | Mail::ResetPassword(_)
            | Mail::PasswordChanged(_)
            | Mail::TestMail(_)
            | Mail::SpeakerInvitation(_)
            | Mail::SpeakerMessage(_) => return None,
        })
    }

    /// What templates know: `mail`, `brand`, and `session` where the mail is about one; nothing else.
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
            Mail::Invitation(mail) => mail.values(language),
            Mail::ResetPassword(mail) => mail.values(language),
            Mail::PasswordChanged(mail) => mail.values(language),
            Mail::TestMail(mail) => mail.values(language),
            Mail::SpeakerInvitation(mail) => mail.values(language),
            Mail::SpeakerMessage(mail) => mail.values(),
        };
        let brand = brand.values();
        match self.session() {
            Some(session) => context! { mail, session => session.values(language), brand },
            None => context! { mail, brand },
        }
    }

    /// The calendar part the mail carries, if it carries one.
    pub(crate) fn calendar(&self, language: Language, brand: &Brand) -> Option<CalendarPart> {
        match self {
            Mail::Confirmation(mail) => {
                let event = mail.entry.event(&mail.session, Some(&mail.join_link), language, brand);
                Some(event.part(Method::Request))
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
}
