//! The rows of the settings.

use chrono::{DateTime, Utc};
use magnetiq_entity::{UtcMillis, legal_texts, settings};
use magnetiq_shared::site::{LegalKind, LegalText};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, sea_query::OnConflict,
};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::{LegalVersions, Settings};
use crate::ctx::Ctx;
use crate::db::Error;

/// All settings; what is not there is the default.
///
/// # Errors
/// What the database says.
pub async fn load(conn: &impl ConnectionTrait) -> Result<Settings, Error> {
    let rows = settings::Entity::find().all(conn).await?;
    let version = async |kind| Ok::<_, Error>(legal_text(conn, kind).await?.map(|text| text.version));
    let legal = LegalVersions {
        terms: version(LegalKind::Terms).await?,
        privacy: version(LegalKind::Privacy).await?,
    };
    Ok(Settings { brand: group(&rows, "brand"), manager: group(&rows, "manager"), legal })
}

/// One group. A row that can't be read is the default: a page with a default brand is better than none.
fn group<T: DeserializeOwned + Default>(rows: &[settings::Model], key: &str) -> T {
    let Some(row) = rows.iter().find(|row| row.key == key) else { return T::default() };
    serde_json::from_value(row.value.clone()).unwrap_or_else(|error| {
        tracing::error!(key, %error, "this setting can't be read");
        T::default()
    })
}

/// Writes one group: `brand` or `manager`.
///
/// # Errors
/// What the database says.
pub async fn save(
    conn: &impl ConnectionTrait,
    ctx: &Ctx,
    key: &str,
    value: &impl Serialize,
) -> Result<(), Error> {
    let value = serde_json::to_value(value).map_err(|error| Error::Json(error.to_string()))?;
    let row = settings::Model {
        key: key.to_owned(),
        value,
        version: 1,
        updated_at: UtcMillis::from(ctx.now),
        updated_by: None,
    };
    let row: settings::ActiveModel = row.into();
    let newer = OnConflict::column(settings::Column::Key)
        .update_columns([settings::Column::Value, settings::Column::UpdatedAt])
        .to_owned();
    settings::Entity::insert(row).on_conflict(newer).exec_without_returning(conn).await?;
    Ok(())
}

/// The newest version of a text; `None` where the house has none.
///
/// # Errors
/// What the database says.
pub async fn legal_text(conn: &impl ConnectionTrait, kind: LegalKind) -> Result<Option<LegalText>, Error> {
    let row = legal_texts::Entity::find()
        .filter(legal_texts::Column::Kind.eq(word(kind)))
        .order_by_desc(legal_texts::Column::Version)
        .one(conn)
        .await?;
    Ok(row.map(|row| LegalText { kind, version: row.version.max(0) as u32, body: row.body.0 }))
}

/// Since when each text is in force; only those that the house has.
///
/// # Errors
/// What the database says.
pub async fn legal_dates(conn: &impl ConnectionTrait) -> Result<Vec<(LegalKind, DateTime<Utc>)>, Error> {
    let rows = legal_texts::Entity::find()
        .select_only()
        .columns([legal_texts::Column::Kind, legal_texts::Column::PublishedAt])
        .order_by_desc(legal_texts::Column::Version)
        .into_tuple::<(String, UtcMillis)>()
        .all(conn)
        .await?;
    let newest = |kind| rows.iter().find(|(known, _)| known == word(kind)).map(|(_, at)| (kind, at.utc()));
    Ok(LegalKind::ALL.into_iter().filter_map(newest).collect())
}

fn word(kind: LegalKind) -> &'static str {
    match kind {
        LegalKind::Terms => "terms",
        LegalKind::Privacy => "privacy",
        LegalKind::Imprint => "imprint",
    }
}
