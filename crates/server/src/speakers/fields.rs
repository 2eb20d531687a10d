//! What is told of a speaker, checked and put into the row: the same for staff and for speakers themselves.

use magnetiq_entity::consultants;
use magnetiq_entity::speakers::Model;
use magnetiq_shared::speakers::own::OwnProfilePatch;
use magnetiq_shared::speakers::staff::SpeakerFields;
use magnetiq_shared::{Code, fields};
use uuid::Uuid;

use super::queries;
use crate::consultants as people;
use crate::db::{self, Tx};
use crate::html::rich;
use crate::http::{ApiError, Checks, timezone};
use crate::media;

/// How many fields of expertise, and how many timezones, one may have.
const MOST: usize = 20;
/// The longest rich text, in bytes.
const LONGEST_TEXT: usize = 20_000;
/// How long somebody may want to speak, in minutes.
const DURATION: std::ops::RangeInclusive<u32> = 5..=1_440;

/// Puts what was told into the row, where all of it is right. The consultant, where one is linked now, fills in what a
/// new speaker was not told of.
///
/// # Errors
/// `validation`.
pub(super) async fn apply(
    tx: &Tx,
    row: &mut Model,
    given: SpeakerFields,
    is_new: bool,
) -> Result<(), ApiError> {
    let mut checks = Checks::default();
    let email = row.email.clone();
    if let Some(id) = given.consultant_id {
        let consultant = match id {
            Some(id) => people::by_id(tx, id).await?,
            None => None,
        };
        if id.is_some() && consultant.is_none() {
            checks.wrong("/consultantId", Code::Unknown);
        }
        row.consultant_id = id;
        row.is_internal = id.is_some();
        if let Some(consultant) = consultant.filter(|_| is_new) {
            take_over(row, consultant);
        }
    }
    texts(row, &given, &mut checks);
    settings(row, &given, &mut checks);
    if let Some(photo) = given.photo_media_id {
        check_photo(tx, photo, &mut checks).await?;
        row.photo_media_id = photo;
    }
    for (pointer, value) in
        [("/firstName", &row.first_name), ("/lastName", &row.last_name), ("/email", &row.email)]
    {
        let told = match pointer {
            "/firstName" => given.first_name.is_some(),
            "/lastName" => given.last_name.is_some(),
            _ => given.email.is_some(),
        };
        if is_new && !told && value.is_empty() {
            checks.wrong(pointer, Code::Required);
        }
    }
    if is_new && given.biography.is_none() {
        checks.wrong("/biography", Code::Required);
    }
    take_slug(tx, row, given.slug.as_deref(), &mut checks).await?;
    checks.finish()?;
    if row.email != email || !row.is_active {
        end_links(row);
    }
    Ok(())
}

/// Ends every link to the profile that was mailed before.
pub(super) fn end_links(row: &mut Model) {
    row.token_epoch = (row.token_epoch + 1) & 0xffff;
}

fn take_over(row: &mut Model, consultant: consultants::Model) {
    row.first_name = consultant.first_name;
    row.last_name = consultant.last_name;
    row.email = consultant.email;
    row.phone = consultant.phone;
    row.linkedin_url = consultant.linkedin_url;
    row.language = consultant.language;
    row.timezone = consultant.timezone;
}

/// Who they are.
fn texts(row: &mut Model, given: &SpeakerFields, checks: &mut Checks) {
    if let Some(first) = &given.first_name {
        row.first_name = checks.keep("/firstName", fields::name(first));
    }
    if let Some(last) = &given.last_name {
        row.last_name = checks.keep("/lastName", fields::name(last));
    }
    if let Some(title) = &given.title {
        row.title = checks.keep("/title", fields::optional_line(title.as_deref()));
    }
    if let Some(email) = &given.email {
        row.email = checks.keep("/email", fields::email(email));
    }
    if let Some(phone) = &given.phone {
        row.phone = checks.keep("/phone", fields::phone(phone.as_deref()));
    }
    if let Some(biography) = &given.biography {
        row.biography = checks.texts("/biography", biography, rich_text).into();
    }
    if let Some(company) = &given.company {
        row.company = checks.keep("/company", fields::optional_line(company.as_deref()));
    }
    if let Some(position) = &given.position {
        let line = |text: &str| fields::line(text, 200);
        row.position = position.as_ref().map(|position| checks.texts("/position", position, line).into());
    }
    if let Some(expertise) = &given.expertise {
        row.expertise = list(checks, "/expertise", expertise, |word| fields::line(word, 60)).into();
    }
    if let Some(url) = &given.linkedin_url {
        row.linkedin_url = checks.keep("/linkedinUrl", fields::website(url.as_deref()));
    }
    if let Some(url) = &given.website_url {
        row.website_url = checks.keep("/websiteUrl", fields::website(url.as_deref()));
    }
}

/// How they speak, and what they get.
fn settings(row: &mut Model, given: &SpeakerFields, checks: &mut Checks) {
    if let Some(minutes) = given.preferred_duration_minutes {
        if minutes.is_some_and(|minutes| !DURATION.contains(&minutes)) {
            checks.wrong("/preferredDurationMinutes", Code::Type);
        }
        row.preferred_duration_minutes = minutes.map(|minutes| minutes.min(*DURATION.end()) as i32);
    }
    if let Some(zones) = &given.available_timezones {
        row.available_timezones = list(checks, "/availableTimezones", zones, timezone).into();
    }
    if let Some(text) = &given.technical_requirements {
        row.technical_requirements =
            checks.keep("/technicalRequirements", fields::optional_text(text.as_deref()));
    }
    if let Some(text) = &given.special_instructions {
        row.special_instructions =
            checks.keep("/specialInstructions", fields::optional_text(text.as_deref()));
    }
    if let Some(language) = given.language {
        row.language = language.code().to_owned();
    }
    if let Some(zone) = &given.timezone {
        row.timezone = checks.keep("/timezone", timezone(zone));
    }
    row.calendar_integration = given.calendar_integration.unwrap_or(row.calendar_integration);
    row.email_notifications = given.email_notifications.unwrap_or(row.email_notifications);
    row.is_active = given.is_active.unwrap_or(row.is_active);
}

/// Sanitised HTML; empty where nothing is left to be read.
fn rich_text(html: &str) -> Result<String, Code> {
    if html.len() > LONGEST_TEXT {
        return Err(Code::TooLong);
    }
    let clean = rich::sanitise(html.trim());
    let is_blank = clean.split('<').all(|piece| {
        let text = piece.split_once('>').map_or(piece, |(_, text)| text);
        text.replace("&nbsp;", " ").trim().is_empty()
    });
    Ok(if is_blank { String::new() } else { clean })
}

/// A list of short texts, each once, empty ones left out.
fn list(
    checks: &mut Checks,
    pointer: &str,
    given: &[String],
    rule: impl Fn(&str) -> Result<String, Code>,
) -> Vec<String> {
    if given.len() > MOST {
        checks.wrong(pointer, Code::TooLong);
        return Vec::new();
    }
    let mut kept: Vec<String> = Vec::new();
    for (at, text) in given.iter().enumerate().filter(|(_, text)| !text.trim().is_empty()) {
        let text = checks.keep(&format!("{pointer}/{at}"), rule(text));
        if !kept.contains(&text) {
            kept.push(text);
        }
    }
    kept
}

async fn check_photo(tx: &Tx, photo: Option<Uuid>, checks: &mut Checks) -> Result<(), db::Error> {
    if let Some(id) = photo
        && media::picture(tx, id).await?.is_none()
    {
        checks.wrong("/photoMediaId", Code::Unknown);
    }
    Ok(())
}

/// The slug that was told, else one made from the name, with a number where the name is taken.
async fn take_slug(
    tx: &Tx,
    row: &mut Model,
    told: Option<&str>,
    checks: &mut Checks,
) -> Result<(), db::Error> {
    if let Some(told) = told {
        match fields::slug(told) {
            Ok(slug) if queries::is_slug_taken(tx, &slug, row.id).await? => {
                checks.wrong("/slug", Code::Taken)
            }
            checked => row.slug = checks.keep("/slug", checked),
        }
    } else if row.slug.is_empty() {
        let base = fields::slug_of(&format!("{} {}", row.first_name, row.last_name));
        let base = if fields::slug(&base).is_ok() { base } else { "speaker".to_owned() };
        row.slug.clone_from(&base);
        let mut number = 2;
        while queries::is_slug_taken(tx, &row.slug, row.id).await? {
            row.slug = format!("{base}-{number}");
            number += 1;
        }
    }
    Ok(())
}

/// What speakers tell of themselves is some of what staff tell.
pub(super) fn of_own(patch: OwnProfilePatch) -> SpeakerFields {
    SpeakerFields {
        first_name: patch.first_name,
        last_name: patch.last_name,
        title: patch.title,
        phone: patch.phone,
        biography: patch.biography,
        company: patch.company,
        position: patch.position,
        expertise: patch.expertise,
        linkedin_url: patch.linkedin_url,
        website_url: patch.website_url,
        preferred_duration_minutes: patch.preferred_duration_minutes,
        available_timezones: patch.available_timezones,
        technical_requirements: patch.technical_requirements,
        special_instructions: patch.special_instructions,
        language: patch.language,
        timezone: patch.timezone,
        ..SpeakerFields::default()
    }
}
