//! The foot of the menu: language, light or dark, and one's account.

use leptos::prelude::*;
use leptos::task::spawn_local;
use magnetiq_shared::Language;
use magnetiq_shared::accounts::MePatch;

use crate::admin::kit::Avatar;
use crate::admin::me::{self, follow_me};
use crate::admin::{routes, words};
use crate::api::accounts;
use crate::i18n::{t_string, use_i18n};
use crate::state::theme::Theme;
use crate::ui::{Icon, Menu, use_toasts};

/// Language, theme, account.
#[component]
pub fn Foot() -> impl IntoView {
    let i18n = use_i18n();
    let toasts = use_toasts();
    let me = follow_me();
    let name = Signal::derive(move || me.with(|me| me.name.clone()));
    let language = me.with_untracked(|me| me.language);
    let choice = move |one: Language| {
        let choose = move |_| {
            me::keep_language(one);
            let patch = MePatch { language: Some(one), ..MePatch::default() };
            let failed = t_string!(i18n, admin.failed_title);
            spawn_local(async move {
                if accounts::change(&patch).await.is_err() {
                    toasts.say(failed);
                }
            });
        };
        view! {
            <button type="button" lang=one.code() aria-pressed=(one == language).to_string() on:click=choose>
                {words::language(one)}
                {(one == language).then(|| view! { <Icon name="check" /> })}
            </button>
        }
    };
    let sign_out = move |_| {
        // Where the server cannot be told, this browser has forgotten the person all the same.
        spawn_local(async move { drop(accounts::sign_out().await) });
    };
    view! {
        <div class="foot">
            <Menu class="foot-button" button=move || view! {
                <Icon name="globe" />
                <span class="hide">{t_string!(i18n, admin.language)} ": "</span>
                <span>{words::language(language)}</span>
            }>
                {Language::ALL.map(choice).collect_view()}
            </Menu>
            <ThemeButton />
            <Menu class="foot-button" button=move || view! {
                <Avatar name=name />
                <span class="hide">{t_string!(i18n, admin.account)} ": "</span>
                <span class="clip">{name}</span>
            }>
                <p class="menu-note">{move || me.with(|me| me.email.clone())}</p>
                <a href=routes::ACCOUNT><Icon name="person" />{t_string!(i18n, admin.account)}</a>
                <hr />
                <button type="button" on:click=sign_out><Icon name="leave" />{t_string!(i18n, admin.sign_out)}</button>
            </Menu>
        </div>
    }
}

/// The button that goes from light to dark and back.
#[component]
pub fn ThemeButton() -> impl IntoView {
    let i18n = use_i18n();
    let theme = RwSignal::new(Theme::current());
    let switch = move |_| {
        let other = theme.get_untracked().other();
        other.choose();
        theme.set(other);
    };
    view! {
        <button type="button" class="foot-button" on:click=switch>
            {move || match theme.get() {
                Theme::Light => view! { <Icon name="moon" /><span>{t_string!(i18n, admin.to_dark)}</span> },
                Theme::Dark => view! { <Icon name="sun" /><span>{t_string!(i18n, admin.to_light)}</span> },
            }}
        </button>
    }
}
