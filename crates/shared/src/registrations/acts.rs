//! What staff do with registrations beside changing their fields.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::RegistrationStatus;
use crate::words::words;

/// With how many registrations something is done at once, at most.
pub const REGISTRATION_BULK_MAX: usize = 500;

/// What staff do with a registration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub enum RegistrationAct {
    /// Give the place that was asked for.
    Approve,
    /// Refuse the place that was asked for.
    Decline,
    /// Give a place to somebody who waits, or whose address or payment is open.
    Confirm,
    /// Take the place back.
    Cancel,
    /// They were there.
    Attended,
    /// They were not there.
    NoShow,
}

impl RegistrationAct {
    /// Every act.
    pub const ALL: [Self; 6] =
        [Self::Approve, Self::Decline, Self::Confirm, Self::Cancel, Self::Attended, Self::NoShow];

    /// Whether it makes sense for a registration in this state, as far as the state and the start of its session tell.
    /// Whether there is a seat to give is decided when it is done.
    pub const fn fits(self, state: RegistrationStatus, has_started: bool) -> bool {
        use RegistrationStatus as Is;
        match self {
            Self::Approve => matches!(state, Is::PendingApproval),
            Self::Decline => matches!(state, Is::PendingApproval) && !has_started,
            Self::Confirm => {
                matches!(state, Is::PendingVerification | Is::PendingPayment | Is::Waitlisted | Is::Offered)
            }
            Self::Cancel => match state {
                Is::Waitlisted => true,
                Is::PendingVerification | Is::PendingApproval | Is::PendingPayment => !has_started,
                Is::Confirmed | Is::Offered => !has_started,
                _ => false,
            },
            Self::Attended => has_started && matches!(state, Is::Confirmed | Is::NoShow),
            Self::NoShow => has_started && matches!(state, Is::Confirmed | Is::Attended),
        }
    }
}

/// Refuses a place.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Decline {
    /// Why, at most 2000 characters; the mail says it.
    pub reason: Option<String>,
}

/// Does something with several registrations.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RegistrationBulk {
    /// What.
    pub act: RegistrationAct,
    /// With which, 500 at most.
    pub ids: Vec<Uuid>,
    /// Why, where they are declined.
    #[serde(default)]
    pub reason: Option<String>,
}

/// As which file registrations are taken away.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum ExportFormat {
    /// Text with commas.
    #[default]
    Csv,
    /// A workbook, with dates and numbers as such.
    Xlsx,
    /// A list to print: names, companies, positions and states.
    Pdf,
}

words! { ExportFormat { Csv = "csv", Xlsx = "xlsx", Pdf = "pdf" } }
