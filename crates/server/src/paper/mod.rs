//! Documents to print and to keep, as PDF: text is text, in the typefaces of the cards, of which only the letters that
//! are used are in the file.
//!
//! Invariant: the same drawing gives the same bytes, so that a document need not be kept.

mod sheet;
#[cfg(test)]
pub mod tests;

use std::sync::LazyLock;

use chrono::{DateTime, Datelike, Timelike, Utc};
use krilla::Document;
use krilla::metadata::{DateTime as Moment, Metadata};
use krilla::page::PageSettings;
use krilla::text::Font;
use thiserror::Error;

use crate::media::card::Face;
pub use sheet::{Area, Colour, Sheet, Style};

/// A4, lying: width and height in points.
pub const LYING: (f32, f32) = (841.89, 595.28);
/// A4, standing.
pub const STANDING: (f32, f32) = (595.28, 841.89);

/// Why there is no document.
#[derive(Debug, Error)]
pub enum PaperError {
    /// A typeface can't be read.
    #[error("a typeface can't be read")]
    Typeface,
    /// The size of a page is none.
    #[error("a page has no size")]
    Size,
    /// The file could not be written.
    #[error("the document can't be written: {0}")]
    Writing(String),
}

/// What a document says of itself.
pub struct About<'a> {
    /// What it is called.
    pub title: &'a str,
    /// Who issues it.
    pub author: &'a str,
    /// `en` or `de`.
    pub language: &'a str,
    /// When it was made: the same for each copy.
    pub made_at: DateTime<Utc>,
}

/// The typefaces, read once.
pub(super) struct Faces {
    display: Font,
    strong: Font,
    text: Font,
}

impl Faces {
    fn of(&self, face: Face) -> Font {
        match face {
            Face::Display => self.display.clone(),
            Face::Strong => self.strong.clone(),
            Face::Text => self.text.clone(),
        }
    }
}

static FACES: LazyLock<Option<Faces>> = LazyLock::new(|| {
    let font = |face: Face| Font::new(face.bytes().into(), 0);
    Some(Faces { display: font(Face::Display)?, strong: font(Face::Strong)?, text: font(Face::Text)? })
});

/// A document that is being written, page by page.
pub struct Paper {
    document: Document,
    faces: &'static Faces,
}

impl Paper {
    /// One without pages.
    ///
    /// # Errors
    /// Where a typeface can't be read.
    pub fn new(about: &About<'_>) -> Result<Self, PaperError> {
        let faces = FACES.as_ref().ok_or(PaperError::Typeface)?;
        let at = about.made_at;
        let made = Moment::new(u16::try_from(at.year()).unwrap_or_default())
            .month(at.month() as u8)
            .day(at.day() as u8)
            .hour(at.hour() as u8)
            .minute(at.minute() as u8)
            .second(at.second() as u8)
            .utc_offset_hour(0)
            .utc_offset_minute(0);
        let mut document = Document::new();
        document.set_metadata(
            Metadata::new()
                .title(about.title.to_owned())
                .authors(vec![about.author.to_owned()])
                .language(about.language.to_owned())
                .creator(about.author.to_owned())
                .creation_date(made),
        );
        Ok(Self { document, faces })
    }

    /// One more page, which `draw` fills.
    ///
    /// # Errors
    /// Where the size is none.
    pub fn page(
        &mut self,
        (width, height): (f32, f32),
        draw: impl FnOnce(&mut Sheet<'_>),
    ) -> Result<(), PaperError> {
        let settings = PageSettings::from_wh(width, height).ok_or(PaperError::Size)?;
        let mut page = self.document.start_page_with(settings);
        let mut sheet = Sheet::new(page.surface(), self.faces);
        draw(&mut sheet);
        let links = sheet.finish();
        for link in links {
            page.add_annotation(link);
        }
        page.finish();
        Ok(())
    }

    /// The file.
    ///
    /// # Errors
    /// Where it can't be written.
    pub fn finish(self) -> Result<Vec<u8>, PaperError> {
        self.document.finish().map_err(|error| PaperError::Writing(format!("{error:?}")))
    }
}
