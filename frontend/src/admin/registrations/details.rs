//! All that is known of one registration.

use leptos::prelude::*;
use magnetiq_shared::registrations::{HistoryEntry, RegistrationDetails, RegistrationMessage};
use serde_json::Value;

use super::acts::{Asks, buttons, may_act};
use super::certificate::CertificateSection;
use super::correct::Correct;
use super::merge::Twins;
use super::{again, words};
use crate::admin::kit::{SidePanel, Status};
use crate::admin::list::failed;
use crate::admin::me::writer;
use crate::admin::timeline::words as mails;
use crate::admin::words::language;
use crate::api::registration_list;
use crate::format::date::Writer;
use crate::format::number::{money, percent};
use crate::i18n::{fill, t_string, use_i18n};
use crate::state::clock;
use crate::state::load::{Load, load};
use crate::ui::{Skeleton, follow};

/// The panel beside the list.
#[component]
pub fn RegistrationPanel(
    /// Which.
    id: String,
    /// Asks what is to be done with it.
    asks: Asks,
    /// Counts what was done with any.
    changes: RwSignal<u32>,
    /// Called after it was changed, or made one with another.
    on_change: Callback<()>,
    /// Closes the panel.
    on_close: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    let loaded = load(
        move || (id.clone(), changes.get()),
        None,
        |(id, _)| async move { registration_list::get(&id).await },
    );
    let title = Signal::derive(move || match loaded.get() {
        Load::Ready(one) => words::name(&one.registration),
        Load::Waiting | Load::Failed(_) => t_string!(i18n, registrations.one).to_owned(),
    });
    let again = Callback::new(move |()| loaded.retry());
    let content = move || match loaded.get() {
        Load::Waiting => {
            view! { <section aria-busy="true"><Skeleton /><Skeleton /><Skeleton /></section> }.into_any()
        }
        Load::Failed(_) => failed(again),
        Load::Ready(one) => view! { <All one=one asks=asks on_change=on_change /> }.into_any(),
    };
    view! { <SidePanel title=title on_close=on_close>{follow(content)}</SidePanel> }
}

#[component]
fn All(one: RegistrationDetails, asks: Asks, on_change: Callback<()>) -> impl IntoView {
    let i18n = use_i18n();
    let writer = writer();
    let now = clock::now();
    let at = |moment| moment_of(&writer, moment);
    let row = &one.registration;
    let (tone, word) = words::state(i18n, row.status);
    let waiting = one
        .waitlist_position
        .map(|place| fill(t_string!(i18n, registrations.place), &[("place", &place.to_string())]));
    let position =
        [row.position.clone(), row.company.clone()].into_iter().flatten().collect::<Vec<_>>().join(", ");
    let price = row.price.map(|price| {
        let paid = words::payment(i18n, row.payment_status);
        let tax = one.tax_rate_bp.map(|bp| {
            fill(
                t_string!(i18n, registrations.tax),
                &[("rate", &percent(writer.language, f64::from(bp) / 10_000.0))],
            )
        });
        let parts =
            [Some(money(writer.language, price)), tax, Some(paid.to_owned()), one.payment_method.clone()];
        parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
    });
    let came_from = one.attribution.as_ref().map(|from| {
        let parts = [&from.utm_source, &from.utm_medium, &from.utm_campaign, &from.referrer, &from.embed];
        parts.into_iter().flatten().cloned().collect::<Vec<_>>().join(", ")
    });
    // Each certificate was mailed.
    let has_certificate = one.messages.iter().any(|message| message.kind == "certificate");
    let session = view! {
        {row.session.title.get(writer.language).to_owned()}
        <small class="below">{writer.short(row.session.starts_at, now)}</small>
    };
    view! {
        <section>
            <p class="line">
                <Status state=tone pill=true>{word}</Status>
                <span class="quiet">{waiting}</span>
                <code class="push">{row.reference.clone()}</code>
            </p>
            {may_act().then(|| view! {
                <div class="button-row">
                    {buttons(row, asks)}
                    {again::menu(row)}
                    {one.erased_at.is_none().then(|| view! { <Correct one=one.clone() on_done=on_change /> })}
                </div>
            })}
            <dl class="facts">
                {fact(t_string!(i18n, registrations.company), Some(position))}
                <dt>{t_string!(i18n, registrations.session)}</dt>
                <dd>{session}</dd>
                {(!row.email.is_empty()).then(|| view! {
                    <dt>{t_string!(i18n, registrations.email)}</dt>
                    <dd><a href=format!("mailto:{}", row.email)>{row.email.clone()}</a></dd>
                })}
                {fact(t_string!(i18n, registrations.phone), row.phone.clone())}
                {fact(t_string!(i18n, registrations.website), row.website.clone())}
                {fact(
                    t_string!(i18n, registrations.time_and_language),
                    Some(format!("{}, {}", row.timezone.replace('_', " "), language(row.language))),
                )}
                {fact(t_string!(i18n, registrations.payment), price)}
                {fact(t_string!(i18n, registrations.payment_reference), one.payment_reference.clone())}
                {fact(t_string!(i18n, registrations.needs), one.special_requirements.clone())}
                {fact(t_string!(i18n, registrations.source), Some(words::source(i18n, &row.source)))}
                {fact(t_string!(i18n, registrations.came_from), came_from)}
                {fact(t_string!(i18n, registrations.held_until), row.hold_expires_at.map(at))}
                {fact(t_string!(i18n, registrations.cancel_reason), one.cancel_reason.clone())}
                {fact(t_string!(i18n, registrations.erased), one.erased_at.map(at))}
            </dl>
        </section>
        {may_act().then(|| view! { <Twins one=one.registration.clone() on_done=on_change /> })}
        {answers(one.answers.as_ref())}
        <Came one=one.clone() />
        {has_certificate.then(|| view! { <CertificateSection id=one.registration.id /> })}
        <Mails messages=one.messages />
        <Happened history=one.history />
        <section>
            <h3>{t_string!(i18n, registrations.consents)}</h3>
            <ul class="log">
                {one.consents.into_iter().map(|consent| {
                    let version = consent.text_version.map(|version| {
                        fill(t_string!(i18n, registrations.version), &[("version", &version.to_string())])
                    });
                    let given = match consent.granted {
                        true => t_string!(i18n, registrations.given),
                        false => t_string!(i18n, registrations.taken_back),
                    };
                    view! {
                        <li>
                            <span>{words::consent(i18n, &consent.kind)} " " <small>{version}</small></span>
                            <span>{given}</span>
                            <small>{moment_of(&writer, consent.at)}</small>
                        </li>
                    }
                }).collect_view()}
            </ul>
        </section>
        {one.visit.map(|visit| view! {
            <section>
                <h3>{t_string!(i18n, registrations.visit)}</h3>
                <dl class="facts">
                    {fact(t_string!(i18n, registrations.visit_began), Some(moment_of(&writer, visit.created_at)))}
                    {fact(t_string!(i18n, registrations.visit_checked), visit.validated_at.map(|at| moment_of(&writer, at)))}
                    {fact(t_string!(i18n, registrations.visit_wishes), Some(visit.wishes.to_string()))}
                </dl>
            </section>
        })}
    }
}

/// A fact, where it is known.
fn fact(name: &'static str, value: Option<String>) -> impl IntoView {
    value.filter(|value| !value.is_empty()).map(|value| view! { <dt>{name}</dt> <dd>{value}</dd> })
}

fn moment_of(writer: &Writer, at: chrono::DateTime<chrono::Utc>) -> String {
    format!("{}, {}", writer.short_day(at, clock::now()), writer.time(at))
}

/// What the session asked, and what was said.
fn answers(answers: Option<&Value>) -> impl IntoView + use<> {
    let i18n = use_i18n();
    let all: Vec<(String, String)> = match answers {
        Some(Value::Object(all)) => all.iter().map(|(name, value)| (name.clone(), said(value))).collect(),
        _ => Vec::new(),
    };
    (!all.is_empty()).then(|| {
        let rows = all.into_iter().map(|(name, value)| view! { <dt>{name}</dt> <dd>{value}</dd> });
        view! {
            <section>
                <h3>{t_string!(i18n, registrations.answers)}</h3>
                <dl class="facts">{rows.collect_view()}</dl>
            </section>
        }
    })
}

fn said(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(all) => all.iter().map(said).collect::<Vec<_>>().join(", "),
        other => other.to_string(),
    }
}

/// How it went, where anything reports it.
#[component]
fn Came(one: RegistrationDetails) -> impl IntoView {
    let i18n = use_i18n();
    let writer = writer();
    let came = one.attendance;
    let number = |value: Option<u32>| value.map(|value| value.to_string());
    let is_known = came != Default::default();
    is_known.then(|| {
        view! {
            <section>
                <h3>{t_string!(i18n, registrations.attendance)}</h3>
                <dl class="facts">
                    {fact(t_string!(i18n, registrations.joined), came.joined_at.map(|at| moment_of(&writer, at)))}
                    {fact(t_string!(i18n, registrations.left), came.left_at.map(|at| moment_of(&writer, at)))}
                    {fact(t_string!(i18n, registrations.minutes), number(came.minutes))}
                    {fact(t_string!(i18n, registrations.questions), number(came.questions_asked))}
                    {fact(t_string!(i18n, registrations.chat), number(came.chat_messages))}
                    {fact(t_string!(i18n, registrations.rating), number(came.rating))}
                    {fact(t_string!(i18n, registrations.feedback), came.feedback)}
                </dl>
            </section>
        }
    })
}

#[component]
fn Mails(messages: Vec<RegistrationMessage>) -> impl IntoView {
    let i18n = use_i18n();
    let writer = writer();
    let is_empty = messages.is_empty();
    let rows = messages.into_iter().map(|mail| {
        let (tone, word) = words::mail_state(i18n, &mail.state);
        view! {
            <li>
                <span>{mails::kind(i18n, &mail.kind)}{mail.reason.map(|why| view! { <small class="below">{mails::reason(i18n, &why)}</small> })}</span>
                <Status state=tone>{word}</Status>
                <small>{moment_of(&writer, mail.sent_at.unwrap_or(mail.due_at))}</small>
            </li>
        }
    });
    view! {
        <section>
            <h3>{t_string!(i18n, registrations.mails)}</h3>
            {match is_empty {
                true => view! { <p class="quiet">{t_string!(i18n, registrations.no_mails)}</p> }.into_any(),
                false => view! { <ul class="log">{rows.collect_view()}</ul> }.into_any(),
            }}
        </section>
    }
}

#[component]
fn Happened(history: Vec<HistoryEntry>) -> impl IntoView {
    let i18n = use_i18n();
    let writer = writer();
    let is_known = !history.is_empty();
    let rows = history.into_iter().rev().map(|entry| {
        view! {
            <li>
                <span>{words::happened(i18n, &entry)}</span>
                <span class="quiet">{words::actor(i18n, &entry.actor)}</span>
                <small>{moment_of(&writer, entry.at)}</small>
            </li>
        }
    });
    is_known.then(|| {
        view! {
            <section>
                <h3>{t_string!(i18n, registrations.history)}</h3>
                <ul class="log">{rows.collect_view()}</ul>
            </section>
        }
    })
}
