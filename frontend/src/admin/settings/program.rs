//! Who manages the program, and what new sessions begin with.

use leptos::ev;
use leptos::prelude::*;
use magnetiq_shared::consultants::ConsultantFilters;
use magnetiq_shared::scopes::Scope;
use magnetiq_shared::settings::{ManagerPatch, ProgramPatch, ProgramSection};
use magnetiq_shared::{Code, Language};

use super::maybe;
use crate::admin::account::Part;
use crate::admin::form::{Form, FormTrouble, focus_first_wrong};
use crate::admin::kit::{FormDock, NumberInput, Toggle};
use crate::admin::me::use_me;
use crate::admin::words;
use crate::api::{consultants, settings};
use crate::i18n::{t_string, use_i18n};
use crate::state::load::{Load, load};
use crate::ui::{Field, Select, ZoneSelect, use_toasts};

/// What stands in the fields.
#[derive(Clone, Copy)]
struct Draft {
    consultant: RwSignal<String>,
    registrations: RwSignal<bool>,
    sessions: RwSignal<bool>,
    reports: RwSignal<bool>,
    window: RwSignal<String>,
    timezone: RwSignal<String>,
    capacity: RwSignal<String>,
    waitlist: RwSignal<bool>,
    language: RwSignal<String>,
    tax: RwSignal<String>,
}

impl Draft {
    fn of(section: &ProgramSection) -> Self {
        let (all, manager) = (&section.defaults, &section.manager);
        let number = |number: Option<u32>| RwSignal::new(number.map(|n| n.to_string()).unwrap_or_default());
        Self {
            consultant: RwSignal::new(manager.consultant_id.map(|id| id.to_string()).unwrap_or_default()),
            registrations: RwSignal::new(manager.new_registrations),
            sessions: RwSignal::new(manager.session_reminders),
            reports: RwSignal::new(manager.performance_reports),
            window: number(all.registration_window_days),
            timezone: RwSignal::new(all.timezone.clone()),
            capacity: number(all.capacity),
            waitlist: RwSignal::new(all.allow_waitlist),
            language: RwSignal::new(all.language.code().to_owned()),
            tax: RwSignal::new((f64::from(all.tax_rate_bp) / 100.0).to_string()),
        }
    }

    /// The tax in basis points, however its decimals are written; `None` where it is no percentage.
    fn tax(self) -> Option<u32> {
        let percent: f64 = self.tax.with(|text| text.trim().replace(',', ".").parse().ok())?;
        (0.0..=50.0).contains(&percent).then(|| (percent * 100.0).round() as u32)
    }

    fn patch(self) -> ProgramPatch {
        let number = |value| Some(maybe(value).and_then(|text| text.parse::<u32>().ok()));
        ProgramPatch {
            registration_window_days: number(self.window),
            timezone: maybe(self.timezone),
            capacity: number(self.capacity),
            allow_waitlist: Some(self.waitlist.get()),
            language: self.language.with(|code| code.parse().ok()),
            tax_rate_bp: self.tax(),
            // They have a form of their own.
            reminders: None,
            manager: Some(ManagerPatch {
                consultant_id: Some(self.consultant.with(|id| id.parse().ok())),
                new_registrations: Some(self.registrations.get()),
                session_reminders: Some(self.sessions.get()),
                performance_reports: Some(self.reports.get()),
            }),
        }
    }

    fn written(self) -> String {
        serde_json::to_string(&self.patch()).unwrap_or_default()
    }

    fn take(self, other: Self) {
        let texts = |draft: Self| {
            [draft.consultant, draft.window, draft.timezone, draft.capacity, draft.language, draft.tax]
        };
        for (own, other) in texts(self).into_iter().zip(texts(other)) {
            own.set(other.get_untracked());
        }
        let flags = |draft: Self| [draft.registrations, draft.sessions, draft.reports, draft.waitlist];
        for (own, other) in flags(self).into_iter().zip(flags(other)) {
            own.set(other.get_untracked());
        }
    }
}

/// The form. `version` is the state of the section that it shares with the form of reminders.
#[component]
pub fn Program(section: ProgramSection, version: RwSignal<i32>) -> impl IntoView {
    let i18n = use_i18n();
    let toasts = use_toasts();
    let form = Form::new();
    let draft = Draft::of(&section);
    let saved = RwSignal::new(untrack(|| draft.written()));
    let now = RwSignal::new(section);
    let dirty = Signal::derive(move || draft.written() != saved.get());
    let discard = Callback::new(move |()| {
        draft.take(now.with_untracked(Draft::of));
        form.clear();
    });
    let send = move |event: ev::SubmitEvent| {
        event.prevent_default();
        if !form.check("/taxRateBp", untrack(|| draft.tax()).ok_or(Code::Type)) {
            return focus_first_wrong();
        }
        let patch = untrack(|| draft.patch());
        let version_now = version.get_untracked();
        let told = t_string!(i18n, admin.saved);
        form.send(async move { settings::change_program(version_now, &patch).await }, move |section| {
            version.set(section.version);
            draft.take(Draft::of(&section));
            saved.set(untrack(|| draft.written()));
            now.set(section);
            toasts.say(told);
        });
    };
    let me = use_me();
    let may_write = me.scopes.contains(&Scope::SettingsWrite);
    let may_see_house = me.scopes.contains(&Scope::ConsultantsRead);
    let house = load(
        || (),
        None,
        move |()| async move {
            match may_see_house {
                true => {
                    let all = ConsultantFilters { limit: Some(200), ..ConsultantFilters::default() };
                    consultants::list(&all).await.map(|page| page.data)
                }
                false => Ok(Vec::new()),
            }
        },
    );
    let people = Signal::derive(move || {
        let nobody = (String::new(), t_string!(i18n, settings.nobody).to_owned());
        let all = match house.get() {
            Load::Ready(all) => all,
            Load::Waiting | Load::Failed(_) => Vec::new(),
        };
        let named =
            all.into_iter().map(|one| (one.id.to_string(), format!("{} {}", one.first_name, one.last_name)));
        std::iter::once(nobody).chain(named).collect::<Vec<_>>()
    });
    let languages =
        Language::ALL.map(|one| (one.code().to_owned(), words::language(one).to_owned())).to_vec();
    let flag = |label: &'static str, on: RwSignal<bool>| {
        view! { <Toggle label=label on=on on_change=Callback::new(move |is_on| on.set(is_on)) /> }
    };
    view! {
        <form on:submit=send novalidate>
            <Part title=t_string!(i18n, settings.manager) text=t_string!(i18n, settings.manager_text)>
                <div class="stack">
                    <FormTrouble form=form />
                    <Select label=t_string!(i18n, settings.manager_who) name="consultantId" value=draft.consultant choices=people />
                    {flag(t_string!(i18n, settings.tell_registrations), draft.registrations)}
                    {flag(t_string!(i18n, settings.tell_sessions), draft.sessions)}
                    {flag(t_string!(i18n, settings.tell_reports), draft.reports)}
                </div>
            </Part>
            <Part title=t_string!(i18n, settings.defaults) text=t_string!(i18n, settings.defaults_text)>
                <div class="stack">
                    <div class="pair">
                        <Select label=t_string!(i18n, settings.language) name="language" value=draft.language choices=languages />
                        <ZoneSelect label=t_string!(i18n, settings.timezone) name="timezone" value=draft.timezone />
                    </div>
                    <div class="pair">
                        <NumberInput label=t_string!(i18n, settings.capacity) name="capacity" value=draft.capacity min=1 max=100_000 hint=t_string!(i18n, settings.capacity_hint) error=form.error("/capacity") />
                        <NumberInput
                            label=t_string!(i18n, settings.window) name="registrationWindowDays" value=draft.window min=1 max=365
                            unit=t_string!(i18n, settings.days) hint=t_string!(i18n, settings.window_hint) error=form.error("/registrationWindowDays")
                        />
                    </div>
                    <Field label=t_string!(i18n, settings.tax) name="taxRate" inputmode="decimal" value=draft.tax error=form.error("/taxRateBp") />
                    {flag(t_string!(i18n, settings.waitlist), draft.waitlist)}
                    {may_write.then(|| view! { <FormDock dirty=dirty busy=form.busy on_discard=discard /> })}
                </div>
            </Part>
        </form>
    }
}
