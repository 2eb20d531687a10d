//! What is typed about a session, and which of it differs from what the server knows.

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use leptos::prelude::*;
use magnetiq_shared::staff::sessions::{Platform, SessionFields};
use magnetiq_shared::{Currency, Money, TranslatedText};
use serde_json::{Value, json};

use crate::admin::settings::Rows;
use crate::api::planning::Changes;
use crate::format::local;

/// A text in both languages.
#[derive(Clone, Copy, Default)]
pub struct Both {
    /// English.
    pub en: RwSignal<String>,
    /// German.
    pub de: RwSignal<String>,
}

impl Both {
    /// A text that is being typed.
    pub fn new(text: Option<&TranslatedText>) -> Self {
        let both = Self::default();
        both.put(text);
        both
    }

    fn put(self, text: Option<&TranslatedText>) {
        self.en.set(text.map(|text| text.en.clone()).unwrap_or_default());
        self.de.set(text.and_then(|text| text.de.clone()).unwrap_or_default());
    }

    fn value(self) -> Value {
        let (en, de) = (self.en.get(), self.de.get());
        match (en.trim().is_empty(), de.trim().is_empty()) {
            (true, true) => Value::Null,
            (_, true) => json!({ "en": en }),
            _ => json!({ "en": en, "de": de }),
        }
    }
}

/// A day and a time of it, on the clocks of the session's timezone.
#[derive(Clone, Copy, Default)]
pub struct Moment {
    /// As `2026-12-01`.
    pub day: RwSignal<String>,
    /// As `14:30`; midnight where it is empty.
    pub time: RwSignal<String>,
}

impl Moment {
    /// Puts an instant in.
    pub fn put(self, at: Option<DateTime<Utc>>, zone: &str) {
        let shown = at.map(|at| local::wall_clock(at, zone));
        let write = |pattern: &str| shown.map(|at| at.format(pattern).to_string()).unwrap_or_default();
        self.day.set(write("%Y-%m-%d"));
        self.time.set(write("%H:%M"));
    }

    /// The instant; `None` where no day is chosen. Followed.
    pub fn at(self, zone: &str) -> Option<DateTime<Utc>> {
        let day: NaiveDate = self.day.get().parse().ok()?;
        let time = NaiveTime::parse_from_str(&self.time.get(), "%H:%M").unwrap_or(NaiveTime::MIN);
        Some(local::instant(day.and_time(time), zone))
    }
}

/// What is typed. Numbers and amounts are texts while they are.
#[allow(missing_docs, reason = "they are the fields of `SessionFields`, which says what each is")]
#[derive(Clone, Copy)]
pub struct Draft {
    /// What the server knows, in the same form.
    base: RwSignal<Changes>,
    /// Counts how often values were put in from outside: what shows them is drawn anew.
    pub epoch: RwSignal<u32>,
    pub topic: RwSignal<String>,
    pub speaker: RwSignal<String>,
    pub slug: RwSignal<String>,
    pub title: Both,
    pub description: Both,
    pub start: Moment,
    pub minutes: RwSignal<String>,
    pub zone: RwSignal<String>,
    pub language: RwSignal<String>,
    pub price: RwSignal<String>,
    pub early_price: RwSignal<String>,
    pub early_until: Moment,
    pub tax: RwSignal<String>,
    pub capacity: RwSignal<String>,
    pub approval: RwSignal<bool>,
    pub waitlist: RwSignal<bool>,
    pub opens: Moment,
    pub closes: Moment,
    pub platform: RwSignal<String>,
    pub meeting_url: RwSignal<String>,
    pub meeting_password: RwSignal<String>,
    pub host_url: RwSignal<String>,
    pub recorded: RwSignal<bool>,
    pub recording_url: RwSignal<String>,
    pub recording_access: RwSignal<String>,
    pub materials_url: RwSignal<String>,
    pub materials_access: RwSignal<String>,
    pub slides_url: RwSignal<String>,
    pub notes: RwSignal<String>,
    pub backup: RwSignal<String>,
    pub preparation: Both,
    pub certificate: RwSignal<String>,
    pub questions: RwSignal<Vec<Both>>,
    pub own_reminders: RwSignal<bool>,
    pub reminders: Rows,
    pub post: Both,
    pub picture: RwSignal<String>,
    pub odoo: RwSignal<bool>,
    pub calendar: RwSignal<bool>,
    pub publish_at: Moment,
}

impl Draft {
    /// Nothing is typed yet; times are those of `zone`.
    pub fn new(zone: String) -> Self {
        let text = || RwSignal::new(String::new());
        let off = || RwSignal::new(false);
        let draft = Self {
            base: RwSignal::new(Changes::new()),
            epoch: RwSignal::new(0),
            topic: text(),
            speaker: text(),
            slug: text(),
            title: Both::default(),
            description: Both::default(),
            start: Moment::default(),
            minutes: text(),
            zone: RwSignal::new(zone),
            language: RwSignal::new("en".to_owned()),
            price: text(),
            early_price: text(),
            early_until: Moment::default(),
            tax: text(),
            capacity: text(),
            approval: off(),
            waitlist: RwSignal::new(true),
            opens: Moment::default(),
            closes: Moment::default(),
            platform: RwSignal::new("custom".to_owned()),
            meeting_url: text(),
            meeting_password: text(),
            host_url: text(),
            recorded: off(),
            recording_url: text(),
            recording_access: RwSignal::new("registrants".to_owned()),
            materials_url: text(),
            materials_access: RwSignal::new("registrants".to_owned()),
            slides_url: text(),
            notes: text(),
            backup: text(),
            preparation: Both::default(),
            certificate: text(),
            questions: RwSignal::new(Vec::new()),
            own_reminders: off(),
            reminders: Rows::new(&[]),
            post: Both::default(),
            picture: text(),
            odoo: off(),
            calendar: off(),
            publish_at: Moment::default(),
        };
        draft.settle();
        draft
    }

    /// What is typed is what the server knows.
    fn settle(self) {
        self.base.set(untrack(|| self.values()));
        self.epoch.update(|epoch| *epoch += 1);
    }

    /// Puts in what the server knows.
    pub fn put(self, fields: &SessionFields) {
        let zone = fields.timezone.as_str();
        let line = |text: &Option<String>| text.clone().unwrap_or_default();
        self.topic.set(fields.topic_id.to_string());
        self.speaker.set(fields.speaker_id.to_string());
        self.slug.set(fields.slug.clone());
        self.title.put(fields.title.as_ref());
        self.description.put(fields.description.as_ref());
        self.zone.set(zone.to_owned());
        self.start.put(Some(fields.starts_at), zone);
        self.minutes.set(fields.duration_minutes.to_string());
        self.language.set(fields.language.code().to_owned());
        self.price.set(fields.price.map(written).unwrap_or_default());
        self.early_price
            .set(fields.early_bird.as_ref().map(|early| written(early.price)).unwrap_or_default());
        self.early_until.put(fields.early_bird.as_ref().map(|early| early.ends_at), zone);
        self.tax.set(written_share(fields.tax_rate_bp));
        self.capacity.set(fields.capacity.map(|seats| seats.to_string()).unwrap_or_default());
        self.approval.set(fields.requires_approval);
        self.waitlist.set(fields.allow_waitlist);
        self.opens.put(fields.registration_opens_at, zone);
        self.closes.put(fields.registration_closes_at, zone);
        self.platform.set(platform_word(fields.platform).to_owned());
        self.meeting_url.set(line(&fields.meeting_url));
        self.meeting_password.set(line(&fields.meeting_password));
        self.host_url.set(line(&fields.host_url));
        self.recorded.set(fields.recording_enabled);
        self.recording_url.set(line(&fields.recording_url));
        self.recording_access.set(fields.recording_access.word().to_owned());
        self.materials_url.set(line(&fields.materials_url));
        self.materials_access.set(fields.materials_access.word().to_owned());
        self.slides_url.set(line(&fields.slides_url));
        self.notes.set(line(&fields.speaker_notes));
        self.backup.set(line(&fields.backup_plan));
        self.preparation.put(fields.preparation.as_ref());
        self.certificate.set(line(&fields.certificate_template));
        self.questions.set(fields.questions.iter().map(|text| Both::new(Some(text))).collect());
        self.own_reminders.set(fields.reminders.is_some());
        self.reminders.put(fields.reminders.as_deref().unwrap_or_default());
        self.post.put(fields.social_media_copy.as_ref());
        self.picture.set(fields.promotional_media_id.map(|id| id.to_string()).unwrap_or_default());
        self.odoo.set(fields.create_odoo_event);
        self.calendar.set(fields.create_calendar_event);
        self.publish_at.put(fields.scheduled_publish_at, zone);
        self.settle();
    }

    /// Every field as JSON. Followed.
    fn values(self) -> Changes {
        let zone = self.zone.get();
        let moment = |moment: Moment| json!(moment.at(&zone));
        let line = |text: RwSignal<String>| {
            text.with(|text| json!(Some(text.trim()).filter(|text| !text.is_empty())))
        };
        let number = |text: RwSignal<String>| text.with(|text| json!(text.trim().parse::<i64>().ok()));
        let early = match (amount(&self.early_price.get()), self.early_until.at(&zone)) {
            (Some(price), until) => json!({ "price": price, "endsAt": until }),
            (None, _) => Value::Null,
        };
        let questions: Vec<Value> =
            self.questions.get().into_iter().map(Both::value).filter(|text| !text.is_null()).collect();
        let reminders = self.own_reminders.get().then(|| self.reminders.steps());
        let values = json!({
            "topicId": line(self.topic), "speakerId": line(self.speaker), "slug": self.slug.get().trim(),
            "title": self.title.value(), "description": self.description.value(),
            "startsAt": moment(self.start), "durationMinutes": number(self.minutes), "timezone": zone,
            "language": self.language.get(), "price": amount(&self.price.get()), "earlyBird": early,
            "taxRateBp": share(&self.tax.get()), "capacity": number(self.capacity),
            "requiresApproval": self.approval.get(), "allowWaitlist": self.waitlist.get(),
            "registrationOpensAt": moment(self.opens), "registrationClosesAt": moment(self.closes),
            "platform": self.platform.get(), "meetingUrl": line(self.meeting_url),
            "meetingPassword": line(self.meeting_password), "hostUrl": line(self.host_url),
            "recordingEnabled": self.recorded.get(), "recordingUrl": line(self.recording_url),
            "recordingAccess": self.recording_access.get(), "materialsUrl": line(self.materials_url),
            "materialsAccess": self.materials_access.get(), "slidesUrl": line(self.slides_url),
            "speakerNotes": line(self.notes), "backupPlan": line(self.backup),
            "preparation": self.preparation.value(), "certificateTemplate": line(self.certificate),
            "questions": questions, "reminders": reminders, "socialMediaCopy": self.post.value(), "promotionalMediaId": line(self.picture),
            "createOdooEvent": self.odoo.get(),
            "createCalendarEvent": self.calendar.get(), "scheduledPublishAt": moment(self.publish_at),
        });
        match values {
            Value::Object(values) => values,
            _ => Changes::new(),
        }
    }

    /// The fields that differ from what the server knows. Followed.
    pub fn changes(self) -> Changes {
        let values = self.values();
        self.base
            .with(|base| values.into_iter().filter(|(name, value)| base.get(name) != Some(value)).collect())
    }

    /// What makes a new one: what was typed, and the zone in which its times are meant. Followed.
    pub fn to_make(self) -> Changes {
        let mut changes = self.changes();
        changes.insert("timezone".to_owned(), json!(self.zone.get()));
        changes
    }

    /// Whether something is not saved. Followed.
    pub fn is_dirty(self) -> bool {
        !self.changes().is_empty()
    }

    /// What of `fields` differs from what this knew of the server, by the fields' names.
    pub fn news_in(self, fields: &SessionFields) -> Vec<String> {
        let other = Draft::new(fields.timezone.clone());
        other.put(fields);
        let values = untrack(|| other.values());
        self.base.with_untracked(|base| {
            values
                .into_iter()
                .filter(|(name, value)| base.get(name) != Some(value))
                .map(|(name, _)| name)
                .collect()
        })
    }
}

/// An amount as it is typed: `49` or `49.50`.
fn written(money: Money) -> String {
    match money.amount % 100 {
        0 => (money.amount / 100).to_string(),
        cents => format!("{}.{cents:02}", money.amount / 100),
    }
}

fn hundredths(text: &str) -> Option<i64> {
    let number: f64 = text.trim().replace(',', ".").parse().ok()?;
    Some((number * 100.0).round() as i64)
}

fn amount(text: &str) -> Option<Money> {
    hundredths(text).map(|amount| Money { amount, currency: Currency::EUR })
}

/// Basis points as a percentage.
fn written_share(points: u32) -> String {
    written(Money { amount: points.into(), currency: Currency::EUR })
}

fn share(text: &str) -> Option<i64> {
    hundredths(text)
}

/// A platform's word in JSON.
pub fn platform_word(platform: Platform) -> &'static str {
    match platform {
        Platform::Zoom => "zoom",
        Platform::Teams => "teams",
        Platform::Webex => "webex",
        Platform::Custom => "custom",
    }
}
