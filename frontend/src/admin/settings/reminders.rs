//! When registrants are reminded of a session. The steps are saved all at once; the server puts them in order.

use leptos::ev;
use leptos::prelude::*;
use magnetiq_shared::scopes::Scope;
use magnetiq_shared::settings::{LeadUnit, ProgramPatch, ProgramSection, ReminderStep};

use crate::admin::account::Part;
use crate::admin::form::{Form, FormTrouble};
use crate::admin::kit::{FormDock, NumberInput, TimeInput, Toggle};
use crate::admin::me::use_me;
use crate::api::settings;
use crate::i18n::{Texts, counted, fill, t_string, use_i18n};
use crate::ui::{Button, Icon, Look, Select, use_toasts};

/// How many steps there may be.
const MOST: usize = 10;
/// How many days or hours before the start a step may be.
const AMOUNTS: std::ops::RangeInclusive<u32> = 1..=60;
/// When on a day new steps begin with.
const MORNING: &str = "09:00";

/// What is typed of a step.
#[derive(Clone, Copy)]
struct Row {
    /// Tells it apart on screen.
    key: u32,
    amount: RwSignal<String>,
    unit: RwSignal<String>,
    at: RwSignal<String>,
    is_on: RwSignal<bool>,
    preparation: RwSignal<bool>,
    technical_check: RwSignal<bool>,
}

impl Row {
    fn of(key: u32, step: &ReminderStep) -> Self {
        Self {
            key,
            amount: RwSignal::new(step.amount.to_string()),
            unit: RwSignal::new(unit_word(step.unit).to_owned()),
            at: RwSignal::new(step.at.clone().unwrap_or_else(|| MORNING.to_owned())),
            is_on: RwSignal::new(step.is_on),
            preparation: RwSignal::new(step.preparation),
            technical_check: RwSignal::new(step.technical_check),
        }
    }

    /// Whether it is counted in days. Followed.
    fn in_days(self) -> bool {
        self.unit.with(|unit| unit == unit_word(LeadUnit::Days))
    }

    /// The step. Followed. An amount that is no number becomes one that the server refuses, with the field's name.
    fn step(self) -> ReminderStep {
        let in_days = self.in_days();
        ReminderStep {
            amount: self.amount.with(|amount| amount.trim().parse().unwrap_or_default()),
            unit: if in_days { LeadUnit::Days } else { LeadUnit::Hours },
            at: in_days.then(|| self.at.get()),
            is_on: self.is_on.get(),
            preparation: self.preparation.get(),
            technical_check: self.technical_check.get(),
        }
    }

    /// The step in plain words. Followed.
    fn words(self, i18n: Texts) -> String {
        let step = self.step();
        if !AMOUNTS.contains(&step.amount) || step.at.as_ref().is_some_and(String::is_empty) {
            return t_string!(i18n, settings.reminder_unclear).to_owned();
        }
        let (one, many) = match step.unit {
            LeadUnit::Days => {
                (t_string!(i18n, settings.reminder_in_days_one), t_string!(i18n, settings.reminder_in_days))
            }
            LeadUnit::Hours => {
                (t_string!(i18n, settings.reminder_in_hours_one), t_string!(i18n, settings.reminder_in_hours))
            }
        };
        fill(&counted(step.amount, one, many), &[("time", &step.at.unwrap_or_default())])
    }
}

/// The steps that are being edited, in the order in which they are sent to the server.
#[derive(Clone, Copy)]
pub struct Rows {
    all: RwSignal<Vec<Row>>,
    /// The form's: what is typed lives as long as the form, whoever adds the step.
    owner: StoredValue<Owner>,
}

impl Rows {
    /// Rows that show these.
    pub fn new(steps: &[ReminderStep]) -> Self {
        let owner = StoredValue::new(Owner::current().unwrap_or_default());
        let rows = Self { all: RwSignal::new(Vec::new()), owner };
        rows.put(steps);
        rows
    }

    /// What is typed. Followed.
    pub fn steps(self) -> Vec<ReminderStep> {
        self.all.with(|rows| rows.iter().map(|row| row.step()).collect())
    }

    /// Shows these; rows that were there before are drawn anew.
    pub fn put(self, steps: &[ReminderStep]) {
        let first = self.next_key();
        self.all.set(steps.iter().zip(first..).map(|(step, key)| self.row(key, step)).collect());
    }

    /// One day more than there are steps for yet.
    fn add(self) {
        let taken = untrack(|| self.steps());
        let is_free =
            |days: &u32| taken.iter().all(|step| step.unit == LeadUnit::Hours || step.amount != *days);
        let step = ReminderStep {
            amount: AMOUNTS.into_iter().find(is_free).unwrap_or(1),
            unit: LeadUnit::Days,
            at: Some(MORNING.to_owned()),
            is_on: true,
            preparation: true,
            technical_check: false,
        };
        let row = self.row(self.next_key(), &step);
        self.all.update(|rows| rows.push(row));
    }

    fn row(self, key: u32, step: &ReminderStep) -> Row {
        self.owner.with_value(|owner| owner.with(|| Row::of(key, step)))
    }

    fn next_key(self) -> u32 {
        self.all.with_untracked(|rows| rows.iter().map(|row| row.key).max().unwrap_or_default() + 1)
    }
}

/// The form. `version` is the state of the section that it shares with the form of the program.
#[component]
pub fn Reminders(section: ProgramSection, version: RwSignal<i32>) -> impl IntoView {
    let i18n = use_i18n();
    let toasts = use_toasts();
    let form = Form::new();
    let saved = RwSignal::new(section.defaults.reminders);
    let rows = saved.with_untracked(|steps| Rows::new(steps));
    let dirty = Signal::derive(move || saved.with(|saved| *saved != rows.steps()));
    let discard = Callback::new(move |()| {
        saved.with_untracked(|steps| rows.put(steps));
        form.clear();
    });
    let send = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let patch = ProgramPatch { reminders: Some(untrack(|| rows.steps())), ..ProgramPatch::default() };
        let version_now = version.get_untracked();
        let told = t_string!(i18n, admin.saved);
        form.send(async move { settings::change_program(version_now, &patch).await }, move |section| {
            version.set(section.version);
            rows.put(&section.defaults.reminders);
            saved.set(section.defaults.reminders);
            toasts.say(told);
        });
    };
    let may_write = use_me().scopes.contains(&Scope::SettingsWrite);
    view! {
        <Part title=t_string!(i18n, settings.reminders) text=t_string!(i18n, settings.reminders_text)>
            <form class="stack" on:submit=send novalidate>
                <FormTrouble form=form />
                <Steps form=form rows=rows />
                {may_write.then(|| view! { <FormDock dirty=dirty busy=form.busy on_discard=discard /> })}
            </form>
        </Part>
    }
}

/// The editor of the steps, within the form that sends them as `reminders`.
#[component]
pub fn Steps(
    /// The form, which knows what is wrong.
    form: Form,
    /// What is typed.
    rows: Rows,
) -> impl IntoView {
    let i18n = use_i18n();
    let count = move || rows.all.with(Vec::len);
    let add = Callback::new(move |()| {
        // What was wrong goes by places, which are others now.
        form.clear();
        rows.add();
    });
    let foot = move || match count() >= MOST {
        true => view! { <p class="quiet">{t_string!(i18n, settings.reminders_most)}</p> }.into_any(),
        false => view! {
            <Button look=Look::Plain class="small quiet" on_press=add>
                <Icon name="plus" />
                {t_string!(i18n, settings.add_reminder)}
            </Button>
        }
        .into_any(),
    };
    let none = move || {
        (count() == 0).then(|| view! { <p class="quiet">{t_string!(i18n, settings.reminders_none)}</p> })
    };
    view! {
        {none}
        <div class="reminders">
            <For each=move || rows.all.get() key=|row| row.key let:row>
                <Step form=form rows=rows row=row />
            </For>
        </div>
        <div>{foot}</div>
    }
}

/// A step: what it is in words, when it is sent, and what it says.
#[component]
fn Step(form: Form, rows: Rows, row: Row) -> impl IntoView {
    let i18n = use_i18n();
    let place = Memo::new(move |_| {
        rows.all.with(|rows| rows.iter().position(|other| other.key == row.key)).unwrap_or_default()
    });
    let number = move || {
        let number = (place.get() + 1).to_string();
        fill(t_string!(i18n, settings.reminder), &[("number", &number)])
    };
    let pointer = move |field: &str| format!("/reminders/{}{field}", place.get());
    let amount_error = Signal::derive(move || {
        if form.is_wrong(&pointer("")) {
            Some(t_string!(i18n, settings.reminder_taken).to_owned())
        } else {
            form.is_wrong(&pointer("/amount"))
                .then(|| t_string!(i18n, settings.reminder_amount_wrong).to_owned())
        }
    });
    let at_error = Signal::derive(move || {
        form.is_wrong(&pointer("/at")).then(|| t_string!(i18n, settings.reminder_at_wrong).to_owned())
    });
    let units = vec![
        (unit_word(LeadUnit::Days).to_owned(), t_string!(i18n, settings.reminder_days).to_owned()),
        (unit_word(LeadUnit::Hours).to_owned(), t_string!(i18n, settings.reminder_hours).to_owned()),
    ];
    let flag = |label: &'static str, on: RwSignal<bool>| {
        view! { <Toggle label=label on=on on_change=Callback::new(move |is_on| on.set(is_on)) /> }
    };
    let time = move || {
        row.in_days().then(|| {
            view! { <TimeInput label=t_string!(i18n, settings.reminder_at) name="at" value=row.at error=at_error /> }
        })
    };
    let remove = move |_| {
        form.clear();
        rows.all.update(|rows| rows.retain(|other| other.key != row.key));
    };
    let in_words = Signal::derive(move || row.words(i18n));
    let remove_label = move || fill(t_string!(i18n, admin.remove), &[("name", &number())]);
    view! {
        <div role="group" aria-label=number>
            <div class="line">
                <Toggle label=in_words on=row.is_on on_change=Callback::new(move |is_on| row.is_on.set(is_on)) />
                <button type="button" class="icon-button small push" aria-label=remove_label on:click=remove>
                    <Icon name="close" />
                </button>
            </div>
            <div class="when">
                <NumberInput label=t_string!(i18n, settings.reminder_amount) name="amount" value=row.amount min=1 max=60 error=amount_error />
                <Select label=t_string!(i18n, settings.reminder_unit) name="unit" value=row.unit choices=Signal::stored(units) />
                {time}
            </div>
            <div class="says">
                {flag(t_string!(i18n, settings.reminder_preparation), row.preparation)}
                {flag(t_string!(i18n, settings.reminder_check), row.technical_check)}
            </div>
        </div>
    }
}

/// A unit as the API calls it.
fn unit_word(unit: LeadUnit) -> &'static str {
    match unit {
        LeadUnit::Hours => "hours",
        LeadUnit::Days => "days",
    }
}
