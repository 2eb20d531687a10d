//! Posts that are published by a network's connection: how far each has come, and what is there already.

use crate::script::Script;

/// See the module.
pub const SCRIPT: Script = Script { name: "m20261122_000031_post_publications", up: UP, down: DOWN };

const UP: &str = "
CREATE TABLE post_publications (
    session_id uuid NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
    key text NOT NULL,
    state text NOT NULL CHECK (state IN ('queued', 'publishing', 'published', 'failed', 'unclear')),
    attempt_id uuid NOT NULL,
    parts jsonb NOT NULL,
    address text,
    problem text,
    retry_at bigint,
    asked_by uuid,
    created_at bigint NOT NULL,
    updated_at bigint NOT NULL,
    PRIMARY KEY (session_id, key),
    CHECK (state <> 'published' OR address IS NOT NULL)
);
CREATE INDEX post_publications_wrong ON post_publications (state) WHERE state IN ('failed', 'unclear');
";

const DOWN: &str = "
DROP TABLE post_publications;
";
