//! A person's initials in a circle.

use leptos::prelude::*;

/// The initials of a name: of its first and its last word. Screen readers pass them by, for the name stands beside.
#[component]
pub fn Avatar(
    /// The name.
    #[prop(into)]
    name: Signal<String>,
) -> impl IntoView {
    view! { <span class="avatar" aria-hidden="true">{move || name.with(|name| initials(name))}</span> }
}

fn initials(name: &str) -> String {
    let words: Vec<&str> = name.split_whitespace().collect();
    let ends = match words.as_slice() {
        [] => vec![],
        [one] => vec![*one],
        [first, .., last] => vec![*first, *last],
    };
    ends.iter().filter_map(|word| word.chars().next()).flat_map(char::to_uppercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_are_of_the_first_and_the_last_word() {
        assert_eq!(initials("Katharina Voss"), "KV");
        assert_eq!(initials("Dr. Miriam von Adler"), "DA");
        assert_eq!(initials("ödön"), "Ö");
        assert_eq!(initials(" "), "");
    }
}
