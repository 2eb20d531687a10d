//! Choosing the group, and how many of it get the mail.

use std::time::Duration;

use leptos::prelude::*;
use magnetiq_shared::Language;
use magnetiq_shared::campaigns::{CampaignAudience, CampaignPurpose, CampaignRecipients};
use magnetiq_shared::registrations::{PaymentStatus, RegistrationStatus};
use magnetiq_shared::staff::sessions::StaffSessionFilters;

use super::draft::Draft;
use super::words;
use crate::admin::me::{use_me, writer};
use crate::admin::registrations::words as registration_words;
use crate::admin::words::language;
use crate::api::{campaigns, planning};
use crate::i18n::{fill, t_string, use_i18n};
use crate::state::clock;
use crate::state::load::{Load, load};
use crate::ui::{Button, Field, Look, Notice, Select, follow};

/// How long nothing is chosen before it is counted anew.
const PAUSE: Duration = Duration::from_millis(350);

/// How many get it, counted anew when something else was chosen.
#[derive(Clone, Copy)]
pub struct Counted(pub RwSignal<Option<CampaignRecipients>>);

impl Counted {
    /// Counts as long as the page is there.
    pub fn follow(draft: Draft) -> Self {
        let asked = RwSignal::new(None::<CampaignAudience>);
        let audience = Memo::new(move |_| draft.audience());
        let waiting = StoredValue::new(None::<TimeoutHandle>);
        Effect::new(move |_| {
            let wanted = audience.get();
            if let Some(before) = waiting.get_value() {
                before.clear();
            }
            let ask = move || {
                asked.try_set(Some(wanted.clone()));
            };
            // The browser has timers.
            waiting.set_value(set_timeout_with_handle(ask, PAUSE).ok());
        });
        let loaded = load(
            move || asked.get(),
            None,
            |wanted| async move {
                match wanted {
                    Some(wanted) => campaigns::recipients(&wanted).await.map(Some),
                    None => Ok(None),
                }
            },
        );
        let counted = RwSignal::new(None);
        Effect::new(move |_| {
            if let Load::Ready(found) = loaded.get() {
                counted.set(found);
            }
        });
        // What was counted for another group says nothing of this one.
        Effect::new(move |_| {
            if asked.get().is_some_and(|asked| asked != audience.get()) {
                counted.set(None);
            }
        });
        Self(counted)
    }
}

/// The choices of the group.
#[component]
pub fn GroupFields(draft: Draft) -> impl IntoView {
    let i18n = use_i18n();
    let me = use_me();
    let all = |text: &str| (String::new(), text.to_owned());
    let loaded =
        load(|| (), None, |()| async move { planning::every(&StaffSessionFilters::default()).await });
    let (writer, now) = (writer(), clock::now());
    let any_session = all(t_string!(i18n, mails.any_session));
    let sessions = Signal::derive(move || {
        let found = match loaded.get() {
            Load::Ready(found) => found,
            Load::Waiting | Load::Failed(_) => Vec::new(),
        };
        let one = |row: magnetiq_shared::staff::sessions::SessionRow| {
            let title = row.title.get(me.language).to_owned();
            (row.id.to_string(), format!("{title}, {}", writer.short_day(row.starts_at, now)))
        };
        std::iter::once(any_session.clone()).chain(found.into_iter().map(one)).collect::<Vec<_>>()
    });
    let any = all(t_string!(i18n, admin.any));
    let of = |choices: Vec<(String, String)>| -> Signal<Vec<(String, String)>> {
        Signal::stored(std::iter::once(any.clone()).chain(choices).collect())
    };
    // Several states come from the list of registrations, and stay together.
    let several = draft.status.get_untracked();
    let several = several.contains(',').then(|| {
        let names = several.split(',').filter_map(|word| word.parse().ok());
        let names: Vec<_> = names.map(|status| registration_words::state(i18n, status).1).collect();
        (several.clone(), names.join(", "))
    });
    let states = RegistrationStatus::ALL
        .iter()
        .map(|status| (status.word().to_owned(), registration_words::state(i18n, *status).1.to_owned()));
    let payments = PaymentStatus::ALL
        .iter()
        .map(|status| (status.word().to_owned(), registration_words::payment(i18n, *status).to_owned()));
    let languages = Language::ALL.map(|one| (one.code().to_owned(), language(one).to_owned()));
    let chosen = move || {
        draft
            .only
            .get()
            .map(|ids| {
                let text = words::people(i18n, ids.len() as u64);
                let all = Callback::new(move |()| draft.only.set(None));
                view! {
                    <Notice title=fill(t_string!(i18n, mails.only), &[("people", &text)])>
                        <Button look=Look::Plain on_press=all>{t_string!(i18n, mails.not_only)}</Button>
                    </Notice>
                }
            })
            .into_any()
    };
    view! {
        <Select label=t_string!(i18n, mails.session) name="session" value=draft.session choices=sessions />
        <div class="pair">
            <Select label=t_string!(i18n, registrations.state) name="status" value=draft.status
                choices=of(several.into_iter().chain(states).collect()) />
            <Select label=t_string!(i18n, registrations.language) name="language" value=draft.language
                choices=of(languages.to_vec()) />
            <Select label=t_string!(i18n, registrations.payment) name="payment" value=draft.payment
                choices=of(payments.collect()) />
            <Field label=t_string!(i18n, registrations.search) name="search" value=draft.search required=false />
        </div>
        {follow(chosen)}
    }
}

/// How many get it, and who is left out.
#[component]
pub fn CountCard(counted: Counted, draft: Draft) -> impl IntoView {
    let (i18n, language) = (use_i18n(), use_me().language);
    let figure = move || match counted.0.get() {
        Some(counts) => words::people(i18n, counts.recipients),
        None => "…".to_owned(),
    };
    let rest = move || {
        let Some(counts) = counted.0.get() else { return ().into_any() };
        let lines = words::left_out(i18n, &counts);
        let any = !lines.is_empty();
        let line = |(why, count): (&'static str, u64)| {
            let count = language.number(i64::try_from(count).unwrap_or(i64::MAX));
            view! { <dt>{why}</dt> <dd class="num">{count}</dd> }
        };
        let news = draft.purpose() == CampaignPurpose::Marketing;
        view! {
            {any.then(|| view! {
                <h3>{t_string!(i18n, mails.left_out)}</h3>
                <dl class="facts">{lines.into_iter().map(line).collect_view()}</dl>
            })}
            {news.then(|| view! { <small>{t_string!(i18n, mails.way_out)}</small> })}
        }
        .into_any()
    };
    view! {
        <section class="card stack mail-count" aria-live="polite">
            <h2>{t_string!(i18n, mails.goes_to)}</h2>
            <strong>{figure}</strong>
            {follow(rest)}
        </section>
    }
}
