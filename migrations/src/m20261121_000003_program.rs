//! What the program is made of: categories, tags, speakers, and topics, the templates of sessions.

use crate::script::Script;

/// See the module.
pub const SCRIPT: Script = Script { name: "m20261121_000003_program", up: UP, down: DOWN };

const UP: &str = "
CREATE TABLE categories (
    id uuid PRIMARY KEY,
    slug text NOT NULL UNIQUE,
    name jsonb NOT NULL,
    hue text NOT NULL CHECK (hue IN ('violet', 'teal', 'peach')),
    position integer NOT NULL DEFAULT 0
);

CREATE TABLE tags (
    id uuid PRIMARY KEY,
    slug text NOT NULL UNIQUE,
    name jsonb NOT NULL
);

CREATE TABLE speakers (
    id uuid PRIMARY KEY,
    slug text NOT NULL UNIQUE,
    first_name text NOT NULL,
    last_name text NOT NULL,
    title text,
    email text NOT NULL,
    phone text,
    biography jsonb NOT NULL,
    company text,
    position jsonb,
    expertise jsonb NOT NULL DEFAULT '[]',
    photo_media_id uuid REFERENCES media (id),
    linkedin_url text,
    website_url text,
    consultant_id uuid REFERENCES consultants (id),
    is_internal boolean NOT NULL DEFAULT false,
    is_active boolean NOT NULL DEFAULT true,
    language text NOT NULL CHECK (language IN ('en', 'de')),
    timezone text NOT NULL,
    preferred_duration_minutes integer CHECK (preferred_duration_minutes > 0),
    available_timezones jsonb NOT NULL DEFAULT '[]',
    technical_requirements text,
    special_instructions text,
    calendar_integration boolean NOT NULL DEFAULT false,
    email_notifications boolean NOT NULL DEFAULT true,
    total_webinars integer NOT NULL DEFAULT 0,
    average_rating double precision,
    version integer NOT NULL DEFAULT 1,
    created_at bigint NOT NULL,
    updated_at bigint NOT NULL
);
CREATE INDEX speakers_consultant ON speakers (consultant_id);

CREATE TABLE topics (
    id uuid PRIMARY KEY,
    slug text NOT NULL UNIQUE,
    title jsonb NOT NULL,
    summary jsonb,
    description jsonb NOT NULL,
    learning_objectives jsonb NOT NULL DEFAULT '[]',
    prerequisites jsonb,
    target_audience jsonb,
    agenda jsonb NOT NULL DEFAULT '[]',
    category_id uuid NOT NULL REFERENCES categories (id),
    difficulty_level text NOT NULL CHECK (difficulty_level IN ('beginner', 'intermediate', 'advanced')),
    default_duration_minutes integer NOT NULL CHECK (default_duration_minutes > 0),
    default_price_amount bigint CHECK (default_price_amount >= 0),
    default_currency text NOT NULL,
    default_capacity integer CHECK (default_capacity > 0),
    cover_pattern text NOT NULL,
    thumbnail_media_id uuid REFERENCES media (id),
    promotional_media_id uuid REFERENCES media (id),
    seo jsonb,
    odoo_product_id bigint,
    status text NOT NULL CHECK (status IN ('draft', 'active', 'archived')),
    version integer NOT NULL DEFAULT 1,
    created_by uuid,
    updated_by uuid,
    created_at bigint NOT NULL,
    updated_at bigint NOT NULL
);
CREATE INDEX topics_category ON topics (category_id);

CREATE TABLE topic_tags (
    topic_id uuid NOT NULL REFERENCES topics (id) ON DELETE CASCADE,
    tag_id uuid NOT NULL REFERENCES tags (id) ON DELETE CASCADE,
    PRIMARY KEY (topic_id, tag_id)
);
CREATE INDEX topic_tags_tag ON topic_tags (tag_id);

CREATE TABLE topic_default_speakers (
    topic_id uuid NOT NULL REFERENCES topics (id) ON DELETE CASCADE,
    speaker_id uuid NOT NULL REFERENCES speakers (id) ON DELETE CASCADE,
    position integer NOT NULL DEFAULT 0,
    PRIMARY KEY (topic_id, speaker_id)
);
";

const DOWN: &str = "
DROP TABLE topic_default_speakers;
DROP TABLE topic_tags;
DROP TABLE topics;
DROP TABLE speakers;
DROP TABLE tags;
DROP TABLE categories;
";
