//! The limit of registering: the rows of one registration after the other, each in a transaction of its own, with
//! prepared statements over one connection. It checks nothing and answers nobody.

use std::time::{Duration, Instant};

use serde_json::json;
use sqlx::types::Json;
use uuid::Uuid;

use crate::clock::{new_id, now_millis};
use crate::database::Database;
use crate::with_pool;

/// The loop over one session.
pub struct Rows {
    database: Database,
    session: Uuid,
    next: u64,
}

/// What a transaction begins with: SQLite takes the write lock first, as the program does.
impl Database {
    fn begin(&self) -> &'static str {
        match self {
            Self::Sqlite(_) => "BEGIN IMMEDIATE",
            Self::Postgres(_) => "BEGIN",
        }
    }
}

impl Rows {
    /// Begins with nothing written.
    pub fn new(database: Database, session: Uuid) -> Self {
        Self { database, session, next: 1 }
    }

    /// Writes registrations for so long; gives how many in a second.
    ///
    /// # Errors
    /// What the database says.
    pub async fn write_for(&mut self, time: Duration) -> anyhow::Result<f64> {
        let (start, mut written) = (Instant::now(), 0_u32);
        while start.elapsed() < time {
            self.write_one().await?;
            written += 1;
        }
        Ok(f64::from(written) / start.elapsed().as_secs_f64())
    }

    async fn write_one(&mut self) -> anyhow::Result<()> {
        let (number, session, now) = (self.next, self.session, now_millis());
        self.next += 1;
        let (visit, registration, job) = (new_id(), new_id(), new_id());
        let email = crate::person::email("bare", number);
        let lapses = now + 4 * 3_600_000;
        let data = Json(json!({
            "firstName": "Juliette", "lastName": "Morel", "email": email, "phone": "+44 20 7946 0000",
            "company": "Kestrel Foods", "position": "Head of Operations",
            "website": "https://kestrel-foods.example", "noWebsite": false, "marketingConsent": false,
        }));
        let payload = Json(json!({ "kind": "validate-address", "registration": registration, "number": 1 }));
        let reference = format!("B{:09}", number);
        let dedup = format!("validate-address:{}:1", registration.simple());
        let begin = self.database.begin();
        with_pool!(&self.database, pool => {
            let mut connection = pool.acquire().await?;
            sqlx::query(begin).execute(&mut *connection).await?;
            sqlx::query(VISIT).bind(visit).bind(&email).bind(&data).bind(now + 7 * 24 * 3_600_000).bind(now)
                .execute(&mut *connection).await?;
            sqlx::query(REGISTRATION).bind(registration).bind(&reference).bind(session).bind(visit)
                .bind(lapses).bind(&email).bind(now).execute(&mut *connection).await?;
            sqlx::query(WISH).bind(visit).bind(session).bind(registration).bind(lapses).bind(&email).bind(now)
                .execute(&mut *connection).await?;
            sqlx::query(COUNTERS).bind(session).execute(&mut *connection).await?;
            sqlx::query(JOB).bind(job).bind(&payload).bind(&dedup).bind(now).execute(&mut *connection).await?;
            sqlx::query("COMMIT").execute(&mut *connection).await?;
        });
        Ok(())
    }
}

const VISIT: &str = "INSERT INTO visits (id, email, email_key, data, language, timezone, expires_at, created_at, \
     updated_at) VALUES ($1, $2, $2, $3, 'en', 'Europe/London', $4, $5, $5)";
const REGISTRATION: &str = "INSERT INTO registrations (id, reference, session_id, visit_id, status, holds_seat, \
     hold_expires_at, first_name, last_name, email, email_key, phone, company, position, website, \
     special_requirements, language, timezone, source, terms_version, privacy_version, consented_at, \
     marketing_consent, payment_status, registered_at, updated_at) \
     VALUES ($1, $2, $3, $4, 'pending_verification', true, $5, 'Juliette', 'Morel', $6, $6, '+44 20 7946 0000', \
     'Kestrel Foods', 'Head of Operations', 'https://kestrel-foods.example', \
     'I bring two questions about the migration.', 'en', 'Europe/London', 'website', 1, 1, $7, false, \
     'not_required', $7, $7)";
const WISH: &str = "INSERT INTO visit_registrations (visit_id, session_id, registration_id, waitlist, \
     hold_expires_at, email_key, created_at) VALUES ($1, $2, $3, false, $4, $5, $6)";
const COUNTERS: &str = "UPDATE sessions SET seats_taken = seats_taken + 1, \
     registration_count = registration_count + 0 WHERE id = $1";
const JOB: &str = "INSERT INTO jobs (id, kind, payload, dedup_key, priority, run_at, attempts, max_attempts, state, \
     created_at, updated_at) VALUES ($1, 'send-mail', $2, $3, 10, $4, 0, 12, 'ready', $4, $4)";
