//! The card of one session.

use magnetiq_shared::Language;
use magnetiq_shared::sessions::Hue;

use super::fonts::Face;
use super::lines::{Fitted, Step, fit, one_line};
use super::sheet::{Area, BOTTOM, FAINT, INK, LEFT, MEASURE, SOFT, Sheet, Style, VIOLET, tint};
use super::{Art, words};
use crate::media::cover::portrait_shapes;
use crate::media::drawn;

/// Titles are as large as they fit, in at most three lines.
const TITLE: [Step; 9] =
    [(76.0, 2), (70.0, 2), (64.0, 3), (60.0, 3), (56.0, 3), (52.0, 3), (48.0, 3), (44.0, 3), (41.0, 3)];
/// Facts and roles stay in one line.
const LINE: [Step; 4] = [(27.0, 1), (25.0, 1), (23.0, 1), (21.0, 1)];

/// What is said of a session besides its facts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Note {
    /// It will not be held.
    Cancelled,
    /// It is over, and everybody may watch it.
    Recording,
}

/// What the card of a session shows, in its language.
#[derive(Clone, Debug)]
pub struct SessionCard {
    /// The language of the card.
    pub language: Language,
    /// The name of the program.
    pub brand: String,
    /// What it is called.
    pub title: String,
    /// Its category.
    pub category: String,
    /// `DEC` and `8`, for the calendar leaf.
    pub leaf: (String, u32),
    /// The day, in words.
    pub date: String,
    /// From when to when.
    pub time: String,
    /// Duration, price and the like.
    pub facts: Vec<String>,
    /// Whether it is off, or over.
    pub note: Option<Note>,
    /// Who presents it.
    pub speaker: String,
    /// What they are.
    pub role: String,
    /// The address of their portrait.
    pub portrait: String,
    /// Its cover.
    pub art: Art,
}

impl SessionCard {
    /// The card as SVG.
    pub fn svg(&self) -> String {
        let mut sheet = Sheet::new(self.art.hue);
        sheet.brand(&self.brand);
        let art = Area { x: 800.0, y: 32.0, w: 368.0, h: 566.0 };
        sheet.art(&self.art, art, 32.0);
        let pill = ("#ffffff", tint(self.art.hue).text);
        sheet.pill(art.x + 24.0, art.y + 24.0, &self.category, pill);
        self.note(&mut sheet);
        let when = BOTTOM - 180.0;
        self.title(&mut sheet, when - 38.0);
        self.when(&mut sheet, when);
        self.speaker(&mut sheet, BOTTOM - 76.0);
        sheet.finish()
    }

    fn note(&self, sheet: &mut Sheet) {
        let (text, colours) = match self.note {
            Some(Note::Cancelled) => (words(self.language, "Cancelled", "Abgesagt"), ("#fdecec", "#c81e1e")),
            Some(Note::Recording) => {
                (words(self.language, "Recording", "Aufzeichnung"), ("#e6f7f4", "#0f766e"))
            }
            None => return,
        };
        let width = Style::new(Face::Strong, 24.0, INK).width(text) + 40.0;
        sheet.pill(LEFT + MEASURE - width.round(), 59.0, text, colours);
    }

    /// The title ends where the rest begins.
    fn title(&self, sheet: &mut Sheet, bottom: f32) {
        let Fitted { lines, size } = fit(&self.title, Face::Display, MEASURE, &TITLE);
        let leading = size * 1.1;
        let first = bottom - size * 0.12 - leading * (lines.len().saturating_sub(1)) as f32;
        for (at, line) in lines.iter().enumerate() {
            sheet.text(
                LEFT - size * 0.04,
                first + leading * at as f32,
                Style::new(Face::Display, size, INK),
                line,
            );
        }
    }

    /// The calendar leaf, the day, and below it the hours and facts.
    fn when(&self, sheet: &mut Sheet, top: f32) {
        let off = self.note == Some(Note::Cancelled);
        let leaf = Area { x: LEFT, y: top, w: 76.0, h: 76.0 };
        let tint = tint(Hue::Violet);
        sheet.tile(Area { x: leaf.x - 1.5, y: leaf.y - 1.5, w: 79.0, h: 79.0 }, 17.5, tint.to);
        sheet.tile(leaf, 16.0, "#ffffff");
        sheet.put(format_args!(
            r##"<path d="M{} {}v-10a16 16 0 0 1 16-16h44a16 16 0 0 1 16 16v10z" fill="{}"/>"##,
            leaf.x,
            leaf.y + 26.0,
            "#ede9fe",
        ));
        let month = Style::new(Face::Strong, 17.0, if off { FAINT } else { "#6d28d9" });
        sheet.centred(leaf.x + 38.0, leaf.y + 20.0, month, &self.leaf.0);
        let day = Style::new(Face::Display, 36.0, if off { FAINT } else { INK });
        sheet.centred(leaf.x + 38.0, leaf.y + 63.0, day, &self.leaf.1.to_string());

        let (x, width) = (LEFT + 100.0, MEASURE - 100.0);
        let date = Style::new(Face::Strong, 30.0, if off { FAINT } else { VIOLET });
        let day = one_line(&self.date, date.face, date.size, width);
        let mut line = self.time.clone();
        for fact in self.facts.iter().filter(|_| !off) {
            line.push_str(" · ");
            line.push_str(fact);
        }
        sheet.text(x, top + 30.0, date, &day);
        if off {
            // The day still says which session it was.
            sheet.tile(Area { x, y: top + 19.0, w: date.width(&day), h: 3.0 }, 1.5, FAINT);
        }
        self.line(sheet, (x, top + 68.0), &line, if off { FAINT } else { SOFT });
    }

    /// The portrait, the name and the role.
    fn speaker(&self, sheet: &mut Sheet, top: f32) {
        let hue = tint(self.art.hue);
        let initials: String =
            self.speaker.split(' ').rev().take(2).filter_map(|word| word.chars().next()).collect();
        let initials: String = initials.chars().rev().collect();
        let (initials, seed) = drawn(&self.portrait).unwrap_or((&initials, 7));
        let (from, to, ink) = (hue.from, hue.to, hue.ink);
        sheet.put(format_args!(
            r##"<linearGradient id="p" x2="1" y2="1"><stop stop-color="{from}"/><stop offset="1" stop-color="{to}"/></linearGradient><clipPath id="r"><circle cx="32" cy="32" r="32"/></clipPath><g transform="translate({LEFT} {top}) scale(1.1875)"><g clip-path="url(#r)" color="{ink}" fill="{ink}"><path d="M0 0h64v64H0z" fill="url(#p)"/>{}</g></g>"##,
            portrait_shapes(seed)
        ));
        let letters = Style::new(Face::Strong, 27.0, hue.text);
        sheet.centred(
            LEFT + 38.0,
            top + 47.5,
            letters,
            &one_line(initials, letters.face, letters.size, 76.0),
        );
        let (x, width) = (LEFT + 100.0, MEASURE - 100.0);
        let name = Style::new(Face::Strong, 28.0, INK);
        sheet.text(x, top + 32.0, name, &one_line(&self.speaker, name.face, name.size, width));
        self.line(sheet, (x, top + 67.0), &self.role, SOFT);
    }

    /// One line beside the leaf or the portrait, as large as it fits.
    fn line(&self, sheet: &mut Sheet, (x, y): (f32, f32), text: &str, fill: &'static str) {
        let Fitted { lines, size } = fit(text, Face::Text, LEFT + MEASURE - x, &LINE);
        if let Some(line) = lines.first() {
            sheet.text(x, y, Style::new(Face::Text, size, fill), line);
        }
    }
}
