//! A new password, with a meter.

use leptos::prelude::*;

use crate::i18n::{Texts, t_string, use_i18n};
use crate::ui::Field;

/// Fewer characters the server takes from nobody.
pub const SHORTEST: usize = 10;

/// The field and its meter. The server has the last word: it knows the passwords that everybody uses.
#[component]
pub fn NewPassword(
    /// The password.
    value: RwSignal<String>,
    /// What is wrong with it.
    #[prop(into)]
    error: Signal<Option<String>>,
    /// What it must not be made of: the person's name and address.
    #[prop(optional, into)]
    known: Signal<Vec<String>>,
) -> impl IntoView {
    let i18n = use_i18n();
    let strength = Memo::new(move |_| value.with(|value| known.with(|known| strength(value, known))));
    view! {
        <div class="new-password">
            <Field
                label=t_string!(i18n, account.new_password) name="password" kind="password" autocomplete="new-password"
                value=value error=error hint=t_string!(i18n, account.password_hint)
            />
            <div class="strength" data-strength=move || strength.get().to_string()>
                <span aria-hidden="true"><i></i><i></i><i></i><i></i></span>
                <small role="status">{move || value.with(|value| !value.is_empty()).then(|| words(i18n, strength.get()))}</small>
            </div>
        </div>
    }
}

fn words(i18n: Texts, strength: u8) -> &'static str {
    match strength {
        0 => t_string!(i18n, account.strength_short),
        1 => t_string!(i18n, account.strength_weak),
        2 => t_string!(i18n, account.strength_fair),
        3 => t_string!(i18n, account.strength_good),
        _ => t_string!(i18n, account.strength_strong),
    }
}

/// 0 (too short) to 4. Length counts most; repeated characters, runs such as `abcd` and what is known of the person
/// count little.
fn strength(password: &str, known: &[String]) -> u8 {
    if password.chars().count() < SHORTEST {
        return 0;
    }
    let mut rest = password.to_lowercase();
    let words = known.iter().flat_map(|text| text.split(|c: char| !c.is_alphanumeric()));
    for word in words.filter(|word| word.chars().count() > 2) {
        rest = rest.replace(&word.to_lowercase(), "");
    }
    let letters: Vec<char> = rest.chars().collect();
    let is_run = |pair: &&[char]| (pair[1] as i64 - pair[0] as i64).abs() <= 1;
    let runs = letters.windows(2).filter(is_run).count();
    let mut kinds = letters.clone();
    kinds.sort_unstable();
    kinds.dedup();
    match (letters.len().saturating_sub(runs)).min(kinds.len() * 2) {
        0..=7 => 1,
        8..=10 => 2,
        11..=14 => 3,
        _ => 4,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn length_helps_and_repetition_does_not() {
        assert_eq!(strength("short", &[]), 0);
        assert_eq!(strength("aaaaaaaaaaaaaaaa", &[]), 1);
        assert_eq!(strength("abcdefghijkl", &[]), 1);
        assert!(strength("correct horse battery", &[]) >= 3);
        assert_eq!(strength("katharina.voss1", &["Katharina Voss".to_owned()]), 1);
    }
}
