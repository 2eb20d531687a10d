//! What the parts of the editor share: what is typed, what is saved, and what differs.

use leptos::prelude::*;
use magnetiq_shared::ai::AiState;
use magnetiq_shared::speakers::staff::SpeakerSummary;
use magnetiq_shared::topics::{Category, NewTag, Tag, Topic, TopicContent};
use magnetiq_shared::{Language, TranslatedText};

use super::around::{Around, plain};
use super::model::{Changes, Model, blank};
use crate::admin::form::Form;
use crate::api::{ApiResult, topics};

/// What a topic can be connected with.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Known {
    /// All categories.
    pub categories: Vec<Category>,
    /// All tags.
    pub tags: Vec<Tag>,
    /// All speakers.
    pub speakers: Vec<SpeakerSummary>,
    /// Whether texts can be asked for; `None` where one may not.
    pub ai: Option<AiState>,
}

/// The desk on which a topic lies.
#[derive(Clone, Copy)]
pub struct Desk {
    /// What is typed.
    pub model: Model,
    /// The topic as it is saved; `None` for one that is new.
    pub topic: RwSignal<Option<Topic>>,
    /// What it can be connected with.
    pub known: RwSignal<Known>,
    /// The form's sending.
    pub form: Form,
    /// What differs from what is saved.
    pub changes: Memo<Changes>,
    /// How many texts are being written.
    pub writing: RwSignal<u32>,
    /// Whether nothing may be changed.
    pub is_locked: bool,
}

impl Desk {
    /// Lays a topic on the desk.
    pub fn new(topic: Option<Topic>, known: Known, is_locked: bool) -> Self {
        let (topic, known, model) = (RwSignal::new(topic), RwSignal::new(known), Model::new());
        let changes = Memo::new(move |_| {
            let saved = topic.with(saved_of);
            let now = known.with(|known| model.content(&saved, &known.tags));
            let mut changes = Changes::between(&saved, &now);
            let is_new =
                |name: &String| known.with(|known| known.tags.iter().all(|tag| tag.name.en != *name));
            let has_new = model.tags.with(|names| names.iter().any(is_new));
            if has_new && !changes.fields.iter().any(|name| name == "tagIds") {
                changes.fields.push("tagIds".to_owned());
            }
            changes
        });
        let desk =
            Self { model, topic, known, form: Form::new(), changes, writing: RwSignal::new(0), is_locked };
        desk.show_saved();
        desk
    }

    /// What its texts and their help know of it.
    pub fn around(self) -> Around {
        let notes = move |()| {
            let (summary, audience) = (self.model.summary.en.get(), self.model.audience.en.get());
            [summary, plain(&self.model.description.en.get()), audience].join("\n")
        };
        Around {
            form: self.form,
            title: Callback::new(move |language| self.title(language)),
            notes: Callback::new(notes),
            typed: Callback::new(move |()| self.changes.track()),
            writing: self.writing,
            has_help: Signal::derive(move || {
                self.known.with(|known| known.ai.as_ref().is_some_and(|ai| ai.configured))
            }),
            is_locked: Signal::stored(self.is_locked),
        }
    }

    /// The content that is saved. Not followed.
    pub fn saved(self) -> TopicContent {
        self.topic.with_untracked(saved_of)
    }

    /// Shows what is saved, and forgets what was typed.
    pub fn show_saved(self) {
        self.show(&self.saved());
    }

    /// Shows some content.
    pub fn show(self, content: &TopicContent) {
        self.known.with_untracked(|known| self.model.fill(content, &known.tags));
    }

    /// Takes what the server answered as what is saved.
    pub fn take(self, topic: Topic) {
        self.topic.set(Some(topic));
        self.show_saved();
    }

    /// Takes a newer state as what is saved, and keeps what was typed on top of it.
    pub fn rebase(self, newer: Topic) {
        let typed = self.changes.get_untracked().patch;
        let mut content = newer.content.clone();
        typed.apply(&mut content);
        self.topic.set(Some(newer));
        self.show(&content);
    }

    /// Makes the tags that nobody made yet.
    ///
    /// # Errors
    /// As [`topics::make_tag`].
    pub async fn make_tags(self) -> ApiResult<()> {
        let is_known = |known: &Known, name: &str| known.tags.iter().any(|tag| tag.name.en == name);
        for name in self.model.tags.get_untracked() {
            if self.known.with_untracked(|known| is_known(known, &name)) {
                continue;
            }
            let tag =
                topics::make_tag(&NewTag { name: TranslatedText { en: name, de: None }, slug: None }).await?;
            self.known.update(|known| known.tags.push(tag));
        }
        Ok(())
    }

    /// The title, for what is about the whole topic.
    pub fn title(self, language: Language) -> String {
        let own = self.model.title.of(language).get();
        if own.trim().is_empty() { self.model.title.en.get() } else { own }
    }
}

fn saved_of(topic: &Option<Topic>) -> TopicContent {
    topic.as_ref().map_or_else(blank, |topic| topic.content.clone())
}
