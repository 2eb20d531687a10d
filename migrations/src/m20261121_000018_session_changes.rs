//! When sessions were moved: what mails say of before and after.

use crate::script::Script;

/// See the module.
pub const SCRIPT: Script = Script { name: "m20261121_000018_session_changes", up: UP, down: DOWN };

const UP: &str = "
CREATE TABLE session_changes (
    session_id uuid NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
    -- The session's sequence since.
    sequence integer NOT NULL,
    starts_at_before bigint NOT NULL,
    ends_at_before bigint NOT NULL,
    timezone_before text NOT NULL,
    link_changed boolean NOT NULL,
    note text,
    notify boolean NOT NULL,
    created_by uuid,
    created_at bigint NOT NULL,
    PRIMARY KEY (session_id, sequence)
);
CREATE INDEX sessions_updated ON sessions (updated_at);
";

const DOWN: &str = "
DROP INDEX sessions_updated;
DROP TABLE session_changes;
";
