//! The list of those who may sign in.

use std::sync::Arc;

use leptos::prelude::*;
use magnetiq_shared::accounts::User;
use magnetiq_shared::scopes::Scope;

use super::invite::InviteDialog;
use super::user_acts::{Act, UserActs};
use crate::admin::kit::{Avatar, Column, DataTable, Pager, Row, Rows, State, Status, menu_act};
use crate::admin::list::{Known, List, failed};
use crate::admin::me::{refusal, use_me, writer};
use crate::admin::shell::head::PageHead;
use crate::admin::words;
use crate::api::users;
use crate::i18n::{counted, t_string, use_i18n};
use crate::state::clock;
use crate::ui::{Button, Icon};

/// The list, with inviting, roles and locking out.
#[component]
pub fn UsersPage() -> impl IntoView {
    let i18n = use_i18n();
    let list = List::new(|| (), |(), cursor| async move { users::list(cursor.as_deref()).await });
    let inviting = RwSignal::new(false);
    let act = RwSignal::new(None::<Act>);
    let again = Callback::new(move |()| list.again());
    let columns = vec![
        Column::new(t_string!(i18n, users.person), "main"),
        Column::new(t_string!(i18n, users.role), "p1"),
        Column::new(t_string!(i18n, users.state), ""),
        Column::new(t_string!(i18n, users.second_factor), "p3"),
        Column::new(t_string!(i18n, users.last_sign_in), "p2"),
    ];
    let rows = Arc::new(move || match list.known() {
        Known::Nothing => Rows::Waiting,
        Known::Failed(_) => Rows::Instead(failed(again)),
        Known::Rows(users) => Rows::Ready(users.into_iter().map(|user| row(user, act)).collect()),
    });
    let count = Signal::derive(move || {
        let shown = match list.known() {
            Known::Rows(users) => users.len() as u64,
            Known::Nothing | Known::Failed(_) => return String::new(),
        };
        let count = list.total().unwrap_or(shown) as u32;
        counted(count, t_string!(i18n, users.count_one), t_string!(i18n, users.count))
    });
    view! {
        <PageHead title=t_string!(i18n, admin.users_and_tokens) tabs=true>
            <Button on_press=Callback::new(move |()| inviting.set(true))>
                <Icon name="plus" />
                {t_string!(i18n, users.invite)}
            </Button>
        </PageHead>
        <div class="page-body">
            <DataTable
                caption=t_string!(i18n, users.caption) columns=columns rows=rows menus=true
                busy=Signal::derive(move || list.is_busy())
            />
            <Pager
                count=count
                earlier=Signal::derive(move || list.earlier())
                later=Signal::derive(move || list.later())
            />
        </div>
        <InviteDialog open=inviting on_done=again />
        <UserActs act=act on_done=again />
    }
}

fn row(user: User, act: RwSignal<Option<Act>>) -> Row {
    let i18n = use_i18n();
    let me = use_me();
    let (now, writer) = (clock::now(), writer());
    let is_me = user.id == me.id;
    let person = {
        let open = user.clone();
        view! {
            <span class="person">
                <Avatar name=Signal::stored(user.name.clone()) />
                <span>
                    <button type="button" class="row-link" on:click=move |_| act.set(Some(Act::Role(open.clone())))>
                        {user.name.clone()}
                    </button>
                    {is_me.then(|| view! { <span class="tag">{t_string!(i18n, users.you)}</span> })}
                    <small>{user.email.clone()}</small>
                </span>
            </span>
        }
    };
    let state = match (user.is_active, user.is_invited) {
        (false, _) => view! { <Status state=State::Off>{t_string!(i18n, users.locked_out)}</Status> },
        (true, true) => view! { <Status state=State::Draft>{t_string!(i18n, users.invited)}</Status> },
        (true, false) => view! { <Status state=State::Good>{t_string!(i18n, users.active)}</Status> },
    };
    let factor = match user.second_factor {
        true => view! { <Status state=State::Good>{t_string!(i18n, users.factor_on)}</Status> }.into_any(),
        false => view! { <span class="faint">{t_string!(i18n, users.factor_off)}</span> }.into_any(),
    };
    let last = user.last_sign_in_at.map_or_else(
        || t_string!(i18n, users.never).to_owned(),
        |at| format!("{}, {}", writer.short_day(at, now), writer.time(at)),
    );
    Row {
        id: user.id.to_string(),
        name: user.name.clone(),
        cells: vec![
            person.into_any(),
            view! { <span>{words::role(i18n, user.role)}</span> }.into_any(),
            state.into_any(),
            factor,
            view! { <span class="quiet num">{last}</span> }.into_any(),
        ],
        menu: Some(menu(user, is_me, act)),
        is_open: false,
    }
}

/// What can be done with somebody; what cannot is shown with the reason.
fn menu(user: User, is_me: bool, act: RwSignal<Option<Act>>) -> ChildrenFn {
    Arc::new(move || {
        let i18n = use_i18n();
        let own = is_me.then(|| t_string!(i18n, users.not_yourself).to_owned());
        let why = refusal(Scope::UsersWrite).or(own);
        let entry = |icon: &'static str, name: &'static str, class: &'static str, to: Act| {
            menu_act(icon, name, class, why.clone(), move || act.set(Some(to.clone())))
        };
        let again = user
            .is_invited
            .then(|| entry("mail", t_string!(i18n, users.invite_again), "", Act::InviteAgain(user.clone())));
        let lock = match user.is_active {
            true => entry("st-off", t_string!(i18n, users.lock_out), "danger", Act::LockOut(user.clone())),
            false => entry("key", t_string!(i18n, users.let_in), "", Act::LetIn(user.clone())),
        };
        view! {
            {entry("edit", t_string!(i18n, users.change_role), "", Act::Role(user.clone()))}
            {again}
            <hr />
            {lock}
        }
        .into_any()
    })
}
