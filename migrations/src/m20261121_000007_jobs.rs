//! Durable background work. The crate of the jobs owns these tables; nobody else reads them.

use crate::script::Script;

/// See the module.
pub const SCRIPT: Script = Script { name: "m20261121_000007_jobs", up: UP, down: DOWN };

const UP: &str = "
CREATE TABLE jobs (
    id uuid PRIMARY KEY,
    kind text NOT NULL,
    payload jsonb NOT NULL,
    dedup_key text UNIQUE,
    priority integer NOT NULL DEFAULT 0,
    run_at bigint NOT NULL,
    attempts integer NOT NULL DEFAULT 0,
    max_attempts integer NOT NULL,
    state text NOT NULL CHECK (state IN ('ready', 'running', 'failed')),
    lease_token uuid,
    lease_until bigint,
    last_error text,
    created_at bigint NOT NULL,
    updated_at bigint NOT NULL
);
CREATE INDEX jobs_ready ON jobs (state, priority DESC, run_at);
CREATE INDEX jobs_leases ON jobs (state, lease_until);

CREATE TABLE job_schedules (
    name text PRIMARY KEY,
    every_ms bigint NOT NULL,
    next_at bigint NOT NULL
);
";

const DOWN: &str = "
DROP TABLE job_schedules;
DROP TABLE jobs;
";
