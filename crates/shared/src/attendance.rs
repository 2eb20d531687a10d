//! Who was there: the report of the meeting service, and what follows when it is known.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::words::words;

/// The largest report, in bytes.
pub const REPORT_MAX: usize = 4 * 1024 * 1024;

/// Where a report comes from, told by its header.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum ReportSource {
    /// Zoom's list of participants or attendees.
    Zoom,
    /// The attendance report of Microsoft Teams.
    Teams,
    /// Webex' list of attendees.
    Webex,
    /// Any table with an address or a name, and minutes.
    Other,
}

/// What becomes of a person of the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub enum ReportFate {
    /// Found: was there.
    Attended,
    /// Found, but not long enough there.
    TooShort,
    /// Nobody of this address or name has a place.
    Unknown,
    /// Several people of this name have a place.
    Ambiguous,
}

words! {
    ReportFate { Attended = "attended", TooShort = "tooShort", Unknown = "unknown", Ambiguous = "ambiguous" }
}

/// A person of the report; several rows of theirs are one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct ReportPerson {
    /// As the report has it.
    pub name: String,
    /// As the report has it; may be empty.
    pub email: String,
    /// How long they were there in sum; `null` where the report does not say.
    pub minutes: Option<u32>,
    /// How many rows of the report.
    pub rows: u32,
    /// What becomes of them.
    pub fate: ReportFate,
    /// The registration that was found.
    pub registration_id: Option<Uuid>,
    /// Its reference.
    pub reference: Option<String>,
}

/// What a report does, or would do.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct ReportOutcome {
    /// Where it comes from.
    pub source: ReportSource,
    /// Everybody in it.
    pub people: Vec<ReportPerson>,
    /// How many of them were there.
    pub attended: u32,
    /// How many registered people are not in it, and so were not there.
    pub missing: u32,
    /// Whether it was done; else it is a preview.
    pub applied: bool,
}

/// How a report is read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct ReportQuery {
    /// Only tells what would be done.
    pub dry_run: bool,
    /// How long somebody has to be there to count, 0 to 600; 1 unless told.
    pub min_minutes: u32,
    /// What the file is called.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

impl Default for ReportQuery {
    fn default() -> Self {
        Self { dry_run: false, min_minutes: 1, name: None }
    }
}

/// What follows a session, and how far it is.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct SessionClosing {
    /// Whether the session is over.
    pub is_over: bool,
    /// How many still count as registered: nobody knows whether they were there.
    pub open: u32,
    /// How many were there.
    pub attended: u32,
    /// How many were not.
    pub no_show: u32,
    /// How many went in by their personal link.
    pub joined: u32,
    /// When a report was last read in.
    pub reported_at: Option<DateTime<Utc>>,
    /// What its file was called.
    pub report_name: Option<String>,
    /// Since when it is known who was there.
    pub completed_at: Option<DateTime<Utc>>,
    /// When that is decided by itself; `null` where no source tells who was there, or it is known.
    pub completes_at: Option<DateTime<Utc>>,
    /// Whether the recording's link is there.
    pub has_recording: bool,
    /// When the mails of afterwards go out; `null` where that is not known yet.
    pub follow_up_at: Option<DateTime<Utc>>,
    /// Mails to those who were there.
    pub follow_ups: MailCount,
    /// Mails to those who were not.
    pub no_show_mails: MailCount,
    /// How many certificates there are.
    pub certificates: u32,
    /// How many of them were revoked.
    pub revoked: u32,
    /// Whether the session gives certificates.
    pub gives_certificates: bool,
}

/// How far mails of a kind are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MailCount {
    /// Waiting to go out.
    pub queued: u32,
    /// Went out.
    pub sent: u32,
    /// Could not, or need not, be sent.
    pub others: u32,
}
