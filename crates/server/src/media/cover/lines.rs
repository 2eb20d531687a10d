//! Patterns made of lines: curves, nets, traces.

use std::f64::consts::TAU;

use super::{canvas::Canvas, random::SplitMix};

/// Curves that follow each other like a forecast and its bands; low bars along the bottom.
pub(super) fn waves(canvas: &mut Canvas, random: &mut SplitMix) {
    let (p, q, r) = (random.between(0.0, TAU), random.between(0.0, TAU), random.between(0.0, TAU));
    let top = random.between(122.0, 136.0);
    // The first curve peaks right of the middle, clear of the labels in the upper left corner.
    let peak = random.between(360.0, 470.0);
    let height = |x: f64, k: f64| {
        let swell = -58.0 * (-((x - peak) / 105.0).powi(2)).exp() * (1.0 - 0.1 * k);
        let long = 15.0 * (x / 640.0 * TAU * 1.1 + p + k * 0.22).sin() * (1.0 - 0.05 * k);
        let short = 10.0 * (x / 640.0 * TAU * 2.3 + q + k * 0.4).sin() * (1.0 - 0.08 * k);
        top + 30.0 * 0.93f64.powf(k) * k * 0.8 + swell + long + short
    };
    for i in 0..27 {
        let x = 12.0 + 23.2 * f64::from(i);
        let load = 40.0 + 20.0 * (f64::from(i) * 0.55 + r).sin() + random.between(0.0, 12.0);
        canvas.tile((x, 320.0 - load), (14.0, load + 8.0), 4.0, 0.11 + 0.004 * f64::from(i));
    }
    for i in 0..9 {
        let k = f64::from(i);
        let points: Vec<_> = (0..=46).map(|n| 14.0 * f64::from(n)).map(|x| (x, height(x, k))).collect();
        let (width, opacity) = if i == 0 { (3.0, 1.0) } else { (1.5, 0.88 - 0.085 * k) };
        canvas.line(&points, width, opacity);
    }
    let crest = (300..=560).map(f64::from).fold((peak, f64::MAX), |best, x| {
        let y = height(x, 0.0);
        if y < best.1 { (x, y) } else { best }
    });
    canvas.spark(crest, 9.0);
}

/// Points on a shaken lattice, each joined to its two nearest.
pub(super) fn network(canvas: &mut Canvas, random: &mut SplitMix) {
    let mut nodes = Vec::new();
    for row in 0..5 {
        for column in 0..9 {
            if random.chance(0.12) {
                continue;
            }
            let stagger = if row % 2 == 0 { 0.0 } else { 38.0 };
            let x = -8.0 + 78.0 * f64::from(column) + stagger + random.between(-25.0, 25.0);
            let y = 18.0 + 71.0 * f64::from(row) + random.between(-23.0, 23.0);
            nodes.push((x, y));
        }
    }
    let apart = |a: (f64, f64), b: (f64, f64)| (a.0 - b.0).powi(2) + (a.1 - b.1).powi(2);
    let focus = (random.between(400.0, 460.0), random.between(170.0, 210.0));
    let hub = (0..nodes.len())
        .min_by(|&a, &b| apart(nodes[a], focus).total_cmp(&apart(nodes[b], focus)))
        .unwrap_or(0);
    let mut edges = Vec::new();
    for a in 0..nodes.len() {
        let mut near: Vec<usize> = (0..nodes.len()).filter(|&b| b != a).collect();
        near.sort_by(|&b, &c| apart(nodes[a], nodes[b]).total_cmp(&apart(nodes[a], nodes[c])));
        let wanted = if a == hub { 6 } else { 2 };
        edges.extend(near.into_iter().take(wanted).map(|b| (a.min(b), a.max(b))));
    }
    edges.sort_unstable();
    edges.dedup();
    for (a, b) in edges {
        let (width, opacity) = if a == hub || b == hub { (2.2, 0.85) } else { (1.4, 0.42) };
        canvas.line(&[nodes[a], nodes[b]], width, opacity);
    }
    for (i, node) in nodes.iter().enumerate().filter(|(i, _)| *i != hub) {
        match random.below(4) {
            0 => {
                canvas.disc(*node, 11.0, 0.2);
                canvas.disc(*node, 4.5, 0.6);
            }
            1 => canvas.disc(*node, 6.5, 0.95),
            _ => canvas.disc(*node, 4.0 + (i % 3) as f64 * 0.6, 0.7),
        }
    }
    if let Some(&node) = nodes.get(hub) {
        canvas.disc(node, 34.0, 0.12);
        canvas.disc(node, 21.0, 0.24);
        canvas.spark(node, 10.0);
    }
}

/// A hilly surface as a net that runs to the horizon; the spot sits on the highest hill.
pub(super) fn grid(canvas: &mut Canvas, random: &mut SplitMix) {
    const COLUMNS: usize = 24;
    const ROWS: usize = 11;
    let hill = (random.between(13.6, 16.4).round(), random.between(4.6, 6.4).round());
    let second = (random.between(6.0, 8.6), random.between(3.0, 5.0));
    let phase = random.between(0.0, TAU);
    let point = |column: usize, row: usize| {
        let (u, v) = (column as f64, row as f64);
        let depth = v / ROWS as f64;
        let bump = |(a, b): (f64, f64), wide: f64| (-((u - a).powi(2) + 2.2 * (v - b).powi(2)) / wide).exp();
        let lift =
            164.0 * bump(hill, 8.0) + 74.0 * bump(second, 9.0) + 4.0 * (u * 0.8 + v * 0.6 + phase).sin();
        let x = 320.0 + (u / COLUMNS as f64 - 0.5) * (760.0 + 420.0 * depth);
        (x, 168.0 + 184.0 * depth.powf(1.2) - lift * (0.6 + 0.4 * depth))
    };
    for row in 0..=ROWS {
        let line: Vec<_> = (0..=COLUMNS).map(|column| point(column, row)).collect();
        let near = row as f64 / ROWS as f64;
        canvas.line(&line, 1.1 + 1.1 * near, 0.3 + 0.5 * near);
    }
    for column in 0..=COLUMNS {
        let line: Vec<_> = (0..=ROWS).map(|row| point(column, row)).collect();
        canvas.line(&line, 1.2, 0.36);
    }
    let top = point(hill.0 as usize, hill.1 as usize);
    canvas.disc(top, 20.0, 0.2);
    canvas.spark(top, 9.0);
}

/// Traces of one machine, the oldest on top: a vibration that grows until somebody should look.
pub(super) fn pulse(canvas: &mut Canvas, random: &mut SplitMix) {
    let place = random.between(380.0, 450.0);
    let (cycle, lean) = (random.between(54.0, 62.0), random.between(9.0, 14.0));
    let traces = 7;
    for i in 0..traces {
        let k = f64::from(i);
        let grown = k / f64::from(traces - 1);
        let (base, centre, wide) = (64.0 + 31.0 * k, place + lean * (k - 4.0), 70.0 + 14.0 * k);
        let height = |x: f64| {
            let near = (-((x - centre) / wide).powi(2)).exp();
            let hum = 1.6 * (x / 23.0 + k * 1.7).sin();
            base + hum - (2.0 + 32.0 * grown.powf(1.5)) * near * ((x - centre) / cycle * TAU).cos()
        };
        let points: Vec<_> = (0..=107).map(|n| 6.0 * f64::from(n)).map(|x| (x, height(x))).collect();
        let last = i == traces - 1;
        canvas.line(&points, if last { 3.2 } else { 1.8 }, if last { 1.0 } else { 0.22 + 0.07 * k });
        if last {
            let crest = (centre, height(centre));
            canvas.disc(crest, 20.0, 0.2);
            canvas.spark(crest, 9.0);
        }
    }
}
