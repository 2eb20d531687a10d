//! What staff write down of registrations, beside moving them.

use chrono::{DateTime, Utc};
use magnetiq_entity::{UtcMillis, registration_events, registrations};
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, Set, Unchanged};
use serde_json::json;
use uuid::Uuid;

use crate::ctx::Ctx;
use crate::db::{Error, Tx};
use crate::registrations::queries::{self, Registration as Row};

/// Who decided on the request, when, and why it was refused.
pub(in super::super) async fn decided(
    tx: &Tx,
    row: &Row,
    by: Uuid,
    reason: Option<&str>,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let decided = registrations::ActiveModel {
        id: Unchanged(row.id),
        decided_at: Set(Some(now.into())),
        decided_by: Set(Some(by)),
        cancel_reason: Set(reason.map(str::to_owned)),
        ..Default::default()
    };
    decided.update(tx).await.map(drop)
}

/// No news are sent to an address that its owner has not validated.
pub(in super::super) async fn without_news(tx: &Tx, row: &Row) -> Result<(), Error> {
    let silent = registrations::ActiveModel {
        id: Unchanged(row.id),
        marketing_consent: Set(false),
        marketing_consent_at: Set(None),
        ..Default::default()
    };
    silent.update(tx).await.map(drop)
}

/// Of two places in the line the person who waits has the earlier one; the other is nobody's.
pub(in super::super) async fn stand_earlier(tx: &Tx, gone: &Row, kept: &Row) -> Result<(), Error> {
    use registrations::{Column, Entity};
    let Some(place) = gone.place.filter(|place| kept.place.is_some_and(|own| *place < own)) else {
        return Ok(());
    };
    for (id, place) in [(gone.id, None), (kept.id, Some(place))] {
        let change = Entity::update_many().col_expr(Column::Place, Expr::value(place));
        change.filter(Column::Id.eq(id)).exec(tx).await?;
    }
    Ok(())
}

/// What a mail that was sent again is called in the history.
const SENT_AGAIN: &str = "mailed";

/// How many mails were sent again to this person since then.
pub(in super::super) async fn sent_again_since(
    tx: &Tx,
    id: Uuid,
    since: DateTime<Utc>,
) -> Result<u64, Error> {
    use registration_events::Column;
    registration_events::Entity::find()
        .filter(Column::RegistrationId.eq(id))
        .filter(Column::Kind.eq(SENT_AGAIN))
        .filter(Column::At.gt(UtcMillis::from(since)))
        .count(tx)
        .await
}

/// Notes that a mail is sent again; gives the registration's new version, which is the mail's number.
pub(in super::super) async fn sent_again(
    tx: &Tx,
    ctx: &Ctx,
    row: &Row,
    by: Uuid,
    mail: &str,
) -> Result<i32, Error> {
    let version = row.version + 1;
    let noted = registrations::ActiveModel {
        id: Unchanged(row.id),
        version: Set(version),
        updated_at: Set(ctx.now.into()),
        ..Default::default()
    };
    noted.update(tx).await?;
    event(tx, ctx, row.id, SENT_AGAIN, by, json!({ "mail": mail })).await?;
    Ok(version)
}

/// Writes a line of a registration's history that moves it to no other state.
pub(in super::super) async fn event(
    tx: &Tx,
    ctx: &Ctx,
    id: Uuid,
    kind: &str,
    by: Uuid,
    detail: serde_json::Value,
) -> Result<(), Error> {
    queries::note(tx, ctx, id, kind, &format!("staff:{by}"), Some(detail)).await
}
