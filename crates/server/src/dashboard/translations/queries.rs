//! The rows whose texts are looked at.

use magnetiq_entity::{JsonOf, Texts, sessions, topics};
use magnetiq_shared::TranslatedText;
use magnetiq_shared::sessions::SessionStatus;
use sea_orm::{ColumnTrait, EntityTrait, FromQueryResult, QueryFilter, QuerySelect};
use uuid::Uuid;

use crate::db::{Conn, Error};

/// All topics: an archived one may have sessions to come.
pub(super) async fn topics(conn: &Conn) -> Result<Vec<topics::Model>, Error> {
    topics::Entity::find().all(conn).await
}

/// What a session says itself, where its topic does not.
#[derive(FromQueryResult)]
pub(super) struct SessionTexts {
    pub id: Uuid,
    pub topic_id: Uuid,
    status: String,
    pub title: Option<Texts>,
    pub description: Option<Texts>,
    pub preparation: Option<Texts>,
    pub questions: JsonOf<Vec<TranslatedText>>,
}

impl SessionTexts {
    pub(super) fn is_published(&self) -> bool {
        self.status != SessionStatus::Draft.word()
    }
}

/// The texts of sessions to come.
pub(super) async fn sessions(conn: &Conn) -> Result<Vec<SessionTexts>, Error> {
    use sessions::Column;
    let to_come = [SessionStatus::Draft, SessionStatus::Published, SessionStatus::Live];
    sessions::Entity::find()
        .select_only()
        .columns([Column::Id, Column::TopicId, Column::Status, Column::Title])
        .columns([Column::Description, Column::Preparation, Column::Questions])
        .filter(Column::Status.is_in(to_come.map(SessionStatus::word)))
        .into_model()
        .all(conn)
        .await
}
