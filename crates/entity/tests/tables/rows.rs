//! Every entity against its table.

use std::collections::BTreeSet;
use std::fmt::Debug;

use magnetiq_entity::*;
use magnetiq_migrations::testing::TestDatabase;
use sea_orm::entity::prelude::*;
use sea_orm::{
    ActiveValue, FromQueryResult, IntoActiveModel, Iterable, PrimaryKeyToColumn, QuerySelect, Statement,
};

use crate::samples::{insert, program, sample};

/// A full row comes back as it was written; so does the same row with everything optional taken out; and the
/// table has exactly the columns that the entity names.
async fn keeps<A>(db: &TestDatabase)
where
    A: ActiveModelTrait + ActiveModelBehavior + Clone + Send,
    <A::Entity as EntityTrait>::Model:
        IntoActiveModel<A> + FromQueryResult + PartialEq + Clone + Debug + Send + Sync,
{
    let table = A::Entity::default().table_name().to_owned();
    let full = insert(db, sample::<A>()).await.unwrap_or_else(|e| panic!("{table}: {e}"));
    let mut row = full.clone().into_active_model();
    for column in <A::Entity as EntityTrait>::Column::iter() {
        assert_eq!(
            row.get(column).into_value(),
            sample::<A>().get(column).into_value(),
            "{table}.{} is read as it was written",
            column.to_string()
        );
    }
    let key = key::<A>(&row);
    assert_eq!(A::Entity::find().filter(key.clone()).all(&db.conn).await.unwrap(), [full], "{table}, full");

    let optional: Vec<_> =
        <A::Entity as EntityTrait>::Column::iter().filter(|column| column.def().is_null()).collect();
    for column in &optional {
        if let ActiveValue::Set(value) | ActiveValue::Unchanged(value) = row.get(*column) {
            row.set(*column, value.as_null());
        }
    }
    if !optional.is_empty() {
        let bare = row.update(&db.conn).await.unwrap_or_else(|e| panic!("{table}, bare: {e}"));
        assert_eq!(A::Entity::find().filter(key).all(&db.conn).await.unwrap(), [bare], "{table}, bare");
    }

    let select = Statement::from_string(db.conn.get_database_backend(), format!("SELECT * FROM {table}"));
    let found = db.conn.query_one_raw(select).await.unwrap().unwrap().column_names();
    let named = <A::Entity as EntityTrait>::Column::iter().map(|column| column.to_string());
    assert_eq!(found.into_iter().collect::<BTreeSet<_>>(), named.collect(), "the columns of {table}");
}

/// The condition that finds this row alone.
fn key<A: ActiveModelTrait>(row: &A) -> sea_orm::Condition {
    let columns = <A::Entity as EntityTrait>::PrimaryKey::iter().map(|key| key.into_column());
    columns.fold(sea_orm::Condition::all(), |all, column| {
        all.add(row.get(column).into_value().map_or(column.is_null(), |value| column.eq(value)))
    })
}

#[tokio::test]
async fn every_row_comes_back_as_it_was_written() {
    let db = TestDatabase::migrated().await.unwrap();
    keeps::<settings::ActiveModel>(&db).await;
    keeps::<change_versions::ActiveModel>(&db).await;
    keeps::<idempotency_keys::ActiveModel>(&db).await;
    keeps::<rate_limits::ActiveModel>(&db).await;
    keeps::<users::ActiveModel>(&db).await;
    keeps::<sign_ins::ActiveModel>(&db).await;
    keeps::<recovery_codes::ActiveModel>(&db).await;
    keeps::<api_tokens::ActiveModel>(&db).await;
    keeps::<audit_log::ActiveModel>(&db).await;
    keeps::<media::ActiveModel>(&db).await;
    keeps::<consultants::ActiveModel>(&db).await;
    keeps::<organisations::ActiveModel>(&db).await;
    keeps::<categories::ActiveModel>(&db).await;
    keeps::<tags::ActiveModel>(&db).await;
    keeps::<speakers::ActiveModel>(&db).await;
    keeps::<speaker_messages::ActiveModel>(&db).await;
    keeps::<topics::ActiveModel>(&db).await;
    keeps::<topic_tags::ActiveModel>(&db).await;
    keeps::<topic_default_speakers::ActiveModel>(&db).await;
    keeps::<topic_versions::ActiveModel>(&db).await;
    keeps::<topic_drafts::ActiveModel>(&db).await;
    keeps::<sessions::ActiveModel>(&db).await;
    keeps::<session_changes::ActiveModel>(&db).await;
    keeps::<automation_marks::ActiveModel>(&db).await;
    keeps::<automation_rounds::ActiveModel>(&db).await;
    keeps::<privacy_requests::ActiveModel>(&db).await;
    keeps::<social_posts::ActiveModel>(&db).await;
    keeps::<post_publications::ActiveModel>(&db).await;
    keeps::<session_slugs::ActiveModel>(&db).await;
    keeps::<views_daily::ActiveModel>(&db).await;
    keeps::<visits::ActiveModel>(&db).await;
    keeps::<registrations::ActiveModel>(&db).await;
    keeps::<registration_events::ActiveModel>(&db).await;
    keeps::<registration_imports::ActiveModel>(&db).await;
    keeps::<visit_registrations::ActiveModel>(&db).await;
    keeps::<legal_texts::ActiveModel>(&db).await;
    keeps::<consents::ActiveModel>(&db).await;
    keeps::<testimonials::ActiveModel>(&db).await;
    keeps::<session_closings::ActiveModel>(&db).await;
    keeps::<feedback::ActiveModel>(&db).await;
    keeps::<certificates::ActiveModel>(&db).await;
    keeps::<messages::ActiveModel>(&db).await;
    keeps::<mail_templates::ActiveModel>(&db).await;
    keeps::<suppressed_addresses::ActiveModel>(&db).await;
    keeps::<campaigns::ActiveModel>(&db).await;
    keeps::<hook_events::ActiveModel>(&db).await;
    keeps::<webhook_endpoints::ActiveModel>(&db).await;
    keeps::<webhook_deliveries::ActiveModel>(&db).await;
    db.discard().await.unwrap();
}

#[tokio::test]
async fn related_rows_are_read_in_one_query() {
    let db = TestDatabase::migrated().await.unwrap();
    program(&db).await;
    let found = sessions::Entity::find()
        .find_also_related(topics::Entity)
        .find_also_related(speakers::Entity)
        .limit(1)
        .one(&db.conn)
        .await
        .unwrap();
    let (session, topic, speaker) = found.unwrap();
    assert_eq!(topic.unwrap().id, session.topic_id);
    assert_eq!(speaker.unwrap().id, session.speaker_id);
    db.discard().await.unwrap();
}
