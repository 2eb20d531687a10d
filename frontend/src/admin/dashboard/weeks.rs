//! Registrations of each week, as bars; the numbers are one click away.

use chrono::{DateTime, NaiveTime, Utc};
use leptos::prelude::*;
use magnetiq_shared::dashboard::WeekFigure;

use crate::admin::me::use_me;
use crate::format::date::Writer;
use crate::i18n::{fill, t_string, use_i18n};

/// The drawing's size: one unit is about one pixel.
const WIDTH: f64 = 300.0;
/// Where the bars stand.
const FLOOR: f64 = 108.0;
/// How high the highest reaches.
const TOP: f64 = 10.0;
/// Where the bars begin; before them stand the numbers.
const LEFT: f64 = 34.0;

/// The card.
#[component]
pub fn WeeksCard(weeks: Vec<WeekFigure>) -> impl IntoView {
    let i18n = use_i18n();
    // A Monday is a day of the calendar, the same in every timezone.
    let writer = Writer::new(use_me().language, "UTC");
    let day = move |week: &WeekFigure| -> String {
        let at: DateTime<Utc> = week.monday.and_time(NaiveTime::MIN).and_utc();
        writer.brief_day(at)
    };
    let most = weeks.iter().map(|week| week.registrations).max().unwrap_or_default();
    let scale = round_up(most);
    let last = weeks.last().map(|week| week.registrations).unwrap_or_default();
    let spoken = fill(
        t_string!(i18n, dashboard.weeks_spoken),
        &[("last", &last.to_string()), ("most", &most.to_string())],
    );
    let step = (WIDTH - LEFT) / weeks.len().max(1) as f64;
    let bars = weeks.iter().enumerate().map(|(at, week)| {
        let height = (FLOOR - TOP) * f64::from(week.registrations) / f64::from(scale);
        let x = LEFT + step * (at as f64 + 0.15);
        let is_last = at + 1 == weeks.len();
        view! {
            <rect
                class=if is_last { "bar now" } else { "bar" } rx="2" x=format!("{x:.1}") y=format!("{:.1}", FLOOR - height)
                width=format!("{:.1}", step * 0.7) height=format!("{height:.1}")
            ></rect>
        }
    });
    let lines = [0, scale / 2, scale].map(|value| {
        let y = FLOOR - (FLOOR - TOP) * f64::from(value) / f64::from(scale);
        view! {
            <path class="grid" d=format!("M{LEFT} {y:.1}H{WIDTH}")></path>
            <text x=LEFT - 8.0 y=format!("{:.1}", y + 4.0) text-anchor="end">{value}</text>
        }
    });
    let names =
        weeks.iter().enumerate().filter(|(at, _)| at % 4 == 0 || at + 1 == weeks.len()).map(|(at, week)| {
            let (x, anchor) = match at + 1 == weeks.len() {
                true => (WIDTH, "end"),
                false => (LEFT + step * at as f64, "start"),
            };
            view! { <text x=format!("{x:.1}") y="126" text-anchor=anchor>{day(week)}</text> }
        });
    let rows = weeks.iter().map(|week| {
        view! { <tr><th scope="row">{day(week)}</th><td class="num">{week.registrations}</td></tr> }
    });
    view! {
        <section class="card box" aria-labelledby="weeks-title">
            <header><h2 id="weeks-title">{t_string!(i18n, dashboard.weeks)}</h2></header>
            <div class="pad">
                <svg class="weeks" viewBox="0 0 300 130" role="img" aria-label=spoken>
                    {lines.into_iter().collect_view()}
                    {bars.collect_view()}
                    {names.collect_view()}
                </svg>
                <details>
                    <summary>{t_string!(i18n, dashboard.numbers)}</summary>
                    <table class="funnel">
                        <thead>
                            <tr>
                                <th>{t_string!(i18n, dashboard.week_from)}</th>
                                <th class="num">{t_string!(i18n, dashboard.registrations)}</th>
                            </tr>
                        </thead>
                        <tbody>{rows.collect_view()}</tbody>
                    </table>
                </details>
            </div>
        </section>
    }
}

/// The next number that a scale may end with, even so that its half is whole.
fn round_up(most: u32) -> u32 {
    let mut unit = 1;
    loop {
        if let Some(end) = [2, 3, 4, 5, 6, 8, 10]
            .map(|part| part * unit)
            .into_iter()
            .find(|end| *end >= most && end % 2 == 0)
        {
            return end;
        }
        unit *= 10;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scale_ends_with_a_round_number() {
        assert_eq!([0, 2, 3, 7, 11, 88, 101, 221].map(round_up), [2, 2, 4, 8, 20, 100, 200, 300]);
    }
}
