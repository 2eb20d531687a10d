//! What topics said before, and what people have typed of them and not saved yet.

use crate::script::Script;

/// See the module.
pub const SCRIPT: Script = Script { name: "m20261121_000012_topics", up: UP, down: DOWN };

const UP: &str = "
CREATE TABLE topic_versions (
    topic_id uuid NOT NULL REFERENCES topics (id) ON DELETE CASCADE,
    number integer NOT NULL,
    content jsonb NOT NULL,
    fields jsonb NOT NULL DEFAULT '[]',
    author_id uuid,
    author_name text,
    created_at bigint NOT NULL,
    PRIMARY KEY (topic_id, number)
);

CREATE TABLE topic_drafts (
    topic_id uuid NOT NULL REFERENCES topics (id) ON DELETE CASCADE,
    user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    based_on integer NOT NULL,
    content jsonb NOT NULL,
    saved_at bigint NOT NULL,
    PRIMARY KEY (topic_id, user_id)
);
CREATE INDEX topic_drafts_user ON topic_drafts (user_id);
";

const DOWN: &str = "
DROP TABLE topic_drafts;
DROP TABLE topic_versions;
";
