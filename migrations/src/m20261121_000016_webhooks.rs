//! Where applications want to hear of what happens, and what was sent there.

use crate::script::Script;

/// See the module.
pub const SCRIPT: Script = Script { name: "m20261121_000016_webhooks", up: UP, down: DOWN };

const UP: &str = "
CREATE TABLE webhook_endpoints (
    id uuid PRIMARY KEY,
    url text NOT NULL,
    description text,
    events jsonb NOT NULL,
    -- Encrypted; the one before signs too until its end.
    secret text NOT NULL,
    previous_secret text,
    previous_until_at bigint,
    is_active boolean NOT NULL DEFAULT true,
    -- Why it was switched off, where the program did it by itself.
    note text,
    failing_since_at bigint,
    version integer NOT NULL DEFAULT 1,
    created_by uuid,
    created_at bigint NOT NULL,
    updated_at bigint NOT NULL
);

CREATE TABLE webhook_deliveries (
    id uuid PRIMARY KEY,
    endpoint_id uuid NOT NULL REFERENCES webhook_endpoints (id) ON DELETE CASCADE,
    event_id uuid NOT NULL,
    event text NOT NULL,
    -- The very bytes that are signed.
    payload text NOT NULL,
    state text NOT NULL CHECK (state IN ('pending', 'delivered', 'failed')),
    attempts integer NOT NULL DEFAULT 0,
    last_status integer,
    last_error text,
    last_attempt_at bigint,
    next_attempt_at bigint,
    delivered_at bigint,
    created_at bigint NOT NULL,
    CONSTRAINT webhook_deliveries_once UNIQUE (endpoint_id, event_id)
);
CREATE INDEX webhook_deliveries_newest ON webhook_deliveries (endpoint_id, id);
CREATE INDEX webhook_deliveries_created ON webhook_deliveries (created_at);

INSERT INTO change_versions (name, version) VALUES ('webhooks', 1);
";

const DOWN: &str = "
DELETE FROM change_versions WHERE name = 'webhooks';
DROP TABLE webhook_deliveries;
DROP TABLE webhook_endpoints;
";
