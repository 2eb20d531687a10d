//! Tables with times and amounts, for [`csv`](super::csv) and as workbooks (XLSX), row by row.
//!
//! Invariants: a text is always a text, never a formula; of a workbook only the row at hand is in memory until it is
//! finished, the rest lies in a file that has no name and is gone with it.

use std::path::Path;

use bytes::Bytes;
use chrono::{DateTime, FixedOffset, SecondsFormat};
use magnetiq_shared::Money;
use rust_xlsxwriter::{Format, Workbook, Worksheet, XlsxError};

use super::error::{ApiError, ApiResult};

/// How many rows a sheet has beneath its header.
pub const MOST_ROWS: u64 = 1_048_575;

const TIME_WIDTH: f64 = 17.0;
const TEXT_WIDTH: f64 = 20.0;

/// What stands in one place of a table.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// A text.
    Text(String),
    /// A moment, by the clock of some place.
    Time(DateTime<FixedOffset>),
    /// An amount, whose currency stands elsewhere.
    Amount(Money),
}

impl Cell {
    /// As text: times by RFC 3339, amounts such as `49.00`.
    pub fn text(self) -> String {
        match self {
            Cell::Empty => String::new(),
            Cell::Text(text) => text,
            Cell::Time(at) => at.to_rfc3339_opts(SecondsFormat::Secs, true),
            Cell::Amount(money) => money.decimal(),
        }
    }
}

impl From<Option<String>> for Cell {
    fn from(text: Option<String>) -> Self {
        text.map_or(Cell::Empty, Cell::Text)
    }
}

/// A workbook of one sheet, while it is written.
pub struct Sheet {
    workbook: Workbook,
    time: Format,
    rows: u32,
    columns: u16,
}

impl Sheet {
    /// With a header that stays in sight. What does not fit into memory lies in this folder meanwhile, where it is
    /// there, else in that of the system.
    ///
    /// # Errors
    /// `internal` where no file can be made.
    pub fn new(name: &str, header: &[&str], folder: &Path) -> ApiResult<Self> {
        Self::begin(name, header, folder).map_err(ApiError::internal)
    }

    fn begin(name: &str, header: &[&str], folder: &Path) -> Result<Self, XlsxError> {
        let mut workbook = Workbook::new();
        if folder.is_dir() {
            workbook.set_tempdir(folder)?;
        }
        let bold = Format::new().set_bold();
        let sheet = workbook.add_worksheet_with_constant_memory()?;
        sheet.set_name(name)?.set_freeze_panes(1, 0)?;
        for (column, title) in (0..).zip(header) {
            sheet.set_column_width(column, if title.contains("_at") { TIME_WIDTH } else { TEXT_WIDTH })?;
            sheet.write_string_with_format(0, column, *title, &bold)?;
        }
        let columns = u16::try_from(header.len()).unwrap_or(u16::MAX);
        Ok(Self { workbook, time: Format::new().set_num_format("yyyy-mm-dd hh:mm"), rows: 0, columns })
    }

    /// Writes the next row.
    ///
    /// # Errors
    /// `internal` where the sheet has no more rows, or no room on disk.
    pub fn row(&mut self, cells: impl IntoIterator<Item = Cell>) -> ApiResult<()> {
        self.rows += 1;
        let sheet = self.workbook.worksheet_from_index(0).map_err(ApiError::internal)?;
        for (column, cell) in (0..).zip(cells) {
            write(sheet, (self.rows, column), cell, &self.time).map_err(ApiError::internal)?;
        }
        Ok(())
    }

    /// The whole file. This takes a while.
    ///
    /// # Errors
    /// `internal`.
    pub fn finish(mut self) -> ApiResult<Bytes> {
        let sheet = self.workbook.worksheet_from_index(0).map_err(ApiError::internal)?;
        sheet.autofilter(0, 0, self.rows, self.columns.saturating_sub(1)).map_err(ApiError::internal)?;
        self.workbook.save_to_buffer().map(Bytes::from).map_err(ApiError::internal)
    }
}

fn write(sheet: &mut Worksheet, at: (u32, u16), cell: Cell, time: &Format) -> Result<(), XlsxError> {
    let (row, column) = at;
    match cell {
        Cell::Empty => {}
        Cell::Text(text) => {
            sheet.write_string(row, column, text)?;
        }
        Cell::Time(moment) => {
            sheet.write_datetime_with_format(row, column, moment.naive_local(), time)?;
        }
        Cell::Amount(money) => {
            let digits = money.currency.digits();
            let format = Format::new().set_num_format(if digits == 0 { "#,##0" } else { "#,##0.00" });
            let amount = money.amount as f64 / 10_f64.powi(digits as i32);
            sheet.write_number_with_format(row, column, amount, &format)?;
        }
    }
    Ok(())
}
