//! The counts of rate limits, shared by all processes.

use std::collections::HashMap;

use magnetiq_entity::rate_limits;
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{ColumnTrait, EntityTrait, ExprTrait, QueryFilter};

use super::{Db, Error};

/// Adds counts of (bucket, window, hits), drops those of windows that began before `oldest`, and gives what each bucket
/// adds up to in its window.
///
/// # Errors
/// What the database says.
pub async fn share_counts(
    db: &Db,
    counts: &[(String, i64, i64)],
    oldest: i64,
) -> Result<HashMap<(String, i64), i64>, Error> {
    use rate_limits::Column;
    let tx = db.begin().await?;
    let rows = counts.iter().filter(|(_, _, hits)| *hits != 0).map(|(bucket, window_start, hits)| {
        rate_limits::ActiveModel::from(rate_limits::Model {
            bucket: bucket.clone(),
            window_start: *window_start,
            hits: *hits,
        })
    });
    let rows: Vec<_> = rows.collect();
    if !rows.is_empty() {
        let add = Expr::col((rate_limits::Entity, Column::Hits)).add(Expr::cust("excluded.hits"));
        let sum =
            OnConflict::columns([Column::Bucket, Column::WindowStart]).value(Column::Hits, add).to_owned();
        rate_limits::Entity::insert_many(rows).on_conflict(sum).exec_without_returning(&tx).await?;
    }
    rate_limits::Entity::delete_many().filter(Column::WindowStart.lt(oldest)).exec(&tx).await?;
    let buckets = counts.iter().map(|(bucket, _, _)| bucket.as_str());
    let totals = rate_limits::Entity::find().filter(Column::Bucket.is_in(buckets)).all(&tx).await?;
    tx.commit().await?;
    Ok(totals.into_iter().map(|row| ((row.bucket, row.window_start), row.hits)).collect())
}
