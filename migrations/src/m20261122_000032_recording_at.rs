//! Since when a session's recording can be watched: whoever was told before that it would follow is told that it is there.

use crate::script::Script;

/// See the module.
pub const SCRIPT: Script = Script { name: "m20261122_000032_recording_at", up: UP, down: DOWN };

const UP: &str = "
ALTER TABLE sessions ADD COLUMN recording_at bigint;
";

const DOWN: &str = "
ALTER TABLE sessions DROP COLUMN recording_at;
";
