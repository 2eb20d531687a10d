//! The form that changes a person's details. It sends only what was changed, under the rules that the server
//! applies (`PersonPatch::apply`).

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;
use magnetiq_shared::registrations::{PersonData, PersonPatch, PublicRegistration};
use magnetiq_shared::{FieldError, Language, ProblemType};

use crate::api::{self, ApiError};
use crate::i18n::*;
use crate::public::register::{A_CLICK, FieldName, error_text, longest};
use crate::ui::field::focus;
use crate::ui::{Button, Checkbox, Field, Icon, Look, Select, ZoneSelect};

/// What has to be sent to get from one set of details to another.
pub fn difference(from: &PersonData, to: &PersonData) -> PersonPatch {
    fn changed<T: PartialEq + Clone>(from: &T, to: &T) -> Option<T> {
        (from != to).then(|| to.clone())
    }
    PersonPatch {
        first_name: changed(&from.first_name, &to.first_name),
        last_name: changed(&from.last_name, &to.last_name),
        phone: changed(&from.phone, &to.phone),
        company: changed(&from.company, &to.company).map(Option::unwrap_or_default),
        position: changed(&from.position, &to.position),
        website: changed(&from.website, &to.website),
        special_requirements: changed(&from.special_requirements, &to.special_requirements),
        marketing_consent: changed(&from.marketing_consent, &to.marketing_consent),
        language: changed(&from.language, &to.language),
        timezone: changed(&from.timezone, &to.timezone),
    }
}

/// What is typed.
#[derive(Clone, Copy)]
struct Model {
    first_name: RwSignal<String>,
    last_name: RwSignal<String>,
    company: RwSignal<String>,
    website: RwSignal<String>,
    position: RwSignal<String>,
    phone: RwSignal<String>,
    special_requirements: RwSignal<String>,
    marketing: RwSignal<bool>,
    language: RwSignal<String>,
    timezone: RwSignal<String>,
    before: StoredValue<PersonData>,
    wrong: RwSignal<Vec<FieldError>>,
}

impl Model {
    fn new(person: PersonData) -> Self {
        let optional = |text: &Option<String>| RwSignal::new(text.clone().unwrap_or_default());
        Self {
            first_name: RwSignal::new(person.first_name.clone()),
            last_name: RwSignal::new(person.last_name.clone()),
            company: optional(&person.company),
            website: optional(&person.website),
            position: optional(&person.position),
            phone: optional(&person.phone),
            special_requirements: optional(&person.special_requirements),
            marketing: RwSignal::new(person.marketing_consent),
            language: RwSignal::new(person.language.code().to_owned()),
            timezone: RwSignal::new(person.timezone.clone()),
            before: StoredValue::new(person),
            wrong: RwSignal::new(Vec::new()),
        }
    }

    /// The change that was typed so far.
    fn patch(&self) -> PersonPatch {
        let optional =
            |text: RwSignal<String>| Some(text.get_untracked()).filter(|text| !text.trim().is_empty());
        self.before.with_value(|before| {
            let typed = PersonData {
                first_name: self.first_name.get_untracked(),
                last_name: self.last_name.get_untracked(),
                company: optional(self.company),
                website: optional(self.website),
                position: optional(self.position),
                phone: optional(self.phone),
                special_requirements: optional(self.special_requirements),
                marketing_consent: self.marketing.get_untracked(),
                language: self.language.with_untracked(|code| code.parse()).unwrap_or(before.language),
                timezone: self.timezone.get_untracked(),
                ..before.clone()
            };
            difference(before, &typed)
        })
    }

    /// Applies the rules to what was changed.
    fn check(&self) {
        // The form may have been closed meanwhile.
        if !self.wrong.is_disposed() {
            let applied = self.before.with_value(|before| self.patch().apply(before));
            self.wrong.set(applied.err().unwrap_or_default());
        }
    }

    fn error(&self, field: FieldName, raw: RwSignal<String>) -> Signal<Option<String>> {
        let (i18n, wrong) = (use_i18n(), self.wrong);
        Signal::derive(move || {
            let code = wrong.with(|wrong| {
                let found = wrong.iter().find(|error| error.pointer.trim_start_matches('/') == field.name());
                found.map(|error| error.code)
            })?;
            Some(error_text(i18n, field, code, &raw.get()))
        })
    }

    fn focus_first_wrong(&self) {
        if let Some(first) = self.wrong.with_untracked(|wrong| wrong.first().cloned()) {
            focus("form.edit", first.pointer.trim_start_matches('/'));
        }
    }
}

/// The form.
#[component]
pub fn Edit(
    /// The registration as it is.
    registration: PublicRegistration,
    /// Called with the registration once it is saved.
    saved: Callback<PublicRegistration>,
    /// Called where nothing is to be changed.
    discard: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    let PublicRegistration { person, manage_token, .. } = registration;
    let email = person.email.clone();
    let model = Model::new(person);
    let busy = RwSignal::new(false);
    let trouble = RwSignal::new(None::<ApiError>);
    let save = move |event: SubmitEvent| {
        event.prevent_default();
        model.check();
        if !model.wrong.with_untracked(Vec::is_empty) {
            return model.focus_first_wrong();
        }
        let (token, patch) = (manage_token.clone(), model.patch());
        if patch == PersonPatch::default() {
            return discard.run(());
        }
        busy.set(true);
        trouble.set(None);
        spawn_local(async move {
            match api::registrations::change(&token, &patch).await {
                Ok(changed) => drop(saved.try_run(changed)),
                Err(error) if error.is(ProblemType::Validation) && !error.fields().is_empty() => {
                    model.wrong.try_set(error.fields().to_vec());
                    model.focus_first_wrong();
                }
                Err(error) => drop(trouble.try_set(Some(error))),
            }
            busy.try_set(false);
        });
    };
    Effect::new(move |_| focus("form.edit", FieldName::FirstName.name()));
    view! {
        <form class="edit" novalidate on:submit=save>
            <p class="quiet small">{email} ". " {t!(i18n, manage.email_fixed)}</p>
            <Texts model=model />
            <div class="pairs">
                <LanguageChoice value=model.language />
                <ZoneSelect
                    label=Signal::derive(move || t_string!(i18n, manage.timezone).to_string())
                    name="timezone"
                    value=model.timezone
                />
            </div>
            <Checkbox name="marketingConsent" checked=model.marketing>{t!(i18n, manage.marketing)}</Checkbox>
            <div role="alert">
                {move || trouble.get().map(|error| view! {
                    <p class="said bad">
                        <Icon name="alert" />
                        <span>
                            {match (&error, error.kind()) {
                                (ApiError::Network, _) => t!(i18n, manage.network).into_any(),
                                (_, Some(ProblemType::RateLimited)) => t!(i18n, manage.rate).into_any(),
                                _ => t!(i18n, manage.failed).into_any(),
                            }}
                        </span>
                    </p>
                })}
            </div>
            <div class="button-row">
                <Button kind="submit" busy=busy>{t!(i18n, manage.save)}</Button>
                <Button look=Look::Plain on_press=discard>{t!(i18n, manage.undo_edit)}</Button>
            </div>
        </form>
    }
}

/// The fields of text.
#[component]
fn Texts(model: Model) -> impl IntoView {
    let i18n = use_i18n();
    let leave = Callback::new(move |()| set_timeout(move || model.check(), A_CLICK));
    let optional = Signal::derive(move || t_string!(i18n, register.optional).to_string());
    view! {
        <div class="pairs">
            <Field
                label=Signal::derive(move || t_string!(i18n, register.first_name).to_string())
                name=FieldName::FirstName.name() autocomplete="given-name" value=model.first_name
                error=model.error(FieldName::FirstName, model.first_name) on_leave=leave
            />
            <Field
                label=Signal::derive(move || t_string!(i18n, register.last_name).to_string())
                name=FieldName::LastName.name() autocomplete="family-name" value=model.last_name
                error=model.error(FieldName::LastName, model.last_name) on_leave=leave
            />
            <Field
                label=Signal::derive(move || t_string!(i18n, register.company).to_string())
                name=FieldName::Company.name() autocomplete="organization" value=model.company
                error=model.error(FieldName::Company, model.company) on_leave=leave
            />
            <Field
                label=Signal::derive(move || t_string!(i18n, register.website).to_string())
                optional=optional required=false name=FieldName::Website.name() autocomplete="url" inputmode="url"
                value=model.website error=model.error(FieldName::Website, model.website) on_leave=leave
            />
            <Field
                label=Signal::derive(move || t_string!(i18n, register.position).to_string())
                optional=optional required=false name=FieldName::Position.name() autocomplete="organization-title"
                value=model.position error=model.error(FieldName::Position, model.position) on_leave=leave
            />
            <Field
                label=Signal::derive(move || t_string!(i18n, register.phone).to_string())
                optional=optional required=false name=FieldName::Phone.name() kind="tel" autocomplete="tel"
                value=model.phone error=model.error(FieldName::Phone, model.phone) on_leave=leave
            />
        </div>
        <Field
            label=Signal::derive(move || t_string!(i18n, register.special_requirements).to_string())
            optional=optional required=false name=FieldName::SpecialRequirements.name()
            value=model.special_requirements rows=3 maxlength=longest(FieldName::SpecialRequirements)
            error=model.error(FieldName::SpecialRequirements, model.special_requirements) on_leave=leave
        />
    }
}

/// The language of mails.
#[component]
fn LanguageChoice(value: RwSignal<String>) -> impl IntoView {
    let i18n = use_i18n();
    let choices = Signal::derive(move || {
        let name = |language| match language {
            Language::En => t_string!(i18n, manage.language_en).to_string(),
            Language::De => t_string!(i18n, manage.language_de).to_string(),
        };
        Language::ALL.map(|language| (language.code().to_owned(), name(language))).to_vec()
    });
    view! {
        <Select
            label=Signal::derive(move || t_string!(i18n, manage.language).to_string())
            name="language"
            value=value
            choices=choices
        />
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person() -> PersonData {
        PersonData {
            first_name: "Juliette".into(),
            last_name: "Morel".into(),
            email: "juliette@kestrel.example".into(),
            phone: Some("+44 20 7946 0000".into()),
            company: Some("Kestrel Foods".into()),
            position: None,
            website: None,
            special_requirements: None,
            marketing_consent: false,
            language: Language::En,
            timezone: "Europe/London".into(),
        }
    }

    #[test]
    fn only_what_was_changed_is_sent() {
        assert_eq!(difference(&person(), &person()), PersonPatch::default());
        let changed = PersonData { phone: None, marketing_consent: true, ..person() };
        let patch = difference(&person(), &changed);
        assert_eq!(
            patch,
            PersonPatch { phone: Some(None), marketing_consent: Some(true), ..Default::default() }
        );
    }

    #[test]
    fn a_change_can_be_taken_back() {
        let changed = PersonData { position: Some("Buyer".into()), language: Language::De, ..person() };
        assert_eq!(difference(&changed, &person()).apply(&changed), Ok(person()));
    }
}
