//! The rules for what can be set about a session.

use chrono::Duration;
use magnetiq_shared::fields::{self, Code, FieldError};
use magnetiq_shared::staff::sessions::SessionFields;
use magnetiq_shared::{Currency, TranslatedText};

use crate::html::rich;
use crate::http::{Checks, timezone};
use crate::settings::reminders;

const SHORTEST: u32 = 5;
const LONGEST: u32 = 12 * 60;
const MOST_SEATS: u32 = 100_000;
const MOST_QUESTIONS: usize = 10;
/// A price of a million is a slip of the finger.
const HIGHEST_PRICE: i64 = 100_000_000;

/// The clean values of what was given, apart from what only the database knows.
///
/// # Errors
/// Each field that breaks its rule.
pub(super) fn clean(given: SessionFields) -> Result<SessionFields, Vec<FieldError>> {
    let mut keep = Keep::default();
    let fields = SessionFields {
        slug: if given.slug.trim().is_empty() {
            String::new()
        } else {
            keep.of("/slug", fields::slug(&given.slug))
        },
        title: keep.text("/title", given.title, 200),
        description: keep.text("/description", given.description, 20_000).map(|text| rich::sanitised(&text)),
        duration_minutes: keep.between("/durationMinutes", given.duration_minutes, (SHORTEST, LONGEST)),
        timezone: keep.of("/timezone", timezone(&given.timezone)),
        // Nothing to pay is free.
        price: given.price.filter(|price| price.amount != 0),
        tax_rate_bp: keep.between("/taxRateBp", given.tax_rate_bp, (0, 10_000)),
        capacity: given.capacity.map(|seats| keep.between("/capacity", seats, (1, MOST_SEATS))),
        meeting_url: keep.of("/meetingUrl", fields::link(given.meeting_url.as_deref())),
        meeting_password: keep
            .of("/meetingPassword", fields::optional_line(given.meeting_password.as_deref())),
        host_url: keep.of("/hostUrl", fields::link(given.host_url.as_deref())),
        recording_url: keep.of("/recordingUrl", fields::link(given.recording_url.as_deref())),
        materials_url: keep.of("/materialsUrl", fields::link(given.materials_url.as_deref())),
        slides_url: keep.of("/slidesUrl", fields::link(given.slides_url.as_deref())),
        speaker_notes: keep.of("/speakerNotes", fields::long_text(given.speaker_notes.as_deref(), 5_000)),
        backup_plan: keep.of("/backupPlan", fields::long_text(given.backup_plan.as_deref(), 5_000)),
        preparation: keep.text("/preparation", given.preparation, 2_000),
        certificate_template: keep
            .of("/certificateTemplate", fields::optional_line(given.certificate_template.as_deref())),
        questions: keep.list("/questions", given.questions),
        reminders: given.reminders.map(|steps| reminders::clean(steps, |at, code| keep.wrong(&at, code))),
        social_media_copy: keep.text("/socialMediaCopy", given.social_media_copy, 3_000),
        ..given
    };
    keep.money(&fields);
    keep.order(&fields);
    keep.0.errors().map(|()| fields)
}

/// Collects what is wrong.
#[derive(Default)]
struct Keep(Checks);

impl Keep {
    fn of<T: Default>(&mut self, pointer: &str, checked: Result<T, Code>) -> T {
        self.0.keep(pointer, checked)
    }

    fn wrong(&mut self, pointer: &str, code: Code) {
        self.0.wrong(pointer, code);
    }

    fn between(&mut self, pointer: &str, value: u32, (least, most): (u32, u32)) -> u32 {
        if value < least {
            self.wrong(pointer, Code::TooLow);
        } else if value > most {
            self.wrong(pointer, Code::TooHigh);
        }
        value
    }

    /// A text in both languages; one without English is none if it has no German either.
    fn text(&mut self, pointer: &str, text: Option<TranslatedText>, max: usize) -> Option<TranslatedText> {
        let text = text?;
        let en = self.of(&format!("{pointer}/en"), fields::long_text(Some(&text.en), max));
        let de = self.of(&format!("{pointer}/de"), fields::long_text(text.de.as_deref(), max));
        match (en, de) {
            (Some(en), de) => Some(TranslatedText { en, de }),
            (None, Some(_)) => {
                self.wrong(&format!("{pointer}/en"), Code::Required);
                None
            }
            (None, None) => None,
        }
    }

    fn list(&mut self, pointer: &str, texts: Vec<TranslatedText>) -> Vec<TranslatedText> {
        if texts.len() > MOST_QUESTIONS {
            self.wrong(pointer, Code::TooHigh);
        }
        let texts = texts.into_iter().enumerate();
        texts.filter_map(|(at, text)| self.text(&format!("{pointer}/{at}"), Some(text), 500)).collect()
    }

    fn money(&mut self, fields: &SessionFields) {
        let euro = Currency::EUR;
        if let Some(price) = &fields.price {
            if !(0..=HIGHEST_PRICE).contains(&price.amount) {
                self.wrong("/price/amount", if price.amount < 0 { Code::TooLow } else { Code::TooHigh });
            }
            if price.currency != euro {
                self.wrong("/price/currency", Code::Unknown);
            }
        }
        let Some(early) = &fields.early_bird else { return };
        match &fields.price {
            None => self.wrong("/earlyBird", Code::Unknown),
            Some(price) if early.price.amount >= price.amount => {
                self.wrong("/earlyBird/price/amount", Code::TooHigh);
            }
            Some(_) if early.price.amount < 0 => self.wrong("/earlyBird/price/amount", Code::TooLow),
            Some(price) if early.price.currency != price.currency => {
                self.wrong("/earlyBird/price/currency", Code::Unknown);
            }
            Some(_) => {}
        }
    }

    /// What has to come before what.
    fn order(&mut self, fields: &SessionFields) {
        let start = fields.starts_at;
        if fields.early_bird.as_ref().is_some_and(|early| early.ends_at > start) {
            self.wrong("/earlyBird/endsAt", Code::Time);
        }
        let closes = fields.registration_closes_at.unwrap_or(start);
        if fields.registration_opens_at.is_some_and(|opens| opens >= closes) {
            self.wrong("/registrationOpensAt", Code::Time);
        }
        if closes > start + Duration::minutes(i64::from(fields.duration_minutes)) {
            self.wrong("/registrationClosesAt", Code::Time);
        }
        if fields.scheduled_publish_at.is_some_and(|at| at >= start) {
            self.wrong("/scheduledPublishAt", Code::Time);
        }
    }
}
