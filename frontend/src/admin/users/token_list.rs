//! The tokens by which applications use the API.

use std::sync::Arc;

use leptos::prelude::*;
use magnetiq_shared::accounts::ApiToken;
use magnetiq_shared::scopes::Scope;

use super::new_token::NewTokenDialog;
use super::scopes;
use crate::admin::form::{Form, FormTrouble};
use crate::admin::kit::{Column, Confirm, DataTable, Empty, Pager, Row, Rows, State, Status, menu_act};
use crate::admin::list::{Known, List, failed};
use crate::admin::me::{refusal, writer};
use crate::admin::shell::head::PageHead;
use crate::api::tokens;
use crate::i18n::{counted, fill, t_string, use_i18n};
use crate::state::clock;
use crate::ui::{Button, Icon, use_toasts};

/// The list, with making and revoking.
#[component]
pub fn TokensPage() -> impl IntoView {
    let i18n = use_i18n();
    let toasts = use_toasts();
    let list = List::new(|| (), |(), cursor| async move { tokens::list(cursor.as_deref()).await });
    let (making, revoking) = (RwSignal::new(false), RwSignal::new(false));
    let chosen = RwSignal::new(None::<ApiToken>);
    let form = Form::new();
    let again = Callback::new(move |()| list.again());
    let revoke = Callback::new(move |()| {
        let Some(token) = chosen.get_untracked() else { return };
        let told = fill(t_string!(i18n, users.revoked_done), &[("name", &token.name)]);
        form.send(async move { tokens::revoke(token.id).await }, move |()| {
            revoking.set(false);
            toasts.say(told);
            again.run(());
        });
    });
    let ask = Callback::new(move |token: ApiToken| {
        form.clear();
        chosen.set(Some(token));
        revoking.set(true);
    });
    let make = Callback::new(move |()| making.set(true));
    let columns = vec![
        Column::new(t_string!(i18n, users.token), "main"),
        Column::new(t_string!(i18n, users.may), "p2"),
        Column::new(t_string!(i18n, users.state), ""),
        Column::new(t_string!(i18n, users.expires), "p1"),
        Column::new(t_string!(i18n, users.last_used), "p3"),
        Column::new(t_string!(i18n, users.made_by), "p3"),
    ];
    let rows = Arc::new(move || match list.known() {
        Known::Nothing => Rows::Waiting,
        Known::Failed(_) => Rows::Instead(failed(again)),
        Known::Rows(tokens) if tokens.is_empty() => Rows::Instead(nothing(make)),
        Known::Rows(tokens) => Rows::Ready(tokens.into_iter().map(|token| row(token, ask)).collect()),
    });
    let count = Signal::derive(move || match list.known() {
        Known::Rows(tokens) if !tokens.is_empty() => {
            let count = list.total().unwrap_or(tokens.len() as u64) as u32;
            counted(count, t_string!(i18n, users.token_count_one), t_string!(i18n, users.token_count))
        }
        _ => String::new(),
    });
    let name =
        move || chosen.with(|token| token.as_ref().map(|token| token.name.clone()).unwrap_or_default());
    view! {
        <PageHead title=t_string!(i18n, admin.users_and_tokens) tabs=true>
            <a class="button plain" href="/api/docs" rel="external">{t_string!(i18n, users.api_docs)}</a>
            <Button on_press=make>
                <Icon name="plus" />
                {t_string!(i18n, users.new_token)}
            </Button>
        </PageHead>
        <div class="page-body">
            <DataTable
                caption=t_string!(i18n, users.token_caption) columns=columns rows=rows menus=true
                busy=Signal::derive(move || list.is_busy())
            />
            <Pager
                count=count
                earlier=Signal::derive(move || list.earlier())
                later=Signal::derive(move || list.later())
            />
        </div>
        <NewTokenDialog open=making on_done=again />
        <Confirm
            open=revoking
            title=Signal::derive(move || fill(t_string!(i18n, users.revoke_title), &[("name", &name())]))
            text=t_string!(i18n, users.revoke_text)
            act=t_string!(i18n, users.revoke)
            busy=form.busy
            on_confirm=revoke
        >
            <FormTrouble form=form />
        </Confirm>
    }
}

fn nothing(make: Callback<()>) -> AnyView {
    let i18n = use_i18n();
    view! {
        <Empty icon="key" title=t_string!(i18n, users.no_tokens) text=t_string!(i18n, users.no_tokens_text)>
            <Button on_press=make><Icon name="plus" />{t_string!(i18n, users.new_token)}</Button>
        </Empty>
    }
    .into_any()
}

fn row(token: ApiToken, ask: Callback<ApiToken>) -> Row {
    let i18n = use_i18n();
    let (now, writer) = (clock::now(), writer());
    let has_ended = token.expires_at <= now;
    let is_over = has_ended || token.revoked_at.is_some();
    let ends_soon = !is_over && token.expires_at - now < chrono::TimeDelta::days(14);
    let state = match (token.revoked_at.is_some(), has_ended, ends_soon) {
        (true, ..) => view! { <Status state=State::Off>{t_string!(i18n, users.revoked)}</Status> },
        (_, true, _) => view! { <Status state=State::Off>{t_string!(i18n, users.expired)}</Status> },
        (_, _, true) => view! { <Status state=State::Warn>{t_string!(i18n, users.expires_soon)}</Status> },
        _ => view! { <Status state=State::Good>{t_string!(i18n, users.active)}</Status> },
    };
    let used = token.last_used_at.map_or_else(
        || t_string!(i18n, users.never).to_owned(),
        |at| format!("{}, {}", writer.short_day(at, now), writer.time(at)),
    );
    let name = token.name.clone();
    let cells = vec![
        view! {
            <span class="two-lines" class:over=is_over>
                <b>{token.name.clone()}</b>
                <small><code>{format!("{}…", token.start)}</code></small>
            </span>
        }
        .into_any(),
        view! { <span class="quiet clip" title=scopes::all(&token.scopes)>{scopes::short(i18n, &token.scopes)}</span> }.into_any(),
        state.into_any(),
        view! { <span class="quiet num">{writer.short_day(token.expires_at, now)}</span> }.into_any(),
        view! { <span class="quiet num">{used}</span> }.into_any(),
        view! { <span class="quiet">{token.created_by.clone()}</span> }.into_any(),
    ];
    let id = token.id.to_string();
    Row { id, name, cells, menu: Some(menu(token, is_over, ask)), is_open: false }
}

fn menu(token: ApiToken, is_over: bool, ask: Callback<ApiToken>) -> ChildrenFn {
    Arc::new(move || {
        let i18n = use_i18n();
        let over = is_over.then(|| t_string!(i18n, users.is_over).to_owned());
        let why = refusal(Scope::ApiTokensWrite).or(over);
        let token = token.clone();
        menu_act("st-off", t_string!(i18n, users.revoke), "danger", why, move || ask.run(token.clone()))
            .into_any()
    })
}
