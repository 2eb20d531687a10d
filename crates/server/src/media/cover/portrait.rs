//! Initials on a tint, for people without a photograph.

use super::{canvas::Canvas, canvas::short, random::SplitMix};

/// The shapes behind the letters of a portrait, 64 by 64 units, in `currentColor`.
pub fn portrait_shapes(seed: u64) -> String {
    let mut canvas = Canvas::default();
    let mut random = SplitMix::new(seed);
    match random.below(4) {
        0 => {
            canvas.disc((random.between(38.0, 48.0), random.between(14.0, 24.0)), 26.0, 0.22);
            canvas.disc((random.between(8.0, 18.0), random.between(52.0, 62.0)), 22.0, 0.16);
        }
        1 => {
            for (from, opacity) in [(random.between(34.0, 44.0), 0.2), (random.between(48.0, 56.0), 0.18)] {
                let (start, dip, rise) = (short(from + 5.0), short(from - 9.0), short(from + 14.0));
                canvas
                    .fill(&format!("M0 {start}C18 {dip} 36 {rise} 64 {}V64H0z", short(from - 4.0)), opacity);
            }
        }
        2 => {
            let shift = random.between(-6.0, 6.0);
            canvas.polygon(
                &[(-6.0, 30.0 + shift), (30.0 + shift, -6.0), (56.0 + shift, -6.0), (-6.0, 56.0 + shift)],
                0.18,
            );
            canvas.polygon(
                &[(20.0 + shift, 70.0), (70.0, 20.0 + shift), (70.0, 46.0 + shift), (46.0 + shift, 70.0)],
                0.18,
            );
        }
        _ => {
            let centre = (random.between(28.0, 36.0), random.between(28.0, 36.0));
            canvas.ring(centre, 29.0, 3.0, 0.24);
            canvas.disc(centre, 21.0, 0.16);
        }
    }
    canvas.into_shapes()
}

/// A round portrait of 64 by 64 units with up to three letters of `initials`, as the symbol `p`.
///
/// The symbol holds shapes and letters only; the page gives it the tinted, round ground (`color` for the shapes,
/// `--initials` for the letters). Shown by itself the document is round and violet on light.
pub fn portrait_svg(initials: &str, seed: u64) -> String {
    let letters: String = initials.chars().filter(|c| c.is_alphanumeric()).take(3).collect();
    let size = if letters.chars().count() > 2 { 18 } else { 22 };
    format!(
        concat!(
            r##"<svg xmlns="http://www.w3.org/2000/svg" width="64" height="64" viewBox="0 0 64 64" color="#7c3aed">"##,
            r##"<symbol id="p" fill="currentColor" viewBox="0 0 64 64">{}<text x="32" y="32" dy=".355em" text-anchor="middle" "##,
            r##"font-family="ui-sans-serif, system-ui, 'Segoe UI', Roboto, 'Helvetica Neue', 'Noto Sans', sans-serif" "##,
            r##"font-size="{}" font-weight="680" fill="var(--initials, currentColor)">{}</text></symbol>"##,
            r##"<clipPath id="r"><circle cx="32" cy="32" r="32"/></clipPath><g clip-path="url(#r)">"##,
            r##"<path d="M0 0h64v64H0z" fill="#ede9fe"/><use href="#p" width="64" height="64"/></g></svg>"##,
        ),
        portrait_shapes(seed),
        size,
        letters
    )
}
