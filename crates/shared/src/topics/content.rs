//! What staff type of a topic, and the rules for it.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::TopicStatus;
use crate::sessions::{AgendaItem, Difficulty};
use crate::{Code, FieldError, Money, TranslatedText, fields};

/// Characters of a title.
pub const TITLE_MAX: usize = 200;
/// Characters of a summary.
pub const SUMMARY_MAX: usize = 300;
/// Characters of a description, tags included.
pub const DESCRIPTION_MAX: usize = 20_000;
/// Characters of the other texts.
pub const TEXT_MAX: usize = 2_000;
/// How many objectives, points of material or default speakers there can be.
pub const POINTS_MAX: usize = 30;
/// How many points an agenda can have.
pub const AGENDA_MAX: usize = 50;
/// How many keywords there can be in a language.
pub const KEYWORDS_MAX: usize = 20;
/// Characters of the title for search engines.
pub const META_TITLE_MAX: usize = 100;
/// Characters of the description for search engines.
pub const META_DESCRIPTION_MAX: usize = 300;
/// Minutes: a day.
pub const DURATION_MAX: u32 = 1_440;
/// Places.
pub const CAPACITY_MAX: u32 = 100_000;
/// Minor units.
pub const PRICE_MAX: i64 = 100_000_000;

/// What staff type of a topic.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct TopicContent {
    /// At most 200 characters.
    pub title: TranslatedText,
    /// Its name in addresses, which no other topic has.
    pub slug: String,
    /// The card's short description; `null`: the first words of the description.
    pub summary: Option<TranslatedText>,
    /// Sanitised HTML.
    pub description: TranslatedText,
    /// What one will learn, point by point.
    pub learning_objectives: Vec<TranslatedText>,
    /// What one should know before.
    pub prerequisites: Option<TranslatedText>,
    /// Who should come.
    pub target_audience: Option<TranslatedText>,
    /// What happens when.
    pub agenda: Vec<AgendaItem>,
    /// What attendees take home, point by point.
    pub materials: Vec<TranslatedText>,
    /// Its category.
    pub category_id: Uuid,
    /// Its tags.
    pub tag_ids: Vec<Uuid>,
    /// How much one should know.
    pub difficulty: Difficulty,
    /// How long a session takes unless told otherwise, in minutes.
    pub default_duration_minutes: u32,
    /// What a place costs unless told otherwise, gross; `null` is free.
    pub default_price: Option<Money>,
    /// How many places there are unless told otherwise; `null` is no limit.
    pub default_capacity: Option<u32>,
    /// Who presents it unless told otherwise, the first first.
    pub default_speaker_ids: Vec<Uuid>,
    /// The pattern that is drawn where there is no picture, such as `waves`.
    pub cover_pattern: String,
    /// An uploaded picture for cards.
    pub thumbnail_media_id: Option<Uuid>,
    /// An uploaded picture for posts.
    pub promotional_media_id: Option<Uuid>,
    /// What search engines read.
    pub seo: Seo,
    /// Where it is in its life.
    pub status: TopicStatus,
}

/// What search engines read of a page instead of title and summary.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct Seo {
    /// At most 100 characters; `null`: the title.
    pub meta_title: Option<TranslatedText>,
    /// At most 300 characters; `null`: summary, date and speaker.
    pub meta_description: Option<TranslatedText>,
    /// What people search for.
    pub keywords: TranslatedList,
}

/// Words of each language, which need not be translations of each other.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default, deny_unknown_fields)]
pub struct TranslatedList {
    /// English ones.
    pub en: Vec<String>,
    /// German ones.
    pub de: Vec<String>,
}

impl TopicContent {
    /// The content as it is kept: every text trimmed, empty German left out. HTML is not touched.
    ///
    /// # Errors
    /// One error for each field that breaks its rule.
    pub fn cleaned(mut self) -> Result<Self, Vec<FieldError>> {
        let mut check = Check::default();
        check.whole("/title", &mut self.title, true, |text| fields::line(text, TITLE_MAX));
        match fields::slug(&self.slug) {
            Ok(slug) => self.slug = slug,
            Err(code) => check.error("/slug", code),
        }
        check.optional("/summary", &mut self.summary, |text| fields::line(text, SUMMARY_MAX));
        let active = self.status == TopicStatus::Active;
        let html = |text: &str| match text.chars().count() {
            0..=DESCRIPTION_MAX => Ok(text.to_owned()),
            _ => Err(Code::TooLong),
        };
        check.whole("/description", &mut self.description, active, html);
        check.points("/learningObjectives", &mut self.learning_objectives);
        check.optional("/prerequisites", &mut self.prerequisites, |text| fields::text(text, TEXT_MAX));
        check.optional("/targetAudience", &mut self.target_audience, |text| fields::text(text, TEXT_MAX));
        check.agenda(&mut self.agenda);
        check.points("/materials", &mut self.materials);
        check.count("/tagIds", self.tag_ids.len());
        check.count("/defaultSpeakerIds", self.default_speaker_ids.len());
        check.range("/defaultDurationMinutes", self.default_duration_minutes.into(), DURATION_MAX.into());
        if let Some(capacity) = self.default_capacity {
            check.range("/defaultCapacity", capacity.into(), CAPACITY_MAX.into());
        }
        if let Some(price) = self.default_price {
            check.range("/defaultPrice/amount", price.amount, PRICE_MAX);
        }
        let seo = &mut self.seo;
        check.optional("/seo/metaTitle", &mut seo.meta_title, |text| fields::line(text, META_TITLE_MAX));
        check.optional("/seo/metaDescription", &mut seo.meta_description, |text| {
            fields::line(text, META_DESCRIPTION_MAX)
        });
        check.keywords("/seo/keywords/en", &mut seo.keywords.en);
        check.keywords("/seo/keywords/de", &mut seo.keywords.de);
        if check.0.is_empty() { Ok(self) } else { Err(check.0) }
    }

    /// The fields that have an English text and no German one, by their names. Keywords may be in one language.
    pub fn german_missing(&self) -> Vec<String> {
        let lacks = |text: &TranslatedText| !text.en.is_empty() && text.de.is_none();
        let agenda = |item: &AgendaItem| lacks(&item.title) || item.text.as_ref().is_some_and(lacks);
        let optional = |text: &Option<TranslatedText>| text.as_ref().is_some_and(lacks);
        let fields = [
            ("title", lacks(&self.title)),
            ("summary", optional(&self.summary)),
            ("description", lacks(&self.description)),
            ("learningObjectives", self.learning_objectives.iter().any(lacks)),
            ("prerequisites", optional(&self.prerequisites)),
            ("targetAudience", optional(&self.target_audience)),
            ("agenda", self.agenda.iter().any(agenda)),
            ("materials", self.materials.iter().any(lacks)),
            ("metaTitle", optional(&self.seo.meta_title)),
            ("metaDescription", optional(&self.seo.meta_description)),
        ];
        fields.into_iter().filter(|(_, lacks)| *lacks).map(|(name, _)| name.to_owned()).collect()
    }
}

/// Collects what is wrong.
#[derive(Default)]
struct Check(Vec<FieldError>);

impl Check {
    fn error(&mut self, pointer: &str, code: Code) {
        self.0.push(FieldError::new(pointer, code));
    }

    /// A text whose English may be `needed`.
    fn whole(
        &mut self,
        pointer: &str,
        text: &mut TranslatedText,
        needed: bool,
        rule: impl Fn(&str) -> Result<String, Code>,
    ) {
        match rule(&text.en) {
            Ok(clean) if clean.is_empty() && needed => self.error(&format!("{pointer}/en"), Code::Required),
            Ok(clean) => text.en = clean,
            Err(code) => self.error(&format!("{pointer}/en"), code),
        }
        match text.de.as_deref().map(rule) {
            None => {}
            Some(Ok(clean)) => text.de = Some(clean).filter(|german| !german.is_empty()),
            Some(Err(code)) => self.error(&format!("{pointer}/de"), code),
        }
    }

    /// A text that may be left out; German alone is no text.
    fn optional(
        &mut self,
        pointer: &str,
        text: &mut Option<TranslatedText>,
        rule: impl Fn(&str) -> Result<String, Code>,
    ) {
        let Some(given) = text else { return };
        self.whole(pointer, given, given.de.as_ref().is_some_and(|german| !german.trim().is_empty()), rule);
        if given.en.is_empty() && given.de.is_none() {
            *text = None;
        }
    }

    /// A list of lines.
    fn points(&mut self, pointer: &str, points: &mut [TranslatedText]) {
        self.count(pointer, points.len());
        for (at, point) in points.iter_mut().enumerate() {
            self.whole(&format!("{pointer}/{at}"), point, true, |text| fields::line(text, SUMMARY_MAX));
        }
    }

    fn agenda(&mut self, agenda: &mut [AgendaItem]) {
        if agenda.len() > AGENDA_MAX {
            self.error("/agenda", Code::TooLong);
        }
        for (at, item) in agenda.iter_mut().enumerate() {
            self.range(&format!("/agenda/{at}/minutes"), item.minutes.into(), DURATION_MAX.into());
            let title = format!("/agenda/{at}/title");
            self.whole(&title, &mut item.title, true, |text| fields::line(text, TITLE_MAX));
            let text = format!("/agenda/{at}/text");
            self.optional(&text, &mut item.text, |text| fields::text(text, TEXT_MAX));
        }
    }

    fn keywords(&mut self, pointer: &str, words: &mut Vec<String>) {
        if words.len() > KEYWORDS_MAX {
            self.error(pointer, Code::TooLong);
        }
        for (at, word) in words.iter_mut().enumerate() {
            match fields::line(word, META_TITLE_MAX) {
                Ok(clean) => *word = clean,
                Err(code) => self.error(&format!("{pointer}/{at}"), code),
            }
        }
        words.retain(|word| !word.is_empty());
    }

    fn count(&mut self, pointer: &str, count: usize) {
        if count > POINTS_MAX {
            self.error(pointer, Code::TooLong);
        }
    }

    fn range(&mut self, pointer: &str, number: i64, max: i64) {
        if !(1..=max).contains(&number) {
            self.error(pointer, Code::Type);
        }
    }
}
