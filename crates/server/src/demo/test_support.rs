//! An application over an empty database of its own, for tests.

use std::path::PathBuf;

use actix_web::web;
use chrono::{DateTime, TimeZone, Utc};
use magnetiq_migrations::testing::TestDatabase;

use crate::app::App;
use crate::clock::{Clock, Ids};
use crate::config::Config;
use crate::db::Db;

/// A Saturday morning.
pub(super) fn now() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 11, 21, 7, 37, 11).unwrap()
}

/// The application, and its database to be discarded. `name` must be the test's own.
pub(super) async fn app(name: &str) -> (web::Data<App>, TestDatabase, PathBuf) {
    let database = TestDatabase::migrated().await.unwrap();
    let folder = std::env::temp_dir().join(format!("magnetiq-demo-{name}-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    let config = Config::read(|setting| match setting {
        "MAGNETIQ_DATA_DIR" => Some(folder.display().to_string()),
        "MAGNETIQ_DATABASE_URL" => Some(database.url.clone()),
        _ => None,
    });
    let config = config.unwrap();
    let db = Db::connect(&config.database_url).await.unwrap();
    let (app, _) = App::build(config, db, Clock::fixed(now()), Ids::seeded(1), true).await.unwrap();
    (web::Data::new(app), database, folder)
}
