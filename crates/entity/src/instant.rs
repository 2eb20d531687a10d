//! Instants as the tables keep them.

use chrono::{DateTime, Utc};
use sea_orm::DeriveValueType;
use serde::{Deserialize, Serialize};

/// An instant: Unix milliseconds, UTC. Finer parts of a second are cut off.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, DeriveValueType,
)]
#[serde(transparent)]
pub struct UtcMillis(pub i64);

impl UtcMillis {
    /// The instant as chrono's type. Milliseconds beyond its range (some 260 000 years) become its limit.
    pub fn utc(self) -> DateTime<Utc> {
        let limit = if self.0 < 0 { DateTime::<Utc>::MIN_UTC } else { DateTime::<Utc>::MAX_UTC };
        DateTime::from_timestamp_millis(self.0).unwrap_or(limit)
    }
}

impl From<DateTime<Utc>> for UtcMillis {
    fn from(instant: DateTime<Utc>) -> Self {
        Self(instant.timestamp_millis())
    }
}

impl From<UtcMillis> for DateTime<Utc> {
    fn from(instant: UtcMillis) -> Self {
        instant.utc()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_instant_comes_back_to_the_millisecond() {
        let instant: DateTime<Utc> = "2026-11-21T07:30:00.123Z".parse().unwrap();
        assert_eq!(UtcMillis::from(instant).utc(), instant);
        assert_eq!(UtcMillis(0).utc().to_rfc3339(), "1970-01-01T00:00:00+00:00");
    }

    #[test]
    fn what_is_beyond_the_calendar_becomes_its_limit() {
        assert_eq!(UtcMillis(i64::MAX).utc(), DateTime::<Utc>::MAX_UTC);
        assert_eq!(UtcMillis(i64::MIN).utc(), DateTime::<Utc>::MIN_UTC);
    }
}
