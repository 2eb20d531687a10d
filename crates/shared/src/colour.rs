//! Colours, and whether white letters can be read on them.

use crate::Code;

/// How much white letters have to stand out (WCAG 2.2, level AA).
pub const READABLE: f64 = 4.5;

/// A colour as `#rrggbb`, in small letters.
///
/// # Errors
/// `type` where it is none, `contrast` where white letters can't be read on it.
pub fn accent(raw: &str) -> Result<String, Code> {
    let colour = raw.trim().to_ascii_lowercase();
    match contrast_with_white(&colour) {
        None => Err(Code::Type),
        Some(contrast) if contrast < READABLE => Err(Code::Contrast),
        Some(_) => Ok(colour),
    }
}

/// How much white stands out from the colour, 1 to 21; `None` where it is no colour.
pub fn contrast_with_white(colour: &str) -> Option<f64> {
    let digits = colour.strip_prefix('#').filter(|digits| digits.len() == 6 && digits.is_ascii())?;
    let part = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).ok().map(linear);
    let luminance = 0.2126 * part(0)? + 0.7152 * part(2)? + 0.0722 * part(4)?;
    Some(1.05 / (luminance + 0.05))
}

fn linear(part: u8) -> f64 {
    let part = f64::from(part) / 255.0;
    if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_letters_have_to_be_readable() {
        for (colour, contrast) in [("#000000", 21.0), ("#ffffff", 1.0), ("#7c3aed", 5.7), ("#777777", 4.48)] {
            let found = contrast_with_white(colour).unwrap();
            assert!((found - contrast).abs() < 0.01, "{colour}: {found}");
        }
        assert_eq!(accent(" #7C3AED "), Ok("#7c3aed".to_owned()));
        assert_eq!(accent("#ffe600"), Err(Code::Contrast));
        for bad in ["", "red", "#fff", "#12345g", "#ä2345", "7c3aed"] {
            assert_eq!(accent(bad), Err(Code::Type), "{bad}");
        }
    }
}
