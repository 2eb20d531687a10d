//! The code that a person quotes when writing to us, such as `MW-7K4P2QX9B`: easy to read out, no letter that
//! looks like a digit.

/// Crockford's base 32.
const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// The reference of a registration, from the random part of its id: nine letters, 45 bits.
pub fn reference(id: u128) -> String {
    let letters = (0..9).rev().map(|place| char::from(LETTERS[(id >> (5 * place)) as usize & 31]));
    ["MW-".to_owned(), letters.collect()].concat()
}

/// The number of a certificate such as `MC-7K4P-2QX9-BW3T`, from chance: twelve letters, 60 bits, so that nobody finds
/// another one's by trying.
pub fn certificate_number(chance: u128) -> String {
    let letter = |place: u32| char::from(LETTERS[(chance >> (5 * place)) as usize & 31]);
    let groups = (0..3).map(|group| (0..4).map(|at| letter(4 * group + at)).collect::<String>());
    std::iter::once("MC".to_owned()).chain(groups).collect::<Vec<_>>().join("-")
}

/// A certificate's number as it may be typed: small letters, and letters that look like digits.
pub fn certificate_number_typed(text: &str) -> String {
    let mut number = text.trim().to_ascii_uppercase();
    if let Some(rest) = number.get(2..) {
        let rest = rest.replace('O', "0").replace(['I', 'L'], "1");
        number.replace_range(2.., &rest);
    }
    number
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reference_is_short_and_readable() {
        assert_eq!(reference(0), "MW-000000000");
        assert_eq!(reference(u128::MAX), "MW-ZZZZZZZZZ");
        assert_ne!(reference(1), reference(2));
    }

    #[test]
    fn a_certificates_number_is_read_as_it_is_typed() {
        assert_eq!(certificate_number(0), "MC-0000-0000-0000");
        assert_eq!(certificate_number(u128::MAX), "MC-ZZZZ-ZZZZ-ZZZZ");
        assert_eq!(certificate_number(0b00001_00000), "MC-0100-0000-0000");
        assert_eq!(certificate_number_typed(" mc-ol0i-0000-7k4p "), "MC-0101-0000-7K4P");
        assert_eq!(certificate_number_typed("ü"), "ü");
    }
}
