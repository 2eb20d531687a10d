//! What must hold of every picture.

use std::collections::BTreeSet;

use super::*;

/// Checks that every tag is closed in order and every attribute is quoted: enough to catch a broken drawing.
fn assert_well_formed(svg: &str) {
    let mut open = Vec::new();
    for piece in svg.split('<').skip(1) {
        let (tag, text) = piece.split_once('>').expect("every < has its >");
        assert!(!text.contains('&'), "no stray entity in {text:?}");
        assert_eq!(tag.matches('"').count() % 2, 0, "quotes in pairs: <{tag}>");
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name), "closed in order");
        } else if !tag.ends_with('/') {
            open.push(tag.split(' ').next().unwrap_or_default());
        }
    }
    assert!(open.is_empty(), "left open: {open:?}");
}

#[test]
fn every_cover_is_well_formed_small_and_has_one_spark() {
    for pattern in Pattern::ALL {
        for seed in 0..40 {
            let svg = cover_svg(pattern, seed);
            assert_well_formed(&svg);
            assert!(svg.len() < 12_000, "{pattern} {seed} takes {} bytes", svg.len());
            assert_eq!(svg.matches("var(--spark, #f2760a)").count(), 1, "{pattern} {seed}");
            assert!(!svg.contains("NaN") && !svg.contains("inf"), "{pattern} {seed}");
            assert!(!svg.contains("style="), "colours are attributes");
        }
    }
}

#[test]
fn numbers_have_two_decimals_at_most() {
    for pattern in Pattern::ALL {
        for number in cover_svg(pattern, 3).split(|c: char| !(c.is_ascii_digit() || c == '.')) {
            let decimals = number.split_once('.').map_or(0, |(_, decimals)| decimals.len());
            assert!(decimals <= 2, "{pattern}: {number}");
        }
    }
}

#[test]
fn the_same_seed_draws_the_same_and_another_seed_another() {
    for pattern in Pattern::ALL {
        assert_eq!(cover_svg(pattern, 5), cover_svg(pattern, 5));
        assert_ne!(cover_svg(pattern, 5), cover_svg(pattern, 6));
    }
    assert_eq!(portrait_svg("HR", 1), portrait_svg("HR", 1));
}

#[test]
fn pattern_names_are_unique_and_read_back() {
    let names: BTreeSet<_> = Pattern::ALL.map(Pattern::as_str).into();
    assert_eq!(names.len(), Pattern::ALL.len());
    for pattern in Pattern::ALL {
        assert_eq!(pattern.to_string().parse(), Ok(pattern));
    }
    assert_eq!("Rings".parse::<Pattern>(), Err(UnknownPattern));
}

#[test]
fn a_portrait_takes_letters_only_and_stays_well_formed() {
    for seed in 0..40 {
        assert_well_formed(&portrait_svg("ÖK", seed));
        assert_well_formed(&portrait_svg("<&\"", seed));
    }
    assert!(portrait_svg("<A&B", 1).contains(">AB</text>"));
}
