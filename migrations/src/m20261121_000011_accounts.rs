//! How people and applications sign in, and who changed what.

use crate::script::Script;

/// See the module.
pub const SCRIPT: Script = Script { name: "m20261121_000011_accounts", up: UP, down: DOWN };

const UP: &str = "
ALTER TABLE users ADD COLUMN version integer NOT NULL DEFAULT 1;
-- Raised when mailed links are to end: after a password was chosen, or when somebody is locked out.
ALTER TABLE users ADD COLUMN token_epoch integer NOT NULL DEFAULT 0;
-- The time step of the last code that was taken, so that each works once.
ALTER TABLE users ADD COLUMN totp_step bigint;
-- A second factor that is not confirmed yet, encrypted.
ALTER TABLE users ADD COLUMN totp_draft text;

-- Where a person is signed in. The refresh token names its generation: the newest is good, the one before it for
-- some seconds, an older one ends the sign-in.
CREATE TABLE sign_ins (
    id uuid PRIMARY KEY,
    user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    generation integer NOT NULL DEFAULT 1,
    rotated_at bigint NOT NULL,
    user_agent text NOT NULL,
    created_at bigint NOT NULL,
    last_used_at bigint NOT NULL,
    expires_at bigint NOT NULL
);
CREATE INDEX sign_ins_user ON sign_ins (user_id);
CREATE INDEX sign_ins_expires ON sign_ins (expires_at);

CREATE TABLE recovery_codes (
    id uuid PRIMARY KEY,
    user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    hash text NOT NULL UNIQUE
);
CREATE INDEX recovery_codes_user ON recovery_codes (user_id);

CREATE TABLE api_tokens (
    id uuid PRIMARY KEY,
    name text NOT NULL,
    token_start text NOT NULL,
    hash text NOT NULL UNIQUE,
    scopes jsonb NOT NULL,
    user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    created_at bigint NOT NULL,
    expires_at bigint NOT NULL,
    last_used_at bigint,
    revoked_at bigint
);
CREATE INDEX api_tokens_user ON api_tokens (user_id);

CREATE TABLE audit_log (
    id uuid PRIMARY KEY,
    at bigint NOT NULL,
    -- Kept as text, so that the entry stays readable when the account is gone.
    actor_id uuid,
    actor_name text NOT NULL,
    api_token_id uuid,
    action text NOT NULL,
    subject_kind text NOT NULL,
    subject_id uuid,
    subject_name text NOT NULL,
    changes jsonb NOT NULL,
    request_id text NOT NULL,
    -- Lower case, for searching: actor, action, subject.
    words text NOT NULL
);
CREATE INDEX audit_log_subject ON audit_log (subject_id, id);
CREATE INDEX audit_log_actor ON audit_log (actor_id, id);

INSERT INTO change_versions (name, version) VALUES ('access', 1);
";

const DOWN: &str = "
DELETE FROM change_versions WHERE name = 'access';
DROP TABLE audit_log;
DROP TABLE api_tokens;
DROP TABLE recovery_codes;
DROP TABLE sign_ins;
ALTER TABLE users DROP COLUMN totp_draft;
ALTER TABLE users DROP COLUMN totp_step;
ALTER TABLE users DROP COLUMN token_epoch;
ALTER TABLE users DROP COLUMN version;
";
