//! The places of sealed texts.

use magnetiq_entity::settings;
use sea_orm::sea_query::{Alias, Expr, ExprTrait, Query};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use serde_json::Value;
use uuid::Uuid;

use crate::db::{Error, Tx};

/// Columns of tables whose key is `id`. Connections to others keep theirs in the settings.
const COLUMNS: [(&str, &str); 4] = [
    ("users", "totp_secret"),
    ("users", "totp_draft"),
    ("webhook_endpoints", "secret"),
    ("webhook_endpoints", "previous_secret"),
];

/// A sealed text, and where it is.
#[derive(Clone, Debug)]
pub(super) struct Sealed {
    place: Place,
    pub text: String,
}

#[derive(Clone, Debug)]
enum Place {
    Column { table: &'static str, column: &'static str, id: Uuid },
    Setting { key: String },
}

/// All sealed texts there are.
pub(super) async fn all(
    conn: &impl ConnectionTrait,
    is_sealed: impl Fn(&str) -> bool,
) -> Result<Vec<Sealed>, Error> {
    let mut found = Vec::new();
    for (table, column) in COLUMNS {
        let column_of = Alias::new(column);
        let query = Query::select()
            .columns([Alias::new("id"), column_of.clone()])
            .from(Alias::new(table))
            .and_where(Expr::col(column_of).is_not_null())
            .take();
        for row in conn.query_all(&query).await? {
            let place = Place::Column { table, column, id: row.try_get("", "id")? };
            found.push(Sealed { place, text: row.try_get("", column)? });
        }
    }
    for row in settings::Entity::find().all(conn).await? {
        let mut texts = Vec::new();
        each_text(&mut row.value.clone(), &mut |text| texts.push(text.clone()));
        let place = Place::Setting { key: row.key };
        let sealed = texts.into_iter().filter(|text| is_sealed(text));
        found.extend(sealed.map(|text| Sealed { place: place.clone(), text }));
    }
    Ok(found)
}

/// Writes another text in the place of a sealed one, where that is still there.
pub(super) async fn replace(tx: &Tx, sealed: &Sealed, by: &str) -> Result<(), Error> {
    match &sealed.place {
        Place::Column { table, column, id } => {
            let column = Alias::new(*column);
            let query = Query::update()
                .table(Alias::new(*table))
                .value(column.clone(), by)
                .and_where(Expr::col(Alias::new("id")).eq(*id))
                .and_where(Expr::col(column).eq(sealed.text.as_str()))
                .take();
            tx.execute(&query).await?;
        }
        Place::Setting { key } => {
            let Some(row) = settings::Entity::find_by_id(key.clone()).one(tx).await? else { return Ok(()) };
            let mut value = row.value.clone();
            each_text(&mut value, &mut |text| {
                if *text == sealed.text {
                    by.clone_into(text);
                }
            });
            settings::Entity::update_many()
                .col_expr(settings::Column::Value, Expr::value(value))
                .filter(settings::Column::Key.eq(key.as_str()))
                .filter(settings::Column::Version.eq(row.version))
                .exec(tx)
                .await?;
        }
    }
    Ok(())
}

fn each_text(value: &mut Value, see: &mut impl FnMut(&mut String)) {
    match value {
        Value::String(text) => see(text),
        Value::Array(values) => values.iter_mut().for_each(|value| each_text(value, see)),
        Value::Object(fields) => fields.values_mut().for_each(|value| each_text(value, see)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}
