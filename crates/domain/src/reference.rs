//! The code that a person quotes when writing to us, such as `MW-7K4P2QX9B`: easy to read out, no letter that
//! looks like a digit.

/// Crockford's base 32.
const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// The reference of a registration, from the random part of its id: nine letters, 45 bits.
pub fn reference(id: u128) -> String {
    let letters = (0..9).rev().map(|place| char::from(LETTERS[(id >> (5 * place)) as usize & 31]));
    ["MW-".to_owned(), letters.collect()].concat()
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
}
