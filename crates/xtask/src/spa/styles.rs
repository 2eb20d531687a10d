//! One sheet from the stylesheets beside the components.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context;

/// All stylesheets of these folders, joined: folder by folder, in each by path. The cascade's layers decide which
/// rule wins, so that the order matters only for the file that names the layers, `styles/_layers.css`, the first.
pub fn collect(frontend: &Path, folders: &[&str]) -> anyhow::Result<Vec<u8>> {
    let mut sheet = Vec::new();
    for folder in folders {
        let mut files = Vec::new();
        find(&frontend.join(folder), &mut files)?;
        files.sort();
        for file in files {
            sheet.extend(fs::read(&file).with_context(|| format!("cannot read {}", file.display()))?);
            sheet.push(b'\n');
        }
    }
    Ok(sheet)
}

fn find(folder: &Path, files: &mut Vec<PathBuf>) -> anyhow::Result<()> {
    for entry in fs::read_dir(folder).with_context(|| format!("no folder {}", folder.display()))? {
        let path = entry?.path();
        if path.is_dir() {
            find(&path, files)?;
        } else if path.extension().is_some_and(|ending| ending == "css") {
            files.push(path);
        }
    }
    Ok(())
}
