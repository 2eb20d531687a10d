//! Messages: what became of the mails of a session, and sending again what failed.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::automations::PlannedState;

/// Declares the reasons, with the sentences by which the database and the API know them.
macro_rules! reasons {
    ($($(#[$doc:meta])* $name:ident = $text:literal,)+) => {
        /// Why a message is held or did not go out, where nobody refused it: what a mail server said stays as it is.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Reason {
            $($(#[$doc])* $name,)+
        }

        impl Reason {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$name,)+];

            /// The sentence, in English.
            pub const fn text(self) -> &'static str {
                match self {
                    $(Self::$name => $text,)+
                }
            }
        }
    };
}

reasons! {
    /// A reminder waits for the meeting's link.
    NoLink = "the way into the meeting is missing",
    /// The link did not come in time.
    NeverALink = "the way into the meeting was missing until the start",
    /// Staff keep it back.
    Paused = "paused by staff",
    /// Staff kept it back for good, without saying so.
    PausedUntilStart = "paused by staff until the session began",
    /// Staff left it out.
    ByStaff = "skipped by staff",
    /// The session was published or moved after the mail's time.
    KnownTooLate = "its time was over when the session was planned",
    /// It came so late that the next reminder went in its place.
    Overtaken = "a later reminder was due as well",
    /// The session was called off.
    SessionCancelled = "the session was cancelled",
    /// The session has another start by now.
    SessionMoved = "the session was moved",
    /// It is too late for a mail of before.
    SessionBegun = "the session has begun",
    /// The person gave the place back.
    NoPlace = "there is no place any more",
    /// Nobody knows where to send it.
    NoAddress = "there is no address",
    /// The mail was switched off, or its reader is not there any more.
    Unwanted = "nobody wants it any more",
    /// The session has another speaker by now, or the program another manager.
    OtherReader = "somebody else does this by now",
    /// The speaker switched mails of the program off.
    SpeakerDeclines = "the speaker does not want these mails",
    /// The manager switched these mails off.
    ManagerDeclines = "the manager does not want these mails",
    /// There is no manager.
    NoManager = "nobody manages the program",
    /// The manager reads of it in a digest.
    Gathered = "it comes with the digest of its hour",
    /// The registration was deleted.
    NoRegistration = "the registration is not there any more",
    /// Everything of the person was erased.
    Erased = "the person asked to be forgotten",
    /// Until an address is validated, anybody may have typed it.
    Unvalidated = "the address was never validated",
    /// There is nothing to validate.
    Validated = "the address is validated, or the wish is gone",
    /// There is no certificate to send.
    NoCertificate = "there is no certificate, or it was revoked",
    /// The name on the certificate can't be drawn.
    NoLetters = "the certificate's typeface lacks letters of the name",
    /// What it would tell is not so any more.
    Untrue = "it is no longer true",
    /// A mail server refused the address for good, or its owner complained.
    Suppressed = "the address does not take mail",
    /// Forms sent so many mails there that it gets no more for now.
    TooMany = "too many mails to this address",
    /// Staff stopped the campaign.
    Stopped = "the mail was stopped",
    /// Nobody has shown that the address is theirs.
    Unverified = "the address is not validated",
    /// The person took the consent to news back.
    Unsubscribed = "the person wants no more news",
    /// The person never agreed to news.
    NoConsent = "the person did not agree to news",
    /// Another registration of the address gets it.
    SameAddress = "the same address gets it already",
}

impl std::fmt::Display for Reason {
    fn fmt(&self, into: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        into.write_str(self.text())
    }
}

/// The text is none of the reasons: a mail server said it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoReason;

impl std::str::FromStr for Reason {
    type Err = NoReason;

    fn from_str(text: &str) -> Result<Self, NoReason> {
        Self::ALL.iter().copied().find(|reason| reason.text() == text).ok_or(NoReason)
    }
}

/// Messages of one kind that are in one state.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct MessageSum {
    /// Such as `confirmation`.
    pub kind: String,
    /// Where they are.
    pub state: PlannedState,
    /// Why they did not go out, where they didn't.
    pub reason: Option<String>,
    /// How many.
    pub recipients: u32,
    /// When the first of them was queued.
    pub first_at: DateTime<Utc>,
    /// When the last of them was queued.
    pub last_at: DateTime<Utc>,
}

/// Which failed messages are to be sent again: all of one kind and one session, or of one kind that is about no session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RetryWish {
    /// The session that they are about; none for mails to the house.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub session_id: Option<Uuid>,
    /// Such as `confirmation` or `reminder-7d`.
    pub kind: String,
}

/// What is on its way again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct RetryOutcome {
    /// How many mails were queued again.
    pub queued: u32,
}
