//! The clock and the source of ids: the only places that ask the machine for time and randomness.

use std::path::PathBuf;
use std::sync::Mutex;
use std::sync::atomic::{AtomicI64, Ordering};

use chrono::{DateTime, Utc};
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use uuid::Uuid;

/// Where the time comes from.
#[derive(Debug)]
pub enum Clock {
    /// The machine's.
    System,
    /// Stands still until it is moved; for tests.
    Fixed(AtomicI64),
    /// An RFC 3339 instant in a file, so that browser tests can move it.
    File(PathBuf),
}

impl Clock {
    /// A clock that stands at `now`.
    pub fn fixed(now: DateTime<Utc>) -> Self {
        Self::Fixed(AtomicI64::new(now.timestamp_millis()))
    }

    /// The time, to the millisecond, as the database keeps it.
    pub fn now(&self) -> DateTime<Utc> {
        let millis = match self {
            Self::System => return system_now(),
            Self::Fixed(millis) => millis.load(Ordering::SeqCst),
            Self::File(path) => {
                match std::fs::read_to_string(path).ok().and_then(|text| text.trim().parse().ok()) {
                    Some(instant) => return instant,
                    None => return system_now(),
                }
            }
        };
        DateTime::from_timestamp_millis(millis).unwrap_or_default()
    }

    /// Moves a fixed clock; any other stays as it is.
    pub fn set(&self, now: DateTime<Utc>) {
        if let Self::Fixed(millis) = self {
            millis.store(now.timestamp_millis(), Ordering::SeqCst);
        }
    }
}

#[allow(clippy::disallowed_methods, reason = "this is the clock")]
fn system_now() -> DateTime<Utc> {
    let now = Utc::now();
    DateTime::from_timestamp_millis(now.timestamp_millis()).unwrap_or(now)
}

/// Where ids come from: UUIDv7, so that rows of one time lie together.
#[derive(Debug)]
pub struct Ids(Mutex<StdRng>);

impl Ids {
    /// From the machine's randomness.
    pub fn random() -> Self {
        Self(Mutex::new(rand::make_rng()))
    }

    /// The same ids in the same order; for tests and demo data.
    pub fn seeded(seed: u64) -> Self {
        Self(Mutex::new(StdRng::seed_from_u64(seed)))
    }

    /// A new id.
    pub fn new_id(&self, now: DateTime<Utc>) -> Uuid {
        let random: u128 = self.0.lock().unwrap_or_else(|poisoned| poisoned.into_inner()).random();
        let millis = u128::from(now.timestamp_millis().unsigned_abs());
        let bits = (millis << 80) | (0x7 << 76) | (random & 0x0fff_3fff_ffff_ffff_ffff);
        Uuid::from_u128(bits & !(0x3 << 62) | (0x2 << 62))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_a_uuid_v7_of_its_time() {
        let now: DateTime<Utc> = "2026-11-21T07:30:00.123Z".parse().unwrap();
        let ids = Ids::seeded(7);
        let (first, second) = (ids.new_id(now), ids.new_id(now));
        assert_ne!(first, second);
        assert_eq!(first.get_version_num(), 7);
        assert_eq!(first.get_variant(), uuid::Variant::RFC4122);
        let (seconds, nanos) = first.get_timestamp().unwrap().to_unix();
        assert_eq!((seconds as i64, nanos / 1_000_000), (now.timestamp(), 123));
        assert_eq!(Ids::seeded(7).new_id(now), first, "the same seed gives the same ids");
    }
}
