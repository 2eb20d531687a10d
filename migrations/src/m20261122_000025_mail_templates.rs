//! Templates of mails that staff change take effect in every process.

use crate::script::Script;

/// See the module.
pub const SCRIPT: Script = Script { name: "m20261122_000025_mail_templates", up: UP, down: DOWN };

const UP: &str = "
INSERT INTO change_versions (name, version) VALUES ('mail-templates', 1);
";

const DOWN: &str = "
DELETE FROM change_versions WHERE name = 'mail-templates';
";
