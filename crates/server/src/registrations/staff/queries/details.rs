//! What is kept of one registration, in several tables.

use magnetiq_entity::{UtcMillis, consents, messages, registration_events, visit_registrations, visits};
use magnetiq_shared::registrations::{
    Attendance, Consent, HistoryEntry, RegistrationDetails, RegistrationMessage, RegistrationStatus,
    VisitFacts,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use super::list::{registration, sessions_of};
use crate::db::Error;
use crate::registrations::consents::SOURCES_OF_STAFF;
use crate::registrations::queries::{self, Registration as Row, status};
use crate::registrations::verify::BY_PERSON;

/// The registration with all that is known of it; `None` where there is none.
///
/// # Errors
/// What the database says.
pub async fn details(conn: &impl ConnectionTrait, id: Uuid) -> Result<Option<RegistrationDetails>, Error> {
    let Some(row) = queries::find(conn, id).await? else { return Ok(None) };
    let sessions = sessions_of(conn, std::iter::once(row.session_id)).await?;
    let Some(shown) = registration(row.clone(), &sessions) else { return Ok(None) };
    let waitlist_position = match (status(&row), row.place) {
        (RegistrationStatus::Waitlisted, Some(place)) => {
            Some(queries::position(conn, row.session_id, place).await?)
        }
        _ => None,
    };
    Ok(Some(RegistrationDetails {
        waitlist_position,
        consents: consents(conn, id).await?,
        history: history(conn, &row).await?,
        messages: messages(conn, id).await?,
        visit: visit(conn, row.visit_id).await?,
        attendance: attendance(&row),
        registration: shown,
        special_requirements: row.special_requirements,
        answers: row.answers,
        attribution: row.attribution.map(|from| from.0),
        tax_rate_bp: row.tax_rate_bp.map(count),
        payment_method: row.payment_method,
        payment_reference: row.payment_reference,
        invoice_url: row.invoice_url,
        cancel_reason: row.cancel_reason,
        erased_at: row.erased_at.map(Into::into),
    }))
}

fn attendance(row: &Row) -> Attendance {
    Attendance {
        joined_at: row.joined_at.map(Into::into),
        left_at: row.left_at.map(Into::into),
        minutes: row.attendance_minutes.map(count),
        questions_asked: row.questions_asked.map(count),
        chat_messages: row.chat_messages.map(count),
        rating: row.rating.map(count),
        feedback: row.feedback.clone(),
    }
}

async fn consents(conn: &impl ConnectionTrait, id: Uuid) -> Result<Vec<Consent>, Error> {
    use consents::{Column, Entity};
    let rows = Entity::find().filter(Column::RegistrationId.eq(id)).order_by_asc(Column::At);
    let rows = rows.order_by_asc(Column::Id).all(conn).await?;
    let consent = |row: consents::Model| Consent {
        kind: row.kind,
        granted: row.granted,
        text_version: row.text_version.map(count),
        at: row.at.utc(),
        source: row.source,
    };
    Ok(rows.into_iter().map(consent).collect())
}

/// What happened, the oldest first. That somebody registered, or went in, stands in the row itself.
async fn history(conn: &impl ConnectionTrait, row: &Row) -> Result<Vec<HistoryEntry>, Error> {
    use registration_events::{Column, Entity};
    let by_person = |at: UtcMillis, kind: &str| HistoryEntry {
        at: at.utc(),
        kind: kind.to_owned(),
        from_status: None,
        to_status: None,
        actor: BY_PERSON.to_owned(),
        detail: None,
    };
    let by_form = !SOURCES_OF_STAFF.contains(&row.source.as_str());
    let registered = by_form.then(|| by_person(row.registered_at, "registered"));
    let joined = row.joined_at.map(|at| by_person(at, "joined"));
    let rows = Entity::find().filter(Column::RegistrationId.eq(row.id)).order_by_asc(Column::At);
    let rows = rows.order_by_asc(Column::Id).all(conn).await?;
    let word = |text: Option<String>| text.and_then(|text| text.parse().ok());
    let entry = |row: registration_events::Model| HistoryEntry {
        at: row.at.utc(),
        kind: row.kind,
        from_status: word(row.from_status),
        to_status: word(row.to_status),
        actor: row.actor,
        detail: row.detail,
    };
    let mut all: Vec<_> = registered.into_iter().chain(rows.into_iter().map(entry)).chain(joined).collect();
    all.sort_by_key(|entry| entry.at);
    Ok(all)
}

async fn messages(conn: &impl ConnectionTrait, id: Uuid) -> Result<Vec<RegistrationMessage>, Error> {
    use messages::{Column, Entity};
    let rows = Entity::find().filter(Column::RegistrationId.eq(id)).order_by_asc(Column::DueAt);
    let rows = rows.order_by_asc(Column::Id).all(conn).await?;
    let message = |row: messages::Model| RegistrationMessage {
        id: row.id,
        kind: row.kind,
        state: row.state,
        reason: row.reason,
        recipient: row.recipient_email,
        due_at: row.due_at.utc(),
        sent_at: row.sent_at.map(Into::into),
        attempts: count(row.attempts),
    };
    Ok(rows.into_iter().map(message).collect())
}

async fn visit(conn: &impl ConnectionTrait, id: Option<Uuid>) -> Result<Option<VisitFacts>, Error> {
    let Some(id) = id else { return Ok(None) };
    let Some(row) = visits::Entity::find_by_id(id).one(conn).await? else { return Ok(None) };
    let wishes = visit_registrations::Entity::find()
        .filter(visit_registrations::Column::VisitId.eq(id))
        .count(conn)
        .await?;
    Ok(Some(VisitFacts {
        created_at: row.created_at.utc(),
        validated_at: row.validated_at.map(Into::into),
        wishes: u32::try_from(wishes).unwrap_or(u32::MAX),
    }))
}

/// A number that the database keeps at zero or above.
fn count(number: i32) -> u32 {
    u32::try_from(number).unwrap_or_default()
}
