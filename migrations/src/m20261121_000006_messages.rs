//! Mails: each message with its state, the templates that staff changed, and addresses that get none.

use crate::script::Script;

/// See the module.
pub const SCRIPT: Script = Script { name: "m20261121_000006_messages", up: UP, down: DOWN };

const UP: &str = "
CREATE TABLE messages (
    id uuid PRIMARY KEY,
    kind text NOT NULL,
    registration_id uuid REFERENCES registrations (id) ON DELETE SET NULL,
    session_id uuid REFERENCES sessions (id) ON DELETE SET NULL,
    recipient_email text NOT NULL,
    recipient_key text NOT NULL,
    recipient_name text NOT NULL,
    language text NOT NULL CHECK (language IN ('en', 'de')),
    state text NOT NULL CHECK (state IN ('planned', 'held', 'paused', 'queued', 'sent', 'failed', 'skipped')),
    reason text,
    dedup_key text NOT NULL UNIQUE,
    due_at bigint NOT NULL,
    queued_at bigint,
    sent_at bigint,
    attempts integer NOT NULL DEFAULT 0,
    message_id text NOT NULL,
    subject text,
    created_at bigint NOT NULL,
    updated_at bigint NOT NULL
);
CREATE INDEX messages_registration ON messages (registration_id);
CREATE INDEX messages_session ON messages (session_id, state);
CREATE INDEX messages_recipient ON messages (recipient_key, kind, created_at);
CREATE INDEX messages_due ON messages (state, due_at);

CREATE TABLE mail_templates (
    kind text NOT NULL,
    language text NOT NULL CHECK (language IN ('en', 'de')),
    version integer NOT NULL,
    subject text NOT NULL,
    body text NOT NULL,
    created_by uuid,
    created_at bigint NOT NULL,
    PRIMARY KEY (kind, language, version)
);

CREATE TABLE suppressed_addresses (
    email_key text PRIMARY KEY,
    reason text NOT NULL,
    created_at bigint NOT NULL
);
";

const DOWN: &str = "
DROP TABLE suppressed_addresses;
DROP TABLE mail_templates;
DROP TABLE messages;
";
