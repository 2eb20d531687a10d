//! Patterns made of circles and arcs.

use std::f64::consts::{PI, TAU};

use super::{
    canvas::{Canvas, path_data, short},
    random::SplitMix,
};

/// A point on a circle; 0 is to the right, angles turn clockwise.
fn on_circle((x, y): (f64, f64), r: f64, angle: f64) -> (f64, f64) {
    (x + r * angle.cos(), y + r * angle.sin())
}

/// Rings whose centre drifts and whose lines thin out as they spread.
pub(super) fn rings(canvas: &mut Canvas, random: &mut SplitMix) {
    let (cx, cy) = (random.between(410.0, 500.0), random.between(170.0, 225.0));
    let step = random.between(31.0, 37.0);
    let (drift_x, drift_y) = (random.between(-2.5, 2.5), random.between(-4.0, -2.0));
    for i in 0..12 {
        let k = f64::from(i);
        let width = (13.0 - 1.25 * k).max(1.2);
        canvas.ring(
            (cx + drift_x * k, cy + drift_y * k),
            26.0 + step * k,
            width,
            (0.82 - 0.072 * k).max(0.12),
        );
    }
    canvas.spark((cx, cy), 10.0);
}

/// Broad open arcs around one centre, and a small lattice at the side as a counterweight.
pub(super) fn arcs(canvas: &mut Canvas, random: &mut SplitMix) {
    let centre = (random.between(225.0, 290.0), random.between(165.0, 190.0));
    let step = random.between(37.0, 41.0);
    let mut angle = random.between(0.0, TAU);
    for i in 0..8 {
        let r = 62.0 + step * f64::from(i);
        let sweep = random.between(0.42, 0.74) * TAU;
        let (from, to) = (on_circle(centre, r, angle), on_circle(centre, r, angle + sweep));
        let large = u8::from(sweep > PI);
        let [x, y, a, b, r] = [from.0, from.1, to.0, to.1, r].map(short);
        let opacity = [0.9, 0.5, 0.3, 0.2, 0.24, 0.13, 0.16, 0.1][i as usize];
        let data = format!("M{x} {y}A{r} {r} 0 {large} 1 {a} {b}");
        canvas.stroke(&data, 16.0, opacity, r#" stroke-linecap="round""#);
        angle += sweep + random.between(0.6, 1.6);
    }
    let wave = random.between(0.0, TAU);
    for column in 0..6 {
        for row in 0..5 {
            let (x, y) = (f64::from(column), f64::from(row));
            let opacity = 0.3 + 0.28 * (x * 0.9 + y * 1.3 + wave).sin();
            canvas.disc((506.0 + 24.0 * x, 176.0 + 26.0 * y), 3.4, opacity.max(0.12));
        }
    }
    canvas.spark(centre, 13.0);
}

/// A half disc on the horizon, rays of uneven length, and its reflection as thinning lines.
pub(super) fn sun(canvas: &mut Canvas, random: &mut SplitMix) {
    let (cx, base) = (random.between(300.0, 390.0), random.between(236.0, 248.0));
    let phase = random.between(0.0, TAU);
    let rays = 31;
    for i in 0..rays {
        let angle = PI + PI * (f64::from(i) + 0.5) / f64::from(rays);
        let length = 62.0 + 34.0 * (f64::from(i) * 0.9 + phase).sin() + random.between(0.0, 34.0);
        let (inner, outer) = (104.0, 112.0 + length);
        let opacity = 0.5 + 0.45 * (angle - PI).sin();
        let ends = [on_circle((cx, base), inner, angle), on_circle((cx, base), outer, angle)];
        canvas.stroke(&path_data(&ends), 3.4, opacity, r#" stroke-linecap="round""#);
    }
    for (r, opacity) in [(86.0, 0.26), (60.0, 0.42), (34.0, 0.6)] {
        let [left, y, width, r] = [cx - r, base, 2.0 * r, r].map(short);
        canvas.fill(&format!("M{left} {y}a{r} {r} 0 0 1 {width} 0z"), opacity);
    }
    for i in 0..5 {
        let k = f64::from(i);
        let half = 226.0 - 34.0 * k + random.between(-12.0, 12.0);
        let y = base + 9.0 + 13.0 * k;
        let slide = random.between(-14.0, 14.0);
        canvas.line(&[(cx - half + slide, y), (cx + half + slide, y)], 2.6 - 0.3 * k, 0.62 - 0.1 * k);
    }
    canvas.spark((cx, base - 13.0), 9.0);
}

/// Nested walls with one door each; the spot waits inside.
pub(super) fn gates(canvas: &mut Canvas, random: &mut SplitMix) {
    let (cx, cy) = (random.between(400.0, 450.0), random.between(158.0, 172.0));
    let step = random.between(31.0, 34.0);
    for i in 0..9 {
        let k = f64::from(i);
        let half = 34.0 + step * k;
        let radius = 14.0 + step * k * 0.42;
        let around = 8.0 * (half - radius) + TAU * radius;
        // The door: never on the same side twice running, so that there is a way to look for.
        let side = f64::from((i * 3 + 1) % 4) * 0.25 + 0.07 + random.between(0.0, 0.1);
        let door = 30.0 + 3.0 * k;
        let (dash, shift) = (short(around - door), short(-(around * side)));
        let more = format!(
            r#" stroke-dasharray="{dash} {}" stroke-dashoffset="{shift}" stroke-linecap="round""#,
            short(door)
        );
        let stroke = ((11.0 - 0.95 * k).max(1.6), (0.85 - 0.088 * k).max(0.14));
        canvas.frame((cx - half, cy - half), (2.0 * half, 2.0 * half), radius, stroke, &more);
    }
    canvas.disc((cx, cy), 17.0, 0.16);
    canvas.spark((cx, cy), 9.0);
}
