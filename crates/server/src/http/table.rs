//! Reading tables as spreadsheets and meeting services write them: encodings, and what stands before the table itself.

use std::borrow::Cow;

/// What Windows-1252 has where Latin-1 has control characters, from `0x80` to `0x9F`.
const WINDOWS: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}',
    '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// UTF-16 or UTF-8 by its mark, UTF-8 where it is that, else Windows-1252, in which every byte is a character.
pub fn decoded(bytes: &[u8]) -> Cow<'_, str> {
    let wide = |bytes: &[u8], read: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = bytes.chunks_exact(2).map(|pair| read([pair[0], pair[1]])).collect();
        Cow::Owned(String::from_utf16_lossy(&units))
    };
    match bytes {
        [0xFF, 0xFE, rest @ ..] => wide(rest, u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] => wide(rest, u16::from_be_bytes),
        [0xEF, 0xBB, 0xBF, rest @ ..] | rest => std::str::from_utf8(rest)
            .map_or_else(|_| Cow::Owned(rest.iter().copied().map(windows).collect()), Cow::Borrowed),
    }
}

fn windows(byte: u8) -> char {
    match byte {
        0x80..=0x9F => WINDOWS[usize::from(byte - 0x80)],
        other => char::from(other),
    }
}

/// Where a table begins.
#[derive(Debug, PartialEq)]
pub struct Start<'a> {
    /// How many lines stand before it.
    pub skipped: u32,
    /// The table.
    pub rest: &'a str,
    /// What parts its cells, where Excel says so.
    pub delimiter: Option<u8>,
}

/// Finds where the table begins: after empty lines, and after a line such as `sep=;`.
pub fn start(text: &str) -> Start<'_> {
    let mut start = Start { skipped: 0, rest: text, delimiter: None };
    while let Some(end) = start.rest.find('\n') {
        let line = start.rest[..end].trim_matches([' ', '\r', '"']);
        match (line.strip_prefix("sep=").map(str::as_bytes), start.delimiter) {
            (Some([delimiter]), None) if delimiter.is_ascii() => start.delimiter = Some(*delimiter),
            _ if line.is_empty() => {}
            _ => break,
        }
        start.skipped += 1;
        start.rest = &start.rest[end + 1..];
    }
    start
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_encoding_of_spreadsheets_is_read() {
        let wide = |mark: [u8; 2], write: fn(u16) -> [u8; 2]| -> Vec<u8> {
            mark.into_iter().chain("Jürgen 5 €".encode_utf16().flat_map(write)).collect()
        };
        for bytes in [
            "Jürgen 5 €".as_bytes(),
            "\u{feff}Jürgen 5 €".as_bytes(),
            b"J\xFCrgen 5 \x80",
            &wide([0xFF, 0xFE], u16::to_le_bytes),
            &wide([0xFE, 0xFF], u16::to_be_bytes),
        ] {
            assert_eq!(decoded(bytes), "Jürgen 5 €");
        }
    }

    #[test]
    fn empty_lines_and_excels_own_come_before_a_table() {
        for (text, skipped, rest, delimiter) in [
            ("a;b\n1;2", 0, "a;b\n1;2", None),
            ("\r\n \nsep=;\r\na;b", 3, "a;b", Some(b';')),
            ("\"sep=\t\"\na\tb", 1, "a\tb", Some(b'\t')),
            ("sep=;;\na", 0, "sep=;;\na", None),
            ("sep=€\na", 0, "sep=€\na", None),
            ("", 0, "", None),
        ] {
            assert_eq!(start(text), Start { skipped, rest, delimiter }, "{text:?}");
        }
    }
}
