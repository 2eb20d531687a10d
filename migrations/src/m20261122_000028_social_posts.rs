//! Posts on social networks: what staff wrote, shared or left out. What nobody touched is made of the facts.

use crate::script::Script;

/// See the module.
pub const SCRIPT: Script = Script { name: "m20261122_000028_social_posts", up: UP, down: DOWN };

const UP: &str = "
CREATE TABLE social_posts (
    session_id uuid NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
    key text NOT NULL,
    text jsonb,
    state text CHECK (state IN ('posted', 'skipped')),
    acted_by uuid,
    acted_at bigint,
    version integer NOT NULL DEFAULT 1,
    updated_at bigint NOT NULL,
    PRIMARY KEY (session_id, key)
);
";

const DOWN: &str = "
DROP TABLE social_posts;
";
