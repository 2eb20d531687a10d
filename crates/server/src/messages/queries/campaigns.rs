//! Messages of campaigns.

use std::collections::{HashMap, HashSet};

use magnetiq_entity::messages::{Column, Entity, Model};
use magnetiq_shared::campaigns::CampaignCounts;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

use crate::db::Error;

/// A message.
pub(in super::super) async fn message(conn: &impl ConnectionTrait, id: Uuid) -> Result<Option<Model>, Error> {
    Entity::find_by_id(id).one(conn).await
}

/// Those of the addresses to which the campaign has a message.
pub(in super::super) async fn addressed(
    conn: &impl ConnectionTrait,
    campaign: Uuid,
    keys: Vec<String>,
) -> Result<HashSet<String>, Error> {
    let found = Entity::find().select_only().column(Column::RecipientKey);
    let found = found.filter(Column::CampaignId.eq(campaign)).filter(Column::RecipientKey.is_in(keys));
    let found: Vec<String> = found.into_tuple().all(conn).await?;
    Ok(found.into_iter().collect())
}

/// Whether something of the campaign is still to go out.
pub(in super::super) async fn has_queued(conn: &impl ConnectionTrait, campaign: Uuid) -> Result<bool, Error> {
    let queued = Entity::find().select_only().column(Column::Id).filter(Column::CampaignId.eq(campaign));
    let queued: Option<Uuid> = queued.filter(Column::State.eq("queued")).into_tuple().one(conn).await?;
    Ok(queued.is_some())
}

/// How far each of the campaigns is.
pub(in super::super) async fn counts(
    conn: &impl ConnectionTrait,
    campaigns: Vec<Uuid>,
) -> Result<HashMap<Uuid, CampaignCounts>, Error> {
    let rows: Vec<(Uuid, String, i64)> = Entity::find()
        .select_only()
        .columns([Column::CampaignId, Column::State])
        .column_as(Column::Id.count(), "count")
        .filter(Column::CampaignId.is_in(campaigns))
        .group_by(Column::CampaignId)
        .group_by(Column::State)
        .into_tuple()
        .all(conn)
        .await?;
    let mut counts: HashMap<Uuid, CampaignCounts> = HashMap::new();
    for (campaign, state, number) in rows {
        let counts = counts.entry(campaign).or_default();
        let number = u64::try_from(number).unwrap_or_default();
        match state.as_str() {
            "sent" => counts.sent += number,
            "failed" => counts.failed += number,
            "skipped" => counts.skipped += number,
            _ => counts.queued += number,
        }
        counts.recipients += number;
    }
    Ok(counts)
}
