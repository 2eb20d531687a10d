//! Amounts of money: integers in the currency's minor unit, so that nothing is ever rounded by accident.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::Language;

/// An ISO 4217 currency code, three capital letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(value_type = String, example = "EUR"))]
#[serde(try_from = "String", into = "String")]
pub struct Currency([u8; 3]);

impl Currency {
    /// The euro.
    pub const EUR: Currency = Currency(*b"EUR");

    /// The code, such as `EUR`.
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("EUR")
    }

    /// How many digits the minor unit has: 2 for most, 0 for the yen.
    pub fn digits(&self) -> u32 {
        match &self.0 {
            b"JPY" | b"KRW" | b"ISK" | b"CLP" | b"VND" => 0,
            _ => 2,
        }
    }
}

impl TryFrom<String> for Currency {
    type Error = &'static str;

    fn try_from(code: String) -> Result<Self, Self::Error> {
        match *code.as_bytes() {
            [a, b, c] if [a, b, c].iter().all(u8::is_ascii_uppercase) => Ok(Self([a, b, c])),
            _ => Err("a currency is three capital letters, such as EUR"),
        }
    }
}

impl From<Currency> for String {
    fn from(currency: Currency) -> String {
        currency.code().to_owned()
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// A gross amount in the minor unit of its currency: `{ "amount": 4900, "currency": "EUR" }` is 49 euros.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Money {
    /// Minor units (cents), tax included.
    pub amount: i64,
    /// ISO 4217.
    pub currency: Currency,
}

impl Money {
    /// An amount in minor units.
    pub const fn new(amount: i64, currency: Currency) -> Self {
        Self { amount, currency }
    }

    /// The amount as a decimal number, with all digits of the currency: `49.00`.
    pub fn decimal(self) -> String {
        let digits = self.currency.digits();
        let unit = 10_i64.pow(digits);
        match digits {
            0 => self.amount.to_string(),
            _ => format!("{}.{:0width$}", self.amount / unit, self.amount % unit, width = digits as usize),
        }
    }

    /// The amount for people, as browsers write it, without cents where there are none: `€69`, `€1,250.50`,
    /// `CHF 80`; `69 €`, `1.250,50 €`, `80 CHF`, with spaces that do not break.
    pub fn written(self, language: Language) -> String {
        let digits = self.currency.digits();
        let unit = 10_i64.pow(digits);
        let (whole, part) = (language.number(self.amount / unit), self.amount % unit);
        let point = if language == Language::De { ',' } else { '.' };
        let amount = match part {
            0 => whole,
            _ => format!("{whole}{point}{part:0width$}", width = digits as usize),
        };
        let sign = match self.currency.code() {
            "EUR" => "€",
            "GBP" => "£",
            "USD" if language == Language::De => "$",
            "USD" => "US$",
            code => code,
        };
        match language {
            Language::De => format!("{amount}\u{a0}{sign}"),
            Language::En if sign.chars().all(char::is_alphabetic) => format!("{sign}\u{a0}{amount}"),
            Language::En => format!("{sign}{amount}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_travels_in_minor_units() {
        let price = Money::new(4900, Currency::EUR);
        let json = serde_json::to_string(&price).unwrap();
        assert_eq!(json, r#"{"amount":4900,"currency":"EUR"}"#);
        assert_eq!(serde_json::from_str::<Money>(&json).unwrap(), price);
    }

    #[test]
    fn amounts_are_written_as_the_language_does() {
        let of = |amount, code: &str| Money::new(amount, code.to_owned().try_into().unwrap());
        for (amount, english, german) in [
            (of(6_900, "EUR"), "€69", "69\u{a0}€"),
            (of(123_456_750, "EUR"), "€1,234,567.50", "1.234.567,50\u{a0}€"),
            (of(4_900, "USD"), "US$49", "49\u{a0}$"),
            (of(8_005, "CHF"), "CHF\u{a0}80.05", "80,05\u{a0}CHF"),
            (of(12_000, "JPY"), "JPY\u{a0}12,000", "12.000\u{a0}JPY"),
        ] {
            assert_eq!(amount.written(Language::En), english);
            assert_eq!(amount.written(Language::De), german);
        }
    }

    #[test]
    fn amounts_are_decimal_numbers_for_machines() {
        assert_eq!(Money::new(4905, Currency::EUR).decimal(), "49.05");
        assert_eq!(Money::new(500, "JPY".to_owned().try_into().unwrap()).decimal(), "500");
    }

    #[test]
    fn a_currency_is_three_capital_letters() {
        for wrong in ["eur", "EURO", "E1R", ""] {
            assert!(Currency::try_from(wrong.to_owned()).is_err(), "{wrong}");
        }
    }
}
