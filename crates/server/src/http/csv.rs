//! Tables for spreadsheets: CSV (RFC 4180, UTF-8), written a piece at a time.
//!
//! A spreadsheet takes a cell that begins like a formula for one. Such cells are led by an apostrophe, so that what a
//! stranger typed into a form is never run by whoever opens the file.

use std::borrow::Cow;

use actix_web::HttpResponse;
use actix_web::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use bytes::Bytes;
use csv::{Terminator, WriterBuilder};
use futures_util::{Stream, StreamExt, stream};
use magnetiq_shared::Page;

use super::cursor::Cursor;
use super::error::{ApiError, ApiResult};

/// What a formula begins with.
const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// Rows as CSV, each with its line end.
///
/// # Errors
/// `internal` where the rows are of different lengths.
pub fn lines<'a, R>(rows: impl IntoIterator<Item = R>) -> ApiResult<Bytes>
where
    R: IntoIterator<Item = &'a str>,
{
    let mut writer = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(Vec::new());
    for row in rows {
        let cells = row.into_iter().map(|cell| neutral(cell).into_owned());
        writer.write_record(cells).map_err(ApiError::internal)?;
    }
    writer.into_inner().map(Bytes::from).map_err(ApiError::internal)
}

/// A table as a file to save, page after page as the reader takes it. The first page is read before, so that what is
/// wrong with the question is answered as an error.
///
/// # Errors
/// `internal` where the header can't be written.
pub fn table<const N: usize, R: 'static, S: 'static>(
    name: &str,
    header: [&str; N],
    first: Page<R>,
    source: S,
    read: impl AsyncFn(&S, Cursor) -> ApiResult<Page<R>> + 'static,
    cells: fn(R) -> [String; N],
) -> ApiResult<HttpResponse> {
    let header = lines([header])?;
    let rest = stream::unfold(Some((source, read, Step::Ready(first))), move |state| async move {
        let (source, read, step) = state?;
        let page = match step {
            Step::Ready(page) => Ok(page),
            Step::After(cursor) => read(&source, cursor).await,
        };
        match page.and_then(|page| piece(page, cells)) {
            Ok((piece, Some(cursor))) => Some((Ok(piece), Some((source, read, Step::After(cursor))))),
            Ok((piece, None)) => Some((Ok(piece), None)),
            Err(error) => Some((Err(error), None)),
        }
    });
    Ok(download(name, stream::iter([Ok(header)]).chain(rest)))
}

/// Where a table goes on.
enum Step<R> {
    Ready(Page<R>),
    After(Cursor),
}

fn piece<const N: usize, R>(
    page: Page<R>,
    cells: fn(R) -> [String; N],
) -> ApiResult<(Bytes, Option<Cursor>)> {
    let cursor = Cursor::read(page.next_cursor.as_deref())?;
    let rows: Vec<_> = page.data.into_iter().map(cells).collect();
    Ok((lines(rows.iter().map(|row| row.iter().map(String::as_str)))?, cursor))
}

/// The pieces as a file to save. A piece that fails breaks the answer off, so that nobody takes half of it for all.
fn download(name: &str, pieces: impl Stream<Item = ApiResult<Bytes>> + 'static) -> HttpResponse {
    HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, "text/csv; charset=utf-8"))
        .insert_header((CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")))
        .insert_header((CACHE_CONTROL, "no-store"))
        .streaming(pieces.map(|piece| piece.map_err(actix_web::Error::from)))
}

fn neutral(cell: &str) -> Cow<'_, str> {
    if cell.starts_with(FORMULA) { Cow::Owned(format!("'{cell}")) } else { Cow::Borrowed(cell) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_quoted_where_needed_and_never_formulas() {
        let rows =
            [["=1+1", "+49", "-2", "@a"], ["\tx", "\rx", "a,\"b\"", "two\nlines"], ["", "ü", "a=b", "'"]];
        let text = lines(rows).unwrap();
        let lines = ["'=1+1,'+49,'-2,'@a", "'\tx,\"'\rx\",\"a,\"\"b\"\"\",\"two\nlines\"", ",ü,a=b,'", ""];
        assert_eq!(String::from_utf8(text.to_vec()).unwrap(), lines.join("\r\n"));
    }
}
