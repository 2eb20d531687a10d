//! Lists of all registrations, in each order that staff can ask for. The expressions are those of the list's statement:
//! only then does a database take them from the index.

use crate::script::Script;

/// See the module.
pub const SCRIPT: Script = Script { name: "m20261121_000017_registration_lists", up: UP, down: DOWN };

const UP: &str = "
-- With what is searched in it: SQLite then looks for words without reading the rows.
CREATE INDEX registrations_newest ON registrations (registered_at, id,
    lower(reference || ' ' || first_name || ' ' || last_name || ' ' || email || ' ' || coalesce(company, '')));
CREATE INDEX registrations_status ON registrations (status, registered_at, id);
CREATE INDEX registrations_name ON registrations (lower(last_name || ' ' || first_name), id);
CREATE INDEX registrations_company ON registrations (lower(coalesce(company, '')), id);
";

const DOWN: &str = "
DROP INDEX registrations_company;
DROP INDEX registrations_name;
DROP INDEX registrations_status;
DROP INDEX registrations_newest;
";
