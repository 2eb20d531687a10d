//! How often an application is told of what happened, and when it is given up.

use chrono::{DateTime, Duration, Utc};

/// How long to wait after each attempt that failed, in seconds: together three days and four hours.
const WAITS: [i64; 9] = [5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400];

/// How long nothing may arrive at an address until nothing is sent there any more.
pub const FAILING: Duration = Duration::days(5);

/// When to try again after `attempts` attempts failed, the last of them at `now`; `None`: it is given up.
pub fn next_attempt(attempts: u32, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let at = usize::try_from(attempts.max(1) - 1).ok()?;
    WAITS.get(at).map(|seconds| now + Duration::seconds(*seconds))
}

/// Whether an address where nothing has arrived since then is given up.
pub fn is_given_up(failing_since: DateTime<Utc>, now: DateTime<Utc>) -> bool {
    now - failing_since >= FAILING
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_delivery_is_tried_ten_times_within_about_three_days() {
        let (start, mut now, mut attempts) = (DateTime::UNIX_EPOCH, DateTime::UNIX_EPOCH, 1);
        while let Some(next) = next_attempt(attempts, now) {
            assert!(next > now);
            (now, attempts) = (next, attempts + 1);
        }
        assert_eq!(attempts, 10);
        assert!((Duration::days(3)..Duration::days(4)).contains(&(now - start)), "{}", now - start);
        assert!(!is_given_up(start, now), "one delivery alone gives no address up");
        assert!(is_given_up(start, start + FAILING));
    }
}
