//! Figures of the dashboard, and counts beside lists: each is read from an index alone.

use crate::script::Script;

/// See the module.
pub const SCRIPT: Script = Script { name: "m20261121_000019_figures", up: UP, down: DOWN };

const UP: &str = "
-- What counts beside lists group and filter by comes before what is searched.
DROP INDEX registrations_newest;
CREATE INDEX registrations_newest ON registrations (registered_at, id, status, language,
    lower(reference || ' ' || first_name || ' ' || last_name || ' ' || email || ' ' || coalesce(company, '')));
CREATE INDEX registrations_figures ON registrations (registered_at, verified_at);
CREATE INDEX registrations_sold ON registrations (registered_at, status, payment_status, currency, price_amount)
    WHERE price_amount IS NOT NULL;
CREATE INDEX registrations_session_status ON registrations (session_id, status);
";

const DOWN: &str = "
DROP INDEX registrations_session_status;
DROP INDEX registrations_sold;
DROP INDEX registrations_figures;
DROP INDEX registrations_newest;
CREATE INDEX registrations_newest ON registrations (registered_at, id,
    lower(reference || ' ' || first_name || ' ' || last_name || ' ' || email || ' ' || coalesce(company, '')));
";
