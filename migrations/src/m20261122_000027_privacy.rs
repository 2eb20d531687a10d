//! What people ask about their data: a copy, or erasure, each proven by a code in their mail.

use crate::script::Script;

/// See the module.
pub const SCRIPT: Script = Script { name: "m20261122_000027_privacy", up: UP, down: DOWN };

const UP: &str = "
CREATE TABLE privacy_requests (
    id uuid PRIMARY KEY,
    kind text NOT NULL CHECK (kind IN ('export', 'erasure')),
    email text NOT NULL,
    email_key text NOT NULL,
    language text NOT NULL CHECK (language IN ('en', 'de')),
    attempts integer NOT NULL DEFAULT 0,
    -- Who of the house asked for somebody; none: that person, by a code.
    created_by uuid,
    created_at bigint NOT NULL,
    expires_at bigint NOT NULL,
    used_at bigint
);
CREATE INDEX privacy_requests_email ON privacy_requests (email_key);
CREATE INDEX privacy_requests_expires ON privacy_requests (expires_at);
-- What retention looks for.
CREATE INDEX registrations_kept ON registrations (session_id) WHERE erased_at IS NULL;
";

const DOWN: &str = "
DROP INDEX registrations_kept;
DROP TABLE privacy_requests;
";
