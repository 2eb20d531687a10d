//! Files that a mail carries beside its words.

use crate::clean;

/// The longest name of a file, in characters.
const NAME: usize = 100;

/// One file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    /// Its name with the ending; cleaned where it is written into the mail.
    pub name: String,
    /// Such as `application/pdf` or `text/plain; charset=utf-8`.
    pub media_type: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

impl Attachment {
    /// The name as it may stand in a header and in a folder: one line without `/ \ : " < > | ? *`, not hidden.
    pub(crate) fn file_name(&self) -> String {
        let odd = ['/', '\\', ':', '"', '<', '>', '|', '?', '*'];
        let plain: String =
            clean::line(&self.name).chars().map(|c| if odd.contains(&c) { '-' } else { c }).collect();
        let plain = plain.trim_start_matches(['.', ' ', '-']);
        let (stem, ending) = plain.rsplit_once('.').unwrap_or((plain, ""));
        let stem: String = stem.chars().take(NAME).collect();
        match (stem.is_empty(), ending.is_empty()) {
            (true, _) => "file".to_owned(),
            (_, true) => stem,
            _ => format!("{stem}.{}", ending.chars().take(10).collect::<String>()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_leads_nowhere_and_keeps_its_ending() {
        let name = |name: &str| Attachment { name: name.into(), media_type: String::new(), bytes: vec![] };
        for (given, kept) in [
            ("Teilnahmebestätigung.pdf", "Teilnahmebestätigung.pdf"),
            ("../../etc/passwd", "etc-passwd"),
            ("a\r\nBcc: x\u{202e}fdp.exe", "a Bcc- xfdp.exe"),
            ("...", "file"),
            ("", "file"),
        ] {
            assert_eq!(name(given).file_name(), kept, "{given}");
        }
        assert_eq!(name(&format!("{}.pdf", "x".repeat(300))).file_name().len(), 104);
    }
}
