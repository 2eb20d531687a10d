//! Writes shapes as SVG text: short numbers, no styles. The symbol around them sets `fill="currentColor"`.

use std::fmt::Write;

use super::Drawing;

/// Collects the shapes of one drawing, back to front.
#[derive(Default)]
pub(super) struct Canvas {
    shapes: String,
    /// The centre of the orange spot.
    spark: (f64, f64),
}

/// Two decimals at most, no trailing zeros, no leading zero: `0.50` becomes `.5`.
pub(super) fn short(value: f64) -> String {
    let mut text = format!("{value:.2}");
    while text.ends_with('0') {
        text.pop();
    }
    if text.ends_with('.') {
        text.pop();
    }
    match text.as_str() {
        "-0" | "" => "0".into(),
        _ if text.starts_with("0.") => text.split_off(1),
        _ if text.starts_with("-0.") => format!("-{}", &text[2..]),
        _ => text,
    }
}

/// A coordinate: one decimal is finer than any screen shows.
fn at(value: f64) -> String {
    short((value * 10.0).round() / 10.0)
}

impl Canvas {
    fn put(&mut self, shape: std::fmt::Arguments<'_>) {
        // Writing to a String can't fail.
        let _ = self.shapes.write_fmt(shape);
    }

    /// A filled circle.
    pub(super) fn disc(&mut self, (x, y): (f64, f64), r: f64, opacity: f64) {
        let (x, y, r, o) = (at(x), at(y), at(r), short(opacity));
        self.put(format_args!(r#"<circle cx="{x}" cy="{y}" r="{r}" opacity="{o}"/>"#));
    }

    /// The outline of a circle.
    pub(super) fn ring(&mut self, (x, y): (f64, f64), r: f64, width: f64, opacity: f64) {
        let (x, y, r, w, o) = (at(x), at(y), at(r), short(width), short(opacity));
        self.put(format_args!(
            r#"<circle cx="{x}" cy="{y}" r="{r}" fill="none" stroke="currentColor" stroke-width="{w}" opacity="{o}"/>"#
        ));
    }

    /// The one orange spot of a drawing.
    pub(super) fn spark(&mut self, (x, y): (f64, f64), r: f64) {
        self.spark = (x, y);
        let (x, y, r) = (at(x), at(y), at(r));
        self.put(format_args!(r#"<circle cx="{x}" cy="{y}" r="{r}" fill="var(--spark, #f2760a)"/>"#));
    }

    /// The orange spot as a rounded box.
    pub(super) fn spark_box(&mut self, (x, y): (f64, f64), (w, h): (f64, f64), radius: f64) {
        self.spark = (x + w / 2.0, y + h / 2.0);
        let (x, y, w, h, r) = (at(x), at(y), at(w), at(h), at(radius));
        self.put(format_args!(
            r#"<rect x="{x}" y="{y}" width="{w}" height="{h}" rx="{r}" fill="var(--spark, #f2760a)"/>"#
        ));
    }

    /// A filled box with round corners.
    pub(super) fn tile(&mut self, (x, y): (f64, f64), (w, h): (f64, f64), radius: f64, opacity: f64) {
        let (x, y, w, h, r, o) = (at(x), at(y), at(w), at(h), at(radius), short(opacity));
        self.put(format_args!(r#"<rect x="{x}" y="{y}" width="{w}" height="{h}" rx="{r}" opacity="{o}"/>"#));
    }

    /// The outline of a box with round corners; `more` are further attributes, such as dashes.
    pub(super) fn frame(
        &mut self,
        (x, y): (f64, f64),
        (w, h): (f64, f64),
        radius: f64,
        (width, opacity): (f64, f64),
        more: &str,
    ) {
        let (x, y, w, h, r) = (at(x), at(y), at(w), at(h), at(radius));
        let (s, o) = (short(width), short(opacity));
        self.put(format_args!(
            r#"<rect x="{x}" y="{y}" width="{w}" height="{h}" rx="{r}" fill="none" stroke="currentColor" stroke-width="{s}" opacity="{o}"{more}/>"#
        ));
    }

    /// A closed, filled polygon.
    pub(super) fn polygon(&mut self, points: &[(f64, f64)], opacity: f64) {
        self.fill(&format!("{}z", path_data(points)), opacity);
    }

    /// Any closed path data, filled.
    pub(super) fn fill(&mut self, data: &str, opacity: f64) {
        let o = short(opacity);
        self.put(format_args!(r#"<path d="{data}" opacity="{o}"/>"#));
    }

    /// An open line through `points`.
    pub(super) fn line(&mut self, points: &[(f64, f64)], width: f64, opacity: f64) {
        self.stroke(&path_data(points), width, opacity, r#" stroke-linejoin="round""#);
    }

    /// Any path data as a stroke; `more` are further attributes.
    pub(super) fn stroke(&mut self, data: &str, width: f64, opacity: f64, more: &str) {
        let (w, o) = (short(width), short(opacity));
        self.put(format_args!(
            r#"<path d="{data}" fill="none" stroke="currentColor" stroke-width="{w}" opacity="{o}"{more}/>"#
        ));
    }

    /// What was drawn, as SVG elements.
    pub(super) fn into_shapes(self) -> String {
        self.shapes
    }

    /// What was drawn, with the centre of the orange spot.
    pub(super) fn into_drawing(self) -> Drawing {
        Drawing { shapes: self.shapes, spark: self.spark }
    }
}

/// `M` to the first point, then straight lines to the others.
pub(super) fn path_data(points: &[(f64, f64)]) -> String {
    let mut data = String::from("M");
    for (i, (x, y)) in points.iter().enumerate() {
        let gap = if i == 0 { "" } else { " " };
        let _ = write!(data, "{gap}{} {}", at(*x), at(*y));
    }
    data
}
