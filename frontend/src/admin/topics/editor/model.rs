//! What is typed of a topic, as signals; and what of it differs from what is saved.

use leptos::prelude::*;
use magnetiq_shared::sessions::AgendaItem;
use magnetiq_shared::sessions::Difficulty;
use magnetiq_shared::topics::{Seo, Tag, TopicContent, TopicPatch, TopicStatus, TranslatedList};
use magnetiq_shared::{Currency, Language, Money, TranslatedText};
use uuid::Uuid;

use super::points::Points;

/// A text in both languages.
#[derive(Clone, Copy)]
pub struct Both {
    /// English.
    pub en: RwSignal<String>,
    /// German; empty where there is none.
    pub de: RwSignal<String>,
}

impl Both {
    fn new() -> Self {
        Self { en: RwSignal::new(String::new()), de: RwSignal::new(String::new()) }
    }

    /// One of the two.
    pub fn of(self, language: Language) -> RwSignal<String> {
        match language {
            Language::En => self.en,
            Language::De => self.de,
        }
    }

    fn put(self, text: Option<&TranslatedText>) {
        self.en.set(text.map(|text| text.en.clone()).unwrap_or_default());
        self.de.set(text.and_then(|text| text.de.clone()).unwrap_or_default());
    }

    fn whole(self) -> TranslatedText {
        translated(&self.en.get(), &self.de.get())
    }

    fn option(self) -> Option<TranslatedText> {
        Some(self.whole()).filter(|text| !text.en.is_empty() || text.de.is_some())
    }
}

/// Both languages of a text; empty German is none.
pub fn translated(en: &str, de: &str) -> TranslatedText {
    TranslatedText { en: en.to_owned(), de: Some(de.to_owned()).filter(|german| !german.trim().is_empty()) }
}

/// What is typed of a point of the agenda.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Step {
    /// Tells it apart on screen.
    pub key: u32,
    /// Minutes.
    pub minutes: String,
    /// What it is, English and German.
    pub title: [String; 2],
    /// More about it, English and German.
    pub text: [String; 2],
}

/// What is typed of a topic. Numbers are texts while they are typed; tags go by their names.
#[derive(Clone, Copy)]
pub struct Model {
    pub title: Both,
    pub slug: RwSignal<String>,
    pub summary: Both,
    pub description: Both,
    pub objectives: Points,
    pub prerequisites: Both,
    pub audience: Both,
    pub agenda: RwSignal<Vec<Step>>,
    pub materials: Points,
    pub category: RwSignal<String>,
    pub tags: RwSignal<Vec<String>>,
    pub difficulty: RwSignal<String>,
    pub duration: RwSignal<String>,
    pub price: RwSignal<String>,
    pub capacity: RwSignal<String>,
    pub speakers: RwSignal<Vec<Uuid>>,
    pub pattern: RwSignal<String>,
    pub thumbnail: RwSignal<String>,
    pub promotional: RwSignal<String>,
    pub meta_title: Both,
    pub meta_description: Both,
    pub keywords_en: RwSignal<Vec<String>>,
    pub keywords_de: RwSignal<Vec<String>>,
    pub status: RwSignal<String>,
}

impl Model {
    /// Nothing typed yet.
    pub fn new() -> Self {
        let text = || RwSignal::new(String::new());
        let words = || RwSignal::new(Vec::new());
        Self {
            title: Both::new(),
            slug: text(),
            summary: Both::new(),
            description: Both::new(),
            objectives: Points::new(),
            prerequisites: Both::new(),
            audience: Both::new(),
            agenda: RwSignal::new(Vec::new()),
            materials: Points::new(),
            category: text(),
            tags: words(),
            difficulty: text(),
            duration: text(),
            price: text(),
            capacity: text(),
            speakers: RwSignal::new(Vec::new()),
            pattern: text(),
            thumbnail: text(),
            promotional: text(),
            meta_title: Both::new(),
            meta_description: Both::new(),
            keywords_en: words(),
            keywords_de: words(),
            status: text(),
        }
    }

    /// Shows this content.
    pub fn fill(self, content: &TopicContent, tags: &[Tag]) {
        self.title.put(Some(&content.title));
        self.slug.set(content.slug.clone());
        self.summary.put(content.summary.as_ref());
        self.description.put(Some(&content.description));
        self.objectives.put(&content.learning_objectives);
        self.prerequisites.put(content.prerequisites.as_ref());
        self.audience.put(content.target_audience.as_ref());
        self.agenda.set(content.agenda.iter().zip(1..).map(|(item, key)| step(item, key)).collect());
        self.materials.put(&content.materials);
        let category = content.category_id;
        self.category.set(if category.is_nil() { String::new() } else { category.to_string() });
        let name = |id: &Uuid| tags.iter().find(|tag| tag.id == *id).map(|tag| tag.name.en.clone());
        self.tags.set(content.tag_ids.iter().filter_map(name).collect());
        self.difficulty.set(content.difficulty.word().to_owned());
        self.duration.set(content.default_duration_minutes.to_string());
        self.price.set(content.default_price.map(typed_price).unwrap_or_default());
        self.capacity.set(content.default_capacity.map(|places| places.to_string()).unwrap_or_default());
        self.speakers.set(content.default_speaker_ids.clone());
        self.pattern.set(content.cover_pattern.clone());
        let id = |media: Option<Uuid>| media.map(|id| id.to_string()).unwrap_or_default();
        self.thumbnail.set(id(content.thumbnail_media_id));
        self.promotional.set(id(content.promotional_media_id));
        self.meta_title.put(content.seo.meta_title.as_ref());
        self.meta_description.put(content.seo.meta_description.as_ref());
        self.keywords_en.set(content.seo.keywords.en.clone());
        self.keywords_de.set(content.seo.keywords.de.clone());
        self.status.set(content.status.word().to_owned());
    }

    /// What is typed, over what is saved. Followed. A number that is none becomes one that the server refuses, with
    /// the field's name. Tags that nobody made yet are left out.
    pub fn content(self, saved: &TopicContent, tags: &[Tag]) -> TopicContent {
        let id = |name: &String| tags.iter().find(|tag| tag.name.en == *name).map(|tag| tag.id);
        let currency = saved.default_price.map_or(Currency::EUR, |price| price.currency);
        TopicContent {
            title: self.title.whole(),
            slug: self.slug.get(),
            summary: self.summary.option(),
            description: self.description.whole(),
            learning_objectives: self.objectives.whole(),
            prerequisites: self.prerequisites.option(),
            target_audience: self.audience.option(),
            agenda: self.agenda.with(|steps| steps.iter().map(item).collect()),
            materials: self.materials.whole(),
            category_id: self.category.get().parse().unwrap_or(saved.category_id),
            tag_ids: self.tags.with(|names| names.iter().filter_map(id).collect()),
            difficulty: self.difficulty.get().parse().unwrap_or(saved.difficulty),
            default_duration_minutes: self.duration.get().trim().parse().unwrap_or_default(),
            default_price: price(&self.price.get(), currency),
            default_capacity: Some(self.capacity.get())
                .filter(|places| !places.trim().is_empty())
                .map(|places| places.trim().parse().unwrap_or_default()),
            default_speaker_ids: self.speakers.get(),
            cover_pattern: self.pattern.get(),
            thumbnail_media_id: self.thumbnail.get().parse().ok(),
            promotional_media_id: self.promotional.get().parse().ok(),
            seo: Seo {
                meta_title: self.meta_title.option(),
                meta_description: self.meta_description.option(),
                keywords: TranslatedList { en: self.keywords_en.get(), de: self.keywords_de.get() },
            },
            status: self.status.get().parse().unwrap_or(saved.status),
        }
    }
}

/// A topic of which nothing is known.
pub fn blank() -> TopicContent {
    TopicContent {
        title: TranslatedText::default(),
        slug: String::new(),
        summary: None,
        description: TranslatedText::default(),
        learning_objectives: Vec::new(),
        prerequisites: None,
        target_audience: None,
        agenda: Vec::new(),
        materials: Vec::new(),
        category_id: Uuid::nil(),
        tag_ids: Vec::new(),
        difficulty: Difficulty::Beginner,
        default_duration_minutes: 60,
        default_price: None,
        default_capacity: None,
        default_speaker_ids: Vec::new(),
        cover_pattern: "waves".to_owned(),
        thumbnail_media_id: None,
        promotional_media_id: None,
        seo: Seo::default(),
        status: TopicStatus::Draft,
    }
}

/// What differs, and the names of the fields that do.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Changes {
    /// The fields as they are to be.
    pub patch: TopicPatch,
    /// Their names in the API.
    pub fields: Vec<String>,
}

impl Changes {
    /// What makes `now` of `saved`.
    pub fn between(saved: &TopicContent, now: &TopicContent) -> Self {
        let object = |content: &TopicContent| match serde_json::to_value(content) {
            Ok(serde_json::Value::Object(fields)) => fields,
            // A topic is always an object.
            _ => serde_json::Map::new(),
        };
        let saved = object(saved);
        let mut now = object(now);
        now.retain(|name, value| saved.get(name) != Some(value));
        let fields = now.keys().cloned().collect();
        // The fields of a patch have the names and types of those of the content.
        let patch = serde_json::from_value(serde_json::Value::Object(now)).unwrap_or_default();
        Self { patch, fields }
    }
}

fn step(item: &AgendaItem, key: u32) -> Step {
    let both = |text: Option<&TranslatedText>| {
        let german = text.and_then(|text| text.de.clone()).unwrap_or_default();
        [text.map(|text| text.en.clone()).unwrap_or_default(), german]
    };
    Step {
        key,
        minutes: item.minutes.to_string(),
        title: both(Some(&item.title)),
        text: both(item.text.as_ref()),
    }
}

fn item(step: &Step) -> AgendaItem {
    let text = translated(&step.text[0], &step.text[1]);
    AgendaItem {
        minutes: step.minutes.trim().parse().unwrap_or_default(),
        title: translated(&step.title[0], &step.title[1]),
        text: Some(text).filter(|text| !text.en.is_empty() || text.de.is_some()),
    }
}

fn typed_price(price: Money) -> String {
    let digits = price.currency.digits();
    let unit = 10_i64.pow(digits);
    match price.amount % unit {
        0 => (price.amount / unit).to_string(),
        cents => format!("{}.{cents:0width$}", price.amount / unit, width = digits as usize),
    }
}

/// Empty or nought is free; what is no amount is one that the server refuses.
fn price(typed: &str, currency: Currency) -> Option<Money> {
    let typed = typed.trim().replace(',', ".");
    if typed.is_empty() {
        return None;
    }
    let unit = 10_f64.powi(currency.digits() as i32);
    let amount = typed.parse::<f64>().map_or(-1, |price| (price * unit).round() as i64);
    (amount != 0).then(|| Money::new(amount, currency))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_name_what_differs_and_nothing_else() {
        let saved = blank();
        assert_eq!(Changes::between(&saved, &saved), Changes::default());
        let now = TopicContent { default_capacity: Some(20), ..saved.clone() };
        let changes = Changes::between(&saved, &now);
        assert_eq!(changes.fields, ["defaultCapacity"]);
        assert_eq!(changes.patch.default_capacity, Some(Some(20)));
        assert_eq!(Changes::between(&now, &saved).patch.default_capacity, Some(None));
    }

    #[test]
    fn prices_are_read_as_people_type_them() {
        let eur = |amount| Some(Money::new(amount, Currency::EUR));
        assert_eq!(price("129", Currency::EUR), eur(12_900));
        assert_eq!(price("12,50", Currency::EUR), eur(1_250));
        assert_eq!(price("0", Currency::EUR), None);
        assert_eq!(price("a lot", Currency::EUR), eur(-1));
        assert_eq!(typed_price(Money::new(1_250, Currency::EUR)), "12.50");
    }
}
