//! The people of the house, their pictures, and the organisations that registrants come from.

use crate::script::Script;

/// See the module.
pub const SCRIPT: Script = Script { name: "m20261121_000002_people", up: UP, down: DOWN };

const UP: &str = "
CREATE TABLE users (
    id uuid PRIMARY KEY,
    email text NOT NULL,
    email_key text NOT NULL UNIQUE,
    name text NOT NULL,
    password_hash text,
    role text NOT NULL CHECK (role IN ('admin', 'editor', 'viewer')),
    is_active boolean NOT NULL DEFAULT true,
    totp_secret text,
    last_sign_in_at bigint,
    language text NOT NULL CHECK (language IN ('en', 'de')),
    timezone text NOT NULL,
    created_at bigint NOT NULL,
    updated_at bigint NOT NULL
);

CREATE TABLE media (
    id uuid PRIMARY KEY,
    kind text NOT NULL CHECK (kind IN ('image', 'document', 'video')),
    file_name text NOT NULL,
    content_type text NOT NULL,
    byte_size bigint NOT NULL CHECK (byte_size >= 0),
    width integer,
    height integer,
    alt jsonb,
    storage_key text NOT NULL UNIQUE,
    sha256 text NOT NULL,
    created_by uuid,
    created_at bigint NOT NULL
);
CREATE INDEX media_sha256 ON media (sha256);

CREATE TABLE consultants (
    id uuid PRIMARY KEY,
    first_name text NOT NULL,
    last_name text NOT NULL,
    email text NOT NULL,
    phone text,
    title text,
    photo_media_id uuid REFERENCES media (id),
    linkedin_url text,
    booking_url text,
    language text NOT NULL CHECK (language IN ('en', 'de')),
    timezone text NOT NULL,
    odoo_user_id bigint,
    user_id uuid UNIQUE REFERENCES users (id) ON DELETE SET NULL,
    is_active boolean NOT NULL DEFAULT true,
    created_at bigint NOT NULL,
    updated_at bigint NOT NULL
);

CREATE TABLE organisations (
    id uuid PRIMARY KEY,
    domain text NOT NULL UNIQUE,
    name text NOT NULL,
    company_size text,
    industry text,
    country text,
    logo_media_id uuid REFERENCES media (id),
    logo_released boolean NOT NULL DEFAULT false,
    updated_at bigint NOT NULL
);
";

const DOWN: &str = "
DROP TABLE organisations;
DROP TABLE consultants;
DROP TABLE media;
DROP TABLE users;
";
