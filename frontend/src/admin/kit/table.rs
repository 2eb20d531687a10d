//! The table of a list: sortable by links, rows to select, a menu at each row's end; skeleton rows until the first
//! rows are there. By keyboard: `j` and `k` go down and up, `x` selects, Enter opens.

use std::collections::BTreeSet;
use std::sync::Arc;

use leptos::ev;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use crate::admin::filters::{href_with, parameter};
use crate::i18n::{fill, t_string, use_i18n};
use crate::state::address::use_address;
use crate::ui::{Icon, Menu, follow};

/// How many rows stand in for those to come.
const BONES: usize = 6;

/// A column.
#[derive(Clone)]
pub struct Column {
    /// Its heading.
    pub name: String,
    /// What the parameter `sort` calls it, where rows can be sorted by it.
    pub sort: Option<&'static str>,
    /// `main`, which takes the room that is left; `num`, `fit`; `p1` to `p3`: `p3` leaves first where room is tight.
    pub class: &'static str,
}

impl Column {
    /// A column that rows are not sorted by.
    pub fn new(name: impl Into<String>, class: &'static str) -> Self {
        Self { name: name.into(), sort: None, class }
    }

    /// Rows can be sorted by it.
    pub fn sorted_by(mut self, name: &'static str) -> Self {
        self.sort = Some(name);
        self
    }
}

/// A row.
pub struct Row {
    /// Tells it apart.
    pub id: String,
    /// What it is called, for those who hear its box and its menu.
    pub name: String,
    /// A cell for each column. The first link or button of the row is what Enter opens.
    pub cells: Vec<AnyView>,
    /// Links and buttons of its menu.
    pub menu: Option<ChildrenFn>,
    /// Whether it is the one that is shown beside the list.
    pub is_open: bool,
}

/// What is known of the rows.
pub enum Rows {
    /// Nothing yet.
    Waiting,
    /// These.
    Ready(Vec<Row>),
    /// Something else stands in their place: nothing matches, or they could not be had.
    Instead(AnyView),
}

/// The selected rows, by id.
#[derive(Clone, Copy)]
pub struct Selection(RwSignal<BTreeSet<String>>);

impl Selection {
    /// Nothing is selected.
    pub fn new() -> Self {
        Self(RwSignal::new(BTreeSet::new()))
    }

    /// How many are selected.
    pub fn count(self) -> usize {
        self.0.with(BTreeSet::len)
    }

    /// The selected ids.
    pub fn ids(self) -> Vec<String> {
        self.0.with_untracked(|ids| ids.iter().cloned().collect())
    }

    /// Selects nothing.
    pub fn clear(self) {
        if !self.0.with_untracked(BTreeSet::is_empty) {
            self.0.set(BTreeSet::new());
        }
    }

    fn has(self, id: &str) -> bool {
        self.0.with(|ids| ids.contains(id))
    }

    fn put(self, ids: &[String], selected: bool) {
        self.0.update(|all| {
            for id in ids {
                match selected {
                    true => all.insert(id.clone()),
                    false => all.remove(id),
                };
            }
        });
    }
}

impl Default for Selection {
    fn default() -> Self {
        Self::new()
    }
}

/// The table.
#[component]
pub fn DataTable(
    /// What it lists, and in which order.
    #[prop(into)]
    caption: String,
    /// Its columns.
    columns: Vec<Column>,
    /// Its rows.
    rows: Arc<dyn Fn() -> Rows + Send + Sync>,
    /// The selected rows, where rows can be selected.
    #[prop(optional, into)]
    selection: Option<Selection>,
    /// Whether rows have menus.
    #[prop(optional)]
    menus: bool,
    /// Whether other rows are on their way.
    #[prop(optional, into)]
    busy: Signal<bool>,
) -> impl IntoView {
    let i18n = use_i18n();
    let table = NodeRef::<html::Table>::new();
    let keys = window_event_listener(ev::keydown, move |event| {
        if let Some(table) = table.get_untracked() {
            move_by_key(&table, &event);
        }
    });
    on_cleanup(move || keys.remove());
    let shown = RwSignal::new(Vec::<String>::new());
    let heads = columns.iter().cloned().map(|column| view! { <Head column=column /> }).collect_view();
    let wide = columns.len() + usize::from(selection.is_some()) + usize::from(menus);
    let body = move || match rows() {
        Rows::Waiting => bones(&columns, selection.is_some(), menus),
        Rows::Instead(view) => view! { <tr class="instead"><td colspan=wide>{view}</td></tr> }.into_any(),
        Rows::Ready(rows) => {
            shown.set(rows.iter().map(|row| row.id.clone()).collect());
            rows.into_iter().map(|row| draw(row, &columns, selection)).collect_view().into_any()
        }
    };
    view! {
        <div class="table-frame">
            <table class="table" class:busy=busy aria-busy=move || busy.get().then_some("true") node_ref=table>
                <caption class="hide">{caption}</caption>
                <thead>
                    <tr>
                        {selection.map(|selection| view! { <th class="fit"><SelectAll selection=selection shown=shown /></th> })}
                        {heads}
                        {menus.then(|| view! { <th class="fit"><span class="hide">{t_string!(i18n, admin.actions)}</span></th> })}
                    </tr>
                </thead>
                <tbody>{follow(body)}</tbody>
            </table>
        </div>
    }
}

/// A heading; where rows can be sorted by it, a link that does, and that turns the order round.
#[component]
fn Head(column: Column) -> impl IntoView {
    let (address, sorted) = (use_address(), parameter("sort"));
    let Column { name, sort, class } = column;
    let Some(field) = sort else { return view! { <th class=class>{name}</th> }.into_any() };
    let is_down = move || sorted.with(|sorted| sorted.strip_prefix('-') == Some(field));
    let is_up = move || sorted.with(|sorted| sorted == field);
    let next = move || if is_up() { format!("-{field}") } else { field.to_owned() };
    let order = move || match (is_up(), is_down()) {
        (true, _) => Some("ascending"),
        (_, true) => Some("descending"),
        _ => None,
    };
    view! {
        <th class=class aria-sort=order>
            <a href=move || href_with(&address, &[("sort", Some(&next()))]) data-stay>
                {name}
                {move || order().map(|order| view! { <Icon name=if order == "ascending" { "up" } else { "down" } /> })}
            </a>
        </th>
    }
    .into_any()
}

/// The box that selects all rows that are shown, or none.
#[component]
fn SelectAll(selection: Selection, shown: RwSignal<Vec<String>>) -> impl IntoView {
    let i18n = use_i18n();
    let count = move || shown.with(|ids| ids.iter().filter(|id| selection.has(id)).count());
    let all = move || count() > 0 && shown.with(Vec::len) == count();
    let some = move || count() > 0 && !all();
    view! {
        <input
            type="checkbox" aria-label=t_string!(i18n, admin.select_all)
            prop:checked=all
            prop:indeterminate=some
            on:change=move |event| selection.put(&shown.get_untracked(), event_target_checked(&event))
        />
    }
}

fn draw(row: Row, columns: &[Column], selection: Option<Selection>) -> AnyView {
    let i18n = use_i18n();
    let Row { id, name, cells, menu, is_open } = row;
    let choose = selection.map(|selection| {
        let (id, other) = (id.clone(), id.clone());
        view! {
            <td class="fit">
                <input
                    type="checkbox"
                    aria-label=fill(t_string!(i18n, admin.select_row), &[("name", &name)])
                    prop:checked=move || selection.has(&id)
                    on:change=move |event| selection.put(std::slice::from_ref(&other), event_target_checked(&event))
                />
            </td>
        }
    });
    let cells =
        cells.into_iter().zip(columns).map(|(cell, column)| view! { <td class=column.class>{cell}</td> });
    let menu = menu.map(|menu| {
        let label = fill(t_string!(i18n, admin.actions_for), &[("name", &name)]);
        view! {
            <td class="fit">
                <Menu label=Signal::stored(label) class="icon-button small" button=|| view! { <Icon name="dots" /> }>
                    {menu()}
                </Menu>
            </td>
        }
    });
    view! {
        <tr aria-current=is_open.then_some("true")>
            {choose}
            {cells.collect_view()}
            {menu}
        </tr>
    }
    .into_any()
}

/// Rows of bars in the size of what is to come.
fn bones(columns: &[Column], selects: bool, menus: bool) -> AnyView {
    let bar = || view! { <span class="bone" aria-hidden="true"></span> };
    let row = |_| {
        view! {
            <tr class="bones">
                {selects.then(|| view! { <td class="fit">{bar()}</td> })}
                {columns.iter().map(|column| view! { <td class=column.class>{bar()}</td> }).collect_view()}
                {menus.then(|| view! { <td class="fit"></td> })}
            </tr>
        }
    };
    (0..BONES).map(row).collect_view().into_any()
}

/// Whether the keyboard writes somewhere, or a dialog or menu has it.
pub fn is_typing(event: &ev::KeyboardEvent) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let writes = target.is_some_and(|target| {
        let writes_at = "input:not([type='checkbox']), textarea, select, [contenteditable='true']";
        target.closest(writes_at).ok().flatten().is_some()
    });
    writes || document().query_selector("dialog[open], :popover-open").ok().flatten().is_some()
}

/// `j` and `k` put the focus on the next or the previous row, `x` selects the row that has it.
fn move_by_key(table: &Element, event: &ev::KeyboardEvent) {
    if event.ctrl_key() || event.meta_key() || event.alt_key() || is_typing(event) {
        return;
    }
    let rows: Vec<Element> = elements(table, "tbody tr:not(.bones, .instead)");
    let active = document().active_element();
    let at = rows.iter().position(|row| row.contains(active.as_deref()));
    let to = match event.key().as_str() {
        "j" => at.map_or(0, |at| at + 1),
        "k" => at.map_or(rows.len().wrapping_sub(1), |at| at.wrapping_sub(1)),
        "x" => {
            let current = at.and_then(|at| elements(&rows[at], "input[type='checkbox']").into_iter().next());
            if let Some(tick) = current.and_then(|tick| tick.dyn_into::<HtmlElement>().ok()) {
                event.prevent_default();
                tick.click();
            }
            return;
        }
        _ => return,
    };
    let opener = rows.get(to).and_then(|row| elements(row, "td a, td button").into_iter().next());
    if let Some(opener) = opener.and_then(|opener| opener.dyn_into::<HtmlElement>().ok()) {
        event.prevent_default();
        // A link that is there can take the focus.
        let _ = opener.focus();
    }
}

fn elements(within: &Element, selector: &str) -> Vec<Element> {
    let Ok(found) = within.query_selector_all(selector) else { return Vec::new() };
    (0..found.length()).filter_map(|at| found.get(at)?.dyn_into().ok()).collect()
}
