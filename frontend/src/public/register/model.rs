//! What is typed into the form, and what is wrong with it. The rules are `magnetiq_shared::fields`, the ones
//! that the server applies.
//!
//! An error is shown once its field was left or the form was sent; from then on it follows the typing.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use leptos::prelude::*;
use magnetiq_shared::fields::{self, Code};
use magnetiq_shared::registrations::RegistrationForm;
use magnetiq_shared::visits::VisitData;
use magnetiq_shared::{FieldError, Language};

use crate::state::{attribution, timezone};

/// How long a click takes. An error that appears pushes down what is below it: not while it is being clicked.
pub const A_CLICK: Duration = Duration::from_millis(250);

/// A field that can be wrong, in the order of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FieldName {
    /// Work e-mail.
    Email,
    /// First name.
    FirstName,
    /// Last name.
    LastName,
    /// Company.
    Company,
    /// Company website.
    Website,
    /// Phone.
    Phone,
    /// Position.
    Position,
    /// Special requirements.
    SpecialRequirements,
    /// The terms' box.
    Terms,
    /// The privacy notice's box.
    Privacy,
}

impl FieldName {
    /// Every field.
    pub const ALL: [FieldName; 10] = [
        FieldName::Email,
        FieldName::FirstName,
        FieldName::LastName,
        FieldName::Company,
        FieldName::Website,
        FieldName::Phone,
        FieldName::Position,
        FieldName::SpecialRequirements,
        FieldName::Terms,
        FieldName::Privacy,
    ];

    /// Its name in the form and in the API.
    pub const fn name(self) -> &'static str {
        match self {
            FieldName::Email => "email",
            FieldName::FirstName => "firstName",
            FieldName::LastName => "lastName",
            FieldName::Company => "company",
            FieldName::Website => "website",
            FieldName::Phone => "phone",
            FieldName::Position => "position",
            FieldName::SpecialRequirements => "specialRequirements",
            FieldName::Terms => "termsAccepted",
            FieldName::Privacy => "privacyConsent",
        }
    }

    /// Whether it lies in the fold "More about you".
    pub const fn is_folded(self) -> bool {
        matches!(self, FieldName::Phone | FieldName::Position | FieldName::SpecialRequirements)
    }

    fn at(pointer: &str) -> Option<Self> {
        let name = pointer.strip_prefix('/')?;
        Self::ALL.into_iter().find(|field| field.name() == name)
    }
}

/// The form. Copies are the same form.
#[derive(Clone, Copy)]
pub struct FormModel {
    texts: [RwSignal<String>; 8],
    /// "I have no website".
    pub no_website: RwSignal<bool>,
    /// Whether the terms are accepted.
    pub terms: RwSignal<bool>,
    /// Whether the privacy notice was read.
    pub privacy: RwSignal<bool>,
    /// Whether news may be sent.
    pub marketing: RwSignal<bool>,
    /// Fields whose errors are shown.
    shown: RwSignal<BTreeSet<FieldName>>,
    /// What the server found wrong, and with which value.
    refused: RwSignal<BTreeMap<FieldName, (Code, String)>>,
}

impl FormModel {
    /// An empty form.
    pub fn new() -> Self {
        Self {
            texts: std::array::from_fn(|_| RwSignal::new(String::new())),
            no_website: RwSignal::new(false),
            terms: RwSignal::new(false),
            privacy: RwSignal::new(false),
            marketing: RwSignal::new(false),
            shown: RwSignal::new(BTreeSet::new()),
            refused: RwSignal::new(BTreeMap::new()),
        }
    }

    /// What stands in a text field. The two boxes have signals of their own.
    pub fn text(&self, field: FieldName) -> RwSignal<String> {
        let last = self.texts.len() - 1;
        self.texts[(field as usize).min(last)]
    }

    /// What is wrong with a field now, shown or not.
    pub fn check(&self, field: FieldName) -> Option<Code> {
        let raw = match field {
            FieldName::Terms => return fields::accepted(self.terms.get()).err(),
            FieldName::Privacy => return fields::accepted(self.privacy.get()).err(),
            _ => self.text(field).get(),
        };
        let wrong = match field {
            FieldName::Email => fields::email(&raw).err(),
            FieldName::FirstName | FieldName::LastName => fields::name(&raw).err(),
            FieldName::Company => fields::company(&raw).err(),
            FieldName::Website if self.no_website.get() => None,
            FieldName::Website if raw.trim().is_empty() => Some(Code::Required),
            FieldName::Website => fields::website(Some(&raw)).err(),
            FieldName::Phone => fields::phone(Some(&raw)).err(),
            FieldName::Position => fields::optional_line(Some(&raw)).err(),
            FieldName::SpecialRequirements => fields::optional_text(Some(&raw)).err(),
            FieldName::Terms | FieldName::Privacy => None,
        };
        wrong.or_else(|| {
            self.refused.with(|refused| {
                refused.get(&field).and_then(|(code, value)| (*value == raw).then_some(*code))
            })
        })
    }

    /// The error to show beside a field.
    pub fn error(&self, field: FieldName) -> Option<Code> {
        self.shown.with(|shown| shown.contains(&field)).then(|| self.check(field)).flatten()
    }

    /// The first field that still has to be filled in; the terms' box where that is all that is left.
    pub fn first_empty(&self) -> FieldName {
        use FieldName::{Company, Email, FirstName, LastName, Terms, Website};
        let has_no_website = self.no_website.try_get_untracked().unwrap_or_default();
        let empty = |field: &FieldName| {
            let text = self.text(*field).try_with_untracked(|text| text.trim().is_empty());
            text.unwrap_or_default() && !(*field == Website && has_no_website)
        };
        [Email, FirstName, LastName, Company, Website].into_iter().find(empty).unwrap_or(Terms)
    }

    /// A field was left: from now on its errors show, unless it is still empty.
    pub fn leave(&self, field: FieldName) {
        let (text, shown) = (self.text(field), self.shown);
        let show = move || {
            if text.try_with_untracked(|text| !text.trim().is_empty()) == Some(true) {
                shown.try_update(|shown| shown.insert(field));
            }
        };
        set_timeout(show, A_CLICK);
    }

    /// Shows every error; gives the fields that are wrong, in the order of the form.
    pub fn check_all(&self) -> Vec<FieldName> {
        self.shown.update(|shown| shown.extend(FieldName::ALL));
        untrack(|| FieldName::ALL.into_iter().filter(|field| self.check(*field).is_some()).collect())
    }

    /// Shows what the server found wrong, until the value changes.
    pub fn refuse(&self, errors: &[FieldError]) {
        let refused = errors.iter().filter_map(|error| {
            let field = FieldName::at(&error.pointer)?;
            Some((field, (error.code, self.text(field).get_untracked())))
        });
        self.refused.set(refused.collect());
    }

    /// What the visit keeps of the form.
    pub fn data(&self) -> VisitData {
        let text = |field| self.text(field).get();
        VisitData {
            first_name: text(FieldName::FirstName),
            last_name: text(FieldName::LastName),
            email: text(FieldName::Email),
            phone: text(FieldName::Phone),
            company: text(FieldName::Company),
            position: text(FieldName::Position),
            website: text(FieldName::Website),
            no_website: self.no_website.get(),
            marketing_consent: self.marketing.get(),
        }
    }

    /// Fills in what the visit has kept.
    pub fn fill(&self, data: VisitData) {
        let texts = [
            (FieldName::FirstName, data.first_name),
            (FieldName::LastName, data.last_name),
            (FieldName::Email, data.email),
            (FieldName::Phone, data.phone),
            (FieldName::Company, data.company),
            (FieldName::Position, data.position),
            (FieldName::Website, data.website),
        ];
        for (field, text) in texts {
            self.text(field).set(text);
        }
        self.no_website.set(data.no_website);
        self.marketing.set(data.marketing_consent);
    }

    /// The form as it is sent.
    pub fn to_form(self, language: Language) -> RegistrationForm {
        let text = |field| self.text(field).get_untracked();
        let optional = |field| Some(text(field)).filter(|text| !text.trim().is_empty());
        let website = if self.no_website.get_untracked() { None } else { optional(FieldName::Website) };
        RegistrationForm {
            first_name: text(FieldName::FirstName),
            last_name: text(FieldName::LastName),
            email: text(FieldName::Email),
            phone: optional(FieldName::Phone),
            company: text(FieldName::Company),
            position: optional(FieldName::Position),
            website,
            special_requirements: optional(FieldName::SpecialRequirements),
            terms_accepted: self.terms.get_untracked(),
            marketing_consent: self.marketing.get_untracked(),
            privacy_consent: self.privacy.get_untracked(),
            language,
            timezone: Some(timezone::visitors_now()),
            attribution: attribution::noted(),
        }
    }
}

impl Default for FormModel {
    fn default() -> Self {
        Self::new()
    }
}
