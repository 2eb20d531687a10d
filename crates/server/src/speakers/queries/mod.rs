//! The rows of speakers, their figures and calendars, and what was written to them.

mod calendar;
mod figures;
mod messages;

use magnetiq_entity::speakers::{Column, Entity, Model};
use magnetiq_entity::{consultants, sessions, topic_default_speakers, topics};
use magnetiq_shared::speakers::staff::SpeakerFigures;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter,
};
use uuid::Uuid;

pub(super) use calendar::{calendar, overlapping};
pub(super) use messages::{insert_message, message, messages, settle_message, told};

use crate::db::{Conn, Error, Tx};

/// A speaker with what is known besides the row.
#[derive(Clone, Debug)]
pub(super) struct Known {
    pub row: Model,
    /// The own photo, else the consultant's.
    pub photo: Option<Uuid>,
    pub figures: SpeakerFigures,
}

/// Every speaker.
pub(super) async fn all(conn: &Conn) -> Result<Vec<Known>, Error> {
    let mut figures = figures::of_all(conn).await?;
    let rows = Entity::find().find_also_related(consultants::Entity).all(conn).await?;
    let known = |(row, consultant): (Model, Option<consultants::Model>)| Known {
        photo: photo(&row, consultant.as_ref()),
        figures: figures.remove(&row.id).unwrap_or_default(),
        row,
    };
    Ok(rows.into_iter().map(known).collect())
}

/// One speaker, with everything.
pub(super) async fn known(conn: &Conn, id: Uuid) -> Result<Option<Known>, Error> {
    let found = Entity::find_by_id(id).find_also_related(consultants::Entity).one(conn).await?;
    let Some((row, consultant)) = found else { return Ok(None) };
    let figures = figures::of(conn, id).await?;
    Ok(Some(Known { photo: photo(&row, consultant.as_ref()), figures, row }))
}

fn photo(row: &Model, consultant: Option<&consultants::Model>) -> Option<Uuid> {
    row.photo_media_id.or(consultant.and_then(|consultant| consultant.photo_media_id))
}

pub(super) async fn by_id(conn: &impl ConnectionTrait, id: Uuid) -> Result<Option<Model>, Error> {
    Entity::find_by_id(id).one(conn).await
}

pub(super) async fn is_slug_taken(tx: &Tx, slug: &str, except: Uuid) -> Result<bool, Error> {
    let others = Entity::find().filter(Column::Slug.eq(slug)).filter(Column::Id.ne(except));
    Ok(others.count(tx).await? > 0)
}

pub(super) async fn insert(tx: &Tx, row: Model) -> Result<(), Error> {
    row.into_active_model().reset_all().insert(tx).await.map(drop)
}

/// Writes all of the row.
pub(super) async fn update(tx: &Tx, row: Model) -> Result<(), Error> {
    row.into_active_model().reset_all().update(tx).await.map(drop)
}

pub(super) async fn delete(tx: &Tx, id: Uuid) -> Result<(), Error> {
    Entity::delete_by_id(id).exec(tx).await.map(drop)
}

/// What a speaker is needed for, in words: the number of sessions, and topics that propose them.
pub(super) async fn uses(tx: &Tx, id: Uuid) -> Result<Vec<String>, Error> {
    let mut uses = Vec::new();
    match sessions::Entity::find().filter(sessions::Column::SpeakerId.eq(id)).count(tx).await? {
        0 => {}
        1 => uses.push("1 session".to_owned()),
        many => uses.push(format!("{many} sessions")),
    }
    let proposed = topic_default_speakers::Entity::find()
        .filter(topic_default_speakers::Column::SpeakerId.eq(id))
        .all(tx)
        .await?;
    let ids = proposed.into_iter().map(|row| row.topic_id);
    let proposing = topics::Entity::find().filter(topics::Column::Id.is_in(ids)).all(tx).await?;
    uses.extend(proposing.into_iter().map(|topic| format!("topic {:?}", topic.title.0.en)));
    Ok(uses)
}
