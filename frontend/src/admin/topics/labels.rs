//! Categories and tags: the dialog that lists them, to make, rename and delete them.

use leptos::prelude::*;
use magnetiq_shared::TranslatedText;
use magnetiq_shared::scopes::Scope;
use magnetiq_shared::sessions::Hue;
use magnetiq_shared::topics::{Category, Tag};
use uuid::Uuid;

use super::label_edit::{DeleteLabel, EditLabel};
use crate::admin::me::{refusal, use_me};
use crate::i18n::{counted, fill, t_string, use_i18n};
use crate::ui::{Button, Dialog, Icon, Look, follow};

/// A category or a tag.
#[derive(Clone, Debug, PartialEq)]
pub struct Label {
    /// Id; `None` for one to be made.
    pub id: Option<Uuid>,
    /// Its name.
    pub name: TranslatedText,
    /// The tint of a category; tags have none.
    pub hue: Option<Hue>,
    /// How many topics use it.
    pub topics: u32,
    /// The version that was seen; 0 for one to be made.
    pub version: i32,
}

impl Label {
    /// Whether it is a category.
    pub fn is_category(&self) -> bool {
        self.hue.is_some()
    }
}

/// What the dialog shows.
#[derive(Clone, Debug, PartialEq)]
enum Step {
    List,
    Edit(Label),
    Delete(Label),
}

/// The dialog.
#[component]
pub fn LabelsDialog(
    /// Whether it is open.
    open: RwSignal<bool>,
    /// All categories.
    categories: Signal<Vec<Category>>,
    /// All tags.
    tags: Signal<Vec<Tag>>,
    /// Something was changed.
    on_done: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    let step = RwSignal::new(Step::List);
    Effect::new(move |_| {
        if open.get() {
            step.set(Step::List);
        }
    });
    let back = Callback::new(move |()| step.set(Step::List));
    let done = Callback::new(move |()| {
        step.set(Step::List);
        on_done.run(());
    });
    let all = Signal::derive(move || {
        let category = |one: Category| Label {
            id: Some(one.id),
            name: one.name,
            hue: Some(one.hue),
            topics: one.topics,
            version: one.version,
        };
        let tag = |one: Tag| Label {
            id: Some(one.id),
            name: one.name,
            hue: None,
            topics: one.topics,
            version: one.version,
        };
        categories.get().into_iter().map(category).chain(tags.get().into_iter().map(tag)).collect::<Vec<_>>()
    });
    let body = move || match step.get() {
        Step::List => view! {
            <div class="stack">
                <h2 id="labels-title">{t_string!(i18n, topics.labels)}</h2>
                <Group title=t_string!(i18n, topics.categories) all=all is_category=true step=step />
                <Group title=t_string!(i18n, topics.tags) all=all is_category=false step=step />
            </div>
        }
        .into_any(),
        Step::Edit(label) => view! { <EditLabel label=label on_back=back on_done=done /> }.into_any(),
        Step::Delete(label) => {
            view! { <DeleteLabel label=label all=all on_back=back on_done=done /> }.into_any()
        }
    };
    view! {
        <Dialog open=open labelled_by="labels-title" close_label=t_string!(i18n, admin.close) class="form-dialog">
            {follow(body)}
        </Dialog>
    }
}

#[component]
fn Group(
    title: &'static str,
    all: Signal<Vec<Label>>,
    is_category: bool,
    step: RwSignal<Step>,
) -> impl IntoView {
    let i18n = use_i18n();
    let language = use_me().language;
    let may_write = refusal(Scope::TopicsWrite).is_none();
    let make = Callback::new(move |()| {
        let hue = is_category.then_some(Hue::Violet);
        step.set(Step::Edit(Label { id: None, name: TranslatedText::default(), hue, topics: 0, version: 0 }));
    });
    let item = move |label: Label| {
        let name = label.name.get(language).to_owned();
        let count = counted(label.topics, t_string!(i18n, topics.count_one), t_string!(i18n, topics.count));
        let (edit, delete) = (label.clone(), label.clone());
        let acts = may_write.then(|| view! {
            <button
                type="button" class="icon-button small" aria-label=fill(t_string!(i18n, topics.edit_label), &[("name", &name)])
                on:click=move |_| step.set(Step::Edit(edit.clone()))
            >
                <Icon name="edit" />
            </button>
            <button
                type="button" class="icon-button small" aria-label=fill(t_string!(i18n, topics.delete_label), &[("name", &name)])
                on:click=move |_| step.set(Step::Delete(delete.clone()))
            >
                <Icon name="trash" />
            </button>
        });
        view! {
            <li>
                {label.hue.map(|hue| view! { <i class="tint" data-hue=hue.word() aria-hidden="true"></i> })}
                <span>
                    {name.clone()}
                    {label.name.de.is_none().then(|| view! { <span class="tag warn">{t_string!(i18n, admin.german_missing)}</span> })}
                </span>
                <small>{count}</small>
                {acts}
            </li>
        }
    };
    let items = move || {
        all.get().into_iter().filter(|label| label.is_category() == is_category).map(item).collect_view()
    };
    view! {
        <section class="label-group">
            <header class="line">
                <h3>{title}</h3>
                {may_write.then(|| view! {
                    <Button look=Look::Plain class="small push" on_press=make>
                        <Icon name="plus" />
                        {if is_category { t_string!(i18n, topics.new_category) } else { t_string!(i18n, topics.new_tag) }}
                    </Button>
                })}
            </header>
            <ul>{items}</ul>
        </section>
    }
}
