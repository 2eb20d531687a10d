//! Patterns made of boxes: profiles, lattices, columns.

use std::f64::consts::TAU;

use super::{canvas::Canvas, random::SplitMix};

/// A day's load: bars up to a limit, what was cut off above it in dashes, one peak that was not.
pub(super) fn bars(canvas: &mut Canvas, random: &mut SplitMix) {
    let limit = random.between(128.0, 146.0);
    let crest = random.between(7.0, 11.0);
    let left_over = 11 + random.below(3);
    for i in 0..18 {
        let k = f64::from(i as u8);
        let shift = |at: f64, wide: f64| (-((k - at) / wide).powi(2)).exp();
        let load = 64.0
            + 128.0 * shift(crest - 3.0, 3.6)
            + 112.0 * shift(crest + 3.6, 2.6)
            + random.between(0.0, 42.0);
        let top = 320.0 - load;
        let x = 14.0 + 35.0 * k;
        let kept = top.max(limit + 8.0);
        canvas.tile((x, kept), (22.0, 332.0 - kept), 6.0, 0.28 + 0.035 * (i % 4) as f64);
        if i == left_over {
            canvas.spark_box((x + 1.0, limit - 68.0), (20.0, 68.0 - 0.5), 6.0);
        } else if top < limit - 12.0 {
            let size = (20.0, limit - 2.0 - top);
            canvas.frame((x + 1.0, top), size, 6.0, (1.6, 0.75), r#" stroke-dasharray="4 5""#);
        }
    }
    let dotted = r#" stroke-dasharray="2 9" stroke-linecap="round""#;
    canvas.stroke(&format!("M0 {}h640", super::canvas::short(limit + 3.5)), 2.0, 0.9, dotted);
}

/// A lattice whose dots grow and darken towards one place; some are missing.
pub(super) fn dots(canvas: &mut Canvas, random: &mut SplitMix) {
    let (cx, cy) = (random.between(400.0, 470.0), random.between(140.0, 190.0));
    // The spot takes the dot of the lattice that is nearest to the centre.
    let spot = (((cx - 21.0) / 30.0).round() as i32, ((cy - 11.0) / 30.0).round() as i32);
    for row in 0..11 {
        for column in 0..21 {
            let (x, y) = (21.0 + 30.0 * f64::from(column), 11.0 + 30.0 * f64::from(row));
            if (column, row) == spot {
                canvas.spark_box((x - 10.0, y - 10.0), (20.0, 20.0), 6.0);
                continue;
            }
            let near = (-((x - cx) / 210.0).powi(2) - ((y - cy) / 150.0).powi(2)).exp();
            if random.unit() > 0.42 + 0.5 * near {
                continue;
            }
            let size: f64 = [10.0, 14.0, 18.0][random.below(3)];
            canvas.tile((x - size / 2.0, y - size / 2.0), (size, size), 5.0, 0.1 + 0.55 * near);
        }
    }
}

/// Rounded tiles, some only outlined; one is chosen.
pub(super) fn blocks(canvas: &mut Canvas, random: &mut SplitMix) {
    let chosen = (5 + random.below(3), 2 + random.below(2));
    let lean = random.between(0.0, TAU);
    for row in 0..5 {
        for column in 0..9 {
            let (x, y) = (20.0 + 68.0 * column as f64, -10.0 + 68.0 * row as f64);
            if (column, row) == chosen {
                canvas.frame((x + 1.0, y + 1.0), (54.0, 54.0), 14.0, (2.4, 1.0), "");
                canvas.spark_box((x + 18.0, y + 18.0), (20.0, 20.0), 6.0);
                continue;
            }
            let trend = 0.5 + 0.5 * (column as f64 * 0.7 + row as f64 * 1.1 + lean).sin();
            match random.below(9) {
                0..3 => canvas.frame((x + 0.8, y + 0.8), (54.4, 54.4), 14.0, (1.6, 0.5), ""),
                3 => canvas.tile((x, y), (56.0, 56.0), 14.0, 0.6),
                _ => canvas.tile((x, y), (56.0, 56.0), 14.0, 0.1 + 0.26 * trend),
            }
        }
    }
}

/// Columns in parallel projection that climb to the right.
pub(super) fn steps(canvas: &mut Canvas, random: &mut SplitMix) {
    let bend = random.between(1.1, 1.7);
    let gap = random.between(51.0, 54.0);
    let wide = 23.0;
    let mut top_of_last = (0.0, 0.0);
    for i in 0..12 {
        let k = f64::from(i);
        let (x, rise) = (34.0 + gap * k, (k / 11.0).powf(bend));
        let y = 272.0 - 176.0 * rise + random.between(-5.0, 5.0);
        let (left, right, back) = ((x - wide, y), (x + wide, y), (x, y - 14.0));
        let front = (x, y + 14.0);
        let weight = 0.2 + 0.55 * k / 11.0;
        canvas.polygon(&[left, front, (x, 340.0), (x - wide, 340.0)], weight * 0.72);
        canvas.polygon(&[front, right, (x + wide, 340.0), (x, 340.0)], weight);
        canvas.polygon(&[left, back, right, front], weight * 0.42);
        if i == 10 {
            top_of_last = (x, y - 16.0);
        }
    }
    canvas.spark(top_of_last, 10.0);
}
