//! Mails to groups, what is known of addresses that take none, and which of a provider's events were taken.

use crate::script::Script;

/// See the module.
pub const SCRIPT: Script = Script { name: "m20261122_000024_campaigns", up: UP, down: DOWN };

const UP: &str = "
CREATE TABLE campaigns (
    id uuid PRIMARY KEY,
    purpose text NOT NULL CHECK (purpose IN ('information', 'marketing')),
    subject jsonb NOT NULL,
    body jsonb NOT NULL,
    -- Of the list of registrations.
    filters jsonb NOT NULL,
    -- Only these of them; none: all.
    registration_ids jsonb,
    state text NOT NULL CHECK (state IN ('draft', 'scheduled', 'sending', 'sent', 'stopped')),
    send_at bigint,
    started_at bigint,
    -- The last registration that was looked at while recipients are gathered, and when that was done.
    gathered_to uuid,
    gathered_at bigint,
    ended_at bigint,
    version integer NOT NULL DEFAULT 1,
    created_by uuid,
    updated_by uuid,
    created_at bigint NOT NULL,
    updated_at bigint NOT NULL
);
CREATE INDEX campaigns_state ON campaigns (state, id);
-- A campaign that has messages is never deleted.
ALTER TABLE messages ADD COLUMN campaign_id uuid;
CREATE INDEX messages_campaign ON messages (campaign_id, state);
-- What the mail server or the provider said.
ALTER TABLE suppressed_addresses ADD COLUMN detail text;
CREATE INDEX suppressed_addresses_newest ON suppressed_addresses (created_at, email_key);
CREATE TABLE hook_events (
    provider text NOT NULL,
    event_id text NOT NULL,
    created_at bigint NOT NULL,
    PRIMARY KEY (provider, event_id)
);
";

const DOWN: &str = "
DROP TABLE hook_events;
DROP INDEX suppressed_addresses_newest;
ALTER TABLE suppressed_addresses DROP COLUMN detail;
DROP INDEX messages_campaign;
ALTER TABLE messages DROP COLUMN campaign_id;
DROP TABLE campaigns;
";
