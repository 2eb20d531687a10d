//! What stands in the fields of the own profile.

use leptos::prelude::*;
use magnetiq_shared::TranslatedText;
use magnetiq_shared::speakers::own::{OwnProfile, OwnProfilePatch};

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
    /// Telephone.
    pub phone: Text,
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
    /// Language of mails.
    pub language: Text,
    /// IANA name.
    pub timezone: Text,
}

impl Draft {
    /// As the profile is.
    pub fn of(one: &OwnProfile) -> Self {
        let text = |text: &str| RwSignal::new(text.to_owned());
        let maybe = |text: &Option<String>| RwSignal::new(text.clone().unwrap_or_default());
        let position = one.position.clone().unwrap_or_default();
        Self {
            first_name: text(&one.first_name),
            last_name: text(&one.last_name),
            title: maybe(&one.title),
            phone: maybe(&one.phone),
            biography: (
                RwSignal::new(prose::typed(&one.biography.en)),
                RwSignal::new(one.biography.de.as_deref().map(prose::typed).unwrap_or_default()),
            ),
            company: maybe(&one.company),
            position: (text(&position.en), maybe(&position.de)),
            expertise: RwSignal::new(one.expertise.clone()),
            linkedin: maybe(&one.linkedin_url),
            website: maybe(&one.website_url),
            duration: RwSignal::new(
                one.preferred_duration_minutes.map(|m| m.to_string()).unwrap_or_default(),
            ),
            zones: RwSignal::new(one.available_timezones.clone()),
            needs: maybe(&one.technical_requirements),
            instructions: maybe(&one.special_instructions),
            language: text(one.language.code()),
            timezone: text(&one.timezone),
        }
    }

    /// Takes over what another holds.
    pub fn take(self, other: Self) {
        let texts = |draft: Self| {
            [
                draft.first_name,
                draft.last_name,
                draft.title,
                draft.phone,
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
                draft.language,
                draft.timezone,
            ]
        };
        for (own, other) in texts(self).into_iter().zip(texts(other)) {
            own.set(other.get_untracked());
        }
        self.expertise.set(other.expertise.get_untracked());
        self.zones.set(other.zones.get_untracked());
    }

    /// What is told of the profile.
    pub fn patch(self) -> OwnProfilePatch {
        let text = |value: Text| value.with(|value| value.trim().to_owned());
        let maybe = |value: Text| Some(Some(text(value)).filter(|value| !value.is_empty()));
        let both = |(en, de): (Text, Text), write: fn(&str) -> String| TranslatedText {
            en: write(&text(en)),
            de: Some(write(&text(de))).filter(|german| !german.is_empty()),
        };
        let position = both(self.position, str::to_owned);
        OwnProfilePatch {
            first_name: Some(text(self.first_name)),
            last_name: Some(text(self.last_name)),
            title: maybe(self.title),
            phone: maybe(self.phone),
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
            language: self.language.with(|code| code.parse().ok()),
            timezone: Some(text(self.timezone)),
        }
    }

    /// All of it, to tell whether something was changed.
    pub fn written(self) -> String {
        serde_json::to_string(&self.patch()).unwrap_or_default()
    }
}
