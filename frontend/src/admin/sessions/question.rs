//! What the list and the calendar are asked for: kept in the address.

use chrono::{DateTime, Days, NaiveDate, NaiveTime, Utc};
use leptos::prelude::*;
use magnetiq_shared::sessions::SessionStatus;
use magnetiq_shared::staff::sessions::{SessionSort, StaffSessionFilters};
use magnetiq_shared::{Language, Search};

use super::{calendar, choices};
use crate::admin::filters::parameter;
use crate::admin::kit::{Filter, FilterKind};
use crate::admin::me::use_me;
use crate::admin::words as all_words;
use crate::format::local;
use crate::i18n::{t_string, use_i18n};

/// Rows of a page of the list.
const ROWS: u32 = 50;

/// What the address asks for. The calendar asks for its month, whose days are those of `zone`, instead of a time that
/// is chosen.
pub fn question(is_calendar: Memo<bool>, zone: Memo<String>) -> Memo<StaffSessionFilters> {
    let (status, search, sort) = (parameter("status"), parameter("search"), parameter("sort"));
    let (from, to, language) = (parameter("from"), parameter("to"), parameter("language"));
    let (topic, speaker, category) = (parameter("topic"), parameter("speaker"), parameter("category"));
    let month = parameter("month");
    let own_zone = use_me().timezone;
    Memo::new(move |_| {
        let start = |day: NaiveDate, zone: &str| local::instant(day.and_time(NaiveTime::MIN), zone);
        let day = |value: Memo<String>, later: u64| -> Option<DateTime<Utc>> {
            let day = value.get().parse::<NaiveDate>().ok()?.checked_add_days(Days::new(later))?;
            Some(start(day, &own_zone))
        };
        let shared = StaffSessionFilters {
            status: status.get().parse().ok(),
            search: Search::within(&search.get()),
            topic: topic.get().parse().ok(),
            speaker: speaker.get().parse().ok(),
            category: category.get().parse().ok(),
            language: language.get().parse().ok(),
            ..StaffSessionFilters::default()
        };
        if is_calendar.get() {
            let zone = zone.get();
            let month = calendar::chosen(&month.get(), &zone);
            let bounds = [month.first(), month.after().first()].map(|day| Some(start(day, &zone)));
            let [from, to] = bounds;
            return StaffSessionFilters { from, to, ..shared };
        }
        StaffSessionFilters {
            from: day(from, 0),
            // The last day is meant with all its hours.
            to: day(to, 1),
            sort: Some(chosen_sort(&sort.get(), shared.status)),
            limit: Some(ROWS),
            ..shared
        }
    })
}

/// How the address wants the list sorted. Unless it says: what is still to come by what is next, else the latest first.
fn chosen_sort(wanted: &str, status: Option<SessionStatus>) -> SessionSort {
    let to_come = [SessionStatus::Draft, SessionStatus::Published, SessionStatus::Live];
    serde_json::from_value(wanted.into()).unwrap_or_else(|_| match status {
        Some(status) if to_come.contains(&status) => SessionSort::StartsAt,
        _ => SessionSort::StartsAtDown,
    })
}

/// Whether the list is asked for less than everything.
pub fn is_narrowed(asked: &StaffSessionFilters) -> bool {
    *asked != StaffSessionFilters { limit: Some(ROWS), sort: asked.sort, ..StaffSessionFilters::default() }
}

/// The filters; a calendar has its month instead of a time.
pub fn filters(is_calendar: Memo<bool>) -> Signal<Vec<Filter>> {
    let i18n = use_i18n();
    let (topics, speakers) = (choices::topics(), choices::speakers());
    let languages =
        Language::ALL.map(|language| (language.code().to_owned(), all_words::language(language).to_owned()));
    Signal::derive(move || {
        let filter = |name, label: &str, kind| Filter { name, label: label.to_owned(), kind };
        let mut all = vec![
            filter("language", t_string!(i18n, planning.language), FilterKind::Choice(languages.to_vec())),
            filter("topic", t_string!(i18n, planning.topic), FilterKind::Choice(topics.get())),
            filter("speaker", t_string!(i18n, planning.speaker), FilterKind::Choice(speakers.get())),
        ];
        if !is_calendar.get() {
            all.insert(0, filter("from", t_string!(i18n, planning.from), FilterKind::Day));
            all.insert(1, filter("to", t_string!(i18n, planning.to), FilterKind::Day));
        }
        all
    })
}
