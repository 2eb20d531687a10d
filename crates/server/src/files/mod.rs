//! Where uploaded files lie: a folder, as yet. Another store (S3) is a feature of the library, and a line in
//! [`Files::open`].
//!
//! Invariant: a key is written once; what lies under it never changes until it is deleted.

use std::path::Path;
use std::sync::Arc;

use bytes::Bytes;
use futures_util::stream::BoxStream;
use futures_util::{StreamExt, TryStreamExt};
use object_store::local::LocalFileSystem;
use object_store::memory::InMemory;
use object_store::path::Path as Key;
use object_store::{ObjectStore, ObjectStoreExt};

use crate::config::folder;

/// What the store says when something goes wrong.
pub type Error = object_store::Error;

/// Files by their keys, such as `0193…/640.jpg`.
#[derive(Clone, Debug)]
pub struct Files(Arc<dyn ObjectStore>);

/// A file that is being read.
pub struct Reading {
    /// Bytes.
    pub size: u64,
    /// Its content.
    pub content: BoxStream<'static, Result<Bytes, Error>>,
}

impl Files {
    /// Files in this folder, which is made where it is missing.
    ///
    /// # Errors
    /// Where the folder can't be made or read.
    pub fn open(folder: &Path) -> anyhow::Result<Self> {
        folder::make_private(folder)?;
        let store = LocalFileSystem::new_with_prefix(folder)?.with_automatic_cleanup(true);
        Ok(Self(Arc::new(store)))
    }

    /// Files that end with the process.
    pub fn in_memory() -> Self {
        Self(Arc::new(InMemory::new()))
    }

    /// Writes a file; a reader sees all of it or nothing.
    ///
    /// # Errors
    /// What the store says.
    pub async fn write(&self, key: &str, content: Bytes) -> Result<(), Error> {
        self.0.put(&Key::parse(key)?, content.into()).await.map(drop)
    }

    /// The file; `None` where there is none.
    ///
    /// # Errors
    /// What the store says.
    pub async fn read(&self, key: &str) -> Result<Option<Reading>, Error> {
        let Ok(key) = Key::parse(key) else { return Ok(None) };
        match self.0.get(&key).await {
            Ok(found) => Ok(Some(Reading { size: found.meta.size, content: found.into_stream() })),
            Err(Error::NotFound { .. }) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Deletes every file below a folder of keys.
    ///
    /// # Errors
    /// What the store says.
    pub async fn delete_all(&self, folder: &str) -> Result<(), Error> {
        let keys: Vec<_> =
            self.0.list(Some(&Key::parse(folder)?)).map_ok(|found| found.location).try_collect().await?;
        let deleted = self.0.delete_stream(futures_util::stream::iter(keys).map(Ok).boxed());
        deleted.try_collect::<Vec<_>>().await.map(drop)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_file_is_there_until_it_is_deleted_and_none_lies_outside() {
        let folder = std::env::temp_dir().join(format!("magnetiq-files-{}", std::process::id()));
        let files = Files::open(&folder.join("media")).unwrap();
        std::fs::write(folder.join("outside"), "secret").unwrap();
        files.write("a/1.jpg", Bytes::from_static(b"picture")).await.unwrap();
        let reading = files.read("a/1.jpg").await.unwrap().unwrap();
        let content: Vec<Bytes> = reading.content.try_collect().await.unwrap();
        assert_eq!((reading.size, content.concat()), (7, b"picture".to_vec()));
        for odd in ["../outside", "a/../../outside", "/outside", "a/2.jpg", "", "a"] {
            assert!(!matches!(files.read(odd).await, Ok(Some(_))), "{odd:?}");
        }
        assert!(files.write("../outside", Bytes::new()).await.is_err());
        files.delete_all("a").await.unwrap();
        assert!(files.read("a/1.jpg").await.unwrap().is_none());
        std::fs::remove_dir_all(folder).unwrap();
    }
}
