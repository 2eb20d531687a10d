//! Messages whose sending failed, and how many there are of each kind.

use magnetiq_entity::{UtcMillis, messages};
use magnetiq_shared::messages::RetryWish;
use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, FromQueryResult, QueryFilter,
    QuerySelect,
};
use uuid::Uuid;

use crate::ctx::Ctx;
use crate::db::{Conn, Error, Tx};

/// A message that failed.
#[derive(FromQueryResult)]
pub(in super::super) struct FailedMessage {
    pub id: Uuid,
    pub kind: String,
    pub session_id: Option<Uuid>,
    pub dedup_key: String,
}

/// One message, where it has failed; nothing where it is in another state.
pub(in super::super) async fn failed_one(tx: &Tx, id: Uuid) -> Result<Vec<FailedMessage>, Error> {
    failed(tx, Condition::all().add(messages::Column::Id.eq(id))).await
}

/// Whether there is such a message.
pub(in super::super) async fn is_known(conn: &impl ConnectionTrait, id: Uuid) -> Result<bool, Error> {
    Ok(messages::Entity::find_by_id(id).one(conn).await?.is_some())
}

/// All of a session and a kind that have failed.
pub(in super::super) async fn failed_of(tx: &Tx, wish: &RetryWish) -> Result<Vec<FailedMessage>, Error> {
    use messages::Column;
    let session = wish.session_id.map_or(Column::SessionId.is_null(), |id| Column::SessionId.eq(id));
    let which = Condition::all().add(session).add(Column::Kind.eq(&wish.kind));
    failed(tx, which).await
}

async fn failed(tx: &Tx, which: Condition) -> Result<Vec<FailedMessage>, Error> {
    use messages::Column;
    messages::Entity::find()
        .select_only()
        .columns([Column::Id, Column::Kind, Column::SessionId, Column::DedupKey])
        .filter(which)
        .filter(Column::State.eq("failed"))
        .into_model()
        .all(tx)
        .await
}

/// They are on their way again.
pub(in super::super) async fn queue_again(tx: &Tx, ctx: &Ctx, keys: &[String]) -> Result<(), Error> {
    use messages::Column;
    let now = UtcMillis::from(ctx.now);
    messages::Entity::update_many()
        .col_expr(Column::State, Expr::value("queued"))
        .col_expr(Column::Reason, Expr::value(None::<String>))
        .col_expr(Column::UpdatedAt, Expr::value(now))
        .filter(Column::DedupKey.is_in(keys))
        .filter(Column::State.eq("failed"))
        .exec(tx)
        .await?;
    Ok(())
}

/// Messages of one kind that are in one state.
#[derive(FromQueryResult)]
pub(in super::super) struct Sum {
    pub kind: String,
    pub state: String,
    pub reason: Option<String>,
    pub recipients: i64,
    pub first_at: UtcMillis,
    pub last_at: UtcMillis,
}

/// A session's messages that belong to no plan, summed up.
pub(in super::super) async fn sums(conn: &Conn, session: Uuid) -> Result<Vec<Sum>, Error> {
    use messages::Column;
    messages::Entity::find()
        .select_only()
        .columns([Column::Kind, Column::State, Column::Reason])
        .column_as(Expr::cust("count(*)"), "recipients")
        .column_as(Expr::col(Column::DueAt).min(), "first_at")
        .column_as(Expr::col(Column::DueAt).max(), "last_at")
        .filter(Column::SessionId.eq(session))
        .filter(Column::StartsAt.is_null())
        .group_by(Column::Kind)
        .group_by(Column::State)
        .group_by(Column::Reason)
        .into_model()
        .all(conn)
        .await
}
