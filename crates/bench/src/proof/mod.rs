//! Proofs against real processes: what holds when a thousand people come at once, and when a process is
//! killed among registrations or among reminders.

mod crash;
mod crowd;
mod reminders;

use std::path::Path;
use std::time::Instant;

use crate::database::Kind;
use crate::site::Site;

/// Tries everything on these databases.
///
/// # Errors
/// With what did not hold.
pub async fn prove(binary: &Path, kinds: &[Kind]) -> anyhow::Result<()> {
    for kind in kinds {
        // Two processes share one database where the database is made for it.
        let servers = if let Kind::Sqlite = kind { 1 } else { 2 };
        let start = Instant::now();
        let site = Site::create(binary, kind, 1).await?;
        let held = crowd::prove(&site, servers).await?;
        site.remove().await?;
        say(kind, start, &held);

        let start = Instant::now();
        let site = Site::create(binary, kind, 1).await?;
        let held = crash::prove(&site).await?;
        site.remove().await?;
        say(kind, start, &held);

        let start = Instant::now();
        let site = Site::create(binary, kind, 1).await?;
        let held = reminders::prove(&site).await?;
        site.remove().await?;
        say(kind, start, &held);
    }
    Ok(())
}

fn say(kind: &Kind, start: Instant, held: &[String]) {
    println!("{} ({:.1} s)", kind.name(), start.elapsed().as_secs_f64());
    held.iter().for_each(|held| println!("  ✓ {held}"));
}

/// Live registrations of a session that hold a seat.
const SEATS: &str = "SELECT count(*) FROM registrations WHERE session_id = $1 AND holds_seat";
/// All registrations of a session.
const ALL: &str = "SELECT count(*) FROM registrations WHERE session_id = $1";
/// The addresses of a session's registrations.
const ADDRESSES: &str = "SELECT email FROM registrations WHERE session_id = $1";
/// The session's own count of its seats.
const COUNTER: &str = "SELECT CAST(seats_taken AS bigint) FROM sessions WHERE id = $1";
