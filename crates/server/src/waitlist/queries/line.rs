//! Who stands in line, as staff see it.

use chrono::{DateTime, Utc};
use magnetiq_domain::waitlist::Held;
use magnetiq_entity::{UtcMillis, registration_events, registrations};
use magnetiq_shared::registrations::{InLine, RegistrationStatus};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder,
    QuerySelect, Set, Unchanged,
};
use serde_json::json;
use uuid::Uuid;

use crate::ctx::Ctx;
use crate::db::{Error, Tx};

/// How many of each are shown.
const SHOWN: u64 = 200;

/// In which order they stand.
#[derive(Clone, Copy)]
pub(in super::super) enum Order {
    /// As they are to be promoted.
    Place,
    /// Whose offer ends first comes first.
    HeldUntil,
    /// The oldest first.
    Registered,
}

/// Those of the session who are in this state at `now`.
pub(in super::super) async fn in_line(
    conn: &impl ConnectionTrait,
    session_id: Uuid,
    status: RegistrationStatus,
    order: Order,
    now: DateTime<Utc>,
) -> Result<Vec<InLine>, Error> {
    use registrations::Column;
    let order = match order {
        Order::Place => Column::Place,
        Order::HeldUntil => Column::HoldExpiresAt,
        Order::Registered => Column::RegisteredAt,
    };
    let rows = registrations::Entity::find()
        .filter(Column::SessionId.eq(session_id))
        .filter(Column::Status.eq(status.word()))
        .filter(Column::HoldExpiresAt.is_null().or(Column::HoldExpiresAt.gt(UtcMillis::from(now))))
        .order_by_asc(order)
        .order_by_asc(Column::Id)
        .limit(SHOWN)
        .all(conn)
        .await?;
    let shown = |row: registrations::Model| InLine {
        id: row.id,
        name: format!("{} {}", row.first_name, row.last_name).trim().to_owned(),
        reference: row.reference,
        company: row.company,
        email: row.email,
        registered_at: row.registered_at.utc(),
        offers: u32::try_from(row.offer_count).unwrap_or_default(),
        held_until: row.hold_expires_at.map(Into::into),
    };
    Ok(rows.into_iter().map(shown).collect())
}

/// Which seats of the session are held at `now`, and who has yet to validate.
pub(in super::super) async fn held(
    conn: &impl ConnectionTrait,
    session_id: Uuid,
    now: DateTime<Utc>,
) -> Result<Held, Error> {
    use registrations::Column;
    let rows: Vec<(String, bool, i64)> = registrations::Entity::find()
        .select_only()
        .column(Column::Status)
        .column(Column::HoldsSeat)
        .column_as(Expr::cust("count(*)"), "rows")
        .filter(Column::SessionId.eq(session_id))
        .filter(Column::HoldExpiresAt.is_null().or(Column::HoldExpiresAt.gt(UtcMillis::from(now))))
        .group_by(Column::Status)
        .group_by(Column::HoldsSeat)
        .into_tuple()
        .all(conn)
        .await?;
    let mut held = Held::default();
    for (status, holds_seat, rows) in rows {
        use RegistrationStatus as Is;
        let into = match (status.parse(), holds_seat) {
            (Ok(Is::Offered), true) => &mut held.offered,
            (Ok(Is::PendingVerification | Is::PendingApproval | Is::PendingPayment), true) => {
                &mut held.pending
            }
            (Ok(Is::PendingVerification), false) => &mut held.unverified,
            _ => continue,
        };
        *into += u32::try_from(rows).unwrap_or_default();
    }
    Ok(held)
}

/// Gives somebody who waits the place before the first.
pub(in super::super) async fn put_first(
    tx: &Tx,
    ctx: &Ctx,
    row: &registrations::Model,
    by: Uuid,
) -> Result<(), Error> {
    use registrations::Column;
    let first: Option<Option<i64>> = registrations::Entity::find()
        .select_only()
        .column_as(Column::Place.min(), "first")
        .filter(Column::SessionId.eq(row.session_id))
        .into_tuple()
        .one(tx)
        .await?;
    let first = first.flatten().unwrap_or_default();
    if row.place == Some(first) {
        return Ok(());
    }
    let moved = registrations::ActiveModel {
        id: Unchanged(row.id),
        place: Set(Some(first - 1)),
        version: Set(row.version + 1),
        updated_at: Set(ctx.now.into()),
        ..Default::default()
    };
    moved.update(tx).await?;
    let event = registration_events::Model {
        id: ctx.new_id(),
        registration_id: row.id,
        at: ctx.now.into(),
        kind: "promoted".to_owned(),
        from_status: None,
        to_status: None,
        actor: format!("staff:{by}"),
        detail: Some(json!({ "before": row.place })),
    };
    let event: registration_events::ActiveModel = event.into();
    registration_events::Entity::insert(event).exec_without_returning(tx).await.map(drop)
}
