//! Documents read back by another implementation.

use super::*;
use crate::media::card::Face;
use crate::test_support::files::pages as read;

#[test]
fn the_same_drawing_gives_the_same_document() {
    let made_at = DateTime::UNIX_EPOCH;
    let draw = || {
        let about = About { title: "Prüfung", author: "Magnetiq", language: "de", made_at };
        let mut paper = Paper::new(&about).unwrap();
        let style = Style::new(Face::Display, 20.0, Colour::INK);
        paper.page(LYING, |sheet| sheet.text((40.0, 60.0), style, "Größe über Maß", 400.0)).unwrap();
        paper.page(STANDING, |sheet| sheet.qr((40.0, 60.0), 80.0, "https://example.com/a")).unwrap();
        paper.finish().unwrap()
    };
    let file = draw();
    assert_eq!(file, draw());
    let pages = read(&file);
    assert_eq!(pages.len(), 2);
    assert!(pages[0].contains("Größe über Maß"), "{pages:?}");
    assert!(file.len() < 60_000, "only the letters that are used: {}", file.len());
}
