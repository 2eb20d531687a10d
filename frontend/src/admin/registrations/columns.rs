//! Which columns the list shows: chosen in a menu, kept in the address, so that views and links show the same, and in
//! this browser for the next time.

use leptos::prelude::*;
use magnetiq_shared::registrations::Registration;

use super::words;
use crate::admin::filters::{href_with, parameter};
use crate::admin::kit::{Column, Status};
use crate::admin::words::language;
use crate::format::date::Writer;
use crate::format::number::money;
use crate::i18n::{Texts, t_string, use_i18n};
use crate::state::address::{Address, Go, use_address};
use crate::state::{clock, storage};
use crate::ui::{Icon, Menu};

/// The parameter of the address.
pub const COLUMNS: &str = "columns";
/// Under which this browser keeps the last choice.
const KEPT: &str = "registration-columns";

/// What the list can show of a registration, beside the person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    Reference,
    Company,
    Position,
    Phone,
    Session,
    State,
    Language,
    Timezone,
    Source,
    Price,
    Payment,
    News,
    Registered,
}

impl Shown {
    const ALL: [Self; 13] = [
        Self::Reference,
        Self::Company,
        Self::Position,
        Self::Phone,
        Self::Session,
        Self::State,
        Self::Language,
        Self::Timezone,
        Self::Source,
        Self::Price,
        Self::Payment,
        Self::News,
        Self::Registered,
    ];
    /// What is shown until somebody chooses.
    const USUAL: [Self; 4] = [Self::Company, Self::Session, Self::State, Self::Registered];

    /// Its name in the address.
    const fn word(self) -> &'static str {
        match self {
            Self::Reference => "reference",
            Self::Company => "company",
            Self::Position => "position",
            Self::Phone => "phone",
            Self::Session => "session",
            Self::State => "status",
            Self::Language => "language",
            Self::Timezone => "timezone",
            Self::Source => "source",
            Self::Price => "price",
            Self::Payment => "payment",
            Self::News => "news",
            Self::Registered => "registeredAt",
        }
    }

    fn title(self, i18n: Texts) -> &'static str {
        match self {
            Self::Reference => t_string!(i18n, registrations.reference),
            Self::Company => t_string!(i18n, registrations.company),
            Self::Position => t_string!(i18n, desk.position),
            Self::Phone => t_string!(i18n, registrations.phone),
            Self::Session => t_string!(i18n, registrations.session),
            Self::State => t_string!(i18n, registrations.state),
            Self::Language => t_string!(i18n, registrations.language),
            Self::Timezone => t_string!(i18n, desk.timezone),
            Self::Source => t_string!(i18n, registrations.source),
            Self::Price => t_string!(i18n, planning.price),
            Self::Payment => t_string!(i18n, registrations.payment),
            Self::News => t_string!(i18n, registrations.news),
            Self::Registered => t_string!(i18n, registrations.registered),
        }
    }

    /// Its heading. Of the usual columns some leave where the room is tight; what somebody chose stays.
    pub fn head(self, i18n: Texts, is_chosen: bool) -> Column {
        let class = match self {
            Self::Company if !is_chosen => "p3",
            Self::Session if !is_chosen => "p2",
            Self::Registered if !is_chosen => "num p1",
            Self::Registered | Self::Price => "num",
            _ => "",
        };
        let column = Column::new(self.title(i18n), class);
        match self {
            Self::Company | Self::State | Self::Registered => column.sorted_by(self.word()),
            _ => column,
        }
    }

    /// What stands in it.
    pub fn cell(self, i18n: Texts, writer: &Writer, one: &Registration) -> AnyView {
        let clip = |text: Option<String>| view! { <span class="clip">{text}</span> }.into_any();
        let now = clock::now();
        match self {
            Self::Reference => view! { <code>{one.reference.clone()}</code> }.into_any(),
            Self::Company => clip(one.company.clone()),
            Self::Position => clip(one.position.clone()),
            Self::Phone => clip(one.phone.clone()),
            Self::Session => view! {
                <span class="two-lines of-session">
                    <span>{one.session.title.get(writer.language).to_owned()}</span>
                    <small>{writer.short_day(one.session.starts_at, now)}</small>
                </span>
            }
            .into_any(),
            Self::State => {
                let (tone, word) = words::state(i18n, one.status);
                view! { <Status state=tone>{word}</Status> }.into_any()
            }
            Self::Language => clip(Some(language(one.language).to_owned())),
            Self::Timezone => clip(Some(one.timezone.replace('_', " "))),
            Self::Source => clip(Some(words::source(i18n, &one.source))),
            Self::Price => view! { {one.price.map(|price| money(writer.language, price))} }.into_any(),
            Self::Payment => clip(Some(words::payment(i18n, one.payment_status).to_owned())),
            Self::News => clip(Some(words::news(i18n, one.marketing_consent).to_owned())),
            Self::Registered => {
                let at = one.registered_at;
                let is_today = writer.short_day(at, now) == writer.short_day(now, now);
                let day = (!is_today).then(|| view! { <b>{writer.brief_day(at)}</b> " " });
                view! { <span class="nowrap">{day}<span class="quiet">{writer.time(at)}</span></span> }
                    .into_any()
            }
        }
    }
}

/// What the list shows, and how that is chosen.
#[derive(Clone, Copy)]
pub struct Columns {
    /// What is shown: what the address says, else what this browser kept, else the usual.
    pub shown: Memo<Vec<Shown>>,
    kept: RwSignal<Option<String>>,
    address: Address,
}

impl Columns {
    /// As it was left.
    pub fn new() -> Self {
        let asked = parameter(COLUMNS);
        let kept = RwSignal::new(storage::read(KEPT));
        let shown = Memo::new(move |_| {
            let asked = Some(asked.get()).filter(|words| !words.is_empty());
            asked.or_else(|| kept.get()).map_or_else(|| Shown::USUAL.to_vec(), |words| read(&words))
        });
        Self { shown, kept, address: use_address() }
    }

    /// Keeps the choice, and shows it on the same page of the list.
    fn choose(self, columns: &[Shown]) {
        let words = is_chosen(columns).then(|| write(columns));
        storage::write(KEPT, words.as_deref());
        let cursor = self.address.parameter("cursor");
        let changes = [("cursor", cursor.as_deref()), (COLUMNS, words.as_deref())];
        self.address.go(&href_with(&self.address, &changes), Go::Here);
        self.kept.set(words);
    }
}

/// Whether these are not the usual ones.
pub fn is_chosen(shown: &[Shown]) -> bool {
    shown != Shown::USUAL
}

/// The menu in which columns are chosen.
#[component]
pub fn ColumnsMenu(
    /// Of this list.
    columns: Columns,
) -> impl IntoView {
    let i18n = use_i18n();
    let shown = columns.shown;
    let put = move |column: Shown, is_on: bool| {
        let has = |one: &Shown| match *one == column {
            true => is_on,
            false => shown.with_untracked(|shown| shown.contains(one)),
        };
        columns.choose(&Shown::ALL.into_iter().filter(has).collect::<Vec<_>>());
    };
    let one = move |column: Shown| {
        view! {
            <label class="check">
                <input
                    type="checkbox" prop:checked=move || shown.with(|shown| shown.contains(&column))
                    on:change=move |event| put(column, event_target_checked(&event))
                />
                <span>{column.title(i18n)}</span>
            </label>
        }
    };
    view! {
        <Menu class="chip add" button=move || view! { <span><Icon name="grid" />{t_string!(i18n, registrations.columns)}</span> }>
            <div class="column-choice" role="group" aria-label=t_string!(i18n, registrations.columns)>
                {Shown::ALL.map(one).into_iter().collect_view()}
            </div>
            <button
                type="button" on:click=move |_| columns.choose(&Shown::USUAL)
                aria-disabled=move || (!shown.with(|shown| is_chosen(shown))).then_some("true")
            >
                <Icon name="undo" />{t_string!(i18n, registrations.columns_usual)}
            </button>
        </Menu>
    }
}

/// Column after column, in the order of the table; `-` where only the person is shown.
fn write(columns: &[Shown]) -> String {
    match columns {
        [] => "-".to_owned(),
        columns => columns.iter().map(|column| column.word()).collect::<Vec<_>>().join(","),
    }
}

/// What nobody knows is passed by.
fn read(words: &str) -> Vec<Shown> {
    let words: Vec<_> = words.split(',').collect();
    Shown::ALL.into_iter().filter(|column| words.contains(&column.word())).collect()
}

#[cfg(test)]
mod tests {
    use super::{Shown, read, write};

    #[test]
    fn what_is_written_is_read_again() {
        for columns in [&[][..], &Shown::USUAL, &Shown::ALL] {
            assert_eq!(read(&write(columns)), columns);
        }
        assert_eq!(read("status,nonsense,company"), [Shown::Company, Shown::State]);
    }
}
