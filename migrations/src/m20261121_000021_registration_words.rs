//! What a search of registrations looks in, kept beside them: PostgreSQL would put it together for each row anew, and
//! SQLite writes only the letters from A to Z small.

use crate::script::Script;

/// See the module.
pub const SCRIPT: Script = Script { name: "m20261121_000021_registration_words", up: UP, down: DOWN };

const UP: &str = "
DROP INDEX registrations_newest;
ALTER TABLE registrations ADD COLUMN words text NOT NULL DEFAULT '';
UPDATE registrations SET
    words = lower(reference || ' ' || first_name || ' ' || last_name || ' ' || email || ' ' || coalesce(company, ''));
CREATE INDEX registrations_newest ON registrations (registered_at, id, status, language, words);
";

const DOWN: &str = "
DROP INDEX registrations_newest;
ALTER TABLE registrations DROP COLUMN words;
CREATE INDEX registrations_newest ON registrations (registered_at, id, status, language,
    lower(reference || ' ' || first_name || ' ' || last_name || ' ' || email || ' ' || coalesce(company, '')));
";
