//! People who registered for a session with two addresses: the panel of one offers to make one of both.

use leptos::prelude::*;
use magnetiq_shared::Search;
use magnetiq_shared::registrations::{MoveTo, Registration, RegistrationFilters};

use crate::admin::form::{Form, FormTrouble};
use crate::admin::kit::Confirm;
use crate::api::registration_list;
use crate::i18n::{fill, t_string, use_i18n};
use crate::state::clock;
use crate::state::load::{Load, load};
use crate::ui::{Icon, Notice, follow, use_toasts};

/// How many of the same name are looked at.
const MOST: u32 = 10;

/// Others of the same name in the same session; nothing where there are none.
#[component]
pub fn Twins(
    /// The registration that is shown, and kept.
    one: Registration,
    /// Called after two were made one.
    on_done: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    let toasts = use_toasts();
    let form = Form::new();
    let asking = RwSignal::new(false);
    let other = RwSignal::new(None::<Registration>);
    let kept = one.id;
    let mine = one.clone();
    let loaded = load(
        || (),
        None,
        move |()| {
            let one = mine.clone();
            async move {
                match can_merge(&one) {
                    true => registration_list::list(&same_name(&one)).await.map(|page| page.data),
                    false => Ok(Vec::new()),
                }
            }
        },
    );
    let confirm = Callback::new(move |()| {
        let Some(id) = other.with_untracked(|other| other.as_ref().map(|other| other.id)) else { return };
        let said = t_string!(i18n, desk.merged_done);
        form.send(async move { registration_list::merge(id, kept).await }, move |_| {
            asking.set(false);
            toasts.say(said);
            on_done.run(());
        });
    });
    let ask = move |twin: Registration| {
        form.clear();
        other.set(Some(twin));
        asking.set(true);
    };
    let notices = move || {
        let Load::Ready(found) = loaded.get() else { return ().into_any() };
        let twins: Vec<_> = found.into_iter().filter(|twin| is_twin(&one, twin)).collect();
        twins
            .into_iter()
            .map(|twin| {
                let title = fill(t_string!(i18n, desk.twin), &[("email", &twin.email)]);
                view! {
                    <Notice title=title>
                        <button type="button" class="button plain small" on:click=move |_| ask(twin.clone())>
                            <Icon name="people" />
                            {t_string!(i18n, desk.merge)}
                        </button>
                    </Notice>
                }
            })
            .collect_view()
            .into_any()
    };
    view! {
        {follow(notices)}
        <Confirm
            open=asking title=t_string!(i18n, desk.merge_title) text=t_string!(i18n, desk.merge_text)
            act=t_string!(i18n, desk.merge) busy=form.busy on_confirm=confirm
        >
            <FormTrouble form=form />
        </Confirm>
    }
}

fn same_name(one: &Registration) -> RegistrationFilters {
    RegistrationFilters {
        session: Some(one.session.id),
        search: Search::within(&format!("{} {}", one.first_name, one.last_name)),
        limit: Some(MOST),
        ..RegistrationFilters::default()
    }
}

fn can_merge(one: &Registration) -> bool {
    !one.last_name.is_empty() && MoveTo::fits(one.status, one.session.starts_at <= clock::now())
}

/// The same name, and where both tell a company, the same.
fn is_twin(one: &Registration, other: &Registration) -> bool {
    let same = |a: &str, b: &str| a.trim().to_lowercase() == b.trim().to_lowercase();
    let companies = one.company.as_deref().zip(other.company.as_deref());
    one.id != other.id
        && can_merge(other)
        && same(&one.first_name, &other.first_name)
        && same(&one.last_name, &other.last_name)
        && companies.is_none_or(|(mine, theirs)| same(mine, theirs))
}
