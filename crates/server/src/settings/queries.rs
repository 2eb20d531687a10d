//! The rows of the settings.

use magnetiq_entity::{UtcMillis, legal_texts, settings};
use magnetiq_shared::site::{LegalKind, LegalText};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, sea_query::OnConflict};
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

fn word(kind: LegalKind) -> &'static str {
    match kind {
        LegalKind::Terms => "terms",
        LegalKind::Privacy => "privacy",
        LegalKind::Imprint => "imprint",
    }
}
