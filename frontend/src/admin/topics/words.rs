//! Words for states, levels, fields, and what happened to several topics.

use magnetiq_shared::sessions::{Difficulty, Hue};
use magnetiq_shared::topics::TopicStatus;

use crate::admin::kit::State;
use crate::i18n::{Texts, t_string};

/// A state's word.
pub fn status(i18n: Texts, status: TopicStatus) -> &'static str {
    match status {
        TopicStatus::Draft => t_string!(i18n, topics.draft),
        TopicStatus::Active => t_string!(i18n, topics.active),
        TopicStatus::Archived => t_string!(i18n, topics.archived),
    }
}

/// How a state is to be taken.
pub fn state(status: TopicStatus) -> State {
    match status {
        TopicStatus::Draft => State::Draft,
        TopicStatus::Active => State::Good,
        TopicStatus::Archived => State::Off,
    }
}

/// A level's word.
pub fn difficulty(i18n: Texts, difficulty: Difficulty) -> &'static str {
    match difficulty {
        Difficulty::Beginner => t_string!(i18n, topics.beginner),
        Difficulty::Intermediate => t_string!(i18n, topics.intermediate),
        Difficulty::Advanced => t_string!(i18n, topics.advanced),
    }
}

/// A tint's word.
pub fn hue(i18n: Texts, hue: Hue) -> &'static str {
    match hue {
        Hue::Violet => t_string!(i18n, topics.violet),
        Hue::Teal => t_string!(i18n, topics.teal),
        Hue::Peach => t_string!(i18n, topics.peach),
    }
}

/// What a field is called, by its name in the API.
pub fn field(i18n: Texts, name: &str) -> String {
    let word = match name {
        "title" => t_string!(i18n, topics.title),
        "slug" => t_string!(i18n, topics.slug),
        "summary" => t_string!(i18n, topics.summary),
        "description" => t_string!(i18n, topics.description),
        "learningObjectives" => t_string!(i18n, topics.objectives),
        "prerequisites" => t_string!(i18n, topics.prerequisites),
        "targetAudience" => t_string!(i18n, topics.audience),
        "agenda" => t_string!(i18n, topics.agenda),
        "materials" => t_string!(i18n, topics.materials),
        "category" | "categoryId" => t_string!(i18n, topics.category),
        "tags" | "tagIds" => t_string!(i18n, topics.tags),
        "difficulty" => t_string!(i18n, topics.level),
        "defaultDurationMinutes" => t_string!(i18n, topics.length),
        "defaultPrice" => t_string!(i18n, topics.price),
        "defaultCapacity" => t_string!(i18n, topics.places),
        "defaultSpeakerIds" => t_string!(i18n, topics.speakers),
        "coverPattern" => t_string!(i18n, topics.pattern),
        "thumbnailMediaId" | "promotionalMediaId" => t_string!(i18n, topics.picture),
        "seo" => t_string!(i18n, topics.search_texts),
        "metaTitle" => t_string!(i18n, topics.meta_title),
        "metaDescription" => t_string!(i18n, topics.meta_description),
        "status" => t_string!(i18n, topics.state),
        other => return other.to_owned(),
    };
    word.to_owned()
}

/// Fields in a row.
pub fn fields(i18n: Texts, names: &[String]) -> String {
    names.iter().map(|name| field(i18n, name)).collect::<Vec<_>>().join(", ")
}
