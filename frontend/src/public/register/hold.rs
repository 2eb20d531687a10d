//! How long the place is held: calm at first, orange for the last half hour.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use leptos::prelude::*;

use crate::format::date::Writer;
use crate::i18n::*;
use crate::state::clock;
use crate::state::locale::use_language;
use crate::ui::Icon;

/// From here on the note warns.
const LAST: TimeDelta = TimeDelta::minutes(30);

/// The hold that the documents promise, less the time that a mail may take.
const WHOLE: TimeDelta = TimeDelta::minutes(235);

/// How much of a hold is left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Left {
    /// All of it, but for some minutes.
    Whole,
    /// Some of it.
    Some,
    /// So many minutes, 30 at most.
    Minutes(u32),
    /// It has ended.
    Nothing,
}

impl Left {
    fn of(end: DateTime<Utc>, now: DateTime<Utc>) -> Self {
        let left = end - now;
        if left <= TimeDelta::zero() {
            Left::Nothing
        } else if left <= LAST {
            // The last minute counts as one until it is over.
            Left::Minutes(u32::try_from((left.num_seconds() + 59) / 60).unwrap_or(1))
        } else if left >= WHOLE {
            Left::Whole
        } else {
            Left::Some
        }
    }
}

/// Until when the place is held. Counts the minutes down on screen; says them aloud at 30, 10, 5 and 1 only.
#[component]
pub fn HoldNote(
    /// When the hold ends.
    end: DateTime<Utc>,
) -> impl IntoView {
    let now = clock::ticking(Duration::from_secs(5));
    let left = Memo::new(move |_| Left::of(end, now.get()));
    let said = Memo::new(move |_| match left.get() {
        Left::Minutes(minutes @ (30 | 10 | 5 | 1)) => Some(minutes),
        _ => None,
    });
    view! {
        {move || match left.get() {
            Left::Whole | Left::Some => view! { <Calm end=end whole=left.get() == Left::Whole /> }.into_any(),
            Left::Minutes(minutes) => view! { <Running end=end minutes=minutes /> }.into_any(),
            Left::Nothing => view! { <Over /> }.into_any(),
        }}
        <p class="hide" role="status">
            {move || said.get().map(|minutes| view! { <MinutesLeft minutes=minutes /> })}
        </p>
    }
}

/// The end as people say it: `17:42 GMT today`, else with its day.
fn end_text(end: DateTime<Utc>) -> Signal<String> {
    let (i18n, language) = (use_i18n(), use_language());
    Signal::derive(move || {
        let (writer, now) = (Writer::visitors(language.get()), clock::now());
        match writer.long_day(end) == writer.long_day(now) {
            true => fill(t_string!(i18n, register.today_at), &[("time", &writer.time_and_zone(end))]),
            false => writer.short(end, now),
        }
    })
}

#[component]
fn Calm(end: DateTime<Utc>, whole: bool) -> impl IntoView {
    let i18n = use_i18n();
    let until = end_text(end);
    view! {
        <div class="note">
            <Icon name="clock" />
            <b>
                {match whole {
                    true => t!(i18n, register.hold_title).into_any(),
                    false => t!(i18n, register.hold_title_short, time = until).into_any(),
                }}
            </b>
            <p class="quiet">{t!(i18n, register.hold_text, time = until)}</p>
        </div>
    }
}

#[component]
fn Running(end: DateTime<Utc>, minutes: u32) -> impl IntoView {
    let (i18n, language) = (use_i18n(), use_language());
    let until = Signal::derive(move || Writer::visitors(language.get()).time_and_zone(end));
    view! {
        <div class="note warm">
            <Icon name="clock" />
            <b><MinutesLeft minutes=minutes /></b>
            <p>{t!(i18n, register.hold_left_text, time = until)}</p>
        </div>
    }
}

#[component]
fn MinutesLeft(minutes: u32) -> impl IntoView {
    let i18n = use_i18n();
    move || {
        counted(minutes, t_string!(i18n, register.hold_left_single), t_string!(i18n, register.hold_left_many))
    }
}

#[component]
fn Over() -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <div class="note warm" role="status">
            <Icon name="clock" />
            <b>{t!(i18n, register.hold_over)}</b>
            <p>{t!(i18n, register.hold_over_text)}</p>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_half_hour_is_counted_in_minutes() {
        let end = DateTime::from_timestamp_millis(1_800_000_000_000).unwrap_or_default();
        let left = |seconds: i64| Left::of(end, end - TimeDelta::seconds(seconds));
        assert_eq!(left(4 * 3600), Left::Whole);
        assert_eq!(left(2 * 3600), Left::Some);
        assert_eq!(left(30 * 60 + 1), Left::Some);
        assert_eq!(left(30 * 60), Left::Minutes(30));
        assert_eq!(left(61), Left::Minutes(2));
        assert_eq!(left(1), Left::Minutes(1));
        assert_eq!(left(0), Left::Nothing);
    }
}
