//! How often what a feedback form asks was changed, so that nobody overwrites what they have not seen.

use crate::script::Script;

/// See the module.
pub const SCRIPT: Script = Script { name: "m20261122_000033_feedback_versions", up: UP, down: DOWN };

const UP: &str = "
ALTER TABLE session_closings ADD COLUMN questions_version integer NOT NULL DEFAULT 0;
";

const DOWN: &str = "
ALTER TABLE session_closings DROP COLUMN questions_version;
";
