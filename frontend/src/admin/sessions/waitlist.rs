//! Who waits for a place in a session, who was offered one, who waits for a decision; and why nobody moves up.

use leptos::prelude::*;
use leptos::task::spawn_local;
use magnetiq_shared::links;
use magnetiq_shared::registrations::{
    InLine, NobodyPromoted, RegistrationAct, RegistrationStatus, SessionWaitlist,
};
use magnetiq_shared::scopes::Scope;
use magnetiq_shared::sessions::SessionStatus;
use magnetiq_shared::staff::sessions::StaffSession;
use uuid::Uuid;

use crate::admin::me::{use_me, writer};
use crate::admin::registrations::acts::{ActDialog, Asked, Target, called, may_act};
use crate::admin::words as all_words;
use crate::api::{ApiResult, registration_list};
use crate::i18n::{Texts, counted, fill, t_string, use_i18n};
use crate::state::clock;
use crate::state::load::{Load, load};
use crate::ui::{Icon, follow, use_toasts};

/// The card, for sessions that people could register for.
#[component]
pub fn WaitlistCard(
    /// The session.
    session: RwSignal<StaffSession>,
) -> impl IntoView {
    let may_see = use_me().scopes.contains(&Scope::RegistrationsRead);
    let id = session.with_untracked(|session| session.id);
    let is_known = Memo::new(move |_| session.with(|session| session.status != SessionStatus::Draft));
    follow(move || (may_see && is_known.get()).then(|| view! { <Lines id=id /> }).into_any())
}

#[component]
fn Lines(id: Uuid) -> impl IntoView {
    let i18n = use_i18n();
    let toasts = use_toasts();
    let may = may_act();
    let asked: Asked = RwSignal::new(None);
    let shown = RwSignal::new(None::<SessionWaitlist>);
    let loaded = load(|| (), None, move |()| async move { registration_list::waitlist(id).await });
    Effect::new(move |_| {
        if let Load::Ready(list) = loaded.get() {
            shown.set(Some(list));
        }
    });
    let again = Callback::new(move |()| loaded.retry());
    let took = move |answer: ApiResult<SessionWaitlist>, said: &'static str| match answer {
        Ok(list) => {
            shown.try_set(Some(list));
            toasts.say(said);
        }
        Err(error) => toasts.say(all_words::trouble(i18n, &error).0),
    };
    let offer = move |_| {
        spawn_local(async move {
            took(registration_list::offer_places(id).await, t_string!(i18n, desk.offered_done))
        });
    };
    let promote = Callback::new(move |person: Uuid| {
        spawn_local(
            async move { took(registration_list::promote(person).await, t_string!(i18n, desk.promoted)) },
        );
    });
    let ask = move |act: RegistrationAct, status: RegistrationStatus, one: &InLine| {
        let target = Target { id: one.id, name: one.name.clone(), status };
        let (icon, name) = called(i18n, act);
        view! {
            <button type="button" class="button plain small" on:click=move |_| asked.set(Some((act, target.clone())))>
                <Icon name=icon />
                {name}
            </button>
        }
    };
    let body = move || match (shown.get(), loaded.get()) {
        (None, Load::Failed(_)) => {
            view! { <p class="quiet">{t_string!(i18n, admin.list_failed_text)}</p> }.into_any()
        }
        (None, _) => {
            view! { <p class="quiet" aria-busy="true">{t_string!(i18n, planning.counting)}</p> }.into_any()
        }
        (Some(list), _) => {
            let first = list.waiting.first().map(|one| one.id);
            let to_approve = part(t_string!(i18n, desk.to_approve), &list.to_approve, |one| {
                may.then(|| {
                    view! {
                        {ask(RegistrationAct::Approve, RegistrationStatus::PendingApproval, one)}
                        {ask(RegistrationAct::Decline, RegistrationStatus::PendingApproval, one)}
                    }
                })
                .into_any()
            });
            let offered = part(t_string!(i18n, desk.offers_out), &list.offered, |one| {
                may.then(|| ask(RegistrationAct::Confirm, RegistrationStatus::Offered, one)).into_any()
            });
            let waiting = part(t_string!(i18n, desk.waiting), &list.waiting, |one| {
                let id = one.id;
                let is_next = first == Some(id);
                may.then(|| view! {
                    {(!is_next).then(|| view! {
                        <button type="button" class="button plain small" on:click=move |_| promote.run(id)>
                            <Icon name="up" />
                            {t_string!(i18n, desk.put_first)}
                        </button>
                    })}
                    {(list.free != Some(0)).then(|| ask(RegistrationAct::Confirm, RegistrationStatus::Waitlisted, one))}
                }).into_any()
            });
            let soon = (may && list.reason == NobodyPromoted::Soon).then(|| view! {
                <button type="button" class="button small" on:click=offer>{t_string!(i18n, desk.offer_now)}</button>
            });
            let more = list.waiting_count.saturating_sub(list.waiting.len() as u32);
            view! {
                <p class="why" role="status">{why(i18n, &list)}</p>
                {soon}
                {to_approve}
                {offered}
                {waiting}
                {(more > 0).then(|| view! {
                    <p class="quiet">{counted(more, t_string!(i18n, desk.more_wait_one), t_string!(i18n, desk.more_wait))}</p>
                })}
            }
            .into_any()
        }
    };
    view! {
        <section class="card stack lines" aria-labelledby="waitlist-title">
            <h2 id="waitlist-title">{t_string!(i18n, desk.waitlist_title)}</h2>
            {follow(body)}
        </section>
        <ActDialog asked=asked on_done=again />
    }
}

/// People in line, numbered, each with what can be done; nothing where there are none.
fn part(title: &'static str, people: &[InLine], acts: impl Fn(&InLine) -> AnyView) -> AnyView {
    let i18n = use_i18n();
    let (now, writer) = (clock::now(), writer());
    if people.is_empty() {
        return ().into_any();
    }
    let rows = people.iter().map(|one| {
        let until = one.held_until.map(|until| {
            let until = format!("{}, {}", writer.short_day(until, now), writer.time(until));
            view! { <small class="below">{fill(t_string!(i18n, desk.until), &[("time", &until)])}</small> }
        });
        let href = links::admin_registration(one.id);
        view! {
            <li>
                <span>
                    <a href=href>{one.name.clone()}</a>
                    <small class="below">{one.company.clone().unwrap_or_else(|| one.email.clone())}</small>
                    {until}
                </span>
                <span class="button-row">{acts(one)}</span>
            </li>
        }
    });
    view! {
        <div>
            <h3>{title}</h3>
            <ol>{rows.collect_view()}</ol>
        </div>
    }
    .into_any()
}

/// Why nobody moves up now, in a sentence.
fn why(i18n: Texts, list: &SessionWaitlist) -> String {
    match list.reason {
        NobodyPromoted::Soon => t_string!(i18n, desk.why_soon).to_owned(),
        NobodyPromoted::Draft => t_string!(i18n, desk.why_draft).to_owned(),
        NobodyPromoted::Cancelled => t_string!(i18n, desk.why_cancelled).to_owned(),
        NobodyPromoted::Begun => t_string!(i18n, desk.why_begun).to_owned(),
        NobodyPromoted::WaitlistOff => t_string!(i18n, desk.why_off).to_owned(),
        NobodyPromoted::NobodyWaits => t_string!(i18n, desk.why_nobody).to_owned(),
        NobodyPromoted::NobodyVerified => counted(
            list.unverified,
            t_string!(i18n, desk.why_unverified_one),
            t_string!(i18n, desk.why_unverified),
        ),
        NobodyPromoted::OffersOut => counted(
            list.offered.len() as u32,
            t_string!(i18n, desk.why_offers_one),
            t_string!(i18n, desk.why_offers),
        ),
        NobodyPromoted::SeatsHeld => t_string!(i18n, desk.why_held).to_owned(),
        NobodyPromoted::Full => t_string!(i18n, desk.why_full).to_owned(),
    }
}
