//! Registrations as a table to take away: what the list shows, page after page.
//!
//! Invariant: before the first row leaves, the audit log knows how many were taken, by which filters, and by whom.

mod columns;
mod printed;

use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE, HeaderName, HeaderValue};
use actix_web::{FromRequest, HttpRequest, HttpResponse, web};
use bytes::Bytes;
use columns::{HEADER, Row, cells};
use magnetiq_shared::registrations::{ExportFormat, RegistrationFilters};
use magnetiq_shared::{Code, FieldError, Page};
use serde_json::{Value, json};

use super::queries::list;
use crate::accounts::Actor;
use crate::audit::{self, Act};
use crate::ctx::Ctx;
use crate::http::sheet::{Cell, MOST_ROWS, Sheet};
use crate::http::{ApiError, ApiResult, Cursor, csv, limit, parse_query};

/// How many are read at once; few in tests, so that a small table has several pieces.
const AT_ONCE: u64 = if cfg!(test) { 10 } else { 500 };

/// How many rows follow.
const TOTAL: HeaderName = HeaderName::from_static("x-total-count");
const PDF: &str = "application/pdf";
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// Which registrations, by the filters of the list, and as which file.
pub(super) struct Chosen {
    filters: RegistrationFilters,
    format: ExportFormat,
}

impl Chosen {
    fn read(query: &str) -> ApiResult<Self> {
        let (formats, others): (Vec<_>, Vec<_>) =
            form_urlencoded::parse(query.as_bytes()).partition(|(name, _)| name == "format");
        let others = form_urlencoded::Serializer::new(String::new()).extend_pairs(others).finish();
        let format = formats.last().map(|(_, word)| word.parse()).transpose();
        let format = format.map_err(|_| wrong(Code::Type))?.unwrap_or_default();
        let filters: RegistrationFilters = parse_query(&others)?;
        limit(filters.limit)?;
        Ok(Self { filters: RegistrationFilters { limit: None, cursor: None, ..filters }, format })
    }
}

impl FromRequest for Chosen {
    type Error = ApiError;
    type Future = Ready<ApiResult<Self>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Self::read(request.query_string()))
    }
}

fn wrong(code: Code) -> ApiError {
    ApiError::validation(vec![FieldError::new("format", code)])
}

/// The table. Its first page is read before it begins, so that what is wrong is answered as an error.
///
/// # Errors
/// `validation` where there are more rows than a workbook has.
pub(super) async fn table(ctx: &Ctx, who: &Actor, chosen: Chosen) -> ApiResult<HttpResponse> {
    let rows = list::count(ctx.db.read(), &chosen.filters).await?;
    let mut answer = file(ctx, who, chosen, rows).await?;
    // Whoever takes many knows how far it is.
    answer.headers_mut().insert(TOTAL, HeaderValue::from(rows));
    Ok(answer)
}

async fn file(ctx: &Ctx, who: &Actor, chosen: Chosen, rows: u64) -> ApiResult<HttpResponse> {
    let most = match chosen.format {
        ExportFormat::Csv => u64::MAX,
        ExportFormat::Xlsx => MOST_ROWS,
        ExportFormat::Pdf => printed::MOST_ROWS,
    };
    if rows > most {
        return Err(wrong(Code::TooHigh));
    }
    if chosen.format == ExportFormat::Pdf {
        let file = printed::list(ctx, &chosen.filters, AT_ONCE).await?;
        note(ctx, who, &chosen, rows).await?;
        return Ok(saved(PDF, &format!("registrations-{}.pdf", ctx.now.format("%Y-%m-%d")), file.into()));
    }
    let first = page(ctx, &chosen, None).await?;
    note(ctx, who, &chosen, rows).await?;
    let name = format!("registrations-{}.{}", ctx.now.format("%Y-%m-%d"), chosen.format);
    match chosen.format {
        ExportFormat::Csv => {
            let source = (ctx.clone(), chosen);
            let read = async |(ctx, chosen): &(Ctx, Chosen), cursor| page(ctx, chosen, Some(cursor)).await;
            csv::table(&name, HEADER, first, source, read, |row| row.map(Cell::text))
        }
        ExportFormat::Xlsx => {
            let file = workbook(ctx, &chosen, first).await?;
            Ok(saved(XLSX, &name, file))
        }
        ExportFormat::Pdf => Err(ApiError::internal("the list is printed above")),
    }
}

/// A file to save.
fn saved(kind: &str, name: &str, file: Bytes) -> HttpResponse {
    HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, kind))
        .insert_header((CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")))
        .insert_header((CACHE_CONTROL, "no-store"))
        .body(file)
}

/// Writes down that somebody takes them away. Of a search only that there was one: people's names stand in it.
async fn note(ctx: &Ctx, who: &Actor, chosen: &Chosen, rows: u64) -> ApiResult<()> {
    let mut told = json!({ "rows": rows, "format": chosen.format });
    if let (Value::Object(told), Ok(Value::Object(filters))) =
        (&mut told, serde_json::to_value(&chosen.filters))
    {
        told.extend(filters);
    }
    let act = Act {
        action: "registrations.exported",
        subject: None,
        name: chosen.format.word().to_uppercase(),
        changes: Vec::new(),
    };
    let mut act = act.changed(&json!({}), &told);
    for change in act.changes.iter_mut().filter(|change| change.field == "search") {
        change.to = Value::Null;
    }
    let tx = ctx.db.begin().await?;
    audit::record(&tx, ctx, &who.author(), act).await?;
    Ok(tx.commit().await?)
}

async fn workbook(ctx: &Ctx, chosen: &Chosen, first: Page<Row>) -> ApiResult<Bytes> {
    let mut sheet = Sheet::new("Registrations", &HEADER, &ctx.config.data_dir)?;
    let mut current = first;
    loop {
        for row in current.data {
            sheet.row(row)?;
        }
        match Cursor::read(current.next_cursor.as_deref())? {
            Some(cursor) => current = page(ctx, chosen, Some(cursor)).await?,
            None => break,
        }
    }
    web::block(move || sheet.finish()).await.map_err(ApiError::internal)?
}

async fn page(ctx: &Ctx, chosen: &Chosen, cursor: Option<Cursor>) -> ApiResult<Page<Row>> {
    list::rows(ctx.db.read(), &chosen.filters, AT_ONCE, cursor, cells).await
}
