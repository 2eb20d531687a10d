//! What is looked at before a session is published.

use magnetiq_entity::sessions;
use magnetiq_shared::fields::{Code, FieldError};
use magnetiq_shared::staff::Named;
use magnetiq_shared::staff::sessions::{CheckItem, CheckPoint, Checklist, Readiness};
use uuid::Uuid;

use super::{SessionError, make, queries};
use crate::ctx::Ctx;
use crate::db::Readable;
use crate::settings;

/// The checklist of a session.
///
/// # Errors
/// `not-found`.
pub(super) async fn checklist(ctx: &Ctx, id: Uuid) -> Result<Checklist, SessionError> {
    let row = queries::by_id(ctx.db.read(), id).await?.ok_or(SessionError::NotFound)?;
    look(ctx, ctx.db.read(), &row).await
}

/// What keeps a session from being published, field by field.
///
/// # Errors
/// What the database says.
pub(super) async fn blocking(
    ctx: &Ctx,
    conn: &impl Readable,
    row: &sessions::Model,
) -> Result<Vec<FieldError>, SessionError> {
    let list = look(ctx, conn, row).await?;
    let blocking = list.items.into_iter().filter(|item| item.readiness == Readiness::Blocking);
    let error = |item: CheckItem| {
        let (pointer, code) = match item.point {
            CheckPoint::Topic => ("/topicId", Code::Unknown),
            CheckPoint::Speaker | CheckPoint::SpeakerIsFree => ("/speakerId", Code::Unknown),
            CheckPoint::Start => ("/startsAt", Code::Time),
            CheckPoint::Window => ("/registrationClosesAt", Code::Time),
            CheckPoint::OnlineLink => ("/meetingUrl", Code::Required),
            CheckPoint::German => ("/title/de", Code::Required),
            CheckPoint::Legal => ("", Code::Required),
        };
        FieldError::new(pointer, code)
    };
    Ok(blocking.map(error).collect())
}

async fn look(ctx: &Ctx, conn: &impl Readable, row: &sessions::Model) -> Result<Checklist, SessionError> {
    let fields = queries::fields(row);
    let topic = queries::topic(conn, row.topic_id).await?.ok_or(SessionError::NotFound)?;
    let speaker = queries::speaker(conn, row.speaker_id).await?.ok_or(SessionError::NotFound)?;
    let time = (row.starts_at.utc(), row.ends_at.utc());
    let conflicts: Vec<Named> = queries::overlapping(conn, row.speaker_id, time, row.id).await?;
    let legal = settings::load(conn).await?.legal;
    let closes = fields.registration_closes_at.unwrap_or(fields.starts_at);
    let must = |met| if met { Readiness::Met } else { Readiness::Blocking };
    let may = |met| if met { Readiness::Met } else { Readiness::Open };
    let items = [
        (CheckPoint::Topic, must(topic.is_active && topic.has_english)),
        (CheckPoint::Speaker, must(speaker.is_active)),
        (CheckPoint::Start, must(fields.starts_at > ctx.now)),
        (CheckPoint::SpeakerIsFree, may(conflicts.is_empty())),
        (CheckPoint::Window, must(closes > ctx.now)),
        (CheckPoint::OnlineLink, may(fields.meeting_url.is_some())),
        (CheckPoint::German, may(!make::german_missing(&fields, &topic))),
        (CheckPoint::Legal, may(legal.terms.is_some() && legal.privacy.is_some())),
    ];
    let items = items.into_iter().map(|(point, readiness)| CheckItem { point, readiness }).collect();
    Ok(Checklist { items, conflicts })
}
