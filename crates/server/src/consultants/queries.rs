//! The rows of consultants, and what is linked to them.

use magnetiq_entity::consultants::{Column, Entity, Model};
use magnetiq_entity::{speakers, users};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter,
};
use uuid::Uuid;

use crate::db::{Error, Tx};
use crate::settings;

/// The consultant of this id.
///
/// # Errors
/// What the database says.
pub async fn by_id(conn: &impl ConnectionTrait, id: Uuid) -> Result<Option<Model>, Error> {
    Entity::find_by_id(id).one(conn).await
}

/// Everybody of the house.
pub(super) async fn all(conn: &impl ConnectionTrait) -> Result<Vec<Model>, Error> {
    Entity::find().all(conn).await
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

/// Whether there is such a user.
pub(super) async fn is_user(tx: &Tx, user: Uuid) -> Result<bool, Error> {
    Ok(users::Entity::find_by_id(user).count(tx).await? > 0)
}

/// Whether another consultant is this user.
pub(super) async fn is_taken(tx: &Tx, user: Uuid, except: Uuid) -> Result<bool, Error> {
    let others = Entity::find().filter(Column::UserId.eq(user)).filter(Column::Id.ne(except));
    Ok(others.count(tx).await? > 0)
}

/// What is linked to a consultant, in words.
pub(super) async fn links(tx: &Tx, id: Uuid) -> Result<Vec<String>, Error> {
    let linked = speakers::Entity::find().filter(speakers::Column::ConsultantId.eq(id)).all(tx).await?;
    let mut links: Vec<String> =
        linked.into_iter().map(|row| format!("speaker \"{} {}\"", row.first_name, row.last_name)).collect();
    if settings::load(tx).await?.manager.consultant_id == Some(id) {
        links.push("the program's manager in the settings".to_owned());
    }
    Ok(links)
}
