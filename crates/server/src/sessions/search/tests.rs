//! What a search finds, in which order.

use proptest::prelude::*;

use super::*;

/// An index of sessions with a title and a description each.
fn index(sessions: &[(&str, &str)]) -> Index {
    let mut builder = Builder::default();
    for (at, (title, description)) in sessions.iter().enumerate() {
        builder.session = at as u32;
        builder.add(TITLE, [*title]);
        builder.add(DESCRIPTION, [*description]);
    }
    builder.finish(sessions.len())
}

/// The sessions that are found, the best first.
fn found(index: &Index, search: &str) -> Vec<usize> {
    let ranks = index.ranks(search).unwrap_or_default();
    let mut found: Vec<usize> = (0..ranks.len()).filter(|at| ranks[*at] > 0).collect();
    found.sort_by_key(|at| std::cmp::Reverse(ranks[*at]));
    found
}

#[test]
fn a_search_forgives_what_people_do_to_words() {
    let index = index(&[
        ("Wärmepumpenförderung in der Praxis", "Wer fördert was?"),
        ("Battery storage that pays its way", "Dispatch with day-ahead forecasts and intraday prices."),
        ("Batteriespeicher, die sich rechnen", "Fahrpläne mit Prognosen."),
        ("Heat pumps above 120 °C", "Process heat today, for the food industry."),
        ("E-Mobilität im Fuhrpark", "Größe der Ladepunkte, Straßenverkehr und Übergabe."),
        ("The EU AI Act", "Which duties reach you as a deployer?"),
    ]);
    for (search, expected) in [
        // as one types
        ("wär", &[0][..]),
        ("batt", &[1, 2]),
        // case, umlauts, ß
        ("WAERMEPUMPENFÖRDERUNG", &[0]),
        ("warmepumpe", &[0]),
        ("grosse", &[4]),
        ("strassenverkehr", &[4]),
        ("uebergabe", &[4]),
        ("ladepunkt", &[4]),
        // endings
        ("forecasting", &[1]),
        ("price", &[1]),
        ("Prognose", &[2]),
        ("Batterien", &[1, 2]),
        ("Fahrplan", &[2]),
        ("duty", &[5]),
        // compounds
        ("pumpe", &[3, 0]),
        ("Förderung", &[0]),
        ("speicher", &[2]),
        ("heatpump", &[3]),
        ("Wärme Pumpe", &[0]),
        ("emobilität", &[4]),
        ("e-mobility", &[4]),
        // slips
        ("batery", &[1]),
        ("storgae", &[1]),
        ("Wermepumpe", &[0]),
        ("Batteriespeichre", &[2]),
        ("Fuhrprak", &[4]),
        // all words must be there, fillers need not
        ("heat pumps for industry", &[3]),
        ("heat mobility", &[]),
        ("battery nonsense", &[]),
        ("120", &[3]),
    ] {
        assert_eq!(found(&index, search), expected, "{search}");
    }
}

#[test]
fn what_is_nearer_comes_first() {
    let index = index(&[
        ("Markets", "Solar power, and solar power again."),
        ("Markets", "Solar power."),
        ("Solarspeicher", ""),
        ("Solars", ""),
        ("Photovoltaik mit Dachsolaranlage", ""),
        ("Solar power", ""),
    ]);
    assert_eq!(found(&index, "solar"), [5, 3, 2, 4, 0, 1]);
    assert_eq!(found(&index, "solar power"), [5, 0, 1]);
}

#[test]
fn a_slip_is_looked_for_only_where_nothing_is_found_without() {
    let index = index(&[("Solar", ""), ("Polar", "")]);
    assert_eq!(found(&index, "solar"), [0]);
    assert_eq!(found(&index, "olar"), [0, 1]);
}

#[test]
fn a_compound_is_taken_apart_where_no_text_has_it() {
    let index = index(&[("Förderung von Wärmepumpen", ""), ("Wärmepumpen", ""), ("Förderung", "")]);
    assert_eq!(found(&index, "Wärmepumpenförderung"), [0]);
}

#[test]
fn without_a_word_there_is_no_search() {
    assert_eq!(index(&[("Solar", "")]).ranks(" ,.!"), None);
    assert_eq!(index(&[]).ranks("solar"), Some(vec![]));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn every_word_is_found_by_itself_and_by_its_beginning(
        titles in prop::collection::vec("[a-zäöüßA-ZÄÖÜé]{1,12}( [a-zäöüß0-9-]{1,14}){0,3}", 1..6),
        at in any::<prop::sample::Index>(), cut in 1_usize..12,
    ) {
        let sessions: Vec<(&str, &str)> = titles.iter().map(|title| (title.as_str(), "")).collect();
        let index = index(&sessions);
        let at = at.index(titles.len());
        for word in titles[at].split(' ').filter(|word| !words::asked(word).is_empty()) {
            prop_assert!(found(&index, word).contains(&at), "{word}");
            let beginning: String = word.chars().take(cut).collect();
            if !words::asked(&beginning).is_empty() && !beginning.contains('-') {
                prop_assert!(found(&index, &beginning).contains(&at), "{beginning} of {word}");
            }
        }
        prop_assert!(found(&index, &titles[at]).contains(&at));
    }

    #[test]
    fn more_words_never_find_more(title in "[a-z]{3,8}( [a-z]{3,8}){1,4}", one in "\\PC{0,12}", other in "\\PC{0,12}") {
        let index = index(&[(&title, &one), (&other, &title)]);
        let (few, many) = (found(&index, &one), found(&index, &format!("{one} {other}")));
        if index.ranks(&one).is_some() && words::asked(&one).iter().all(|word| words::asked(&format!("{one} {other}")).contains(word)) {
            prop_assert!(many.iter().all(|at| few.contains(at)), "{few:?} {many:?}");
        }
    }
}
