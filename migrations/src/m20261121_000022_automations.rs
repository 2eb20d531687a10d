//! The program of mails: what staff or circumstances keep from going out, and up to when it was looked through.

use crate::script::Script;

/// See the module.
pub const SCRIPT: Script = Script { name: "m20261121_000022_automations", up: UP, down: DOWN };

const UP: &str = "
CREATE TABLE automation_marks (
    session_id uuid NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
    kind text NOT NULL,
    -- The start for which it was planned: a session that moves has a new program.
    starts_at bigint NOT NULL,
    state text NOT NULL CHECK (state IN ('held', 'paused', 'skipped')),
    created_by uuid,
    created_at bigint NOT NULL,
    PRIMARY KEY (session_id, kind, starts_at)
);
CREATE TABLE automation_rounds (
    name text PRIMARY KEY,
    checked_at bigint NOT NULL
);
-- The start that a message speaks of, where it belongs to a session's program.
ALTER TABLE messages ADD COLUMN starts_at bigint;
CREATE INDEX messages_plan ON messages (session_id, kind, starts_at);
-- Reminders of its own; none: those of the settings.
ALTER TABLE sessions ADD COLUMN reminders jsonb;
";

const DOWN: &str = "
ALTER TABLE sessions DROP COLUMN reminders;
DROP INDEX messages_plan;
ALTER TABLE messages DROP COLUMN starts_at;
DROP TABLE automation_rounds;
DROP TABLE automation_marks;
";
