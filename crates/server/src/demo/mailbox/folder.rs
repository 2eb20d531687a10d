//! The folder into which the file transport writes.

use std::io;
use std::path::Path;
use std::time::SystemTime;

/// How many mails are listed.
pub(super) const MAX_MAILS: usize = 200;
/// Ours are far smaller; what is larger is none of ours.
const MAX_BYTES: u64 = 8 * 1024 * 1024;

/// The names of the newest mails, the one written last first. A folder that is not there has none.
pub(super) async fn newest(folder: &Path) -> io::Result<Vec<String>> {
    let mut mails = list(folder).await?;
    mails.sort_unstable_by(|one, other| other.cmp(one));
    Ok(mails.into_iter().take(MAX_MAILS).map(|(_, name)| name).collect())
}

/// The mail of this name; `None` where the folder's listing has no such name.
pub(super) async fn read(folder: &Path, name: &str) -> io::Result<Option<Vec<u8>>> {
    match list(folder).await?.into_iter().find(|(_, listed)| listed == name) {
        Some((_, listed)) => tokio::fs::read(folder.join(listed)).await.map(Some),
        None => Ok(None),
    }
}

/// When each mail was written, and its name.
async fn list(folder: &Path) -> io::Result<Vec<(SystemTime, String)>> {
    let mut mails = Vec::new();
    let mut entries = match tokio::fs::read_dir(folder).await {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(mails),
        entries => entries?,
    };
    while let Some(entry) = entries.next_entry().await? {
        let Ok(name) = entry.file_name().into_string() else { continue };
        // The type of the entry itself: a link to somewhere else is no file.
        let is_file = entry.file_type().await.is_ok_and(|kind| kind.is_file());
        if !is_file || !is_mail(&name) {
            continue;
        }
        if let Ok(about) = entry.metadata().await
            && about.len() <= MAX_BYTES
        {
            mails.push((about.modified().unwrap_or(SystemTime::UNIX_EPOCH), name));
        }
    }
    Ok(mails)
}

/// Names as the transport gives them: they stand in addresses as they are.
fn is_mail(name: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '@' | '.' | '_');
    name.ends_with(".eml") && !name.starts_with('.') && name.chars().all(plain)
}
