//! The certificates' rows, and what stands on a certificate.

use magnetiq_entity::{UtcMillis, certificates, registrations, sessions, speakers, topics};
use magnetiq_shared::registrations::RegistrationStatus;
use sea_orm::sea_query::{Expr, Query};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, IntoActiveModel, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect, Set, Unchanged,
};
use uuid::Uuid;

use crate::db::{Error, Tx};
use crate::media::card::Face;

/// A certificate's row.
pub(super) type Row = certificates::Model;

/// A certificate with all that it speaks of.
pub(super) struct Found {
    pub row: Row,
    pub person: registrations::Model,
    pub session: sessions::Model,
    pub topic: topics::Model,
    pub speaker: speakers::Model,
}

impl Found {
    /// Whether it stands: not revoked, and the person was there.
    pub(super) fn is_valid(&self) -> bool {
        self.row.revoked_at.is_none()
            && self.person.erased_at.is_none()
            && self.person.status == RegistrationStatus::Attended.word()
    }

    /// Whether there is a document of it.
    pub(super) fn is_loadable(&self) -> bool {
        self.is_valid() && self.is_drawable()
    }

    /// Whose it is.
    pub(super) fn name(&self) -> String {
        format!("{} {}", self.person.first_name, self.person.last_name)
    }

    /// Whether the whole name can be drawn: half a name is none.
    pub(super) fn is_drawable(&self) -> bool {
        Face::Display.draws(&self.name())
    }
}

/// The certificate with this number.
pub(super) async fn by_number(conn: &impl ConnectionTrait, number: &str) -> Result<Option<Found>, Error> {
    let row = certificates::Entity::find().filter(certificates::Column::Number.eq(number)).one(conn).await?;
    whole(conn, row).await
}

/// The certificate of a registration.
pub(super) async fn of(conn: &impl ConnectionTrait, registration: Uuid) -> Result<Option<Found>, Error> {
    let row = certificates::Entity::find()
        .filter(certificates::Column::RegistrationId.eq(registration))
        .one(conn)
        .await?;
    whole(conn, row).await
}

async fn whole(conn: &impl ConnectionTrait, row: Option<Row>) -> Result<Option<Found>, Error> {
    let Some(row) = row else { return Ok(None) };
    let person = registrations::Entity::find_by_id(row.registration_id).one(conn).await?;
    let Some(session) = sessions::Entity::find_by_id(row.session_id).one(conn).await? else {
        return Ok(None);
    };
    let topic = topics::Entity::find_by_id(session.topic_id).one(conn).await?;
    let speaker = speakers::Entity::find_by_id(session.speaker_id).one(conn).await?;
    Ok(match (person, topic, speaker) {
        (Some(person), Some(topic), Some(speaker)) => Some(Found { row, person, session, topic, speaker }),
        _ => None,
    })
}

/// Who was there and has no certificate yet, and which template the session gives; `None` where it gives none.
pub(super) async fn lacking(
    conn: &impl ConnectionTrait,
    session: Uuid,
    most: u64,
) -> Result<Option<(String, Vec<registrations::Model>)>, Error> {
    use registrations::Column;
    let template: Option<Option<String>> = sessions::Entity::find_by_id(session)
        .select_only()
        .column(sessions::Column::CertificateTemplate)
        .into_tuple()
        .one(conn)
        .await?;
    let Some(template) = template.flatten() else { return Ok(None) };
    let has_one = Query::select()
        .expr(Expr::val(1))
        .from(certificates::Entity)
        .and_where(
            Expr::col((certificates::Entity, certificates::Column::RegistrationId))
                .equals((registrations::Entity, Column::Id)),
        )
        .take();
    let people = registrations::Entity::find()
        .filter(Column::SessionId.eq(session))
        .filter(Column::Status.eq(RegistrationStatus::Attended.word()))
        .filter(Column::ErasedAt.is_null())
        .filter(Expr::exists(has_one).not())
        .order_by_asc(Column::Id)
        .limit(most)
        .all(conn)
        .await?;
    Ok(Some((template, people)))
}

/// Whether somebody was there who has no certificate, where the session gives some.
///
/// # Errors
/// What the database says.
pub async fn is_lacking(conn: &impl ConnectionTrait, session: Uuid) -> Result<bool, Error> {
    Ok(lacking(conn, session, 1).await?.is_some_and(|(_, people)| !people.is_empty()))
}

/// Writes certificates down.
pub(super) async fn insert(tx: &Tx, rows: Vec<Row>) -> Result<(), Error> {
    if rows.is_empty() {
        return Ok(());
    }
    let rows = rows.into_iter().map(|row| row.into_active_model().reset_all());
    certificates::Entity::insert_many(rows).exec_without_returning(tx).await?;
    Ok(())
}

/// Counts one more sending.
pub(super) async fn sent_again(tx: &Tx, row: &Row) -> Result<Row, Error> {
    let changed = certificates::ActiveModel {
        id: Unchanged(row.id),
        sendings: Set(row.sendings + 1),
        ..Default::default()
    };
    changed.update(tx).await
}

/// Revokes it, or has it stand again.
pub(super) async fn set_revoked(
    tx: &Tx,
    row: &Row,
    revoked: Option<(UtcMillis, Uuid)>,
) -> Result<Row, Error> {
    let changed = certificates::ActiveModel {
        id: Unchanged(row.id),
        revoked_at: Set(revoked.map(|(at, _)| at)),
        revoked_by: Set(revoked.map(|(_, by)| by)),
        ..Default::default()
    };
    changed.update(tx).await
}

/// Takes a person's certificate away, with what it told of them.
///
/// # Errors
/// What the database says.
pub async fn forget(tx: &Tx, registration: Uuid) -> Result<(), Error> {
    certificates::Entity::delete_many()
        .filter(certificates::Column::RegistrationId.eq(registration))
        .exec(tx)
        .await?;
    Ok(())
}

/// How many certificates a session has, and how many of them were revoked.
///
/// # Errors
/// What the database says.
pub async fn count(conn: &impl ConnectionTrait, session: Uuid) -> Result<(u32, u32), Error> {
    let all = certificates::Entity::find().filter(certificates::Column::SessionId.eq(session));
    let revoked = all.clone().filter(certificates::Column::RevokedAt.is_not_null());
    let number = |count: u64| u32::try_from(count).unwrap_or(u32::MAX);
    Ok((number(all.count(conn).await?), number(revoked.count(conn).await?)))
}
