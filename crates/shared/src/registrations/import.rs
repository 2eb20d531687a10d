//! Taking in a file of people.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::Language;
use crate::fields::FieldError;

/// How many rows a file of people may have.
pub const IMPORT_MAX: usize = 5_000;

/// How a file of people is taken in. The file itself is the body.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct ImportQuestion {
    /// To which session.
    pub session: Uuid,
    /// Whether the fate of each row is only told, and nothing is done.
    pub dry_run: bool,
    /// Whether the places are theirs at once; else each gets the validation mail.
    pub confirmed: bool,
    /// Whether they may wait where all seats are taken.
    pub waitlist: bool,
    /// The language of rows that name none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
}

/// What becomes of a row of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub enum RowFate {
    /// Gets a place, or the validation mail for one.
    Registered,
    /// Waits for a place.
    Waitlisted,
    /// Is registered already, or stands in the file twice; nothing is done.
    Known,
    /// All seats are taken.
    Full,
    /// Fields are wrong; `errors` names them.
    Wrong,
    /// It could not be written down; take the file in again.
    Failed,
}

/// A row of a file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct ImportRow {
    /// On which line of the file it begins, the header's is 1.
    pub line: u32,
    /// Who; `null` once it is taken in, as the file is not kept.
    pub name: Option<String>,
    /// Address; likewise.
    pub email: Option<String>,
    /// What becomes of it.
    pub fate: RowFate,
    /// What is wrong with it.
    pub errors: Vec<FieldError>,
    /// The registration, new or known.
    pub registration_id: Option<Uuid>,
}

/// A column of a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct ImportColumn {
    /// As the file calls it.
    pub header: String,
    /// As which field it is read, such as `firstName`; `null` where it is left aside.
    pub field: Option<String>,
}

/// How many rows have which fate.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct ImportCounts {
    /// Get a place, or the mail for one.
    pub registered: u32,
    /// Wait.
    pub waitlisted: u32,
    /// Are registered already.
    pub known: u32,
    /// Find no seat.
    pub full: u32,
    /// Have wrong fields.
    pub wrong: u32,
    /// Could not be written down.
    pub failed: u32,
}

impl ImportCounts {
    /// Counts these rows.
    pub fn of(rows: &[ImportRow]) -> Self {
        let mut counts = Self::default();
        for row in rows {
            *match row.fate {
                RowFate::Registered => &mut counts.registered,
                RowFate::Waitlisted => &mut counts.waitlisted,
                RowFate::Known => &mut counts.known,
                RowFate::Full => &mut counts.full,
                RowFate::Wrong => &mut counts.wrong,
                RowFate::Failed => &mut counts.failed,
            } += 1;
        }
        counts
    }
}

/// What becomes, or became, of a file of people.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct ImportReport {
    /// Id; `null` where nothing was done yet.
    pub id: Option<Uuid>,
    /// Into which session.
    pub session_id: Uuid,
    /// How its columns were read; empty once it is taken in.
    pub columns: Vec<ImportColumn>,
    /// How many rows have which fate.
    pub counts: ImportCounts,
    /// Each row, in the order of the file.
    pub rows: Vec<ImportRow>,
}
