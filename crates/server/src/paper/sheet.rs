//! What is drawn on a page. Points from the top left corner; a text's `y` is its baseline.

use krilla::Data;
use krilla::action::{Action, LinkAction};
use krilla::annotation::{Annotation, LinkAnnotation, Target};
use krilla::color::rgb;
use krilla::geom::{Path, PathBuilder, Point, Rect, Size, Transform};
use krilla::image::Image;
use krilla::num::NormalizedF32;
use krilla::paint::{Fill, LineCap, Stroke};
use krilla::surface::Surface;
use krilla::text::TextDirection;
use qrcode::{Color, EcLevel, QrCode};

use super::Faces;
use crate::media::card::{Face, one_line};

/// How far a quarter of a circle is pulled, in units of its radius.
const ROUND: f32 = 0.552_285;

/// A colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colour(pub u8, pub u8, pub u8);

impl Colour {
    /// Of letters that are read.
    pub const INK: Self = Self(0x1b, 0x15, 0x30);
    /// Of letters beside them.
    pub const SOFT: Self = Self(0x5a, 0x53, 0x71);
    /// Of lines.
    pub const LINE: Self = Self(0xd8, 0xd3, 0xe6);
    /// Paper.
    pub const WHITE: Self = Self(255, 255, 255);
    /// Black letters.
    pub const BLACK: Self = Self(0, 0, 0);
    const ORANGE: Self = Self(0xf2, 0x76, 0x0a);

    /// `#rrggbb`; anything else is the product's violet.
    pub fn hex(text: &str) -> Self {
        let part = |at: usize| text.get(at..at + 2).and_then(|part| u8::from_str_radix(part, 16).ok());
        match (text.len(), part(1), part(3), part(5)) {
            (7, Some(red), Some(green), Some(blue)) => Self(red, green, blue),
            _ => Self(0x7c, 0x3a, 0xed),
        }
    }

    /// So much of it (0 to 1) on white.
    pub fn tint(self, share: f32) -> Self {
        let mix = |part: u8| (255.0 - (255.0 - f32::from(part)) * share).round() as u8;
        Self(mix(self.0), mix(self.1), mix(self.2))
    }
}

/// How a text is set.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    /// In which typeface.
    pub face: Face,
    /// How large, in points.
    pub size: f32,
    /// In which colour.
    pub colour: Colour,
}

impl Style {
    /// The three together.
    pub const fn new(face: Face, size: f32, colour: Colour) -> Self {
        Self { face, size, colour }
    }

    /// How wide a text is.
    pub fn width(&self, text: &str) -> f32 {
        self.face.advance(text) * self.size
    }
}

/// A place: its corner at the top left, its width and height.
#[derive(Clone, Copy, Debug)]
pub struct Area {
    /// From the left.
    pub x: f32,
    /// From the top.
    pub y: f32,
    /// Width.
    pub w: f32,
    /// Height.
    pub h: f32,
}

/// A page that is being drawn.
pub struct Sheet<'a> {
    surface: Surface<'a>,
    faces: &'static Faces,
    links: Vec<Annotation>,
}

impl<'a> Sheet<'a> {
    pub(super) fn new(surface: Surface<'a>, faces: &'static Faces) -> Self {
        Self { surface, faces, links: Vec::new() }
    }

    pub(super) fn finish(self) -> Vec<Annotation> {
        self.surface.finish();
        self.links
    }

    /// One line of text; what is wider than `width` gives way to an ellipsis.
    pub fn text(&mut self, (x, y): (f32, f32), style: Style, text: &str, width: f32) {
        let text = one_line(text, style.face, style.size, width);
        if text.is_empty() {
            return;
        }
        self.fill(style.colour);
        let font = self.faces.of(style.face);
        self.surface.draw_text(
            Point::from_xy(x, y),
            font,
            style.size,
            &text,
            false,
            TextDirection::LeftToRight,
        );
    }

    /// The same, around `x`.
    pub fn centred(&mut self, (x, y): (f32, f32), style: Style, text: &str, width: f32) {
        let text = one_line(text, style.face, style.size, width);
        self.text((x - style.width(&text) / 2.0, y), style, &text, width);
    }

    /// The same, ending at `x`.
    pub fn right(&mut self, (x, y): (f32, f32), style: Style, text: &str, width: f32) {
        let text = one_line(text, style.face, style.size, width);
        self.text((x - style.width(&text), y), style, &text, width);
    }

    /// A box of one colour with round corners.
    pub fn tile(&mut self, area: Area, radius: f32, colour: Colour) {
        if let Some(path) = rounded(area, radius) {
            self.fill(colour);
            self.surface.draw_path(&path);
        }
    }

    /// The outline of a box.
    pub fn frame(&mut self, area: Area, radius: f32, width: f32, colour: Colour) {
        if let Some(path) = rounded(area, radius) {
            self.stroke(colour, width);
            self.surface.draw_path(&path);
        }
    }

    /// A thin line to the right.
    pub fn rule(&mut self, (x, y): (f32, f32), length: f32, colour: Colour) {
        self.tile(Area { x, y: y - 0.3, w: length, h: 0.6 }, 0.0, colour);
    }

    /// The product's mark on a ground of this colour.
    pub fn mark(&mut self, (x, y): (f32, f32), size: f32, ground: Colour) {
        let scale = size / 32.0;
        self.tile(Area { x, y, w: size, h: size }, 9.0 * scale, ground);
        self.surface.push_transform(&Transform::from_row(scale, 0.0, 0.0, scale, x, y));
        let mut arch = PathBuilder::new();
        arch.move_to(9.0, 23.0);
        arch.line_to(9.0, 16.0);
        arch.cubic_to(9.0, 16.0 - 7.0 * ROUND, 16.0 - 7.0 * ROUND, 9.0, 16.0, 9.0);
        arch.cubic_to(16.0 + 7.0 * ROUND, 9.0, 23.0, 16.0 - 7.0 * ROUND, 23.0, 16.0);
        arch.line_to(23.0, 20.0);
        if let Some(arch) = arch.finish() {
            self.stroke(Colour::WHITE, 4.0);
            self.surface.draw_path(&arch);
        }
        self.tile(Area { x: 20.7, y: 20.7, w: 4.6, h: 4.6 }, 2.3, Colour::ORANGE);
        self.surface.pop();
    }

    /// A picture (PNG or JPEG) within this place, at its top left; nothing where it is none.
    pub fn picture(&mut self, area: Area, file: &[u8]) -> bool {
        let data = || Data::from(file.to_vec());
        let Ok(image) = Image::from_png(data(), true).or_else(|_| Image::from_jpeg(data(), true)) else {
            return false;
        };
        let (width, height) = image.size();
        let scale = (area.w / width as f32).min(area.h / height as f32);
        let Some(size) = Size::from_wh(width as f32 * scale, height as f32 * scale) else { return false };
        self.surface.push_transform(&Transform::from_translate(area.x, area.y));
        self.surface.draw_image(image, size);
        self.surface.pop();
        true
    }

    /// A QR code of this width, black on white, which leads to the address when it is clicked, too.
    pub fn qr(&mut self, (x, y): (f32, f32), size: f32, url: &str) {
        let Ok(code) = QrCode::with_error_correction_level(url.as_bytes(), EcLevel::M) else { return };
        let count = code.width();
        let module = size / count as f32;
        let mut dark = PathBuilder::new();
        for (at, colour) in code.to_colors().into_iter().enumerate() {
            if colour == Color::Dark {
                let (column, row) = ((at % count) as f32, (at / count) as f32);
                // A hair wider than they are, so that no program shows seams between them.
                let rect =
                    Rect::from_xywh(x + column * module, y + row * module, module + 0.02, module + 0.02);
                if let Some(rect) = rect {
                    dark.push_rect(rect);
                }
            }
        }
        if let Some(dark) = dark.finish() {
            self.fill(Colour::BLACK);
            self.surface.draw_path(&dark);
        }
        self.link(Area { x, y, w: size, h: size }, url);
    }

    /// Makes a place lead somewhere.
    pub fn link(&mut self, area: Area, url: &str) {
        if let Some(rect) = Rect::from_xywh(area.x, area.y, area.w, area.h) {
            let target = Target::Action(Action::from(LinkAction::new(url.to_owned())));
            self.links.push(Annotation::new_link(LinkAnnotation::new(rect, target), Some(url.to_owned())));
        }
    }

    fn fill(&mut self, Colour(red, green, blue): Colour) {
        let paint = rgb::Color::new(red, green, blue).into();
        self.surface.set_stroke(None);
        self.surface.set_fill(Some(Fill { paint, opacity: NormalizedF32::ONE, rule: Default::default() }));
    }

    fn stroke(&mut self, Colour(red, green, blue): Colour, width: f32) {
        let paint = rgb::Color::new(red, green, blue).into();
        self.surface.set_fill(None);
        self.surface.set_stroke(Some(Stroke { paint, width, line_cap: LineCap::Butt, ..Stroke::default() }));
    }
}

fn rounded(Area { x, y, w, h }: Area, radius: f32) -> Option<Path> {
    let r = radius.min(w / 2.0).min(h / 2.0);
    let mut path = PathBuilder::new();
    if r <= 0.0 {
        path.push_rect(Rect::from_xywh(x, y, w, h)?);
        return path.finish();
    }
    let k = r * (1.0 - ROUND);
    path.move_to(x + r, y);
    path.line_to(x + w - r, y);
    path.cubic_to(x + w - k, y, x + w, y + k, x + w, y + r);
    path.line_to(x + w, y + h - r);
    path.cubic_to(x + w, y + h - k, x + w - k, y + h, x + w - r, y + h);
    path.line_to(x + r, y + h);
    path.cubic_to(x + k, y + h, x, y + h - k, x, y + h - r);
    path.line_to(x, y + r);
    path.cubic_to(x, y + k, x + k, y, x + r, y);
    path.close();
    path.finish()
}
