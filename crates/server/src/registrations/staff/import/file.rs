//! A file of people as spreadsheets write it, parted by commas, semicolons or tabs.

use magnetiq_shared::Code;
use magnetiq_shared::registrations::IMPORT_MAX;

use crate::http::table;

/// A file's header, and its rows with the lines on which they begin.
#[derive(Debug, PartialEq)]
pub(super) struct Table {
    pub header: Vec<String>,
    pub rows: Vec<(u32, Vec<String>)>,
}

/// Reads the file. Empty rows are left out.
///
/// # Errors
/// `required` where it has no rows, `too_long` where it has too many, `type` where it is no such table.
pub(super) fn read(bytes: &[u8]) -> Result<Table, Code> {
    let text = table::decoded(bytes);
    let table::Start { skipped, rest: text, delimiter: told } = table::start(&text);
    let first = text.lines().next().unwrap_or_default();
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(told.unwrap_or_else(|| delimiter(first)))
        .from_reader(text.as_bytes());
    let mut header = None;
    let mut rows = Vec::new();
    let mut lines = Lines { text: text.as_bytes(), at: 0, line: skipped + 1 };
    for record in reader.records() {
        let record = record.map_err(|_| Code::Type)?;
        let cells: Vec<String> = record.iter().map(|cell| plain(cell).to_owned()).collect();
        if cells.iter().all(String::is_empty) {
            continue;
        }
        let line = lines.of(record.position().map_or(0, csv::Position::byte));
        match &header {
            None => header = Some(cells),
            Some(_) if rows.len() == IMPORT_MAX => return Err(Code::TooLong),
            Some(_) => rows.push((line, cells)),
        }
    }
    match header {
        Some(header) if !rows.is_empty() => Ok(Table { header, rows }),
        _ => Err(Code::Required),
    }
}

/// Counts lines as an editor does, from one record to the next.
struct Lines<'a> {
    text: &'a [u8],
    at: usize,
    line: u32,
}

impl Lines<'_> {
    /// The line of the record that begins at this byte, or after the line ends and empty lines there.
    fn of(&mut self, byte: u64) -> u32 {
        let mut start = usize::try_from(byte).unwrap_or(self.at).clamp(self.at, self.text.len());
        while matches!(self.text.get(start), Some(b'\r' | b'\n')) {
            start += 1;
        }
        let ends = self.text[self.at..start].iter().filter(|byte| **byte == b'\n').count();
        self.line += u32::try_from(ends).unwrap_or_default();
        self.at = start;
        self.line
    }
}

/// What parts the header's names most often, outside of quotes.
fn delimiter(header: &str) -> u8 {
    let mut quoted = false;
    let mut counts = [(b';', 0), (b',', 0), (b'\t', 0)];
    for byte in header.bytes() {
        quoted ^= byte == b'"';
        if let Some((_, count)) = counts.iter_mut().find(|(one, _)| !quoted && *one == byte) {
            *count += 1;
        }
    }
    counts.into_iter().max_by_key(|(_, count)| *count).map_or(b',', |(byte, _)| byte)
}

/// A cell without the space around it, and without the apostrophe that our own tables lead formulas with.
fn plain(cell: &str) -> &str {
    let cell = cell.trim();
    match cell.strip_prefix('\'') {
        Some(rest) if rest.starts_with(['=', '+', '-', '@']) => rest,
        _ => cell,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(bytes: &[u8]) -> Vec<Vec<String>> {
        let table = read(bytes).unwrap();
        std::iter::once(table.header).chain(table.rows.into_iter().map(|(_, cells)| cells)).collect()
    }

    #[test]
    fn umlauts_come_through_in_either_encoding() {
        let expected = [["Vorname", "Straße"], ["Jürgen", "5 €"]];
        assert_eq!(cells("\u{feff}Vorname;Straße\r\nJürgen;5 €\r\n".as_bytes()), expected);
        assert_eq!(cells(b"Vorname;Stra\xDFe\r\nJ\xFCrgen;5 \x80\r\n"), expected);
    }

    #[test]
    fn commas_semicolons_and_tabs_part_cells() {
        for text in ["a,b\n1,\"x;y\"", "a;b\n1;\"x;y\"", "a\tb\n1\tx;y"] {
            assert_eq!(cells(text.as_bytes()), [["a", "b"], ["1", "x;y"]], "{text}");
        }
        assert_eq!(cells(b"email\na@b.example"), [["email"], ["a@b.example"]]);
    }

    #[test]
    fn lines_are_those_of_the_file() {
        let table = read(b"a,b\n\n1,\"two\nlines\"\n,\n2,x\n").unwrap();
        assert_eq!(table.rows.iter().map(|(line, _)| *line).collect::<Vec<_>>(), [3, 6]);
    }

    #[test]
    fn what_excel_puts_before_a_table_is_no_part_of_it() {
        let table = read(b"\r\nsep=;\r\na,b;c\r\n1,2;3\r\n").unwrap();
        assert_eq!(
            (table.header, table.rows),
            (vec!["a,b".into(), "c".into()], vec![(4, vec!["1,2".into(), "3".into()])])
        );
    }

    #[test]
    fn what_our_tables_write_is_read_back() {
        assert_eq!(cells(b"phone\n'+49 30 1234"), [["phone"], ["+49 30 1234"]]);
    }

    #[test]
    fn nothing_and_too_much_are_refused() {
        assert_eq!(read(b""), Err(Code::Required));
        assert_eq!(read(b"email\n\n"), Err(Code::Required));
        let many = format!("email\n{}", "a@b.example\n".repeat(IMPORT_MAX + 1));
        assert_eq!(read(many.as_bytes()), Err(Code::TooLong));
    }
}
