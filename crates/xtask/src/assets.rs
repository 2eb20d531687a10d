//! The folder of finished files. Every file but the HTML carries a hash of its content in its name, so that
//! browsers may keep it for ever.
//!
//! Invariants: a file of a name never changes; what the last build did not write is removed at its end; a
//! `.br` sibling belongs to the file of the same name.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context;
use sha2::{Digest, Sha256};

/// The folder, and what this build has put there.
pub struct Assets {
    folder: PathBuf,
    compress: bool,
    written: BTreeSet<PathBuf>,
}

impl Assets {
    /// Starts to fill a folder; with `compress`, each file gets a `.br` sibling.
    pub fn open(folder: &Path, compress: bool) -> anyhow::Result<Self> {
        fs::create_dir_all(folder).with_context(|| format!("cannot create {}", folder.display()))?;
        Ok(Self { folder: folder.to_owned(), compress, written: BTreeSet::new() })
    }

    /// Writes a file under its hashed name, `public.css` as `public-0f3a….css`, and gives that name.
    pub fn add(&mut self, name: &str, content: &[u8]) -> anyhow::Result<String> {
        let (stem, ending) = name.rsplit_once('.').with_context(|| format!("{name} has no ending"))?;
        let hashed = format!("{stem}-{}.{ending}", hash(content));
        self.put(&hashed, content)?;
        if self.compress {
            let sibling = format!("{hashed}.br");
            match self.folder.join(&sibling).exists() {
                // The hashed name says that the content is the same.
                true => drop(self.written.insert(self.folder.join(&sibling))),
                false => self.put(&sibling, &brotli(content)?)?,
            }
        }
        Ok(hashed)
    }

    /// Writes a file under exactly this name: the HTML, which the server completes and so compresses itself.
    pub fn put(&mut self, name: &str, content: &[u8]) -> anyhow::Result<()> {
        let path = self.folder.join(name);
        fs::write(&path, content).with_context(|| format!("cannot write {}", path.display()))?;
        self.written.insert(path);
        Ok(())
    }

    /// How many bytes a file of this build has, and its `.br` sibling where there is one.
    pub fn size(&self, name: &str) -> (u64, Option<u64>) {
        let bytes = |name: &str| fs::metadata(self.folder.join(name)).ok().map(|data| data.len());
        (bytes(name).unwrap_or_default(), bytes(&format!("{name}.br")).filter(|_| self.compress))
    }

    /// Removes what an earlier build left.
    pub fn close(self) -> anyhow::Result<()> {
        for entry in fs::read_dir(&self.folder)? {
            let path = entry?.path();
            if path.is_file() && !self.written.contains(&path) {
                fs::remove_file(&path)?;
            }
        }
        Ok(())
    }
}

/// Sixteen hexadecimal digits that name a content.
pub fn hash(content: &[u8]) -> String {
    Sha256::digest(content).iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

fn brotli(content: &[u8]) -> anyhow::Result<Vec<u8>> {
    let settings = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
    let mut small = Vec::new();
    brotli::BrotliCompress(&mut &content[..], &mut small, &settings)?;
    Ok(small)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_content_has_the_same_hash() {
        assert_eq!(hash(b"a"), hash(b"a"));
        assert_ne!(hash(b"a"), hash(b"b"));
        assert_eq!(hash(b"").len(), 16);
    }
}
