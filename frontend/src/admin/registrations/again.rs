//! Sending a mail again.

use leptos::prelude::*;
use leptos::task::spawn_local;
use magnetiq_shared::registrations::{MailAgain, Registration};

use crate::admin::words as all_words;
use crate::api::registration_list;
use crate::i18n::{t_string, use_i18n};
use crate::state::clock;
use crate::ui::{Icon, Menu, use_toasts};

/// The menu of mails that make sense now; nothing where none does.
pub fn menu(one: &Registration) -> AnyView {
    let i18n = use_i18n();
    let toasts = use_toasts();
    let (id, status) = (one.id, one.status);
    let now = clock::now();
    let has_started = one.session.starts_at <= now;
    let has_lapsed = one.hold_expires_at.is_some_and(|end| end <= now);
    let busy = RwSignal::new(false);
    let entry = move |kind: MailAgain| {
        let (icon, name) = match kind {
            MailAgain::Confirmation => ("mail", t_string!(i18n, desk.again_confirmation)),
            MailAgain::MeetingDetails => ("video", t_string!(i18n, desk.again_meeting)),
            MailAgain::Reminder => ("clock", t_string!(i18n, desk.again_reminder)),
        };
        let send = move |_| {
            if busy.get_untracked() {
                return;
            }
            busy.set(true);
            spawn_local(async move {
                match registration_list::send_again(id, kind).await {
                    Ok(()) => toasts.say(t_string!(i18n, desk.again_done)),
                    Err(error) => toasts.say(all_words::trouble(i18n, &error).0),
                }
                busy.try_set(false);
            });
        };
        view! { <button type="button" on:click=send><Icon name=icon />{name}</button> }
    };
    let fitting: Vec<_> =
        MailAgain::ALL.into_iter().filter(|kind| !has_lapsed && kind.fits(status, has_started)).collect();
    if fitting.is_empty() {
        return ().into_any();
    }
    let entries = fitting.into_iter().map(entry).collect_view();
    view! {
        <Menu class="button plain small" button=move || view! {
            <span class="line"><Icon name="mail" />{t_string!(i18n, desk.again)}<Icon name="down" /></span>
        }>
            {entries}
            <p class="menu-note">{t_string!(i18n, desk.again_note)}</p>
        </Menu>
    }
    .into_any()
}
