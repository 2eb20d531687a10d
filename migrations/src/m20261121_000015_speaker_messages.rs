//! What was written to speakers.

use crate::script::Script;

/// See the module.
pub const SCRIPT: Script = Script { name: "m20261121_000015_speaker_messages", up: UP, down: DOWN };

const UP: &str = "
CREATE TABLE speaker_messages (
    id uuid PRIMARY KEY,
    speaker_id uuid NOT NULL REFERENCES speakers (id) ON DELETE CASCADE,
    kind text NOT NULL CHECK (kind IN ('message', 'invitation')),
    -- Kept as text, so that the entry stays readable when the account is gone.
    sender_id uuid,
    sender_name text NOT NULL,
    recipient_email text NOT NULL,
    subject text NOT NULL,
    body text NOT NULL,
    state text NOT NULL CHECK (state IN ('queued', 'sent', 'failed')),
    reason text,
    created_at bigint NOT NULL,
    sent_at bigint
);
CREATE INDEX speaker_messages_speaker ON speaker_messages (speaker_id, id);
";

const DOWN: &str = "
DROP TABLE speaker_messages;
";
