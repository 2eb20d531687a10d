//! Numbers and amounts of money.

use js_sys::{Array, Intl, Object};
use magnetiq_shared::{Language, Money};
use wasm_bindgen::JsValue;

use super::{intl_locale, options};

/// A number with its language's separators and so many digits behind the comma at most.
pub fn number(language: Language, number: f64, digits: u32) -> String {
    write(language, number, &options(&[("maximumFractionDigits", digits.into())]))
}

/// An amount, without cents where there are none: `€69`, `69 €`, `€12.50`.
pub fn money(language: Language, money: Money) -> String {
    let unit = 10_i64.pow(money.currency.digits());
    let digits = if money.amount % unit == 0 { 0 } else { money.currency.digits() };
    let options = options(&[
        ("style", "currency".into()),
        ("currency", money.currency.code().into()),
        ("minimumFractionDigits", digits.into()),
        ("maximumFractionDigits", digits.into()),
    ]);
    write(language, money.amount as f64 / unit as f64, &options)
}

/// A share as a percentage without decimals: `92 %`.
pub fn percent(language: Language, share: f64) -> String {
    write(language, share, &options(&[("style", "percent".into())]))
}

fn write(language: Language, number: f64, options: &Object) -> String {
    let formatter = Intl::NumberFormat::new(&Array::of1(&intl_locale(language).into()), options);
    let written = formatter.format().call1(&JsValue::UNDEFINED, &number.into());
    // A formatter that refuses a number does not exist; the plain number stands in.
    written.ok().and_then(|text| text.as_string()).unwrap_or_else(|| number.to_string())
}
