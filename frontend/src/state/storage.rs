//! Small values kept in this browser. A browser that forbids storage simply forgets.

/// For how long a value is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keep {
    /// Until it is removed, for every tab.
    Lasting,
    /// As long as the tab is open: secrets out of an address, so that a refresh still finds them.
    ForThisTab,
}

fn storage(keep: Keep) -> Option<web_sys::Storage> {
    let window = web_sys::window()?;
    match keep {
        Keep::Lasting => window.local_storage().ok()?,
        Keep::ForThisTab => window.session_storage().ok()?,
    }
}

/// The lasting value kept under a key.
pub fn read(key: &str) -> Option<String> {
    read_kept(Keep::Lasting, key)
}

/// Keeps a lasting value; `None` removes it.
pub fn write(key: &str, value: Option<&str>) {
    write_kept(Keep::Lasting, key, value);
}

/// The value kept under a key.
pub fn read_kept(keep: Keep, key: &str) -> Option<String> {
    storage(keep)?.get_item(key).ok()?
}

/// Keeps a value; `None` removes it.
pub fn write_kept(keep: Keep, key: &str, value: Option<&str>) {
    let Some(storage) = storage(keep) else { return };
    // A full or forbidden storage loses the value: nothing depends on it.
    let _ = match value {
        Some(value) => storage.set_item(key, value),
        None => storage.remove_item(key),
    };
}
