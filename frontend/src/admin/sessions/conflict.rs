//! What to do when somebody else has saved the session meanwhile.

use leptos::prelude::*;
use magnetiq_shared::staff::sessions::StaffSession;

use super::draft::Draft;
use super::words;
use crate::i18n::{t_string, use_i18n};
use crate::ui::{Button, Dialog, Look, follow};

/// Shows which fields differ, and asks whose are to stay.
#[component]
pub fn ConflictDialog(
    /// Whether it is open.
    open: RwSignal<bool>,
    /// What was typed.
    draft: Draft,
    /// The session as the other one has saved it.
    theirs: RwSignal<Option<StaffSession>>,
    /// Whether it is being saved.
    #[prop(into)]
    busy: Signal<bool>,
    /// Takes theirs; what was typed is lost.
    on_theirs: Callback<()>,
    /// Saves what was typed over it.
    on_mine: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    let table = move || {
        let Some(theirs) = theirs.get() else { return ().into_any() };
        let mine = untrack(|| draft.changes());
        let news = draft.news_in(&theirs.fields);
        let mut names: Vec<String> = mine.keys().cloned().chain(news.iter().cloned()).collect();
        names.sort();
        names.dedup();
        let mark = |is: bool| if is { t_string!(i18n, planning.changed) } else { "–" };
        let rows = names.iter().map(|name| {
            let (by_me, by_them) = (mine.contains_key(name), news.contains(name));
            view! {
                <tr>
                    <th scope="row">{words::field(i18n, name)}</th>
                    <td>{mark(by_me)}</td>
                    <td>{mark(by_them)}</td>
                </tr>
            }
        });
        view! {
            <table class="differences">
                <thead><tr>
                    <th scope="col">{t_string!(i18n, planning.field)}</th>
                    <th scope="col">{t_string!(i18n, planning.by_you)}</th>
                    <th scope="col">{t_string!(i18n, planning.by_them)}</th>
                </tr></thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        }
        .into_any()
    };
    view! {
        <Dialog open=open labelled_by="conflict-title" close_label=t_string!(i18n, admin.close) class="form-dialog" light_dismiss=false>
            <div class="stack">
                <h2 id="conflict-title">{t_string!(i18n, admin.stale_title)}</h2>
                <p>{t_string!(i18n, planning.conflict_text)}</p>
                {follow(table)}
                <div class="button-row ends">
                    <Button look=Look::Plain on_press=on_theirs>{t_string!(i18n, planning.take_theirs)}</Button>
                    <Button busy=busy on_press=on_mine>{t_string!(i18n, planning.keep_mine)}</Button>
                </div>
            </div>
        </Dialog>
    }
}
