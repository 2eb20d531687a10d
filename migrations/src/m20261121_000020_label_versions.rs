//! Categories and tags have versions, so that of two who change one at once nobody's change is lost.

use crate::script::Script;

/// See the module.
pub const SCRIPT: Script = Script { name: "m20261121_000020_label_versions", up: UP, down: DOWN };

const UP: &str = "
ALTER TABLE categories ADD COLUMN version integer NOT NULL DEFAULT 1;
ALTER TABLE tags ADD COLUMN version integer NOT NULL DEFAULT 1;
";

const DOWN: &str = "
ALTER TABLE tags DROP COLUMN version;
ALTER TABLE categories DROP COLUMN version;
";
