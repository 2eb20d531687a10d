//! The filters in the overview's address. The app reads the same ones: what it does not understand counts as absent,
//! and so do parameters of others, such as `utm_source`.

use chrono::{DateTime, Utc};
use magnetiq_shared::Page;
use magnetiq_shared::sessions::{PER_PAGE, SessionCard, SessionFilters, Timeframe};

use crate::http::parse_query;
use crate::sessions::{Program, list};

/// What only requests to the API may say.
const NOT_IN_ADDRESSES: [&str; 2] = ["limit", "timezone"];

/// The filters that an address names. Of a parameter that comes twice, the first counts.
pub(super) fn of_address(query: &str) -> SessionFilters {
    let mut known: Vec<(String, String)> = Vec::new();
    for (name, value) in form_urlencoded::parse(query.as_bytes()).into_owned() {
        let is_new = !known.iter().any(|(taken, _)| *taken == name);
        let pair = || form_urlencoded::Serializer::new(String::new()).append_pair(&name, &value).finish();
        if is_new
            && !value.is_empty()
            && !NOT_IN_ADDRESSES.contains(&&*name)
            && parse_query::<SessionFilters>(&pair()).is_ok()
        {
            known.push((name, value));
        }
    }
    let known = form_urlencoded::Serializer::new(String::new()).extend_pairs(known).finish();
    SessionFilters { limit: Some(PER_PAGE), ..parse_query(&known).unwrap_or_default() }
}

/// Whether these are all sessions to come, from the first or a later page on.
pub(super) fn is_unfiltered(filters: &SessionFilters) -> bool {
    let everything =
        SessionFilters { limit: filters.limit, cursor: filters.cursor.clone(), ..SessionFilters::default() };
    *filters == everything
}

/// The list for these filters, where it is the same for everybody: weeks and months begin with the visitor's clock,
/// which the server doesn't know. `None` also for filters that make no sense.
pub(super) fn list_for_all(
    program: &Program,
    filters: &SessionFilters,
    now: DateTime<Utc>,
) -> Option<Page<SessionCard>> {
    let at = |zone: &str| {
        let filters = SessionFilters { timezone: Some(zone.to_owned()), ..filters.clone() };
        list::list(program, &filters, now).ok()
    };
    match filters.timeframe {
        Timeframe::AllUpcoming | Timeframe::Past => at("UTC"),
        // Where the first and the last clocks of the world agree, all do.
        Timeframe::ThisWeek | Timeframe::ThisMonth => {
            at("Etc/GMT+12").filter(|list| at("Etc/GMT-14").as_ref() == Some(list))
        }
    }
}

#[cfg(test)]
mod tests {
    use magnetiq_shared::sessions::{Difficulty, PriceFilter};

    use super::*;

    #[test]
    fn an_address_says_its_filters_and_what_else_it_says_is_no_mistake() {
        let filters = of_address(
            "utm_source=mail&price=free&difficulty=advanced&timeframe=someday&category=&search=pumped%20hydro&limit=1&price=paid",
        );
        let expected = SessionFilters {
            price: PriceFilter::Free,
            difficulty: Some(Difficulty::Advanced),
            search: Some("pumped hydro".to_owned()),
            limit: Some(PER_PAGE),
            ..SessionFilters::default()
        };
        assert_eq!(filters, expected);
        assert!(!is_unfiltered(&filters));
        assert!(is_unfiltered(&of_address("gclid=1&cursor=abc")));
    }
}
