//! What staff do at the desk: adding somebody by hand or from a file, sending a mail again, moving people to another
//! session.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::RegistrationStatus;
use super::form::{Keep, Person};
use crate::Language;
use crate::fields::{self, FieldError};

/// How many rows a file of people may have.
pub const IMPORT_MAX: usize = 5_000;

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

/// How a file of people is taken in. The file itself is the body.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct ImportQuestion {
    /// To which session.
    pub session: Uuid,
    /// Whether the fate of each row is only told, and nothing is done.
    pub dry_run: bool,
    /// Whether the places are theirs at once; else each gets the validation mail.
    pub confirmed: bool,
    /// Whether they may wait where all seats are taken.
    pub waitlist: bool,
    /// The language of rows that name none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
}

/// What becomes of a row of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub enum RowFate {
    /// Gets a place, or the validation mail for one.
    Registered,
    /// Waits for a place.
    Waitlisted,
    /// Is registered already, or stands in the file twice; nothing is done.
    Known,
    /// All seats are taken.
    Full,
    /// Fields are wrong; `errors` names them.
    Wrong,
    /// It could not be written down; take the file in again.
    Failed,
}

/// A row of a file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct ImportRow {
    /// On which line of the file it begins, the header's is 1.
    pub line: u32,
    /// Who; `null` once it is taken in, as the file is not kept.
    pub name: Option<String>,
    /// Address; likewise.
    pub email: Option<String>,
    /// What becomes of it.
    pub fate: RowFate,
    /// What is wrong with it.
    pub errors: Vec<FieldError>,
    /// The registration, new or known.
    pub registration_id: Option<Uuid>,
}

/// A column of a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct ImportColumn {
    /// As the file calls it.
    pub header: String,
    /// As which field it is read, such as `firstName`; `null` where it is left aside.
    pub field: Option<String>,
}

/// How many rows have which fate.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct ImportCounts {
    /// Get a place, or the mail for one.
    pub registered: u32,
    /// Wait.
    pub waitlisted: u32,
    /// Are registered already.
    pub known: u32,
    /// Find no seat.
    pub full: u32,
    /// Have wrong fields.
    pub wrong: u32,
    /// Could not be written down.
    pub failed: u32,
}

impl ImportCounts {
    /// Counts these rows.
    pub fn of(rows: &[ImportRow]) -> Self {
        let mut counts = Self::default();
        for row in rows {
            *match row.fate {
                RowFate::Registered => &mut counts.registered,
                RowFate::Waitlisted => &mut counts.waitlisted,
                RowFate::Known => &mut counts.known,
                RowFate::Full => &mut counts.full,
                RowFate::Wrong => &mut counts.wrong,
                RowFate::Failed => &mut counts.failed,
            } += 1;
        }
        counts
    }
}

/// What becomes, or became, of a file of people.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct ImportReport {
    /// Id; `null` where nothing was done yet.
    pub id: Option<Uuid>,
    /// Into which session.
    pub session_id: Uuid,
    /// How its columns were read; empty once it is taken in.
    pub columns: Vec<ImportColumn>,
    /// How many rows have which fate.
    pub counts: ImportCounts,
    /// Each row, in the order of the file.
    pub rows: Vec<ImportRow>,
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

/// Why nobody who waits is offered a place now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub enum NobodyPromoted {
    /// Seats are free and people wait: they get their offers within a minute.
    Soon,
    /// The session is a draft.
    Draft,
    /// The session was cancelled.
    Cancelled,
    /// The session has started; from then on nobody is promoted.
    Begun,
    /// Nobody may wait, and nobody does.
    WaitlistOff,
    /// Nobody waits.
    NobodyWaits,
    /// Those who asked for a place in the waitlist have not validated their addresses yet.
    NobodyVerified,
    /// All seats that are not taken for good are offered to others, who have not answered yet.
    OffersOut,
    /// All seats that are not taken for good are held for people who have yet to validate, be approved or pay.
    SeatsHeld,
    /// All seats are taken for good.
    Full,
}

/// Somebody who waits, was offered a place, or waits for staff's decision.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct InLine {
    /// The registration.
    pub id: Uuid,
    /// What people quote.
    pub reference: String,
    /// First and last name.
    pub name: String,
    /// Company.
    pub company: Option<String>,
    /// Address.
    pub email: String,
    /// When they registered.
    pub registered_at: DateTime<Utc>,
    /// How many offers they have had.
    pub offers: u32,
    /// Until when the place is held for them.
    pub held_until: Option<DateTime<Utc>>,
}

/// A session's waitlist.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct SessionWaitlist {
    /// Why nobody is offered a place now.
    pub reason: NobodyPromoted,
    /// Seats that are free; `null` is no limit.
    pub free: Option<u32>,
    /// How many wait.
    pub waiting_count: u32,
    /// Who waits, the next first; the first 200.
    pub waiting: Vec<InLine>,
    /// Who was offered a place and has not answered, whose offer ends first comes first; the first 200.
    pub offered: Vec<InLine>,
    /// Who asked for a place that staff decide on, the oldest first; the first 200.
    pub to_approve: Vec<InLine>,
    /// How many have asked and not validated their address yet.
    pub unverified: u32,
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
