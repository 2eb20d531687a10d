//! The rows: every version of every template that staff wrote.

use std::collections::BTreeMap;

use magnetiq_entity::{UtcMillis, mail_templates, users};
use magnetiq_mail::{Override, TemplateSource};
use magnetiq_shared::Language;
use magnetiq_shared::mail_templates::MailTemplateText;
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, IntoActiveModel, QueryFilter,
    QueryOrder, QuerySelect, QueryTrait,
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::ctx::Ctx;
use crate::db::{Conn, Error, Tx};

/// How many versions are listed.
const LISTED: u64 = 100;

/// The parts of a template beside its subject, as the column `body` keeps them.
#[derive(Serialize, Deserialize)]
struct Body {
    preheader: String,
    mjml: String,
    text: String,
}

/// A version.
pub(super) struct Row {
    pub version: i32,
    /// `None` where it went back to the built-in template; where the row can't be read, too.
    pub source: Option<MailTemplateText>,
    pub by: Option<Uuid>,
    pub at: UtcMillis,
}

fn row(model: mail_templates::Model) -> Row {
    Row { version: model.version, source: source(&model), by: model.created_by, at: model.created_at }
}

fn source(model: &mail_templates::Model) -> Option<MailTemplateText> {
    if model.body.is_empty() {
        return None;
    }
    match serde_json::from_str::<Body>(&model.body) {
        Ok(Body { preheader, mjml, text }) => {
            Some(MailTemplateText { subject: model.subject.clone(), preheader, mjml, text })
        }
        Err(error) => {
            tracing::warn!(kind = model.kind, language = model.language, %error, "this template can't be read");
            None
        }
    }
}

/// The newest version of each template.
pub(super) async fn newest(
    conn: &impl ConnectionTrait,
) -> Result<BTreeMap<(String, Language), Option<MailTemplateText>>, Error> {
    use mail_templates::{Column, Entity};
    let latest = Entity::find()
        .select_only()
        .columns([Column::Kind, Column::Language])
        .column_as(Column::Version.max(), "version")
        .group_by(Column::Kind)
        .group_by(Column::Language)
        .into_query();
    let key = [Column::Kind, Column::Language, Column::Version].map(Expr::col);
    let rows = Entity::find().filter(Expr::tuple(key).in_subquery(latest)).all(conn).await?;
    let mut newest = BTreeMap::new();
    for model in rows {
        if let Ok(language) = model.language.parse() {
            newest.insert((model.kind.clone(), language), source(&model));
        }
    }
    Ok(newest)
}

/// The templates that are in force instead of built-in ones.
pub(super) async fn overrides(conn: &Conn) -> Result<Vec<Override>, Error> {
    let all = newest(conn).await?.into_iter();
    Ok(all
        .filter_map(|((kind, language), source)| Some(Override { kind, language, source: template(source?) }))
        .collect())
}

/// As the renderer takes it.
pub(super) fn template(text: MailTemplateText) -> TemplateSource {
    let MailTemplateText { subject, preheader, mjml, text } = text;
    TemplateSource { subject, preheader, mjml, text }
}

/// The versions of a template, the newest first.
pub(super) async fn versions(
    conn: &impl ConnectionTrait,
    (kind, language): (&str, Language),
) -> Result<Vec<Row>, Error> {
    use mail_templates::{Column, Entity};
    let rows = Entity::find()
        .filter(Column::Kind.eq(kind))
        .filter(Column::Language.eq(language.code()))
        .order_by_desc(Column::Version)
        .limit(LISTED)
        .all(conn)
        .await?;
    Ok(rows.into_iter().map(row).collect())
}

/// One version of a template.
pub(super) async fn version(
    conn: &impl ConnectionTrait,
    (kind, language): (&str, Language),
    version: i32,
) -> Result<Option<Row>, Error> {
    let key = (kind.to_owned(), language.code().to_owned(), version);
    Ok(mail_templates::Entity::find_by_id(key).one(conn).await?.map(row))
}

/// Writes a version; without a source, the built-in template is in force again.
pub(super) async fn insert(
    tx: &Tx,
    ctx: &Ctx,
    (kind, language): (&str, Language),
    version: i32,
    (source, by): (Option<&MailTemplateText>, Uuid),
) -> Result<(), Error> {
    let body = match source {
        Some(source) => {
            let MailTemplateText { preheader, mjml, text, .. } = source.clone();
            serde_json::to_string(&Body { preheader, mjml, text })
                .map_err(|error| Error::Json(error.to_string()))?
        }
        None => String::new(),
    };
    let row = mail_templates::Model {
        kind: kind.to_owned(),
        language: language.code().to_owned(),
        version,
        subject: source.map(|source| source.subject.clone()).unwrap_or_default(),
        body,
        created_by: Some(by),
        created_at: ctx.now.into(),
    };
    row.into_active_model().reset_all().insert(tx).await?;
    Ok(())
}

/// The names of these people.
pub(super) async fn names(conn: &Conn, ids: Vec<Uuid>) -> Result<BTreeMap<Uuid, String>, Error> {
    let people = users::Entity::find().filter(users::Column::Id.is_in(ids)).all(conn).await?;
    Ok(people.into_iter().map(|row| (row.id, row.name)).collect())
}
