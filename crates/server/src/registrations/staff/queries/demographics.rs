//! What is known of those who take part in a session, and of their companies.

use std::collections::{BTreeSet, HashMap};

use magnetiq_domain::lifecycle;
use magnetiq_entity::{organisations as houses, registrations};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect,
};
use uuid::Uuid;

use crate::db::Error;

/// How many domains one statement asks for.
const CHUNK: usize = 500;

/// Somebody who has a place.
#[derive(Clone, Debug, FromQueryResult)]
pub(in super::super) struct Taking {
    pub email_key: String,
    pub position: Option<String>,
    pub company: Option<String>,
    pub timezone: String,
    pub language: String,
    pub source: String,
}

/// What is known of a company.
#[derive(Clone, Debug)]
pub(in super::super) struct Organisation {
    pub company_size: Option<String>,
    pub industry: Option<String>,
    pub country: Option<String>,
}

/// All who have a place in the session, the first first.
pub(in super::super) async fn taking_part(
    conn: &impl ConnectionTrait,
    session_id: Uuid,
) -> Result<Vec<Taking>, Error> {
    use registrations::Column;
    registrations::Entity::find()
        .select_only()
        .columns([
            Column::EmailKey,
            Column::Position,
            Column::Company,
            Column::Timezone,
            Column::Language,
            Column::Source,
        ])
        .filter(Column::SessionId.eq(session_id))
        .filter(Column::Status.is_in(lifecycle::words(lifecycle::is_registered)))
        .order_by_asc(Column::RegisteredAt)
        .order_by_asc(Column::Id)
        .into_model()
        .all(conn)
        .await
}

/// Companies by the domain of their addresses.
pub(in super::super) async fn organisations(
    conn: &impl ConnectionTrait,
    domains: BTreeSet<String>,
) -> Result<HashMap<String, Organisation>, Error> {
    let domains: Vec<String> = domains.into_iter().collect();
    let mut known = HashMap::new();
    for chunk in domains.chunks(CHUNK) {
        let rows = houses::Entity::find().filter(houses::Column::Domain.is_in(chunk)).all(conn).await?;
        known.extend(rows.into_iter().map(|row| {
            let (company_size, industry, country) = (row.company_size, row.industry, row.country);
            (row.domain, Organisation { company_size, industry, country })
        }));
    }
    Ok(known)
}
