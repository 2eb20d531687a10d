//! Speakers as the API shows them.

use magnetiq_entity::speakers::Model;
use magnetiq_shared::speakers::own::OwnProfile;
use magnetiq_shared::speakers::staff::{Speaker, SpeakerFigures, SpeakerSummary};

use super::queries::Known;
use crate::media::{Picture, photo_url};

/// With title: `Dr Hanna Rehwald`.
pub(super) fn full_name(row: &Model) -> String {
    let names = [row.title.as_deref(), Some(&row.first_name), Some(&row.last_name)];
    names.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

pub(super) fn summary(known: Known, photo: Option<Picture>) -> SpeakerSummary {
    let Known { row, figures, .. } = known;
    SpeakerSummary {
        name: full_name(&row),
        photo_url: photo_url(photo, &row.first_name, &row.last_name, row.id),
        id: row.id,
        slug: row.slug,
        email: row.email,
        position: row.position.map(|position| position.0),
        company: row.company,
        expertise: row.expertise.0,
        is_internal: row.is_internal,
        is_active: row.is_active,
        figures,
    }
}

pub(super) fn speaker(row: &Model, figures: SpeakerFigures, photo: Option<Picture>) -> Speaker {
    Speaker {
        id: row.id,
        slug: row.slug.clone(),
        first_name: row.first_name.clone(),
        last_name: row.last_name.clone(),
        title: row.title.clone(),
        email: row.email.clone(),
        phone: row.phone.clone(),
        photo_media_id: row.photo_media_id,
        photo_url: photo_url(photo, &row.first_name, &row.last_name, row.id),
        biography: row.biography.0.clone(),
        company: row.company.clone(),
        position: row.position.clone().map(|position| position.0),
        expertise: row.expertise.0.clone(),
        linkedin_url: row.linkedin_url.clone(),
        website_url: row.website_url.clone(),
        preferred_duration_minutes: row.preferred_duration_minutes.map(i32::unsigned_abs),
        available_timezones: row.available_timezones.0.clone(),
        technical_requirements: row.technical_requirements.clone(),
        special_instructions: row.special_instructions.clone(),
        consultant_id: row.consultant_id,
        is_internal: row.is_internal,
        calendar_integration: row.calendar_integration,
        email_notifications: row.email_notifications,
        language: row.language.parse().unwrap_or_default(),
        timezone: row.timezone.clone(),
        is_active: row.is_active,
        figures,
        invited_at: row.invited_at.map(Into::into),
        created_at: row.created_at.utc(),
        updated_at: row.updated_at.utc(),
        version: row.version,
    }
}

pub(super) fn own(row: Model, photo: Option<Picture>) -> OwnProfile {
    OwnProfile {
        photo_url: photo_url(photo, &row.first_name, &row.last_name, row.id),
        first_name: row.first_name,
        last_name: row.last_name,
        title: row.title,
        email: row.email,
        phone: row.phone,
        biography: row.biography.0,
        company: row.company,
        position: row.position.map(|position| position.0),
        expertise: row.expertise.0,
        linkedin_url: row.linkedin_url,
        website_url: row.website_url,
        preferred_duration_minutes: row.preferred_duration_minutes.map(i32::unsigned_abs),
        available_timezones: row.available_timezones.0,
        technical_requirements: row.technical_requirements,
        special_instructions: row.special_instructions,
        language: row.language.parse().unwrap_or_default(),
        timezone: row.timezone,
        version: row.version,
    }
}
