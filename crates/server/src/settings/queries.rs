//! The rows of the settings.

use chrono::{DateTime, Utc};
use magnetiq_entity::{JsonOf, UtcMillis, consultants, legal_texts, media, settings};
use magnetiq_shared::settings::LegalVersion;
use magnetiq_shared::site::{LegalKind, LegalText};
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, IntoActiveModel, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use uuid::Uuid;

use super::{BrandSettings, LegalVersions, Settings};
use crate::ctx::Ctx;
use crate::db::{Conn, Error, Tx};
use crate::html::rich;
use crate::media::picture;

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
    let brand: BrandSettings = group(&rows, "brand");
    let logo = match brand.logo_media_id {
        Some(id) => picture(conn, id).await?,
        None => None,
    };
    Ok(Settings {
        brand,
        logo,
        manager: group(&rows, "manager"),
        program: group(&rows, "program"),
        mail: group(&rows, "mail"),
        retention: group(&rows, "retention"),
        legal,
    })
}

/// One group. A row that can't be read is the default: a page with a default brand is better than none.
fn group<T: DeserializeOwned + Default>(rows: &[settings::Model], key: &str) -> T {
    let Some(row) = rows.iter().find(|row| row.key == key) else { return T::default() };
    serde_json::from_value(row.value.clone()).unwrap_or_else(|error| {
        tracing::error!(key, %error, "this setting can't be read");
        T::default()
    })
}

/// Writes one group: `brand`, `manager`, `program`, `mail` or `retention`.
///
/// # Errors
/// What the database says.
pub async fn save(
    conn: &impl ConnectionTrait,
    ctx: &Ctx,
    key: &str,
    value: &impl Serialize,
) -> Result<(), Error> {
    write(conn, ctx, key, value, None).await
}

/// The same by somebody.
pub(super) async fn save_by(
    tx: &Tx,
    ctx: &Ctx,
    key: &str,
    value: &impl Serialize,
    by: Uuid,
) -> Result<(), Error> {
    write(tx, ctx, key, value, Some(by)).await
}

async fn write(
    conn: &impl ConnectionTrait,
    ctx: &Ctx,
    key: &str,
    value: &impl Serialize,
    by: Option<Uuid>,
) -> Result<(), Error> {
    let value = serde_json::to_value(value).map_err(|error| Error::Json(error.to_string()))?;
    let row = settings::Model {
        key: key.to_owned(),
        value,
        version: 1,
        updated_at: UtcMillis::from(ctx.now),
        updated_by: by,
    };
    let row: settings::ActiveModel = row.into();
    use settings::Column;
    let newer = OnConflict::column(Column::Key)
        .update_columns([Column::Value, Column::UpdatedAt, Column::UpdatedBy])
        .value(Column::Version, Expr::col((settings::Entity, Column::Version)).add(1))
        .to_owned();
    settings::Entity::insert(row).on_conflict(newer).exec_without_returning(conn).await?;
    Ok(())
}

/// How often the rows of a section were written, and when last.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct State {
    /// Goes up with every change of any of the rows; 0 where there are none.
    pub version: i32,
    pub updated_at: Option<DateTime<Utc>>,
}

/// The state of a section that consists of these rows.
pub(super) async fn state(conn: &impl ConnectionTrait, keys: &[&str]) -> Result<State, Error> {
    let rows =
        settings::Entity::find().filter(settings::Column::Key.is_in(keys.iter().copied())).all(conn).await?;
    Ok(State {
        version: rows.iter().map(|row| row.version).sum(),
        updated_at: rows.iter().map(|row| row.updated_at.utc()).max(),
    })
}

/// Whether there is such a consultant, who still works here.
pub(super) async fn is_consultant(conn: &impl ConnectionTrait, id: Uuid) -> Result<bool, Error> {
    let found = consultants::Entity::find_by_id(id).filter(consultants::Column::IsActive.eq(true));
    Ok(found.count(conn).await? > 0)
}

/// Whether there is such an uploaded picture.
pub(super) async fn is_picture(conn: &impl ConnectionTrait, id: Uuid) -> Result<bool, Error> {
    let found = media::Entity::find_by_id(id).filter(media::Column::Kind.eq("image"));
    Ok(found.count(conn).await? > 0)
}

/// Every version of every text, the newest first, without what they say.
pub(super) async fn legal_versions(conn: &Conn) -> Result<Vec<LegalVersion>, Error> {
    use legal_texts::Column;
    let rows = legal_texts::Entity::find()
        .select_only()
        .columns([Column::Kind, Column::Version, Column::PublishedAt])
        .order_by_asc(Column::Kind)
        .order_by_desc(Column::Version)
        .into_tuple::<(String, i32, UtcMillis)>()
        .all(conn)
        .await?;
    let mut versions: Vec<LegalVersion> = Vec::with_capacity(rows.len());
    for (kind, version, published_at) in rows {
        let Some(kind) = LegalKind::ALL.into_iter().find(|known| word(*known) == kind) else { continue };
        let is_current = versions.last().is_none_or(|newer| newer.kind != kind);
        let version = u32::try_from(version).unwrap_or_default();
        let published_at = published_at.utc();
        versions.push(LegalVersion { kind, version, published_at, is_current, body: None });
    }
    Ok(versions)
}

/// One version of a text.
pub(super) async fn legal_version(
    conn: &Conn,
    kind: LegalKind,
    version: u32,
) -> Result<Option<LegalVersion>, Error> {
    let versions = legal_versions(conn).await?;
    let Some(found) = versions.into_iter().find(|one| (one.kind, one.version) == (kind, version)) else {
        return Ok(None);
    };
    let id = (word(kind).to_owned(), i32::try_from(version).unwrap_or_default());
    let row = legal_texts::Entity::find_by_id(id).one(conn).await?;
    Ok(row.map(|row| LegalVersion { body: Some(row.body.0), ..found }))
}

/// Publishes a version.
pub(super) async fn insert_legal(tx: &Tx, text: &LegalVersion) -> Result<(), Error> {
    let row = legal_texts::Model {
        kind: word(text.kind).to_owned(),
        version: i32::try_from(text.version).unwrap_or(i32::MAX),
        body: JsonOf(text.body.clone().unwrap_or_default()),
        published_at: text.published_at.into(),
    };
    row.into_active_model().reset_all().insert(tx).await?;
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
    Ok(row.map(|row| LegalText {
        kind,
        version: u32::try_from(row.version).unwrap_or_default(),
        body: rich::sanitised(&row.body.0),
    }))
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

/// A text's kind in the database.
pub(super) fn word(kind: LegalKind) -> &'static str {
    match kind {
        LegalKind::Terms => "terms",
        LegalKind::Privacy => "privacy",
        LegalKind::Imprint => "imprint",
    }
}
