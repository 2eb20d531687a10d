//! Taking in a file of people: each row a wish that staff hand in at the desk.
//!
//! Invariants: a row is registered whole or not at all; what a preview tells is decided by the desk itself, which then
//! writes nothing; the file is not kept, only the fate of its lines.

mod columns;
mod file;

use std::collections::HashSet;

use futures_util::future::join_all;
use magnetiq_shared::registrations::{
    ImportColumn, ImportCounts, ImportQuestion, ImportReport, ImportRow, RegistrationAddition, RowFate,
};
use magnetiq_shared::{FieldError, Language};
use serde_json::json;
use uuid::Uuid;

use self::columns::Columns;
use super::add::{check, wish};
use super::queries::imports;
use crate::accounts::Actor;
use crate::audit::{self, Act};
use crate::ctx::Ctx;
use crate::db;
use crate::http::{ApiError, ApiResult};
use crate::registrations::desk::{self, DeskError, StaffOfWish, Verdict, Verdicts, Wish};
use crate::registrations::queries;

/// The largest file, in bytes.
pub(super) const LARGEST: usize = 4 * 1024 * 1024;
/// How many wishes are handed in at once.
const AT_ONCE: usize = 200;

/// What would become of each row.
///
/// # Errors
/// `not-found` where there is no such session; `validation` where the file can't be read, or has too many rows;
/// `registration-closed`, `session-cancelled`.
pub(super) async fn preview(
    ctx: &Ctx,
    who: &Actor,
    asked: &ImportQuestion,
    bytes: &[u8],
) -> ApiResult<ImportReport> {
    let (mut sheet, wishes) = read(ctx, who, asked, bytes).await?;
    let verdicts = desk::rehearse(ctx, &wishes).await?;
    // Nothing was made: a line that stands twice is known by what is not there.
    let rehearsed: HashSet<Uuid> = verdicts.iter().filter_map(made).collect();
    if let Some(refusal) = sheet.note(verdicts) {
        return Err(refusal);
    }
    let rows = sheet.rows.into_iter().map(|row| ImportRow {
        registration_id: row.registration_id.filter(|id| !rehearsed.contains(id)),
        ..row
    });
    Ok(report(None, asked.session, sheet.columns, rows.collect()))
}

/// Takes the file in.
///
/// # Errors
/// As [`preview`].
pub(super) async fn take_in(
    ctx: &Ctx,
    who: &Actor,
    asked: &ImportQuestion,
    bytes: &[u8],
) -> ApiResult<ImportReport> {
    let (mut sheet, wishes) = read(ctx, who, asked, bytes).await?;
    let mut verdicts = Vec::with_capacity(wishes.len());
    let mut wishes = wishes.into_iter().peekable();
    while wishes.peek().is_some() {
        verdicts.extend(join_all(wishes.by_ref().take(AT_ONCE).map(|wish| ctx.desk.register(wish))).await);
    }
    let nobody = !verdicts.iter().any(|verdict| made(verdict).is_some());
    if let Some(refusal) = sheet.note(verdicts)
        && nobody
    {
        return Err(refusal);
    }
    // The file is not kept.
    let rows = sheet.rows.into_iter().map(|row| ImportRow { name: None, email: None, ..row }).collect();
    let report = report(Some(ctx.new_id()), asked.session, Vec::new(), rows);
    let tx = ctx.db.begin().await?;
    imports::insert(&tx, &report, who.user, ctx.now).await?;
    let session = imports::name_of(&tx, asked.session).await?;
    let told =
        Act::new("registrations.imported", asked.session, session).changed(&json!({}), &json!(report.counts));
    audit::record(&tx, ctx, &who.author(), told).await?;
    tx.commit().await?;
    Ok(report)
}

/// What became of a file that was taken in.
///
/// # Errors
/// `not-found`.
pub(super) async fn find(ctx: &Ctx, id: Uuid) -> ApiResult<ImportReport> {
    imports::find(ctx.db.read(), id).await?.ok_or_else(ApiError::not_found)
}

/// A file's rows, and which of them are handed in.
struct Sheet {
    columns: Vec<ImportColumn>,
    rows: Vec<ImportRow>,
    /// Places of the rows that are handed in, in their order.
    handed_in: Vec<usize>,
}

impl Sheet {
    /// Writes the desk's verdicts to the rows; gives why the session takes nobody, where it is closed or became so.
    fn note(&mut self, verdicts: Verdicts) -> Option<ApiError> {
        let mut refusal = None;
        for (at, verdict) in self.handed_in.iter().zip(verdicts) {
            let row = &mut self.rows[*at];
            (row.fate, row.registration_id) = match verdict {
                Ok(Verdict::Added(id, place)) if !place.holds_seat => (RowFate::Waitlisted, Some(id)),
                Ok(Verdict::Added(id, _)) => (RowFate::Registered, Some(id)),
                Ok(Verdict::Known(id) | Verdict::Registered(id)) => (RowFate::Known, Some(id)),
                Ok(Verdict::Accepted { .. }) => (RowFate::Registered, None),
                Err(DeskError::Refused(magnetiq_domain::seats::Refusal::Full)) => (RowFate::Full, None),
                Err(error @ (DeskError::Refused(_) | DeskError::NoSuchSession)) => {
                    refusal = Some(error.into());
                    (RowFate::Failed, None)
                }
                Err(DeskError::Busy | DeskError::Failed | DeskError::TooManyHolds) => (RowFate::Failed, None),
            };
        }
        refusal
    }
}

/// Whom the desk has added.
fn made(verdict: &Result<Verdict, DeskError>) -> Option<Uuid> {
    match verdict {
        Ok(Verdict::Added(id, _)) => Some(*id),
        _ => None,
    }
}

async fn read(ctx: &Ctx, who: &Actor, asked: &ImportQuestion, bytes: &[u8]) -> ApiResult<(Sheet, Vec<Wish>)> {
    match queries::session_facts(ctx.db.read(), asked.session).await {
        Err(db::Error::RecordNotFound(_)) => return Err(ApiError::not_found()),
        other => other?,
    };
    let wrong_file = |code| ApiError::validation(vec![FieldError::new("", code)]);
    let table = file::read(bytes).map_err(wrong_file)?;
    let columns = Columns::of(&table.header).map_err(ApiError::validation)?;
    let usual = RegistrationAddition {
        session_id: asked.session,
        language: asked.language.unwrap_or(Language::En),
        confirmed: asked.confirmed,
        waitlist: asked.waitlist,
        ..RegistrationAddition::default()
    };
    let (mut rows, mut wishes, mut handed_in) = (Vec::new(), Vec::new(), Vec::new());
    for (line, cells) in table.rows {
        let (addition, mut errors) = columns.read(&cells, &usual);
        let name = format!("{} {}", addition.first_name, addition.last_name).trim().to_owned();
        let mut row = ImportRow {
            line,
            name: Some(name),
            email: Some(addition.email.clone()),
            fate: RowFate::Wrong,
            errors: Vec::new(),
            registration_id: None,
        };
        match check(&addition) {
            Ok((person, zone)) if errors.is_empty() => {
                let staff = StaffOfWish {
                    user: who.user,
                    author: None,
                    vouched: asked.confirmed,
                    waitlist: asked.waitlist,
                };
                handed_in.push(rows.len());
                wishes.push(wish(ctx, &addition, person, zone, "import", staff));
            }
            Ok(_) => row.errors = errors,
            Err(more) => {
                errors.extend(more);
                row.errors = errors;
            }
        }
        rows.push(row);
    }
    Ok((Sheet { columns: columns.shown(table.header), rows, handed_in }, wishes))
}

fn report(
    id: Option<Uuid>,
    session_id: Uuid,
    columns: Vec<ImportColumn>,
    rows: Vec<ImportRow>,
) -> ImportReport {
    ImportReport { id, session_id, columns, counts: ImportCounts::of(&rows), rows }
}
