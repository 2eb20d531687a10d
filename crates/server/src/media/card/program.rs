//! The card of the whole program: what it is, and what comes next.

use magnetiq_shared::Language;
use magnetiq_shared::sessions::Hue;

use super::fonts::Face;
use super::lines::{Fitted, Step, clauses, fit};
use super::sheet::{Area, BOTTOM, INK, LEFT, MEASURE, SOFT, Sheet, Style, VIOLET};
use super::{Art, words};

const TITLE: [Step; 6] = [(72.0, 2), (62.0, 3), (54.0, 4), (50.0, 4), (46.0, 4), (42.0, 4)];
/// How many sessions it has room for.
const MOST: usize = 3;

/// One session to come.
#[derive(Clone, Debug)]
pub struct Line {
    /// Its day, in few letters.
    pub day: String,
    /// What it is called.
    pub title: String,
    /// Its cover.
    pub art: Art,
}

/// What the program's card shows, in its language.
#[derive(Clone, Debug)]
pub struct ProgramCard {
    /// The language of the card.
    pub language: Language,
    /// The name of the program.
    pub brand: String,
    /// One sentence about it.
    pub tagline: String,
    /// What comes next, soonest first.
    pub next: Vec<Line>,
}

impl ProgramCard {
    /// The card as SVG.
    pub fn svg(&self) -> String {
        let mut sheet = Sheet::new(Hue::Violet);
        sheet.brand(&self.brand);
        let next = &self.next[..self.next.len().min(MOST)];
        self.pictures(&mut sheet, next);
        let rows = BOTTOM - 46.0 * next.len().saturating_sub(1) as f32;
        let Fitted { lines, size } = fit(&self.tagline, Face::Display, MEASURE, &TITLE);
        let leading = size * 1.1;
        // With nothing to come the sentence stands alone, in the middle.
        let end = if next.is_empty() { 340.0 + leading } else { rows - 110.0 };
        let first = end - leading * lines.len().saturating_sub(1) as f32;
        for (at, line) in lines.iter().enumerate() {
            sheet.text(
                LEFT - size * 0.04,
                first + leading * at as f32,
                Style::new(Face::Display, size, INK),
                line,
            );
        }
        if !next.is_empty() {
            let label = words(self.language, "Coming up", "Demnächst");
            sheet.text(LEFT, rows - 46.0, Style::new(Face::Strong, 25.0, SOFT), label);
        }
        let day = Style::new(Face::Strong, 26.0, VIOLET);
        let title = Style::new(Face::Text, 26.0, INK);
        let column = next.iter().map(|line| day.width(&line.day)).fold(0.0_f32, f32::max).round() + 24.0;
        for (at, line) in next.iter().enumerate() {
            let y = rows + 46.0 * at as f32;
            sheet.text(LEFT, y, day, &line.day);
            let text = clauses(&line.title, title.face, title.size, MEASURE - column);
            sheet.text(LEFT + column, y, title, &text);
        }
        sheet.finish()
    }

    /// The covers of what comes next, one below the other.
    fn pictures(&self, sheet: &mut Sheet, next: &[Line]) {
        let alone = [Art { url: "/media/covers/waves-7.svg".to_owned(), hue: Hue::Violet }];
        let arts: Vec<&Art> = if next.is_empty() {
            alone.iter().collect()
        } else {
            next.iter().map(|line| &line.art).collect()
        };
        let gap = 16.0;
        let h = (566.0 - gap * (arts.len() - 1) as f32) / arts.len() as f32;
        for (at, art) in arts.into_iter().enumerate() {
            let y = 32.0 + (h + gap) * at as f32;
            sheet.art(art, Area { x: 800.0, y, w: 368.0, h }, 32.0);
        }
    }
}
