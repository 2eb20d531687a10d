//! Writes a card as SVG: boxes, texts, pictures and what all cards have in common.

use std::fmt::Write;

use magnetiq_shared::sessions::Hue;

use super::fonts::Face;
use super::lines;
use super::{Art, HEIGHT, WIDTH};
use crate::media::cover::{Pattern, cover_drawing};
use crate::media::drawn;

/// Colours of `styles/tokens.css`, in light.
pub(super) const INK: &str = "#1b1530";
pub(super) const SOFT: &str = "#5a5371";
pub(super) const FAINT: &str = "#746d8a";
pub(super) const VIOLET: &str = "#7c3aed";
const ORANGE: &str = "#f2760a";

/// Where text begins, and how wide it may be.
pub(super) const LEFT: f32 = 64.0;
pub(super) const MEASURE: f32 = 680.0;
/// Where the bottom line of cards is.
pub(super) const BOTTOM: f32 = 570.0;

/// A place: its corner at the top left, its width and height.
#[derive(Clone, Copy, Debug)]
pub(super) struct Area {
    pub x: f32,
    pub y: f32,
    pub w: f32,
    pub h: f32,
}

/// The tint of a category.
pub(super) struct Tint {
    pub from: &'static str,
    pub to: &'static str,
    pub ink: &'static str,
    pub text: &'static str,
}

pub(super) const fn tint(hue: Hue) -> Tint {
    match hue {
        Hue::Violet => Tint { from: "#f3f0ff", to: "#ddd6fe", ink: "#7c3aed", text: "#6d28d9" },
        Hue::Teal => Tint { from: "#ecfaf7", to: "#c5ece4", ink: "#0f8f83", text: "#0b5f58" },
        Hue::Peach => Tint { from: "#fff6ec", to: "#ffe0c2", ink: "#d9650a", text: "#9a4a07" },
    }
}

/// How a text is set.
#[derive(Clone, Copy, Debug)]
pub(super) struct Style {
    pub face: Face,
    pub size: f32,
    pub fill: &'static str,
}

impl Style {
    pub(super) const fn new(face: Face, size: f32, fill: &'static str) -> Self {
        Self { face, size, fill }
    }

    /// The width of a text in pixels.
    pub(super) fn width(&self, text: &str) -> f32 {
        self.face.width(text) * self.size
    }
}

/// A card that is being written, back to front.
pub(super) struct Sheet {
    svg: String,
    /// Gradients and clips so far; their numbers make ids.
    ids: u32,
}

impl Sheet {
    /// An empty card in the house's light, with a breath of the hue.
    pub(super) fn new(hue: Hue) -> Self {
        let svg = format!(
            r#"<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}">"#
        );
        let mut sheet = Self { svg, ids: 0 };
        let page = Area { x: 0.0, y: 0.0, w: WIDTH as f32, h: HEIGHT as f32 };
        sheet.gradient(page, 0.0, "#ffffff", tint(hue).from);
        sheet
    }

    /// The finished document.
    pub(super) fn finish(mut self) -> String {
        self.svg.push_str("</svg>");
        self.svg
    }

    pub(super) fn put(&mut self, element: std::fmt::Arguments<'_>) {
        // Writing to a String can't fail.
        let _ = self.svg.write_fmt(element);
    }

    fn id(&mut self) -> u32 {
        self.ids += 1;
        self.ids
    }

    /// A box of one colour.
    pub(super) fn tile(&mut self, Area { x, y, w, h }: Area, radius: f32, fill: &str) {
        self.put(format_args!(
            r#"<rect x="{x}" y="{y}" width="{w}" height="{h}" rx="{radius}" fill="{fill}"/>"#
        ));
    }

    /// A box whose colour runs from its top left to its bottom right.
    pub(super) fn gradient(&mut self, Area { x, y, w, h }: Area, radius: f32, from: &str, to: &str) {
        let id = self.id();
        self.put(format_args!(
            r##"<linearGradient id="g{id}" x2="1" y2="1"><stop stop-color="{from}"/><stop offset="1" stop-color="{to}"/></linearGradient><rect x="{x}" y="{y}" width="{w}" height="{h}" rx="{radius}" fill="url(#g{id})"/>"##
        ));
    }

    /// One line of text, its baseline at `y`. What was not measured has to be cut by `one_line` before.
    pub(super) fn text(&mut self, x: f32, y: f32, style: Style, text: &str) {
        self.anchored(x, y, style, "start", text);
    }

    /// The same, around `x`.
    pub(super) fn centred(&mut self, x: f32, y: f32, style: Style, text: &str) {
        self.anchored(x, y, style, "middle", text);
    }

    fn anchored(&mut self, x: f32, y: f32, style: Style, anchor: &str, text: &str) {
        let Style { face, size, fill } = style;
        let (family, weight, tracking) = (face.family(), face.weight(), face.tracking() * size);
        let text = escape(text);
        self.put(format_args!(
            r#"<text x="{x}" y="{y}" font-family="{family}" font-weight="{weight}" font-size="{size}" letter-spacing="{tracking:.2}" text-anchor="{anchor}" fill="{fill}" xml:space="preserve">{text}</text>"#
        ));
    }

    /// A label on a rounded ground; gives its width. `x` is its left edge, `y` its top.
    pub(super) fn pill(&mut self, x: f32, y: f32, text: &str, (ground, ink): (&str, &'static str)) -> f32 {
        let style = Style::new(Face::Strong, 24.0, ink);
        let text = lines::one_line(text, style.face, style.size, 300.0);
        let w = (style.width(&text) + 40.0).round();
        self.tile(Area { x, y, w, h: 46.0 }, 23.0, ground);
        self.centred(x + w / 2.0, y + 31.5, style, &text);
        w
    }

    /// The logo and the name of the house, at the top left.
    pub(super) fn brand(&mut self, name: &str) {
        self.put(format_args!(
            r##"<g transform="translate({LEFT} 56) scale(1.625)"><rect width="32" height="32" rx="9" fill="{VIOLET}"/>{}</g>"##,
            logo()
        ));
        let first = Style::new(Face::Strong, 30.0, INK);
        let rest = Style::new(Face::Text, 30.0, SOFT);
        let name = lines::one_line(name, first.face, first.size, 400.0);
        let (head, tail) = name.split_once(' ').unwrap_or((&name, ""));
        self.text(LEFT + 68.0, 93.0, first, head);
        self.text(LEFT + 76.0 + first.width(head), 93.0, rest, tail);
    }

    /// A cover with rounded corners, cut so that its orange spot is seen.
    pub(super) fn art(&mut self, art: &Art, area: Area, radius: f32) {
        let (pattern, seed) = drawn(&art.url).unwrap_or(("waves", 7));
        let drawing = cover_drawing(pattern.parse().unwrap_or(Pattern::Waves), seed);
        let shapes = drawing.shapes.replace(&format!("var(--spark, {ORANGE})"), ORANGE);
        let tint = tint(art.hue);
        let Area { x, y, w, h } = area;
        let scale = (h / 320.0).max(w / 640.0);
        // The spot a little left of the middle, as far as the cover goes.
        let (seen, spark) = (w / scale, drawing.spark.0 as f32);
        let from = (spark - seen * 0.5).clamp(0.0, (640.0 - seen).max(0.0));
        let (left, top) = (x - from * scale, y + (h - 320.0 * scale) / 2.0);
        self.gradient(area, radius, tint.from, tint.to);
        let id = self.id();
        let ink = tint.ink;
        self.put(format_args!(
            r##"<clipPath id="c{id}"><rect x="{x}" y="{y}" width="{w}" height="{h}" rx="{radius}"/></clipPath><g clip-path="url(#c{id})"><g color="{ink}" fill="{ink}" transform="translate({left} {top}) scale({scale})">{shapes}</g></g>"##
        ));
    }
}

/// The logo without its ground, 32 by 32 units.
pub(super) fn logo() -> String {
    format!(
        r##"<path d="M9 23v-7a7 7 0 0 1 14 0v4" fill="none" stroke="#fff" stroke-width="4"/><circle cx="23" cy="23" r="2.3" fill="{ORANGE}"/>"##
    )
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
