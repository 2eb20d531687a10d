//! Sample rows, made from the columns' types: every column filled, every id the same, so that rows of different
//! tables fit together.

use magnetiq_migrations::testing::TestDatabase;
use sea_orm::entity::prelude::*;
use sea_orm::{IntoActiveModel, Iterable};
use serde_json::json;

/// The id of every sample, and so of everything that a sample points at.
pub const ID: Uuid = Uuid::from_u128(0x0199_0000_0000_7000_8000_0000_0000_0001);

/// A value for the column `name` of `table`.
fn value(table: &str, name: &str, column: &ColumnType) -> Value {
    match column {
        ColumnType::Uuid => Value::from(ID),
        ColumnType::BigInteger => Value::from(big(name)),
        ColumnType::Integer => Value::from(4),
        ColumnType::Boolean => Value::from(true),
        ColumnType::Double => Value::from(4.25),
        ColumnType::Json | ColumnType::JsonBinary => Value::from(structure(table, name)),
        _ => Value::from(word(table, name)),
    }
}

fn big(name: &str) -> i64 {
    match name {
        "starts_at" => 1_800_000_000_000,
        "ends_at" => 1_800_000_240_000, // the sample's duration is 4 minutes
        "early_bird_amount" => 4_900,
        "price_amount" | "default_price_amount" => 9_900,
        _ => 1_795_000_000_123,
    }
}

fn structure(table: &str, name: &str) -> Json {
    let text = json!({ "en": "Energy — 50 %", "de": "Energie „heute“" });
    match name {
        "answers" if table == "feedback" => json!([{ "question": text, "answer": "Jürgen's" }]),
        "events" => json!(["session.published", "topic.created"]),
        "reminders" => {
            json!([{ "amount": 2, "unit": "days", "at": "09:00", "isOn": true, "preparation": true, "technicalCheck": false }])
        }
        "filters" => json!({ "language": "de", "status": "confirmed,attended" }),
        "registration_ids" => json!([ID]),
        "scopes" => json!(["topics:read", "sessions:write"]),
        "parts" => json!([{ "text": "Energy „heute“", "id": "18" }, { "text": "More", "id": null }]),
        "changes" => json!([{ "field": "title", "from": null, "to": "Energy" }]),
        "fields" => json!(["title", "agenda"]),
        "expertise" | "available_timezones" => json!(["Europe/Berlin", "ROI"]),
        "learning_objectives" | "materials" | "questions" | "feedback_questions" => {
            json!([text, { "en": "English only" }])
        }
        "agenda" => json!([{ "minutes": 10, "title": text, "text": text }]),
        "data" => json!({ "firstName": "Juliette", "noWebsite": true }),
        "attribution" => json!({ "utmSource": "newsletter" }),
        "report" => {
            json!({ "id": ID, "sessionId": ID, "columns": [], "counts": { "registered": 1, "waitlisted": 0, "known": 0, "full": 0, "wrong": 0, "failed": 0 },
            "rows": [{ "line": 2, "name": null, "email": null, "fate": "registered", "errors": [], "registrationId": ID }] })
        }
        "value" | "seo" | "answers" | "detail" => json!({ "any": [1, null, "thing"] }),
        _ => text,
    }
}

fn word(table: &str, name: &str) -> String {
    let word = match (table, name) {
        (_, "language") => "de",
        (_, "role") => "editor",
        ("media", "kind") => "image",
        ("speaker_messages", "kind") => "message",
        ("views_daily", "kind") => "landing",
        ("legal_texts" | "consents", "kind") => "terms",
        (_, "hue") => "teal",
        (_, "difficulty_level") => "advanced",
        ("topics", "status") => "active",
        ("sessions", "status") => "published",
        ("registrations", "status") => "confirmed",
        (_, "platform") => "zoom",
        (_, "recording_access" | "materials_access") => "attendees",
        (_, "payment_status") => "completed",
        ("campaigns", "purpose") => "marketing",
        ("campaigns", "state") => "scheduled",
        ("webhook_deliveries", "event") => "registration.created",
        ("webhook_deliveries", "state") => "failed",
        ("automation_marks", "state") => "held",
        ("privacy_requests", "kind") => "export",
        ("social_posts", "state") => "posted",
        (_, "state") => "queued",
        _ => return format!("{name} of {table}: Jürgen's \"€\""),
    };
    word.to_owned()
}

/// A row with every column filled.
pub fn sample<A: ActiveModelTrait>() -> A {
    let mut row = <A as ActiveModelTrait>::default();
    let table = A::Entity::default();
    for column in <A::Entity as EntityTrait>::Column::iter() {
        let (name, def) = (column.to_string(), column.def());
        row.set(column, value(table.table_name(), &name, def.get_column_type()));
    }
    row
}

/// The sample of `A` with some columns replaced.
pub fn sample_with<A: ActiveModelTrait>(
    changes: impl IntoIterator<Item = (<A::Entity as EntityTrait>::Column, Value)>,
) -> A {
    let mut row = sample::<A>();
    for (column, value) in changes {
        row.set(column, value);
    }
    row
}

/// Inserts the row, or says what the database has against it.
pub async fn insert<A>(db: &TestDatabase, row: A) -> Result<<A::Entity as EntityTrait>::Model, DbErr>
where
    A: ActiveModelTrait + ActiveModelBehavior + Send,
    <A::Entity as EntityTrait>::Model: IntoActiveModel<A>,
{
    row.insert(&db.conn).await
}

/// What a session stands on, and the session: one sample of each table.
pub async fn program(db: &TestDatabase) {
    use magnetiq_entity::{categories, consultants, media, sessions, speakers, topics, users, visits};
    insert(db, sample::<users::ActiveModel>()).await.unwrap();
    insert(db, sample::<media::ActiveModel>()).await.unwrap();
    insert(db, sample::<consultants::ActiveModel>()).await.unwrap();
    insert(db, sample::<categories::ActiveModel>()).await.unwrap();
    insert(db, sample::<speakers::ActiveModel>()).await.unwrap();
    insert(db, sample::<topics::ActiveModel>()).await.unwrap();
    insert(db, sample::<sessions::ActiveModel>()).await.unwrap();
    insert(db, sample::<visits::ActiveModel>()).await.unwrap();
}
