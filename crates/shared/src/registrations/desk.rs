//! What staff do at the desk: adding somebody by hand, sending a mail again, moving people to another session; and what
//! calendars answer.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::RegistrationStatus;
use super::form::{Keep, Person};
use crate::Language;
use crate::fields::{self, FieldError};

/// Adds somebody to a session by hand.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RegistrationAddition {
    /// To which session.
    pub session_id: Uuid,
    /// 2 to 50 characters.
    pub first_name: String,
    /// 2 to 50 characters.
    pub last_name: String,
    /// Where their mails go.
    pub email: String,
    /// Digits and `+ - / ( ) .`.
    #[serde(default)]
    pub phone: Option<String>,
    /// 2 to 200 characters.
    #[serde(default)]
    pub company: Option<String>,
    /// At most 200 characters.
    #[serde(default)]
    pub position: Option<String>,
    /// `acme.de` is completed to `https://acme.de`.
    #[serde(default)]
    pub website: Option<String>,
    /// At most 500 characters.
    #[serde(default)]
    pub special_requirements: Option<String>,
    /// The language of pages and mails.
    #[serde(default)]
    pub language: Language,
    /// Their IANA timezone; the session's unless told.
    #[serde(default)]
    pub timezone: Option<String>,
    /// Whether they have agreed to news about the program.
    #[serde(default)]
    pub marketing_consent: bool,
    /// Whether the place is theirs at once, because you vouch for the address; else they get the validation mail.
    #[serde(default)]
    pub confirmed: bool,
    /// Whether they may wait where all seats are taken; else that is refused.
    #[serde(default)]
    pub waitlist: bool,
}

impl RegistrationAddition {
    /// Applies the rules of the public form, but that a company may be absent.
    ///
    /// # Errors
    /// One error for each field that breaks its rule.
    pub fn clean(&self) -> Result<Person, Vec<FieldError>> {
        let mut errors = Vec::new();
        let mut keep = Keep(&mut errors);
        let email = keep.text("/email", fields::email(&self.email));
        let first_name = keep.text("/firstName", fields::name(&self.first_name));
        let last_name = keep.text("/lastName", fields::name(&self.last_name));
        let company = self.company.as_deref().filter(|company| !company.trim().is_empty());
        let company = keep.text("/company", company.map(fields::company).transpose());
        let website = self.website.as_deref().filter(|website| !website.trim().is_empty());
        let website = keep.text("/website", fields::website(website));
        let phone = keep.text("/phone", fields::phone(self.phone.as_deref()));
        let position = keep.text("/position", fields::optional_line(self.position.as_deref()));
        let special_requirements =
            keep.text("/specialRequirements", fields::optional_text(self.special_requirements.as_deref()));
        if !errors.is_empty() {
            return Err(errors);
        }
        Ok(Person { first_name, last_name, email, phone, company, position, website, special_requirements })
    }
}

/// Which mail goes out once more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub enum MailAgain {
    /// Where the registration stands: the confirmation, the offer, the place in the waitlist, the validation mail.
    Confirmation,
    /// The way into the meeting, and whom to call if it stays shut.
    MeetingDetails,
    /// That the session comes, with what to prepare and the calendar entry.
    Reminder,
}

impl MailAgain {
    /// Every one.
    pub const ALL: [Self; 3] = [Self::Confirmation, Self::MeetingDetails, Self::Reminder];

    /// Whether it makes sense for a registration in this state of a session that has started or not.
    pub const fn fits(self, state: RegistrationStatus, has_started: bool) -> bool {
        use RegistrationStatus as Is;
        match self {
            Self::Confirmation => match state {
                Is::Confirmed | Is::Waitlisted | Is::Offered => true,
                Is::PendingVerification | Is::PendingApproval => !has_started,
                _ => false,
            },
            Self::MeetingDetails => matches!(state, Is::Confirmed),
            Self::Reminder => matches!(state, Is::Confirmed) && !has_started,
        }
    }
}

/// Sends a mail once more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SendAgain {
    /// Which.
    pub kind: MailAgain,
}

/// Moves somebody to another session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct MoveTo {
    /// To which session.
    pub session_id: Uuid,
    /// Whether they may wait there where all seats are taken; else that is refused.
    #[serde(default)]
    pub waitlist: bool,
}

impl MoveTo {
    /// Whether somebody in this state can be moved, from a session that has started or not.
    pub const fn fits(state: RegistrationStatus, has_started: bool) -> bool {
        use RegistrationStatus as Is;
        let is_live =
            !matches!(state, Is::Cancelled | Is::Declined | Is::Expired | Is::Attended | Is::NoShow);
        is_live && !has_started
    }
}

/// Makes one of two registrations of the same person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct MergeInto {
    /// The registration of the same session that is kept.
    pub into: Uuid,
}

/// Moves several people to another session.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct MoveSeveral {
    /// Whose registrations, 500 at most.
    pub ids: Vec<Uuid>,
    /// To which session.
    pub session_id: Uuid,
    /// Whether they may wait there where all seats are taken.
    #[serde(default)]
    pub waitlist: bool,
}

/// What became of the answer of somebody's calendar.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct CalendarReply {
    /// Whose invitation was answered.
    pub registration_id: Uuid,
    /// What it did.
    pub outcome: ReplyOutcome,
}

/// What the answer of a calendar did.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub enum ReplyOutcome {
    /// They declined, and their place is given up.
    Cancelled,
    /// Nothing: they did not decline, or had no place any more.
    Unchanged,
    /// Nothing: they declined an invitation that was replaced since, such as for another time.
    Outdated,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fields::Code;

    #[test]
    fn a_company_may_be_absent_but_not_wrong() {
        let somebody = RegistrationAddition {
            first_name: "Jürgen".into(),
            last_name: "Groß".into(),
            email: "juergen@kestrel.example".into(),
            ..RegistrationAddition::default()
        };
        assert_eq!(somebody.clean().unwrap().company, None);
        let wrong = RegistrationAddition { company: Some("K".into()), email: "x".into(), ..somebody };
        let named: Vec<_> = wrong.clean().unwrap_err().into_iter().map(|e| (e.pointer, e.code)).collect();
        assert_eq!(named, [("/email".to_owned(), Code::Email), ("/company".to_owned(), Code::TooShort)]);
    }
}
