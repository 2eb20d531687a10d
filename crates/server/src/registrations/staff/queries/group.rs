//! Groups of registrations that something is written to, in the order of their ids.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};
use magnetiq_entity::{UtcMillis, consents, registrations};
use magnetiq_shared::registrations::RegistrationFilters;
use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, FromQueryResult, QueryFilter, QueryOrder,
    QuerySelect,
};
use uuid::Uuid;

use super::list::filtered;
use crate::db::{Error, Tx};

/// Somebody of a group.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Member {
    /// The registration.
    pub id: Uuid,
    /// Its session.
    pub session_id: Uuid,
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// Address.
    pub email: String,
    /// The address as addresses are compared.
    pub email_key: String,
    /// `en` or `de`.
    pub language: String,
    /// When the address was validated.
    pub verified_at: Option<UtcMillis>,
    /// Whether they agreed to news.
    pub marketing_consent: bool,
    /// When everything personal was taken out.
    pub erased_at: Option<UtcMillis>,
}

/// Which part of a group.
#[derive(Clone, Copy, Debug, Default)]
pub struct Part {
    /// Only what comes after this registration.
    pub after: Option<Uuid>,
    /// Only what was made by then.
    pub by: Option<DateTime<Utc>>,
    /// At most so many.
    pub limit: u64,
}

/// The next registrations that pass the filters, and are among `only` where these are named.
///
/// # Errors
/// What the database says.
pub async fn group(
    conn: &impl ConnectionTrait,
    filters: &RegistrationFilters,
    only: Option<&[Uuid]>,
    part: Part,
) -> Result<Vec<Member>, Error> {
    use registrations::{Column, Entity};
    let statuses = filters.status.as_ref().map(|statuses| statuses.0.as_slice()).unwrap_or_default();
    let mut query = filtered(conn.get_database_backend(), Entity::find(), filters, statuses);
    if let Some(ids) = only {
        query = query.filter(Column::Id.is_in(ids.iter().copied()));
    }
    if let Some(after) = part.after {
        query = query.filter(Column::Id.gt(after));
    }
    if let Some(by) = part.by {
        query = query.filter(Column::RegisteredAt.lte(UtcMillis::from(by)));
    }
    query
        .select_only()
        .columns([Column::Id, Column::SessionId, Column::FirstName, Column::LastName, Column::Email])
        .columns([Column::EmailKey, Column::Language, Column::VerifiedAt, Column::MarketingConsent])
        .column(Column::ErasedAt)
        .order_by_asc(Column::Id)
        .limit(part.limit)
        .into_model()
        .all(conn)
        .await
}

/// Those of the addresses whose owners said no to news the last time they said anything about them.
///
/// # Errors
/// What the database says.
pub async fn unsubscribed(
    conn: &impl ConnectionTrait,
    keys: impl IntoIterator<Item = String>,
) -> Result<HashSet<String>, Error> {
    use consents::{Column, Entity};
    let said: Vec<(String, bool)> = Entity::find()
        .select_only()
        .columns([Column::EmailKey, Column::Granted])
        .filter(Column::Kind.eq("marketing"))
        .filter(Column::EmailKey.is_in(keys))
        .order_by_asc(Column::At)
        .order_by_asc(Column::Id)
        .into_tuple()
        .all(conn)
        .await?;
    let last: HashMap<String, bool> = said.into_iter().collect();
    Ok(last.into_iter().filter(|(_, granted)| !granted).map(|(key, _)| key).collect())
}

/// The registrations of an address in which its owner agreed to news.
///
/// # Errors
/// What the database says.
pub async fn willing(conn: &impl ConnectionTrait, key: &str) -> Result<Vec<Uuid>, Error> {
    use registrations::{Column, Entity};
    let rows = Entity::find().select_only().column(Column::Id).filter(Column::EmailKey.eq(key));
    rows.filter(Column::MarketingConsent.eq(true)).order_by_asc(Column::Id).into_tuple().all(conn).await
}

/// Writes that no news are sent for these registrations any more.
///
/// # Errors
/// What the database says.
pub async fn without_consent(tx: &Tx, ids: &[Uuid], now: DateTime<Utc>) -> Result<(), Error> {
    use registrations::{Column, Entity};
    let now = UtcMillis::from(now);
    Entity::update_many()
        .col_expr(Column::MarketingConsent, Expr::value(false))
        .col_expr(Column::MarketingConsentAt, Expr::value(now))
        .col_expr(Column::Version, Expr::col(Column::Version).add(1))
        .col_expr(Column::UpdatedAt, Expr::value(now))
        .filter(Column::Id.is_in(ids.iter().copied()))
        .exec(tx)
        .await
        .map(drop)
}
