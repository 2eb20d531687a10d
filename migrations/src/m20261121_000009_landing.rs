//! What landing pages show: the material of a topic, and, found quickly, whose people attended.

use crate::script::Script;

/// See the module.
pub const SCRIPT: Script = Script { name: "m20261121_000009_landing", up: UP, down: DOWN };

const UP: &str = "
ALTER TABLE topics ADD COLUMN materials jsonb NOT NULL DEFAULT '[]';
CREATE INDEX registrations_attended ON registrations (session_id, email_key) WHERE status = 'attended';
";

const DOWN: &str = "
DROP INDEX registrations_attended;
ALTER TABLE topics DROP COLUMN materials;
";
