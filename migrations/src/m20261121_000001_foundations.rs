//! What every slice stands on: settings, versions that processes poll, idempotency keys and rate limits.

use crate::script::Script;

/// See the module.
pub const SCRIPT: Script = Script { name: "m20261121_000001_foundations", up: UP, down: DOWN };

const UP: &str = "
CREATE TABLE settings (
    key text PRIMARY KEY,
    value jsonb NOT NULL,
    version integer NOT NULL DEFAULT 1,
    updated_at bigint NOT NULL,
    updated_by uuid
);

-- Raised whenever something that several processes keep in memory has changed; the others poll it.
CREATE TABLE change_versions (
    name text PRIMARY KEY,
    version bigint NOT NULL
);
INSERT INTO change_versions (name, version) VALUES ('program', 1);

-- A write that was sent twice with the same key is done once. No status yet: it is still at work.
CREATE TABLE idempotency_keys (
    actor text NOT NULL,
    route text NOT NULL,
    key text NOT NULL,
    body_hash text NOT NULL,
    status integer,
    resource_id uuid,
    response_kind text,
    created_at bigint NOT NULL,
    expires_at bigint NOT NULL,
    PRIMARY KEY (actor, route, key)
);
CREATE INDEX idempotency_keys_expires ON idempotency_keys (expires_at);

CREATE TABLE rate_limits (
    bucket text NOT NULL,
    window_start bigint NOT NULL,
    hits bigint NOT NULL DEFAULT 0,
    PRIMARY KEY (bucket, window_start)
);
CREATE INDEX rate_limits_window ON rate_limits (window_start);
";

const DOWN: &str = "
DROP TABLE rate_limits;
DROP TABLE idempotency_keys;
DROP TABLE change_versions;
DROP TABLE settings;
";
