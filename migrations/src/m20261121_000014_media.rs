//! Uploaded files that can be found and changed, consultants that can be changed, and links for speakers from outside.

use crate::script::Script;

/// See the module.
pub const SCRIPT: Script = Script { name: "m20261121_000014_media", up: UP, down: DOWN };

const UP: &str = "
ALTER TABLE media ADD COLUMN version integer NOT NULL DEFAULT 1;
-- Lower case, for searching: the file's name, and what it shows.
ALTER TABLE media ADD COLUMN words text NOT NULL DEFAULT '';
-- The same content is stored once.
DROP INDEX media_sha256;
CREATE UNIQUE INDEX media_content ON media (sha256);

ALTER TABLE consultants ADD COLUMN version integer NOT NULL DEFAULT 1;

-- Raised when mailed links to the profile are to end.
ALTER TABLE speakers ADD COLUMN token_epoch integer NOT NULL DEFAULT 0;
ALTER TABLE speakers ADD COLUMN invited_at bigint;
";

const DOWN: &str = "
ALTER TABLE speakers DROP COLUMN invited_at;
ALTER TABLE speakers DROP COLUMN token_epoch;
ALTER TABLE consultants DROP COLUMN version;
DROP INDEX media_content;
CREATE INDEX media_sha256 ON media (sha256);
ALTER TABLE media DROP COLUMN words;
ALTER TABLE media DROP COLUMN version;
";
