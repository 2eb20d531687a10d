//! The machine's time and fresh ids: what is measured here lives in real time.

use rand::RngExt;
use uuid::Uuid;

/// Now, in milliseconds of Unix time.
#[allow(clippy::disallowed_methods, reason = "this is the clock")]
pub fn now_millis() -> i64 {
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
    now.as_millis() as i64
}

/// A UUIDv7 of now, as the program's own ids are: new rows lie beside each other in an index.
pub fn new_id() -> Uuid {
    let mut random = [0; 10];
    rand::rng().fill(&mut random);
    uuid::Builder::from_unix_timestamp_millis(now_millis().unsigned_abs(), &random).into_uuid()
}
