//! Breaks text into lines: as large as it fits, in lines of similar length, with an ellipsis at the very last.

use super::fonts::Face;

const SOFT_HYPHEN: char = '\u{ad}';

/// Text that fits its place.
#[derive(Debug, PartialEq)]
pub struct Fitted {
    /// The lines, first to last.
    pub lines: Vec<String>,
    /// The size they are set in.
    pub size: f32,
}

/// A size, and in how many lines at most a text may be set in it.
pub type Step = (f32, usize);

/// Sets the text by the first of `steps` that it fits in this width. In the last one long words are broken, and
/// what is too much gives way to an ellipsis.
pub fn fit(text: &str, face: Face, width: f32, steps: &[Step]) -> Fitted {
    let text = face.drawable(text);
    let pieces = pieces(&text);
    for &(size, most) in steps {
        if let Some(lines) = wrap(&pieces, face, width / size).filter(|lines| lines.len() <= most) {
            return Fitted { lines: balance(&pieces, face, width / size, lines), size };
        }
    }
    let (size, most) = steps.last().copied().unwrap_or((16.0, 1));
    let pieces = break_long(&pieces, face, width / size);
    let mut lines = wrap(&pieces, face, width / size).unwrap_or_default();
    if lines.len() > most {
        let rest = lines.split_off(most.saturating_sub(1)).join(" ");
        lines.push(shorten(&rest, face, width / size));
    }
    Fitted { lines, size }
}

/// The text in one line of this width.
pub fn one_line(text: &str, face: Face, size: f32, width: f32) -> String {
    shorten(&plain(text, face), face, width / size)
}

/// A title in one line of this width: where it is too long, as many of its clauses as fit.
pub(super) fn clauses(text: &str, face: Face, size: f32, width: f32) -> String {
    let text = plain(text, face);
    if face.width(&text) * size <= width {
        return text;
    }
    let ends = text.match_indices([':', ',', '–', '?']).map(|(at, _)| text[..at].trim_end());
    let mut fitting = ends.filter(|part| part.chars().count() > 8 && face.width(part) * size <= width);
    fitting.next_back().map_or_else(|| shorten(&text, face, width / size), str::to_owned)
}

/// What is drawn of a text that stays in one line.
fn plain(text: &str, face: Face) -> String {
    face.drawable(text).replace(SOFT_HYPHEN, "")
}

/// Part of a text behind which a line may end.
#[derive(Clone, Debug, PartialEq)]
struct Piece {
    text: String,
    /// What follows where the line goes on.
    goes_on: &'static str,
    /// What follows where the line ends.
    ends: &'static str,
}

/// Lines may end at spaces, behind hyphens and at soft hyphens.
fn pieces(text: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let mut part = String::new();
        let mut letters = word.chars().peekable();
        while let Some(letter) = letters.next() {
            let inside = !part.is_empty() && letters.peek().is_some();
            if letter == SOFT_HYPHEN {
                if inside {
                    pieces.push(Piece { text: std::mem::take(&mut part), goes_on: "", ends: "-" });
                }
                continue;
            }
            part.push(letter);
            // "day-ahead" may be broken; "-5" and "–" by itself stay whole.
            if inside && matches!(letter, '-' | '–' | '/') && part.chars().count() > 2 {
                pieces.push(Piece { text: std::mem::take(&mut part), goes_on: "", ends: "" });
            }
        }
        if !part.is_empty() {
            pieces.push(Piece { text: part, goes_on: " ", ends: "" });
        }
    }
    pieces
}

/// The pieces in lines of at most this width, or nothing where one is wider by itself.
fn wrap(pieces: &[Piece], face: Face, width: f32) -> Option<Vec<String>> {
    let mut lines: Vec<String> = Vec::new();
    // The line so far, and what stands between it and the next piece: where it goes on, and where it ends.
    let mut line = String::new();
    let mut before: Option<&Piece> = None;
    for piece in pieces {
        let longer = format!("{line}{}{}", before.map_or("", |piece| piece.goes_on), piece.text);
        if face.width(&format!("{longer}{}", piece.ends)) <= width {
            line = longer;
        } else {
            if face.width(&format!("{}{}", piece.text, piece.ends)) > width {
                return None;
            }
            if let Some(last) = before {
                lines.push(std::mem::take(&mut line) + last.ends);
            }
            line.clone_from(&piece.text);
        }
        before = Some(piece);
    }
    if !line.is_empty() {
        lines.push(line);
    }
    Some(lines)
}

/// The same number of lines, in the narrowest width that gives no more of them.
fn balance(pieces: &[Piece], face: Face, width: f32, lines: Vec<String>) -> Vec<String> {
    let (mut narrow, mut wide, mut best) = (width / 2.0, width, lines);
    for _ in 0..7 {
        let middle = f32::midpoint(narrow, wide);
        match wrap(pieces, face, middle).filter(|lines| lines.len() <= best.len()) {
            Some(lines) => (wide, best) = (middle, lines),
            None => narrow = middle,
        }
    }
    best
}

/// The pieces, those that are wider than a line cut so that they fit with a hyphen.
fn break_long(pieces: &[Piece], face: Face, width: f32) -> Vec<Piece> {
    let mut broken = Vec::new();
    for piece in pieces {
        let mut part = String::new();
        for letter in piece.text.chars() {
            if face.width(&format!("{part}{letter}-")) > width && !part.is_empty() {
                broken.push(Piece { text: std::mem::take(&mut part), goes_on: "", ends: "-" });
            }
            part.push(letter);
        }
        broken.push(Piece { text: part, ..piece.clone() });
    }
    broken
}

/// As much of the text as fits, with an ellipsis where something is missing.
fn shorten(text: &str, face: Face, width: f32) -> String {
    if face.width(text) <= width {
        return text.to_owned();
    }
    let mut kept = text.to_owned();
    while kept.pop().is_some() {
        let end = kept.trim_end_matches(|letter: char| !letter.is_alphanumeric());
        let short = format!("{end}…");
        if face.width(&short) <= width {
            return short;
        }
    }
    String::new()
}

#[cfg(test)]
mod tests {
    use super::*;

    const STEPS: [Step; 5] = [(64.0, 2), (60.0, 3), (56.0, 3), (48.0, 3), (40.0, 3)];

    fn set(text: &str) -> Fitted {
        let fitted = fit(text, Face::Display, 680.0, &STEPS);
        for line in &fitted.lines {
            let width = Face::Display.width(line) * fitted.size;
            assert!(width <= 680.0, "{line:?} is {width} wide");
            assert!(!line.contains(SOFT_HYPHEN) && line.trim() == line, "{line:?}");
        }
        assert!(fitted.lines.len() <= 3, "{fitted:?}");
        fitted
    }

    #[test]
    fn short_titles_are_large_and_in_lines_of_similar_length() {
        assert_eq!(set("Energy"), Fitted { lines: vec!["Energy".into()], size: 64.0 });
        let fitted = set("Agents that read engineering documents");
        assert_eq!((fitted.lines.len(), fitted.size), (2, 64.0));
        assert_eq!(fitted.lines[0], "Agents that read", "{fitted:?}");
    }

    #[test]
    fn long_titles_shrink_before_they_lose_a_word() {
        let text = "Batteriespeicher, die sich rechnen: Fahrplanoptimierung mit Day-Ahead-Prognosen";
        let fitted = set(text);
        assert!(fitted.size < 64.0);
        assert_eq!(fitted.lines.concat().replace([' ', '-'], ""), text.replace([' ', '-'], ""));
    }

    #[test]
    fn what_never_fits_ends_in_an_ellipsis() {
        let fitted = set(&"Größere Übungen für Führungskräfte ".repeat(9));
        assert_eq!((fitted.size, fitted.lines.len()), (40.0, 3));
        assert!(fitted.lines[2].ends_with('…'), "{fitted:?}");
        let fitted = set(&"Donaudampfschifffahrts".repeat(8));
        assert!(fitted.lines[0].ends_with('-') && fitted.lines[2].ends_with('…'), "{fitted:?}");
    }

    #[test]
    fn soft_hyphens_are_drawn_only_where_a_line_ends() {
        assert_eq!(set("Last\u{ad}management").lines, ["Lastmanagement"]);
        let fitted = set("Energie\u{ad}management\u{ad}systeme\u{ad}zertifizierungs\u{ad}verordnung");
        assert!(fitted.lines.len() > 1 && fitted.lines[0].ends_with('-'), "{fitted:?}");
        assert_eq!(
            fitted.lines.concat().replace('-', ""),
            "Energiemanagementsystemezertifizierungsverordnung"
        );
    }

    #[test]
    fn letters_without_a_drawing_are_left_out() {
        assert_eq!(one_line("Grüße\u{0} 🚀\tŁukasz", Face::Text, 20.0, 900.0), "Grüße  Łukasz");
        assert_eq!(fit("", Face::Text, 100.0, &STEPS).lines, [""; 0]);
        assert_eq!(clauses("Heat pumps: what works", Face::Text, 20.0, 150.0), "Heat pumps");
        assert_eq!(one_line("A company with a long name", Face::Text, 20.0, 172.0), "A company with…");
    }
}
