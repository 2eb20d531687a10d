//! The states the topic was in, each of which can be restored.

use leptos::prelude::*;
use magnetiq_shared::topics::TopicVersion;

use super::compare::CompareDialog;
use super::desk::Desk;
use crate::admin::form::{Form, FormTrouble};
use crate::admin::kit::Confirm;
use crate::admin::me::writer;
use crate::admin::topics::words;
use crate::api::topics;
use crate::i18n::{fill, t_string, use_i18n};
use crate::state::clock;
use crate::state::load::{Load, load};
use crate::ui::{follow, use_toasts};

/// How many versions show before somebody asks for all.
const FIRST: usize = 5;

/// The card.
#[component]
pub fn VersionsCard(
    /// The desk.
    desk: Desk,
) -> impl IntoView {
    let i18n = use_i18n();
    let toasts = use_toasts();
    let current =
        Memo::new(move |_| desk.topic.with(|topic| topic.as_ref().map(|topic| (topic.id, topic.version))));
    let versions = load(
        move || current.get(),
        None,
        |current| async move {
            match current {
                Some((id, _)) => topics::versions(id).await.map(|page| page.data),
                None => Ok(Vec::new()),
            }
        },
    );
    let (asking, chosen, form) = (RwSignal::new(false), RwSignal::new(0), Form::new());
    let (all, comparing) = (RwSignal::new(false), RwSignal::new(false));
    let restore = Callback::new(move |()| {
        let Some((id, version)) = current.get_untracked() else { return };
        let number = chosen.get_untracked();
        let done = fill(t_string!(i18n, topics.restored), &[("number", &number.to_string())]);
        form.send(topics::restore(id, version, number), move |topic| {
            asking.set(false);
            desk.take(topic);
            toasts.say(done);
        });
    });
    let item = move |version: TopicVersion| {
        let number = version.number;
        let is_current = current.with(|current| current.is_some_and(|(_, now)| now == number));
        let name = fill(t_string!(i18n, topics.version), &[("number", &number.to_string())]);
        let when = writer().short(version.at, clock::now());
        let by = version.author.map_or(when.clone(), |author| format!("{author}, {when}"));
        let compare = (!is_current).then(|| view! {
            <button
                type="button" class="link push" aria-label=format!("{}: {name}", t_string!(i18n, topics.compare))
                on:click=move |_| { chosen.set(number); comparing.set(true); }
            >
                {t_string!(i18n, topics.compare)}
            </button>
        });
        let act = (!is_current && !desk.is_locked).then(|| view! {
            <button
                type="button" class="link" aria-label=format!("{}: {name}", t_string!(i18n, topics.restore))
                on:click=move |_| { form.clear(); chosen.set(number); asking.set(true); }
            >
                {t_string!(i18n, topics.restore)}
            </button>
        });
        view! {
            <li aria-current=is_current.then_some("true")>
                <span class="line">
                    <b>{name}</b>
                    {is_current.then(|| view! { <span class="tag">{t_string!(i18n, topics.now)}</span> })}
                    {compare}
                    {act}
                </span>
                <small>{by}". "{words::fields(i18n, &version.fields)}</small>
            </li>
        }
    };
    let list = move || match versions.get() {
        Load::Waiting => view! { <span class="bone" aria-hidden="true"></span> }.into_any(),
        Load::Failed(_) => view! { <p class="quiet">{t_string!(i18n, admin.list_failed)}</p> }.into_any(),
        Load::Ready(found) => {
            let count = found.len();
            let shown = if all.get() { count } else { FIRST };
            let more = (count > shown).then(|| {
                view! {
                    <button type="button" class="link" on:click=move |_| all.set(true)>
                        {fill(t_string!(i18n, topics.all_versions), &[("count", &count.to_string())])}
                    </button>
                }
            });
            view! {
                <ol class="versions">{found.into_iter().take(shown).map(item).collect_view()}</ol>
                {more}
            }
            .into_any()
        }
    };
    view! {
        <section class="card stack">
            <h2>{t_string!(i18n, topics.versions)}</h2>
            {follow(list)}
        </section>
        <CompareDialog desk=desk open=comparing number=chosen />
        <Confirm
            open=asking
            title=Signal::derive(move || fill(t_string!(i18n, topics.restore_title), &[("number", &chosen.get().to_string())]))
            text=t_string!(i18n, topics.restore_text)
            act=t_string!(i18n, topics.restore)
            busy=form.busy
            on_confirm=restore
        >
            <FormTrouble form=form />
        </Confirm>
    }
}
