//! What is the same in both languages: state, category, level, length, places, price, tags, speakers, picture.

use std::sync::Arc;

use leptos::prelude::*;
use magnetiq_shared::TranslatedText;
use magnetiq_shared::sessions::Difficulty;
use magnetiq_shared::topics::TopicStatus;
use uuid::Uuid;

use super::desk::Desk;
use crate::admin::kit::{NumberInput, SortableList, TagInput};
use crate::admin::me::use_me;
use crate::admin::picture::PictureField;
use crate::admin::topics::words;
use crate::i18n::{fill, t_string, use_i18n};
use crate::ui::{Field, Icon, Select};

/// The patterns that the program draws.
const PATTERNS: [&str; 12] =
    ["rings", "grid", "waves", "network", "bars", "arcs", "dots", "sun", "blocks", "steps", "pulse", "gates"];

/// The card of these fields.
#[component]
pub fn Facts(
    /// The desk.
    desk: Desk,
) -> impl IntoView {
    let i18n = use_i18n();
    let language = use_me().language;
    let model = desk.model;
    let pair = |key: &str, shown: &str| (key.to_owned(), shown.to_owned());
    let name = move |text: &TranslatedText| text.get(language).to_owned();
    let categories = Signal::derive(move || {
        let choose = vec![(String::new(), t_string!(i18n, topics.choose).to_owned())];
        let all = desk.known.with(|known| {
            known.categories.iter().map(|one| (one.id.to_string(), name(&one.name))).collect::<Vec<_>>()
        });
        let is_chosen = model.category.with_untracked(|id| !id.is_empty());
        if is_chosen { all } else { choose.into_iter().chain(all).collect() }
    });
    let levels: Vec<_> =
        Difficulty::ALL.iter().map(|level| pair(level.word(), words::difficulty(i18n, *level))).collect();
    let states: Vec<_> =
        TopicStatus::ALL.iter().map(|state| pair(state.word(), words::status(i18n, *state))).collect();
    let patterns: Vec<_> = PATTERNS.iter().map(|pattern| pair(pattern, pattern)).collect();
    let known_tags = Signal::derive(move || {
        desk.known.with(|known| known.tags.iter().map(|tag| tag.name.en.clone()).collect::<Vec<_>>())
    });
    let no_category = move || {
        desk.form.first_error_below("/categoryId").map(|error| {
            view! {
                <span class="error"><Icon name="alert" />{error}</span>
            }
        })
    };
    let currency =
        desk.saved().default_price.map_or("EUR".to_owned(), |price| price.currency.code().to_owned());
    view! {
        <section class="card stack">
            <h2>{t_string!(i18n, topics.same)}</h2>
            <div class="topic-facts">
                <div class="field">
                    <Select label=t_string!(i18n, topics.category) name="categoryId" value=model.category choices=categories />
                    {no_category}
                </div>
                <Select label=t_string!(i18n, topics.level) name="difficulty" value=model.difficulty choices=Signal::stored(levels) />
                <Select label=t_string!(i18n, topics.state) name="status" value=model.status choices=Signal::stored(states) />
                <Select label=t_string!(i18n, topics.pattern) name="coverPattern" value=model.pattern choices=Signal::stored(patterns) />
                <NumberInput
                    label=t_string!(i18n, topics.length) name="defaultDurationMinutes" value=model.duration min=1 max=1440 unit="min"
                    error=desk.form.error("/defaultDurationMinutes")
                />
                <NumberInput
                    label=t_string!(i18n, topics.places) name="defaultCapacity" value=model.capacity min=1 max=100_000
                    hint=t_string!(i18n, topics.places_hint) error=desk.form.error("/defaultCapacity")
                />
                <Field
                    label=format!("{} ({currency})", t_string!(i18n, topics.price)) name="defaultPrice" inputmode="decimal" value=model.price
                    required=false hint=t_string!(i18n, topics.price_hint) error=desk.form.error("/defaultPrice/amount")
                />
            </div>
            <TagInput label=t_string!(i18n, topics.tags) name="tagIds" value=model.tags known=known_tags most=30 />
            <Speakers desk=desk />
            <PictureField
                label=t_string!(i18n, topics.thumbnail) hint=t_string!(i18n, topics.thumbnail_hint) value=model.thumbnail
                error=desk.form.error("/thumbnailMediaId")
            />
            <PictureField
                label=t_string!(i18n, topics.promotional) hint=t_string!(i18n, topics.promotional_hint) value=model.promotional
                error=desk.form.error("/promotionalMediaId")
            />
        </section>
    }
}

/// Who presents it, the first first.
#[component]
fn Speakers(desk: Desk) -> impl IntoView {
    let i18n = use_i18n();
    let chosen = desk.model.speakers;
    let name = move |id: &Uuid| {
        let found = |known: &super::desk::Known| {
            known.speakers.iter().find(|one| one.id == *id).map(|one| one.name.clone())
        };
        desk.known.with(found).unwrap_or_else(|| t_string!(i18n, topics.speaker_unknown).to_owned())
    };
    let items = Signal::derive(move || {
        chosen.with(|ids| ids.iter().map(|id| (id.to_string(), name(id))).collect::<Vec<_>>())
    });
    let draw: Arc<dyn Fn(&str) -> AnyView + Send + Sync> = Arc::new(move |id: &str| {
        let Ok(id) = id.parse::<Uuid>() else { return ().into_any() };
        let shown = name(&id);
        view! {
            <span class="line">
                {shown.clone()}
                <button
                    type="button" class="icon-button small push" aria-label=fill(t_string!(i18n, admin.remove), &[("name", &shown)])
                    on:click=move |_| chosen.update(|ids| ids.retain(|other| *other != id))
                >
                    <Icon name="close" />
                </button>
            </span>
        }
        .into_any()
    });
    let go = Callback::new(move |(from, to): (usize, usize)| {
        chosen.update(|ids| {
            let id = ids.remove(from);
            ids.insert(to, id);
        });
    });
    let offered = move || {
        desk.known.with(|known| {
            let free = known
                .speakers
                .iter()
                .filter(|one| one.is_active && chosen.with(|ids| !ids.contains(&one.id)));
            free.map(|one| view! { <option value=one.id.to_string()>{one.name.clone()}</option> })
                .collect_view()
        })
    };
    let add = move |event: leptos::ev::Event| {
        if let Ok(id) = event_target_value(&event).parse::<Uuid>() {
            chosen.update(|ids| ids.push(id));
        }
    };
    view! {
        <div class="field" role="group" aria-label=t_string!(i18n, topics.speakers)>
            <span class="label">{t_string!(i18n, topics.speakers)}</span>
            <SortableList label=t_string!(i18n, topics.speakers) items=items draw=draw on_move=go />
            <span class="choice">
                <select aria-label=t_string!(i18n, topics.add_speaker) on:change=add prop:value=move || { chosen.track(); "" }>
                    <option value="">{t_string!(i18n, topics.add_speaker)}</option>
                    {offered}
                </select>
                <Icon name="down" />
            </span>
        </div>
    }
}
