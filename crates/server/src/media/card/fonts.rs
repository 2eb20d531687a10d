//! The typefaces of cards, inside the program, so that a card looks the same on every machine.

use std::sync::{Arc, LazyLock};

use resvg::usvg::fontdb::Database;
use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, MetadataProvider};

const DISPLAY: &[u8] = include_bytes!("fonts/InterDisplay-Bold.ttf");
const STRONG: &[u8] = include_bytes!("fonts/Inter-SemiBold.ttf");
const TEXT: &[u8] = include_bytes!("fonts/Inter-Medium.ttf");

/// What a text is set in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Face {
    /// Titles: drawn for large sizes, set a little tighter.
    Display,
    /// What should be seen first.
    Strong,
    /// Everything else.
    Text,
}

impl Face {
    /// The name by which the font calls itself.
    pub const fn family(self) -> &'static str {
        match self {
            Face::Display => "Inter Display",
            Face::Strong => "Inter SemiBold",
            Face::Text => "Inter Medium",
        }
    }

    /// How heavy it is.
    pub const fn weight(self) -> u16 {
        match self {
            Face::Display => 700,
            Face::Strong => 600,
            Face::Text => 500,
        }
    }

    /// What is added between letters, in units of the size.
    pub const fn tracking(self) -> f32 {
        match self {
            Face::Display => -0.018,
            Face::Strong | Face::Text => -0.008,
        }
    }

    /// How wide the text is, in units of the size. Kerning is not counted: it makes lines narrower in sum.
    pub fn width(self, text: &str) -> f32 {
        self.advance(text) + text.chars().count() as f32 * self.tracking()
    }

    /// The same, where nothing is added between letters.
    pub fn advance(self, text: &str) -> f32 {
        let Ok(font) = FontRef::new(self.bytes()) else { return text.chars().count() as f32 };
        let (glyphs, letters) = (font.glyph_metrics(Size::new(1.0), LocationRef::default()), font.charmap());
        let advance = |letter: char| glyphs.advance_width(letters.map(letter)?);
        text.chars().map(|letter| advance(letter).unwrap_or_default()).sum()
    }

    /// The text without letters that the font can't draw (and that an SVG must not contain). Line ends and tabs
    /// become spaces.
    pub fn drawable(self, text: &str) -> String {
        let Ok(font) = FontRef::new(self.bytes()) else { return String::new() };
        let letters = font.charmap();
        let text = text.chars().map(|letter| if letter.is_ascii_whitespace() { ' ' } else { letter });
        text.filter(|letter| !letter.is_control() && letters.map(*letter).is_some()).collect()
    }

    /// Whether the font has every letter of the text.
    pub fn draws(self, text: &str) -> bool {
        let visible = |letter: &char| !letter.is_whitespace() && !letter.is_control();
        self.drawable(text).chars().filter(visible).eq(text.chars().filter(visible))
    }

    /// The font's file.
    pub const fn bytes(self) -> &'static [u8] {
        match self {
            Face::Display => DISPLAY,
            Face::Strong => STRONG,
            Face::Text => TEXT,
        }
    }
}

/// The fonts as the painter takes them.
pub(super) fn database() -> Arc<Database> {
    static DATABASE: LazyLock<Arc<Database>> = LazyLock::new(|| {
        let mut database = Database::new();
        for face in [Face::Display, Face::Strong, Face::Text] {
            database.load_font_data(face.bytes().to_vec());
        }
        Arc::new(database)
    });
    DATABASE.clone()
}
