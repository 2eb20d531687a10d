//! JSON Merge Patch (RFC 7396): a field that is absent stays as it is, `null` clears it, a value sets it.

use serde::{Deserialize, Deserializer};

/// Deserializes a nullable field of a patch: absent is `None` (with `#[serde(default)]`), `null` is
/// `Some(None)`, a value is `Some(Some(value))`.
pub fn nullable<'de, T, D>(deserializer: D) -> Result<Option<Option<T>>, D::Error>
where
    T: Deserialize<'de>,
    D: Deserializer<'de>,
{
    Option::<T>::deserialize(deserializer).map(Some)
}
