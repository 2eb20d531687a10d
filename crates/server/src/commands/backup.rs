//! `backup` and `restore` of the embedded database. (PostgreSQL has tools of its own.)

use std::path::{Path, PathBuf};

use anyhow::{Context, bail, ensure};

use crate::config::Config;
use crate::db::{self, Db};

const DATABASE: &str = "magnetiq.db";
const KEY: &str = "secret.key";
const MEDIA: &str = "media";

/// Writes a consistent copy of the database, taken while the program runs, with the secret key and the uploaded files
/// beside it. Files come after the database: what it names is there, unless it was deleted meanwhile.
pub(super) async fn backup(config: &Config, folder: &Path) -> anyhow::Result<()> {
    ensure!(
        config.is_sqlite(),
        "this database is backed up with pg_dump; `magnetiq backup` is for the embedded one"
    );
    ensure!(!folder.exists(), "{} exists already", folder.display());
    std::fs::create_dir_all(folder)?;
    let db = Db::connect(&config.database_url).await?;
    db::copy_into(&db, &folder.join(DATABASE)).await?;
    let key = config.data_dir.join(KEY);
    if key.exists() {
        std::fs::copy(&key, folder.join(KEY))?;
    }
    copy_folder(&config.media_dir(), &folder.join(MEDIA))?;
    println!("Backup written to {}", folder.display());
    Ok(())
}

/// Puts a backup in place. Nothing that exists is written over.
pub(super) fn restore(config: &Config, folder: &Path) -> anyhow::Result<()> {
    ensure!(
        config.is_sqlite(),
        "this database is restored with pg_restore; `magnetiq restore` is for the embedded one"
    );
    let target = database_file(config);
    if target.exists() {
        bail!("{} exists already; move it away first", target.display());
    }
    std::fs::create_dir_all(target.parent().unwrap_or(Path::new(".")))?;
    std::fs::create_dir_all(&config.data_dir)?;
    std::fs::copy(folder.join(DATABASE), &target)
        .with_context(|| format!("no backup in {}", folder.display()))?;
    let key = config.data_dir.join(KEY);
    if folder.join(KEY).exists() && !key.exists() {
        std::fs::copy(folder.join(KEY), key)?;
    }
    copy_folder(&folder.join(MEDIA), &config.media_dir())?;
    println!("Restored to {}", target.display());
    Ok(())
}

/// Copies a folder with all that is in it; one that is not there is empty. What is there already stays.
fn copy_folder(from: &Path, to: &Path) -> anyhow::Result<()> {
    if !from.exists() {
        return Ok(());
    }
    std::fs::create_dir_all(to)?;
    for entry in std::fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy_folder(&entry.path(), &target)?;
        } else if !target.exists() {
            std::fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}

fn database_file(config: &Config) -> PathBuf {
    let path = config.database_url.trim_start_matches("sqlite://").trim_start_matches("sqlite:");
    PathBuf::from(path.split('?').next().unwrap_or(path))
}
