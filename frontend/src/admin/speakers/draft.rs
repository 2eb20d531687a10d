//! What stands in the fields of a speaker's form.

use leptos::prelude::*;
use magnetiq_shared::speakers::staff::{Speaker, SpeakerFields};
use magnetiq_shared::{Language, TranslatedText};

use crate::admin::me::use_me;
use crate::admin::prose;

type Text = RwSignal<String>;

/// The fields, as they are typed.
#[derive(Clone, Copy)]
pub struct Draft {
    /// First name.
    pub first_name: Text,
    /// Last name.
    pub last_name: Text,
    /// Such as `Dr`.
    pub title: Text,
    /// Address.
    pub email: Text,
    /// Telephone.
    pub phone: Text,
    /// Part of the address of their page.
    pub slug: Text,
    /// Id of the uploaded picture.
    pub photo: Text,
    /// Biography, English and German.
    pub biography: (Text, Text),
    /// Company.
    pub company: Text,
    /// Position there, English and German.
    pub position: (Text, Text),
    /// Fields of expertise.
    pub expertise: RwSignal<Vec<String>>,
    /// Profile on LinkedIn.
    pub linkedin: Text,
    /// Website.
    pub website: Text,
    /// Minutes.
    pub duration: Text,
    /// IANA names.
    pub zones: RwSignal<Vec<String>>,
    /// What they need.
    pub needs: Text,
    /// What else is to be known.
    pub instructions: Text,
    /// Id of the consultant.
    pub consultant: Text,
    /// Whether sessions go into their calendar.
    pub calendar: RwSignal<bool>,
    /// Whether they get mails.
    pub mails: RwSignal<bool>,
    /// Language.
    pub language: Text,
    /// IANA name.
    pub timezone: Text,
    /// Whether they are offered.
    pub is_active: RwSignal<bool>,
}

impl Draft {
    /// As a speaker is; empty for a new one.
    pub fn of(one: Option<&Speaker>) -> Self {
        let text = |text: Option<String>| RwSignal::new(text.unwrap_or_default());
        let of = |take: fn(&Speaker) -> Option<String>| text(one.and_then(take));
        let flag = |take: fn(&Speaker) -> bool| RwSignal::new(one.is_none_or(take));
        Self {
            first_name: of(|one| Some(one.first_name.clone())),
            last_name: of(|one| Some(one.last_name.clone())),
            title: of(|one| one.title.clone()),
            email: of(|one| Some(one.email.clone())),
            phone: of(|one| one.phone.clone()),
            slug: of(|one| Some(one.slug.clone())),
            photo: of(|one| one.photo_media_id.map(|id| id.to_string())),
            biography: (
                of(|one| Some(prose::typed(&one.biography.en))),
                of(|one| one.biography.de.as_deref().map(prose::typed)),
            ),
            company: of(|one| one.company.clone()),
            position: (
                of(|one| one.position.as_ref().map(|position| position.en.clone())),
                of(|one| one.position.as_ref().and_then(|position| position.de.clone())),
            ),
            expertise: RwSignal::new(one.map(|one| one.expertise.clone()).unwrap_or_default()),
            linkedin: of(|one| one.linkedin_url.clone()),
            website: of(|one| one.website_url.clone()),
            duration: of(|one| one.preferred_duration_minutes.map(|minutes| minutes.to_string())),
            zones: RwSignal::new(one.map(|one| one.available_timezones.clone()).unwrap_or_default()),
            needs: of(|one| one.technical_requirements.clone()),
            instructions: of(|one| one.special_instructions.clone()),
            consultant: of(|one| one.consultant_id.map(|id| id.to_string())),
            calendar: flag(|one| one.calendar_integration),
            mails: flag(|one| one.email_notifications),
            language: text(Some(one.map_or(Language::En, |one| one.language).code().to_owned())),
            timezone: text(Some(one.map_or_else(|| use_me().timezone, |one| one.timezone.clone()))),
            is_active: flag(|one| one.is_active),
        }
    }

    /// Takes over what another holds.
    pub fn take(self, other: Self) {
        let texts = |draft: Self| {
            [
                draft.first_name,
                draft.last_name,
                draft.title,
                draft.email,
                draft.phone,
                draft.slug,
                draft.photo,
                draft.biography.0,
                draft.biography.1,
                draft.company,
                draft.position.0,
                draft.position.1,
                draft.linkedin,
                draft.website,
                draft.duration,
                draft.needs,
                draft.instructions,
                draft.consultant,
                draft.language,
                draft.timezone,
            ]
        };
        for (own, other) in texts(self).into_iter().zip(texts(other)) {
            own.set(other.get_untracked());
        }
        self.expertise.set(other.expertise.get_untracked());
        self.zones.set(other.zones.get_untracked());
        self.calendar.set(other.calendar.get_untracked());
        self.mails.set(other.mails.get_untracked());
        self.is_active.set(other.is_active.get_untracked());
    }

    /// What is told of the speaker. Of a new one that a consultant gives, what is empty is left to the consultant.
    pub fn fields(self, is_new: bool) -> SpeakerFields {
        let text = |value: Text| value.with(|value| value.trim().to_owned());
        let needed = |value: Text| Some(text(value)).filter(|value| !is_new || !value.is_empty());
        let maybe = |value: Text| Some(Some(text(value)).filter(|value| !value.is_empty()));
        let both = |(en, de): (Text, Text), write: fn(&str) -> String| TranslatedText {
            en: write(&text(en)),
            de: Some(write(&text(de))).filter(|german| !german.is_empty()),
        };
        let position = both(self.position, str::to_owned);
        SpeakerFields {
            slug: Some(text(self.slug)).filter(|slug| !slug.is_empty()),
            first_name: needed(self.first_name),
            last_name: needed(self.last_name),
            title: maybe(self.title),
            email: needed(self.email),
            phone: maybe(self.phone),
            photo_media_id: Some(self.photo.with(|id| id.parse().ok())),
            biography: Some(both(self.biography, prose::html)),
            company: maybe(self.company),
            position: Some(Some(position).filter(|both| !both.en.is_empty() || both.de.is_some())),
            expertise: Some(self.expertise.get()),
            linkedin_url: maybe(self.linkedin),
            website_url: maybe(self.website),
            preferred_duration_minutes: Some(self.duration.with(|minutes| minutes.trim().parse().ok())),
            available_timezones: Some(self.zones.get()),
            technical_requirements: maybe(self.needs),
            special_instructions: maybe(self.instructions),
            consultant_id: Some(self.consultant.with(|id| id.parse().ok())),
            calendar_integration: Some(self.calendar.get()),
            email_notifications: Some(self.mails.get()),
            language: self.language.with(|code| code.parse().ok()),
            timezone: needed(self.timezone),
            is_active: Some(self.is_active.get()),
        }
    }

    /// All of it, to tell whether something was changed.
    pub fn written(self) -> String {
        serde_json::to_string(&self.fields(false)).unwrap_or_default()
    }
}
