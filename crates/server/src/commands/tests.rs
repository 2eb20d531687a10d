//! Backup and restore of the embedded database.

use super::backup;
use crate::config::Config;
use crate::db::Db;

fn config(folder: &std::path::Path) -> Config {
    let data = folder.display().to_string();
    Config::read(|name| (name == "MAGNETIQ_DATA_DIR").then(|| data.clone())).unwrap()
}

#[tokio::test]
async fn a_backup_brings_database_key_and_files_back() {
    let root = std::env::temp_dir().join(format!("magnetiq-backup-{}", std::process::id()));
    let (old, copy, new) = (root.join("old"), root.join("copy"), root.join("new"));
    let before = config(&old);
    let db = Db::connect(&before.database_url).await.unwrap();
    crate::db::migrate(&db).await.unwrap();
    std::fs::write(old.join("secret.key"), "the key").unwrap();
    std::fs::create_dir_all(old.join("media/a")).unwrap();
    std::fs::write(old.join("media/a/320.jpg"), "a picture").unwrap();
    backup::backup(&before, &copy).await.unwrap();
    assert!(backup::backup(&before, &copy).await.is_err(), "nothing is written over");
    let after = config(&new);
    backup::restore(&after, &copy).unwrap();
    assert!(backup::restore(&after, &copy).is_err(), "nothing is written over");
    let restored = Db::connect(&after.database_url).await.unwrap();
    assert_eq!(crate::db::pending_migrations(&restored).await.unwrap(), 0);
    assert_eq!(std::fs::read_to_string(new.join("secret.key")).unwrap(), "the key");
    assert_eq!(std::fs::read_to_string(new.join("media/a/320.jpg")).unwrap(), "a picture");
    std::fs::remove_dir_all(&root).unwrap();
}
