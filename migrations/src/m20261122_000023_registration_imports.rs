//! What became of the files of people that staff took in.

use crate::script::Script;

/// See the module.
pub const SCRIPT: Script = Script { name: "m20261122_000023_registration_imports", up: UP, down: DOWN };

const UP: &str = "
CREATE TABLE registration_imports (
    id uuid PRIMARY KEY,
    session_id uuid NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
    -- The fate of each line; names and addresses are not kept.
    report jsonb NOT NULL,
    created_by uuid,
    created_at bigint NOT NULL
);
CREATE INDEX registration_imports_session ON registration_imports (session_id);
";

const DOWN: &str = "
DROP TABLE registration_imports;
";
