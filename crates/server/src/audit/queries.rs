//! The log's rows.

use magnetiq_entity::audit_log::{self, Column, Entity};
use magnetiq_shared::audit::{AuditEntry, AuditFilters};
use magnetiq_shared::webhooks::EventKind;
use magnetiq_shared::{Page, Search};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect,
};

use super::{Act, Author};
use crate::ctx::Ctx;
use crate::db::{Conn, Error, Tx, contains, words};
use crate::events;
use crate::http::{Cursor, request_id};

/// Writes down an act, in the transaction in which it is done. Where applications can ask to hear of such acts, they do.
///
/// # Errors
/// What the database says.
pub async fn record(tx: &Tx, ctx: &Ctx, author: &Author, act: Act) -> Result<(), Error> {
    let words = words(&[&author.name, act.action, &act.name]);
    let row = audit_log::Model {
        id: ctx.new_id(),
        at: ctx.now.into(),
        actor_id: author.id,
        actor_name: author.name.clone(),
        api_token_id: author.token,
        action: act.action.to_owned(),
        subject_kind: act.action.split('.').next().unwrap_or_default().to_owned(),
        subject_id: act.subject,
        subject_name: act.name,
        changes: act.changes.into(),
        request_id: request_id::current(),
        words,
    };
    let told = row.action.parse::<EventKind>().ok().zip(row.subject_id);
    row.into_active_model().reset_all().insert(tx).await?;
    match told {
        Some((kind, subject)) => events::happened(tx, ctx, kind, subject).await,
        None => Ok(()),
    }
}

/// A page of the log, newest first.
pub(super) async fn list(
    conn: &Conn,
    filters: &AuditFilters,
    limit: u64,
    cursor: Option<Cursor>,
) -> Result<Page<AuditEntry>, Error> {
    let mut query = Entity::find().order_by_desc(Column::Id).limit(limit + 1);
    for word in filters.search.iter().flat_map(Search::words) {
        query = query.filter(contains(conn.get_database_backend(), Column::Words, &word));
    }
    if let Some(actor) = filters.actor {
        query = query.filter(Column::ActorId.eq(actor));
    }
    if let Some(action) = &filters.action {
        let column = if action.contains('.') { Column::Action } else { Column::SubjectKind };
        query = query.filter(column.eq(action));
    }
    if let Some(subject) = filters.subject {
        query = query.filter(Column::SubjectId.eq(subject));
    }
    if let Some(from) = filters.from {
        query = query.filter(Column::At.gte(from.timestamp_millis()));
    }
    if let Some(to) = filters.to {
        query = query.filter(Column::At.lt(to.timestamp_millis()));
    }
    if let Some(cursor) = cursor {
        query = query.filter(Column::Id.lt(cursor.id));
    }
    let rows = query.all(conn).await?;
    Ok(Cursor::page(rows, limit, |row| Cursor::at(row.id), entry))
}

fn entry(row: audit_log::Model) -> AuditEntry {
    AuditEntry {
        id: row.id,
        at: row.at.utc(),
        actor_id: row.actor_id,
        actor_name: row.actor_name,
        api_token_id: row.api_token_id,
        action: row.action,
        subject_kind: row.subject_kind,
        subject_id: row.subject_id,
        subject_name: row.subject_name,
        changes: row.changes.0,
        request_id: row.request_id,
    }
}
