//! What is typed of a mail to a group.

use leptos::prelude::*;
use magnetiq_shared::campaigns::{
    Campaign, CampaignAudience, CampaignGroup, CampaignPatch, CampaignPurpose, NewCampaign,
};
use magnetiq_shared::registrations::{RegistrationFilters, Statuses};
use magnetiq_shared::{Search, TranslatedText};
use uuid::Uuid;

use crate::admin::topics::editor::Both;

/// What is typed. Choices are the words of the API, empty for all.
#[derive(Clone, Copy)]
pub struct Draft {
    /// What the server knows, in the same form; of a new one, what it began with.
    kept: RwSignal<NewCampaign>,
    pub purpose: RwSignal<String>,
    pub subject: Both,
    pub body: Both,
    pub session: RwSignal<String>,
    pub status: RwSignal<String>,
    pub language: RwSignal<String>,
    pub payment: RwSignal<String>,
    pub search: RwSignal<String>,
    /// What the list of registrations was asked for beside that.
    rest: RwSignal<RegistrationFilters>,
    /// Only these registrations.
    pub only: RwSignal<Option<Vec<Uuid>>>,
}

impl Draft {
    /// A new one to this group.
    pub fn new(group: CampaignGroup) -> Self {
        let text = || RwSignal::new(String::new());
        let both = || Both { en: text(), de: text() };
        let draft = Self {
            kept: RwSignal::new(NewCampaign::default()),
            purpose: text(),
            subject: both(),
            body: both(),
            session: text(),
            status: text(),
            language: text(),
            payment: text(),
            search: text(),
            rest: RwSignal::new(RegistrationFilters::default()),
            only: RwSignal::new(None),
        };
        draft.kept.set(NewCampaign { group, ..NewCampaign::default() });
        draft.discard();
        draft
    }

    /// One that is there.
    pub fn of(campaign: &Campaign) -> Self {
        let draft = Self::new(CampaignGroup::default());
        draft.keep(campaign);
        draft.discard();
        draft
    }

    /// Remembers what the server knows.
    pub fn keep(self, campaign: &Campaign) {
        self.kept.set(NewCampaign {
            purpose: campaign.purpose,
            subject: campaign.subject.clone(),
            body: campaign.body.clone(),
            group: campaign.group.clone(),
        });
    }

    /// Takes back what was typed since.
    pub fn discard(self) {
        self.put(self.kept.get_untracked());
    }

    fn put(self, from: NewCampaign) {
        let word = |given: Option<String>| given.unwrap_or_default();
        let filters = from.group.filters;
        self.purpose.set(from.purpose.word().to_owned());
        for (both, text) in [(self.subject, from.subject), (self.body, from.body)] {
            both.en.set(text.en);
            both.de.set(text.de.unwrap_or_default());
        }
        self.session.set(word(filters.session.map(|id| id.to_string())));
        self.status.set(word(filters.status.clone().map(String::from)));
        self.language.set(word(filters.language.map(|one| one.code().to_owned())));
        self.payment.set(word(filters.payment.map(|one| one.word().to_owned())));
        self.search.set(word(filters.search.clone().map(String::from)));
        self.rest.set(filters);
        self.only.set(from.group.registration_ids);
    }

    /// What it is for. Followed.
    pub fn purpose(self) -> CampaignPurpose {
        self.purpose.get().parse().unwrap_or_default()
    }

    /// Whom it goes to. Followed.
    pub fn audience(self) -> CampaignAudience {
        let some = |value: RwSignal<String>| Some(value.get()).filter(|text| !text.is_empty());
        let filters = RegistrationFilters {
            session: self.session.get().parse().ok(),
            status: some(self.status).and_then(|text| Statuses::try_from(text).ok()),
            language: self.language.get().parse().ok(),
            payment: self.payment.get().parse().ok(),
            search: self.search.with(|text| Search::within(text)),
            ..self.rest.get()
        };
        CampaignAudience {
            purpose: self.purpose(),
            group: CampaignGroup { filters, registration_ids: self.only.get() },
        }
    }

    /// All of it. Followed.
    pub fn whole(self) -> NewCampaign {
        let text = |both: Both| TranslatedText {
            en: both.en.get(),
            de: Some(both.de.get()).filter(|german| !german.is_empty()),
        };
        let CampaignAudience { purpose, group } = self.audience();
        NewCampaign { purpose, subject: text(self.subject), body: text(self.body), group }
    }

    /// Whether something is not saved. Followed.
    pub fn is_dirty(self) -> bool {
        self.whole() != self.kept.get()
    }

    /// What has changed.
    pub fn patch(self) -> CampaignPatch {
        let (now, kept) = untrack(|| (self.whole(), self.kept.get()));
        CampaignPatch {
            purpose: (now.purpose != kept.purpose).then_some(now.purpose),
            subject: (now.subject != kept.subject).then_some(now.subject),
            body: (now.body != kept.body).then_some(now.body),
            group: (now.group != kept.group).then_some(now.group),
        }
    }
}
