//! What tells one visitor of a day from another, for that day alone: a random salt, and hashes made with it. Both
//! are deleted when the day is over, so that no hash leads to anybody.

use crate::script::Script;

/// See the module.
pub const SCRIPT: Script = Script { name: "m20261121_000010_view_visitors", up: UP, down: DOWN };

const UP: &str = "
CREATE TABLE view_salts (
    day integer PRIMARY KEY,
    salt text NOT NULL
);

CREATE TABLE view_visitors (
    hash text PRIMARY KEY,
    day integer NOT NULL
);
";

const DOWN: &str = "
DROP TABLE view_visitors;
DROP TABLE view_salts;
";
