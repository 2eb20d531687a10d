//! The figures of the last 30 days against the 30 before, and the way from the page to the place.

use leptos::prelude::*;
use magnetiq_shared::dashboard::{Compared, Funnel, ProgramFigures};

use crate::admin::me::use_me;
use crate::format::number::{money, number, percent};
use crate::i18n::{Texts, fill, t_string, use_i18n};

/// The strip of figures.
#[component]
pub fn Figures(figures: ProgramFigures) -> impl IntoView {
    let i18n = use_i18n();
    let language = use_me().language;
    let count = figures.confirmed;
    let more = number(language, count.now.abs_diff(count.before) as f64, 0);
    let trend = match count.now.cmp(&count.before) {
        std::cmp::Ordering::Greater => fill(t_string!(i18n, dashboard.more), &[("count", &more)]),
        std::cmp::Ordering::Less => fill(t_string!(i18n, dashboard.less), &[("count", &more)]),
        std::cmp::Ordering::Equal => t_string!(i18n, dashboard.same).to_owned(),
    };
    let shown = |share: Option<f64>| {
        share.map_or_else(|| t_string!(i18n, dashboard.unknown).to_owned(), |share| percent(language, share))
    };
    let points = |share: Compared<Option<f64>>| points(i18n, share, |by| number(language, by, 1));
    let revenue = match figures.revenue.is_empty() {
        true => vec![view! {
            <Figure name=t_string!(i18n, dashboard.revenue) value=t_string!(i18n, dashboard.no_revenue) trend="" />
        }],
        false => figures
            .revenue
            .into_iter()
            .map(|sum| {
                let trend = match sum.unpaid.amount {
                    0 => fill(
                        t_string!(i18n, dashboard.before_that),
                        &[("amount", &money(language, sum.before))],
                    ),
                    _ => fill(t_string!(i18n, dashboard.unpaid), &[("amount", &money(language, sum.unpaid))]),
                };
                view! {
                    <Figure name=t_string!(i18n, dashboard.revenue) value=money(language, sum.now) trend=trend />
                }
            })
            .collect(),
    };
    view! {
        <section aria-labelledby="figures-title">
            <h2 class="hide" id="figures-title">{t_string!(i18n, dashboard.last_days)}</h2>
            <dl class="figures card">
                <Figure name=t_string!(i18n, dashboard.confirmed) value=number(language, count.now as f64, 0) trend=trend />
                <Figure
                    name=t_string!(i18n, dashboard.page_to_registration) value=shown(figures.page_to_registration.now)
                    trend=points(figures.page_to_registration)
                />
                <Figure
                    name=t_string!(i18n, dashboard.came) value=shown(figures.attendance.now)
                    trend=points(figures.attendance)
                />
                {revenue}
            </dl>
            <p class="moment">{t_string!(i18n, dashboard.compared)}</p>
        </section>
    }
}

#[component]
fn Figure(
    #[prop(into)] name: String,
    #[prop(into)] value: String,
    #[prop(into)] trend: String,
) -> impl IntoView {
    view! {
        <div>
            <dt>{name}</dt>
            <dd><b>{value}</b><small>{trend}</small></dd>
        </div>
    }
}

/// How a share has changed, in percentage points.
fn points(i18n: Texts, share: Compared<Option<f64>>, write: impl Fn(f64) -> String) -> String {
    let (Some(now), Some(before)) = (share.now, share.before) else {
        return t_string!(i18n, dashboard.nothing_before).to_owned();
    };
    let by = (now - before) * 100.0;
    let count = write(by.abs());
    match by {
        by if by.abs() < 0.05 => t_string!(i18n, dashboard.same).to_owned(),
        by if by > 0.0 => fill(t_string!(i18n, dashboard.points_more), &[("count", &count)]),
        _ => fill(t_string!(i18n, dashboard.points_less), &[("count", &count)]),
    }
}

/// The way from the page to the place.
#[component]
pub fn FunnelCard(funnel: Funnel, has_any: bool) -> impl IntoView {
    let i18n = use_i18n();
    let language = use_me().language;
    let steps = [
        (t_string!(i18n, dashboard.page_opened), funnel.page_opened),
        (t_string!(i18n, dashboard.form_opened), funnel.form_opened),
        (t_string!(i18n, dashboard.form_sent), funnel.form_sent),
        (t_string!(i18n, dashboard.verified), funnel.verified),
        (t_string!(i18n, dashboard.confirmed_step), funnel.confirmed),
    ];
    let most = steps.iter().map(|(_, count)| *count).max().unwrap_or_default().max(1) as f64;
    let before = [None, Some(steps[0].1), Some(steps[1].1), Some(steps[2].1), Some(steps[3].1)];
    let rows = steps.into_iter().zip(before).map(|((name, count), before)| {
        // More than the step before means that some came another way: a share of it would say nothing.
        let share = before.filter(|before| *before > 0 && count <= *before).map(|before| count as f64 / before as f64);
        view! {
            <tr>
                <th scope="row">{name}</th>
                <td class="wide"><span class="meter" aria-hidden="true" style=("--part", format!("{:.1}%", count as f64 / most * 100.0))></span></td>
                <td class="num"><b>{number(language, count as f64, 0)}</b></td>
                <td class="num quiet">{share.map(|share| percent(language, share))}</td>
            </tr>
        }
    });
    let is_empty = !has_any && funnel.page_opened == 0;
    view! {
        <section class="card box" aria-labelledby="funnel-title">
            <header><h2 id="funnel-title">{t_string!(i18n, dashboard.funnel)}</h2></header>
            {match is_empty {
                true => view! { <p class="quiet pad">{t_string!(i18n, dashboard.funnel_empty)}</p> }.into_any(),
                false => view! {
                    <div class="pad">
                        <table class="funnel">
                            <caption class="hide">{t_string!(i18n, dashboard.funnel)}</caption>
                            <tbody>{rows.collect_view()}</tbody>
                        </table>
                        <p class="moment">{t_string!(i18n, dashboard.funnel_text)}</p>
                    </div>
                }
                .into_any(),
            }}
        </section>
    }
}
