//! What must hold of every card: by the boxes of its texts, and by the file that comes of it.

use magnetiq_shared::Language;
use magnetiq_shared::sessions::Hue;
use resvg::usvg::{Group, Node, Options, Tree};

use super::*;

fn card() -> SessionCard {
    SessionCard {
        language: Language::De,
        brand: "Magnetiq Webinars".into(),
        title: "Lastspitzen kappen: Lastmanagement im Produktionsbetrieb".into(),
        category: "Energie".into(),
        leaf: ("DEZ".into(), 8),
        date: "Dienstag, 8. Dezember 2026".into(),
        time: "16:00–17:30 Uhr MEZ".into(),
        facts: vec!["90 Min.".into(), "69 €".into()],
        note: None,
        speaker: "Dr. Hanna Rehwald".into(),
        role: "Leiterin Speicheranalyse, voltAIc Systems".into(),
        portrait: "/media/portraits/HR-42.svg".into(),
        art: Art { url: "/media/covers/bars-7.svg".into(), hue: Hue::Teal },
    }
}

fn tree(svg: &str) -> Tree {
    Tree::from_str(svg, &Options { fontdb: fonts::database(), ..Options::default() }).expect("a drawing")
}

/// The boxes of all texts: left, top, right, bottom.
fn texts(group: &Group, found: &mut Vec<[f32; 4]>) {
    for node in group.children() {
        match node {
            Node::Group(group) => texts(group, found),
            Node::Text(text) => {
                let area = text.abs_bounding_box();
                found.push([area.left(), area.top(), area.right(), area.bottom()]);
            }
            _ => {}
        }
    }
}

#[test]
fn text_never_leaves_its_place() {
    let long = "Energiemanagementsystemzertifizierungsvorbereitung für Übertragungsnetzbetreiber ".repeat(4);
    let odd = "W".repeat(300);
    for title in ["KI", "Grüße aus Ärzberg: Öl, Übermaß und ß", &long, &odd, ""] {
        for note in [None, Some(Note::Cancelled), Some(Note::Recording)] {
            let card = SessionCard {
                title: title.to_owned(),
                speaker: format!("Prof. Dr. {title}"),
                role: title.to_owned(),
                facts: vec![title.to_owned(), "1.250,50 € Frühbucher".to_owned()],
                category: title.to_owned(),
                note,
                ..card()
            };
            let mut found = Vec::new();
            texts(tree(&card.svg()).root(), &mut found);
            for [left, top, right, bottom] in found {
                assert!(left > 50.0 && right < 1160.0, "{title:.20} {note:?}: from {left} to {right}");
                assert!(
                    left > 800.0 || right < 770.0,
                    "{title:.20}: into the picture, from {left} to {right}"
                );
                assert!(top > 40.0 && bottom < 600.0, "{title:.20} {note:?}: from {top} to {bottom}");
            }
        }
    }
}

#[test]
fn every_glyph_is_set_in_the_fonts_that_were_measured() {
    let mut measured = Vec::new();
    texts(tree(&card().svg()).root(), &mut measured);
    let lines = lines::fit(&card().title, fonts::Face::Display, 680.0, &[(64.0, 3)]);
    let widest = lines.lines.iter().map(|line| fonts::Face::Display.width(line) * lines.size);
    let widest = widest.fold(0.0_f32, f32::max);
    let drawn = measured.iter().map(|[left, _, right, _]| right - left).fold(0.0_f32, f32::max);
    assert!((drawn - widest).abs() < 0.03 * widest, "measured {widest}, drawn {drawn}");
}

#[test]
fn the_picture_is_a_png_of_the_promised_size() {
    let png = paint::paint(&card().svg(), false).unwrap();
    assert!(png.len() < 250_000, "{} bytes", png.len());
    let decoder = png::Decoder::new(std::io::Cursor::new(&png[..]));
    let info = decoder.read_info().unwrap();
    assert_eq!((info.info().width, info.info().height), (WIDTH, HEIGHT));
    assert_eq!(info.info().color_type, png::ColorType::Rgb, "no card lets the page behind it through");
}

#[test]
fn what_is_shown_decides_about_the_bytes_and_nothing_else() {
    let paint = |card: SessionCard| paint::paint(&card.svg(), false).unwrap();
    let first = paint(card());
    assert_eq!(first, paint(card()));
    for other in [
        SessionCard { title: "Anders".into(), ..card() },
        SessionCard { date: "Mittwoch, 9. Dezember 2026".into(), ..card() },
        SessionCard { note: Some(Note::Cancelled), ..card() },
        SessionCard { portrait: "/media/portraits/XY-1.svg".into(), ..card() },
        SessionCard { art: Art { hue: Hue::Peach, ..card().art }, ..card() },
    ] {
        assert_ne!(first, paint(other));
    }
}

#[test]
fn what_people_write_cannot_break_the_drawing() {
    let nasty = "</text><script>&amp;\"'\u{1}\u{ffff} {} %TITLE%";
    let card = SessionCard { title: nasty.into(), brand: nasty.into(), role: nasty.into(), ..card() };
    assert!(!card.svg().contains("<script"));
    tree(&card.svg());
    let art = Art { url: "/uploads/photo.jpg".into(), hue: Hue::Violet };
    tree(&SessionCard { portrait: "/uploads/photo.jpg".into(), art, ..card }.svg());
}

#[test]
fn the_programs_card_has_room_for_nothing_and_for_much() {
    for count in [0, 1, 2, 9] {
        let line = Line { day: "8. Dez.".into(), title: "Übermaß ".repeat(30), art: card().art };
        let program = ProgramCard {
            language: Language::De,
            brand: "Magnetiq Webinars".into(),
            tagline: "Live-Webinare von denen, die die Arbeit tun. ".repeat(count + 1),
            next: vec![line; count],
        };
        let mut found = Vec::new();
        texts(tree(&program.svg()).root(), &mut found);
        for [left, top, right, bottom] in found {
            assert!(left > 50.0 && right < 770.0 && top > 40.0 && bottom < 600.0, "{count}");
        }
    }
}

#[test]
fn the_logo_comes_in_the_sizes_of_phones() {
    for (size, bleed, colours) in [(180, true, png::ColorType::Rgb), (512, false, png::ColorType::Rgba)] {
        let png = icon(size, bleed).unwrap();
        let info = png::Decoder::new(std::io::Cursor::new(&png[..])).read_info().unwrap();
        assert_eq!((info.info().width, info.info().height, info.info().color_type), (size, size, colours));
    }
}
