//! Registering, and what the registered person sees and changes.

mod acts;
mod demographics;
mod desk;
mod form;
mod import;
mod line;
mod own;
mod staff;

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::Money;
use crate::visits::VisitToken;
use crate::words::words;

pub use acts::{Decline, ExportFormat, REGISTRATION_BULK_MAX, RegistrationAct, RegistrationBulk};
pub use demographics::{Demographics, Share};
pub use desk::{
    CalendarReply, MailAgain, MergeInto, MoveSeveral, MoveTo, RegistrationAddition, ReplyOutcome, SendAgain,
};
pub use form::{Attribution, Person, RegistrationForm};
pub use import::{IMPORT_MAX, ImportColumn, ImportCounts, ImportQuestion, ImportReport, ImportRow, RowFate};
pub use line::{InLine, NobodyPromoted, SessionWaitlist};
pub use own::{CalendarLinks, Guide, LinkPreview, PersonData, PersonPatch, PublicRegistration};
pub use staff::{
    Attendance, Consent, HistoryEntry, Registration, RegistrationCounts, RegistrationDetails,
    RegistrationFilters, RegistrationMessage, RegistrationSort, SessionOfRegistration, Statuses, VisitFacts,
};

/// Where a registration is in its life.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum RegistrationStatus {
    /// The address is not validated yet; a seat is held for some hours.
    PendingVerification,
    /// Staff decide; the seat is held.
    PendingApproval,
    /// Waits for the payment; the seat is held.
    PendingPayment,
    /// Has a seat.
    Confirmed,
    /// Waits for a seat.
    Waitlisted,
    /// Came off the waitlist: a seat is held until the offer ends.
    Offered,
    /// Given up by the person or by staff.
    Cancelled,
    /// Refused by staff.
    Declined,
    /// The hold ended unused; the link may still revive it.
    Expired,
    /// Was there.
    Attended,
    /// Was not there.
    NoShow,
}

words! {
    RegistrationStatus {
        PendingVerification = "pending_verification", PendingApproval = "pending_approval",
        PendingPayment = "pending_payment", Confirmed = "confirmed", Waitlisted = "waitlisted",
        Offered = "offered", Cancelled = "cancelled", Declined = "declined", Expired = "expired",
        Attended = "attended", NoShow = "no_show",
    }
    PaymentStatus {
        NotRequired = "not_required", Pending = "pending", Completed = "completed", Failed = "failed",
        Refunded = "refunded",
    }
}

/// Where the payment is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum PaymentStatus {
    /// Free.
    NotRequired,
    /// Not paid yet, by invoice for instance.
    Pending,
    /// Paid.
    Completed,
    /// The payment did not go through.
    Failed,
    /// Paid back.
    Refunded,
}

/// **202**: the form was taken; a mail with a link is on its way. The answer is the same whether or not the
/// address was registered before.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct RegistrationAccepted {
    /// Always `pending_verification`.
    pub state: RegistrationStatus,
    /// Whether there is no seat now, so that the link will lead to the waitlist.
    pub waitlist: bool,
    /// Until when a seat is held; `null` where none is.
    pub hold_expires_at: Option<DateTime<Utc>>,
    /// What a place costs at this moment, which is fixed for a registration made by it; `null` is free.
    pub price: Option<Money>,
    /// The visit in which this was sent.
    pub visit: VisitToken,
}

/// What registering gives: **201** in a validated visit, else **202**.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum RegistrationOutcome {
    /// 201.
    Registered(Box<PublicRegistration>),
    /// 202.
    Accepted(RegistrationAccepted),
}

/// The token of a mailed link.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct LinkToken {
    /// As it stands in the link after `#token=`.
    pub token: String,
}
