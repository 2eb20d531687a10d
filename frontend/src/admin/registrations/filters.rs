//! What the list of registrations is asked for.

use chrono::{DateTime, Days, NaiveDate, NaiveTime, Utc};
use leptos::prelude::*;
use magnetiq_shared::registrations::{PaymentStatus, RegistrationFilters, Statuses};
use magnetiq_shared::{Language, Search};

use super::{choices, words};
use crate::admin::filters::parameter;
use crate::admin::kit::{Filter, FilterKind};
use crate::admin::me::use_me;
use crate::admin::words::language;
use crate::format::local;
use crate::i18n::{t_string, use_i18n};

/// What the address asks for.
pub fn question(rows: u32) -> Memo<RegistrationFilters> {
    let (search, status, sort) = (parameter("search"), parameter("status"), parameter("sort"));
    let (source, payment, session) = (parameter("source"), parameter("payment"), parameter("session"));
    let (consent, spoken) = (parameter("marketingConsent"), parameter("language"));
    let (from, to) = (parameter("from"), parameter("to"));
    let (company, domain) = (parameter("company"), parameter("domain"));
    let zone = use_me().timezone;
    let some = |value: Memo<String>| Some(value.get()).filter(|value| !value.is_empty());
    Memo::new(move |_| {
        let day = |value: Memo<String>, later: u64| -> Option<DateTime<Utc>> {
            let day = value.get().parse::<NaiveDate>().ok()?.checked_add_days(Days::new(later))?;
            Some(local::instant(day.and_time(NaiveTime::MIN), &zone))
        };
        RegistrationFilters {
            session: session.get().parse().ok(),
            status: some(status).and_then(|text| Statuses::try_from(text).ok()),
            search: Search::within(&search.get()),
            company: some(company),
            source: some(source),
            payment: payment.get().parse().ok(),
            marketing_consent: consent.get().parse().ok(),
            language: spoken.get().parse().ok(),
            domain: some(domain),
            from: day(from, 0),
            // The last day is meant with all its hours.
            to: day(to, 1),
            sort: sort.get().parse().ok(),
            limit: Some(rows),
            cursor: None,
        }
    })
}

/// Whether anything but the order is asked for.
pub fn is_any(question: &RegistrationFilters) -> bool {
    let plain =
        RegistrationFilters { sort: question.sort, limit: question.limit, ..RegistrationFilters::default() };
    *question != plain
}

/// What can be filtered by, beside the state.
pub fn chips() -> Signal<Vec<Filter>> {
    let i18n = use_i18n();
    let pair = |key: &str, shown: &str| (key.to_owned(), shown.to_owned());
    let filter = |name, label: &str, kind| Filter { name, label: label.to_owned(), kind };
    let sources =
        ["website", "embed", "staff", "import"].map(|source| pair(source, &words::source(i18n, source)));
    let payments = PaymentStatus::ALL.iter().map(|status| pair(status.word(), words::payment(i18n, *status)));
    let languages = Language::ALL.map(|one| pair(one.code(), language(one)));
    let consents = [pair("true", words::news(i18n, true)), pair("false", words::news(i18n, false))];
    let sessions = choices::all_sessions();
    let mut filters = vec![
        filter("from", t_string!(i18n, registrations.since), FilterKind::Day),
        filter("to", t_string!(i18n, registrations.until), FilterKind::Day),
        filter("payment", t_string!(i18n, registrations.payment), FilterKind::Choice(payments.collect())),
        filter("language", t_string!(i18n, registrations.language), FilterKind::Choice(languages.to_vec())),
        filter("source", t_string!(i18n, registrations.source), FilterKind::Choice(sources.to_vec())),
        filter(
            "marketingConsent",
            t_string!(i18n, registrations.news),
            FilterKind::Choice(consents.to_vec()),
        ),
        filter("company", t_string!(i18n, registrations.company), FilterKind::Text),
        filter("domain", t_string!(i18n, desk.domain), FilterKind::Text),
    ];
    filters
        .insert(0, filter("session", t_string!(i18n, registrations.session), FilterKind::Choice(Vec::new())));
    Signal::derive(move || {
        let mut filters = filters.clone();
        filters[0].kind = FilterKind::Choice(sessions.get());
        filters
    })
}
