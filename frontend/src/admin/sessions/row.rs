//! A session in the list, and its menu.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use magnetiq_shared::links;
use magnetiq_shared::scopes::Scope;
use magnetiq_shared::sessions::SessionStatus;
use magnetiq_shared::staff::sessions::SessionRow;
use wasm_bindgen_futures::JsFuture;

use super::acts::{Act, Target};
use super::{LIST, words};
use crate::admin::kit::{Avatar, Row, Status, menu_act};
use crate::admin::me::{refusal, use_me, writer};
use crate::format::number;
use crate::i18n::{fill, t_string, use_i18n};
use crate::state::clock;
use crate::ui::{Icon, use_toasts};

/// The row.
pub fn row(session: SessionRow, act: RwSignal<Option<Act>>) -> Row {
    let i18n = use_i18n();
    let (language, now, writer) = (use_me().language, clock::now(), writer());
    let title = session.title.get(language).to_owned();
    let upcoming = matches!(session.status, SessionStatus::Draft | SessionStatus::Published);
    let mark = |text: String, class: &'static str| view! { <span class=class>{text}</span> };
    let waiting = (session.waitlist_count > 0).then(|| {
        mark(
            fill(t_string!(i18n, planning.waiting), &[("count", &session.waitlist_count.to_string())]),
            "tag",
        )
    });
    let link = (session.link_missing && upcoming)
        .then(|| mark(t_string!(i18n, planning.link_missing).to_owned(), "tag warn"));
    let german =
        session.german_missing.then(|| mark(t_string!(i18n, admin.german_missing).to_owned(), "tag warn"));
    let publishes = session
        .scheduled_publish_at
        .filter(|_| session.status == SessionStatus::Draft)
        .map(|at| mark(fill(t_string!(i18n, planning.goes_live), &[("day", &writer.brief_day(at))]), "tag"));
    let (state, word) = words::status(i18n, session.status);
    let name = view! {
        <span class="session-name">
            <a class="row-link clip" href=format!("{LIST}/{}", session.id) title=title.clone()>{title.clone()}</a>
            <small class="narrow">{writer.short_day(session.starts_at, now)} " " {writer.time(session.starts_at)} " · " {word}</small>
            {link}{german}{waiting}{publishes}
        </span>
    };
    let starts = view! {
        <span><b>{writer.short_day(session.starts_at, now)}</b> " " <span class="quiet">{writer.time(session.starts_at)}</span></span>
    };
    let speaker = view! {
        <span class="person"><Avatar name=Signal::stored(session.speaker.name.clone()) /> <span class="clip">{session.speaker.name.clone()}</span></span>
    };
    let price = session
        .price
        .map_or_else(|| t_string!(i18n, planning.free).to_owned(), |price| number::money(language, price));
    Row {
        id: session.id.to_string(),
        name: title,
        cells: vec![
            name.into_any(),
            starts.into_any(),
            speaker.into_any(),
            seats(&session),
            view! { <span>{price}</span> }.into_any(),
            view! { <Status state=state>{word}</Status> }.into_any(),
        ],
        menu: Some(menu(session, act)),
        is_open: false,
    }
}

/// Seats taken of those there are, as numbers and as a bar.
fn seats(session: &SessionRow) -> AnyView {
    let i18n = use_i18n();
    let taken = session.seats_taken;
    let Some(seats) = session.capacity else {
        return view! { <span><b>{taken}</b> " " <span class="faint">{t_string!(i18n, planning.no_limit)}</span></span> }
            .into_any();
    };
    let of = fill(t_string!(i18n, planning.of_seats), &[("seats", &seats.to_string())]);
    let is_full = taken >= seats;
    let share = (f64::from(taken) / f64::from(seats.max(1)) * 100.0).min(100.0);
    view! {
        <span class="seats">
            <span><b>{taken}</b> " " <span class="quiet">{of}</span></span>
            <span class="seat-bar" class:full=is_full aria-hidden="true"><i style=("inline-size", format!("{share:.0}%"))></i></span>
        </span>
    }
    .into_any()
}

/// What can be done with it; what cannot is shown with the reason, or left out where it makes no sense.
fn menu(session: SessionRow, act: RwSignal<Option<Act>>) -> ChildrenFn {
    Arc::new(move || {
        let i18n = use_i18n();
        let toasts = use_toasts();
        let language = use_me().language;
        let why = refusal(Scope::SessionsWrite);
        let target = Target::of_row(&session, language);
        let entry = |icon: &'static str, name: &'static str, class: &'static str, to: Act| {
            menu_act(icon, name, class, why.clone(), move || act.set(Some(to.clone())))
        };
        let is_draft = session.status == SessionStatus::Draft;
        let path = links::landing(language, &session.slug);
        let copied = t_string!(i18n, admin.copied);
        let copy = {
            let path = path.clone();
            move |_| {
                let origin = window().location().origin().unwrap_or_default();
                let written = window().navigator().clipboard().write_text(&format!("{origin}{path}"));
                spawn_local(async move {
                    if JsFuture::from(written).await.is_ok() {
                        toasts.say(copied);
                    }
                });
            }
        };
        let public = (!is_draft).then(|| {
            view! {
                <a href=path target="_blank" rel="noopener"><Icon name="external" />{t_string!(i18n, planning.public_page)}</a>
                <button type="button" on:click=copy><Icon name="link" />{t_string!(i18n, planning.copy_link)}</button>
            }
        });
        let publish = is_draft
            .then(|| entry("globe", t_string!(i18n, planning.publish), "", Act::Publish(target.clone())));
        let delete = is_draft.then(|| {
            entry("close", t_string!(i18n, planning.delete_draft), "danger", Act::Delete(target.clone()))
        });
        let people = session.seats_taken + session.waitlist_count;
        let cancel = (session.status == SessionStatus::Published).then(|| {
            let told = fill(t_string!(i18n, planning.people_told), &[("count", &people.to_string())]);
            view! {
                {entry("st-off", t_string!(i18n, planning.cancel_open), "danger", Act::Cancel(target.clone()))}
                <span class="why">{told}</span>
            }
        });
        let ends = delete.is_some() || cancel.is_some();
        view! {
            <a href=format!("{LIST}/{}", session.id)><Icon name="edit" />{t_string!(i18n, planning.edit)}</a>
            {public}
            {publish}
            {entry("copy", t_string!(i18n, planning.duplicate), "", Act::Duplicate(target.clone()))}
            {ends.then(|| view! { <hr /> })}
            {cancel}
            {delete}
        }
        .into_any()
    })
}
