//! The data folder, which the program's own user alone may read.

use std::io;
use std::path::Path;

/// Makes the folder, and those above it, where it is missing.
///
/// # Errors
/// Where it can't be made.
pub fn make_private(folder: &Path) -> io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// Writes a file. Another process may write it first: then that one stays.
///
/// # Errors
/// Where it can't be written.
pub fn write_private(path: &Path, content: &str) -> io::Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(path) {
        Ok(mut file) => io::Write::write_all(&mut file, content.as_bytes()),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        Err(error) => Err(error),
    }
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn nobody_else_may_read_what_is_written() {
        let outer = std::env::temp_dir().join(format!("magnetiq-folder-{}", std::process::id()));
        let folder = outer.join("data/inner");
        make_private(&folder).unwrap();
        write_private(&folder.join("code"), "first").unwrap();
        write_private(&folder.join("code"), "second").unwrap();
        let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&folder), mode(&folder.join("code"))), (0o700, 0o600));
        assert_eq!(std::fs::read_to_string(folder.join("code")).unwrap(), "first");
        std::fs::remove_dir_all(outer).unwrap();
    }
}
