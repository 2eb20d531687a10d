//! What staff write down of registrations, beside moving them.

use chrono::{DateTime, Utc};
use magnetiq_entity::{UtcMillis, registration_events, registrations};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, Set, Unchanged};
use serde_json::json;
use uuid::Uuid;

use crate::ctx::Ctx;
use crate::db::{Error, Tx};
use crate::registrations::queries::Registration as Row;

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
    let event = registration_events::Model {
        id: ctx.new_id(),
        registration_id: id,
        at: ctx.now.into(),
        kind: kind.to_owned(),
        from_status: None,
        to_status: None,
        actor: format!("staff:{by}"),
        detail: Some(detail),
    };
    let event: registration_events::ActiveModel = event.into();
    registration_events::Entity::insert(event).exec_without_returning(tx).await.map(drop)
}
