//! The form that a person sends to register, and its rules.

use serde::{Deserialize, Serialize};

use crate::Language;
use crate::fields::{self, Code, FieldError};

/// Where a visitor came from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct Attribution {
    /// `utm_source`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub utm_source: Option<String>,
    /// `utm_medium`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub utm_medium: Option<String>,
    /// `utm_campaign`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub utm_campaign: Option<String>,
    /// The page that linked here.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub referrer: Option<String>,
    /// The site in which the widget was embedded.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub embed: Option<String>,
}

impl Attribution {
    /// The same, as much of it as is kept.
    pub fn kept(self) -> Self {
        let kept = |text: Option<String>| text.as_deref().map(fields::kept);
        Self {
            utm_source: kept(self.utm_source),
            utm_medium: kept(self.utm_medium),
            utm_campaign: kept(self.utm_campaign),
            referrer: kept(self.referrer),
            embed: kept(self.embed),
        }
    }
}

/// What a person sends to register (`RegistrationFormData`).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RegistrationForm {
    /// 2 to 50 characters.
    pub first_name: String,
    /// 2 to 50 characters.
    pub last_name: String,
    /// Where the validation mail goes.
    pub email: String,
    /// Digits and `+ - / ( ) .`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// 2 to 200 characters.
    pub company: String,
    /// At most 200 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub position: Option<String>,
    /// `acme.de` is completed to `https://acme.de`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub website: Option<String>,
    /// At most 500 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub special_requirements: Option<String>,
    /// Has to be true.
    pub terms_accepted: bool,
    /// Whether news about the program may be sent.
    #[serde(default)]
    pub marketing_consent: bool,
    /// Has to be true.
    pub privacy_consent: bool,
    /// The language of pages and mails.
    #[serde(default)]
    pub language: Language,
    /// The person's IANA timezone, for times in mails; the session's unless told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub timezone: Option<String>,
    /// Where the visitor came from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attribution: Option<Attribution>,
}

/// The clean values of a form that keeps all rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// Address as typed.
    pub email: String,
    /// Telephone.
    pub phone: Option<String>,
    /// Company; absent only in imports.
    pub company: Option<String>,
    /// Position.
    pub position: Option<String>,
    /// Website, with scheme.
    pub website: Option<String>,
    /// Special requirements.
    pub special_requirements: Option<String>,
}

impl RegistrationForm {
    /// Applies every rule of the specification's schema.
    ///
    /// # Errors
    /// One error for each field that breaks its rule, in the order of the form.
    pub fn clean(&self) -> Result<Person, Vec<FieldError>> {
        let mut errors = Vec::new();
        let mut keep = Keep(&mut errors);
        let email = keep.text("/email", fields::email(&self.email));
        let first_name = keep.text("/firstName", fields::name(&self.first_name));
        let last_name = keep.text("/lastName", fields::name(&self.last_name));
        let company = keep.text("/company", fields::company(&self.company));
        let website = keep.text("/website", fields::website(self.website.as_deref()));
        let phone = keep.text("/phone", fields::phone(self.phone.as_deref()));
        let position = keep.text("/position", fields::optional_line(self.position.as_deref()));
        let special_requirements =
            keep.text("/specialRequirements", fields::optional_text(self.special_requirements.as_deref()));
        keep.text("/termsAccepted", fields::accepted(self.terms_accepted));
        keep.text("/privacyConsent", fields::accepted(self.privacy_consent));
        if !errors.is_empty() {
            return Err(errors);
        }
        let company = Some(company);
        Ok(Person { first_name, last_name, email, phone, company, position, website, special_requirements })
    }
}

/// Collects the errors of a form, field by field.
pub(super) struct Keep<'a>(pub(super) &'a mut Vec<FieldError>);

impl Keep<'_> {
    pub(super) fn text<T: Default>(&mut self, pointer: &str, checked: Result<T, Code>) -> T {
        checked.unwrap_or_else(|code| {
            self.0.push(FieldError::new(pointer, code));
            T::default()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form() -> RegistrationForm {
        serde_json::from_str(
            r#"{"firstName":"Juliette","lastName":"Morel","email":"juliette@kestrel.example","company":"Kestrel Foods",
                "website":"kestrel.example","termsAccepted":true,"privacyConsent":true}"#,
        )
        .unwrap()
    }

    #[test]
    fn a_form_that_keeps_the_rules_gives_clean_values() {
        let person = form().clean().unwrap();
        assert_eq!(person.website.as_deref(), Some("https://kestrel.example"));
        assert_eq!(person.phone, None);
    }

    #[test]
    fn every_broken_rule_is_named() {
        let wrong = RegistrationForm {
            email: "juliette@kestrel".into(),
            last_name: "M".into(),
            terms_accepted: false,
            ..form()
        };
        let errors = wrong.clean().unwrap_err();
        let named: Vec<_> = errors.iter().map(|error| (error.pointer.as_str(), error.code)).collect();
        assert_eq!(
            named,
            [("/email", Code::Email), ("/lastName", Code::TooShort), ("/termsAccepted", Code::MustAccept)]
        );
    }

    #[test]
    fn an_unknown_field_is_refused() {
        assert!(serde_json::from_str::<RegistrationForm>(r#"{"sessionId":"1"}"#).is_err());
    }
}
