//! What is to be done today, each with a button that leads where it is done.

use leptos::prelude::*;
use magnetiq_shared::dashboard::{Task, TaskKind};
use magnetiq_shared::links;

use crate::admin::me::{open_page, use_me};
use crate::admin::timeline;
use crate::format::date::in_days;
use crate::i18n::{Texts, counted, fill, t_string, use_i18n};
use crate::state::clock;
use crate::ui::Icon;

/// The list.
#[component]
pub fn Tasks(
    /// What is to be done, the most pressing first.
    tasks: Vec<Task>,
    /// Where the first page lies that has no German.
    translate: Option<String>,
) -> impl IntoView {
    let i18n = use_i18n();
    let count = tasks.len();
    let rows = tasks
        .into_iter()
        .map(|task| view! { <OneTask task=task translate=translate.clone() /> })
        .collect_view();
    view! {
        <section class="card box" aria-labelledby="tasks-title">
            <header>
                <h2 id="tasks-title">{t_string!(i18n, dashboard.to_do)}</h2>
                {(count > 0).then(|| view! { <span class="count">{count}</span> })}
            </header>
            {match count {
                0 => view! {
                    <p class="done pad"><Icon name="st-good" />{t_string!(i18n, dashboard.nothing_to_do)}</p>
                }
                .into_any(),
                _ => view! { <ul class="tasks">{rows}</ul> }.into_any(),
            }}
        </section>
    }
}

#[component]
fn OneTask(task: Task, translate: Option<String>) -> impl IntoView {
    let i18n = use_i18n();
    let language = use_me().language;
    let title = task.title.as_ref().map(|title| title.get(language).to_owned()).unwrap_or_default();
    let words = Words::of(i18n, task.kind);
    let put = |text: &str| fill(text, &[("title", &title)]);
    let what = put(&counted(task.count, words.one, words.many));
    let means = put(&counted(task.count, words.means_one, words.means));
    let session = |rest: &str| task.session_id.map(|id| format!("{}{rest}", links::admin_session(id)));
    let to = match task.kind {
        TaskKind::FailedMessages => Some(format!("{}?state=failed", timeline::HERE)),
        TaskKind::Translate => translate,
        TaskKind::ConnectNetwork => Some("/admin/integrations".to_owned()),
        TaskKind::CheckPosts | TaskKind::SharePosts => Some("/admin/webinars/posts".to_owned()),
        TaskKind::AddLink | TaskKind::Approve | TaskKind::DraftOverdue | TaskKind::MarkAttendance => {
            session("")
        }
    };
    let button = to.as_deref().and_then(open_page).map(|href| {
        view! { <a class="button plain small" href=href aria-label=format!("{}: {what}", words.act)>{words.act}</a> }
    });
    let when = task.at.map(|at| {
        let day = in_days(language, at, clock::now());
        let text = match task.kind {
            TaskKind::MarkAttendance => t_string!(i18n, dashboard.ended),
            TaskKind::DraftOverdue => t_string!(i18n, dashboard.was_due),
            TaskKind::ConnectNetwork => t_string!(i18n, dashboard.ends),
            _ => t_string!(i18n, dashboard.starts),
        };
        view! { <small>{fill(text, &[("day", &day)])}</small> }
    });
    view! {
        <li>
            <span class="glyph" data-tone=words.tone><Icon name=words.icon /></span>
            <div><b>{what.clone()}</b><small>{means}</small></div>
            <span class="end">{when} {button}</span>
        </li>
    }
}

/// What a kind of task is called, and looks like.
struct Words {
    icon: &'static str,
    tone: &'static str,
    one: &'static str,
    many: &'static str,
    means_one: &'static str,
    means: &'static str,
    act: &'static str,
}

impl Words {
    fn of(i18n: Texts, kind: TaskKind) -> Self {
        let words = |icon, tone, (one, many), (means_one, means), act| Words {
            icon,
            tone,
            one,
            many,
            means_one,
            means,
            act,
        };
        match kind {
            TaskKind::AddLink => {
                let text = t_string!(i18n, dashboard.add_link);
                let means =
                    (t_string!(i18n, dashboard.add_link_one), t_string!(i18n, dashboard.add_link_many));
                words("alert", "bad", (text, text), means, t_string!(i18n, dashboard.add_link_act))
            }
            TaskKind::FailedMessages => {
                let text = (t_string!(i18n, dashboard.failed_one), t_string!(i18n, dashboard.failed_many));
                let means = t_string!(i18n, dashboard.failed_means);
                words("mail", "bad", text, (means, means), t_string!(i18n, dashboard.failed_act))
            }
            TaskKind::Approve => {
                let text = (t_string!(i18n, dashboard.approve_one), t_string!(i18n, dashboard.approve_many));
                let means = t_string!(i18n, dashboard.approve_means);
                words("people", "info", text, (means, means), t_string!(i18n, dashboard.approve_act))
            }
            TaskKind::DraftOverdue => {
                let text = t_string!(i18n, dashboard.overdue);
                let means = t_string!(i18n, dashboard.overdue_means);
                words("clock", "warn", (text, text), (means, means), t_string!(i18n, dashboard.open))
            }
            TaskKind::MarkAttendance => {
                let text = t_string!(i18n, dashboard.mark);
                let means = (t_string!(i18n, dashboard.mark_one), t_string!(i18n, dashboard.mark_many));
                words("check", "warn", (text, text), means, t_string!(i18n, dashboard.mark_act))
            }
            TaskKind::ConnectNetwork => {
                let text = t_string!(i18n, dashboard.connect);
                let means = t_string!(i18n, dashboard.connect_means);
                words("plug", "bad", (text, text), (means, means), t_string!(i18n, dashboard.connect_act))
            }
            TaskKind::CheckPosts => {
                let text =
                    (t_string!(i18n, dashboard.check_posts_one), t_string!(i18n, dashboard.check_posts_many));
                let means = t_string!(i18n, dashboard.check_posts_means);
                words("alert", "bad", text, (means, means), t_string!(i18n, dashboard.failed_act))
            }
            TaskKind::SharePosts => {
                let text =
                    (t_string!(i18n, dashboard.share_posts_one), t_string!(i18n, dashboard.share_posts_many));
                let means = t_string!(i18n, dashboard.share_posts_means);
                words("share", "info", text, (means, means), t_string!(i18n, dashboard.open))
            }
            TaskKind::Translate => {
                let text =
                    (t_string!(i18n, dashboard.translate_one), t_string!(i18n, dashboard.translate_many));
                let means = t_string!(i18n, dashboard.translate_means);
                words("globe", "warn", text, (means, means), t_string!(i18n, dashboard.translate_act))
            }
        }
    }
}
