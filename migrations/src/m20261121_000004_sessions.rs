//! Sessions, the addresses they once had, and how often their pages are seen.

use crate::script::Script;

/// See the module.
pub const SCRIPT: Script = Script { name: "m20261121_000004_sessions", up: UP, down: DOWN };

const UP: &str = "
CREATE TABLE sessions (
    id uuid PRIMARY KEY,
    slug text NOT NULL UNIQUE,
    topic_id uuid NOT NULL REFERENCES topics (id),
    speaker_id uuid NOT NULL REFERENCES speakers (id),
    title jsonb,
    description jsonb,

    starts_at bigint NOT NULL,
    duration_minutes integer NOT NULL,
    ends_at bigint NOT NULL,
    timezone text NOT NULL,
    language text NOT NULL CHECK (language IN ('en', 'de')),

    price_amount bigint CHECK (price_amount >= 0),
    currency text NOT NULL,
    tax_rate_bp integer NOT NULL CHECK (tax_rate_bp >= 0),
    early_bird_amount bigint CHECK (early_bird_amount >= 0),
    early_bird_ends_at bigint,

    capacity integer,
    seats_taken integer NOT NULL DEFAULT 0,
    waitlist_count integer NOT NULL DEFAULT 0,
    next_place bigint NOT NULL DEFAULT 1,
    registration_count integer NOT NULL DEFAULT 0,
    attendance_count integer NOT NULL DEFAULT 0,
    requires_approval boolean NOT NULL DEFAULT false,
    allow_waitlist boolean NOT NULL DEFAULT true,

    platform text NOT NULL CHECK (platform IN ('zoom', 'teams', 'webex', 'custom')),
    meeting_url text,
    meeting_password text,
    host_url text,
    recording_enabled boolean NOT NULL DEFAULT false,
    recording_url text,
    recording_access text NOT NULL DEFAULT 'registrants'
        CHECK (recording_access IN ('public', 'registrants', 'attendees')),
    materials_url text,
    materials_access text NOT NULL DEFAULT 'registrants'
        CHECK (materials_access IN ('public', 'registrants', 'attendees')),
    slides_url text,
    speaker_notes text,
    backup_plan text,
    preparation jsonb,
    certificate_template text,
    questions jsonb NOT NULL DEFAULT '[]',
    promotional_media_id uuid REFERENCES media (id),
    social_media_copy jsonb,

    status text NOT NULL CHECK (status IN ('draft', 'published', 'live', 'completed', 'cancelled')),
    registration_opens_at bigint,
    registration_closes_at bigint,
    scheduled_publish_at bigint,
    published_at bigint,
    cancelled_at bigint,
    cancel_reason text,
    withdrawn_at bigint,
    sequence integer NOT NULL DEFAULT 0,

    view_count integer NOT NULL DEFAULT 0,
    completion_rate double precision,
    average_rating double precision,
    rating_count integer NOT NULL DEFAULT 0,

    create_odoo_event boolean NOT NULL DEFAULT false,
    create_calendar_event boolean NOT NULL DEFAULT false,
    odoo_event_id bigint,
    google_calendar_event_id text,

    version integer NOT NULL DEFAULT 1,
    created_by uuid,
    updated_by uuid,
    created_at bigint NOT NULL,
    updated_at bigint NOT NULL,

    CONSTRAINT sessions_seats CHECK (seats_taken >= 0 AND (capacity IS NULL OR seats_taken <= capacity)),
    CONSTRAINT sessions_waitlist CHECK (waitlist_count >= 0),
    CONSTRAINT sessions_duration
        CHECK (duration_minutes > 0 AND ends_at = starts_at + 60000 * CAST(duration_minutes AS bigint)),
    CONSTRAINT sessions_early_bird
        CHECK (early_bird_amount IS NULL OR (price_amount IS NOT NULL AND early_bird_amount < price_amount))
);
CREATE INDEX sessions_calendar ON sessions (status, starts_at);
CREATE INDEX sessions_topic ON sessions (topic_id);
CREATE INDEX sessions_speaker ON sessions (speaker_id);

-- Addresses that sessions had before: they redirect for ever.
CREATE TABLE session_slugs (
    slug text PRIMARY KEY,
    session_id uuid NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
    created_at bigint NOT NULL
);
CREATE INDEX session_slugs_session ON session_slugs (session_id);

CREATE TABLE views_daily (
    session_id uuid NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
    day integer NOT NULL,
    kind text NOT NULL CHECK (kind IN ('landing', 'form_opened', 'form_sent')),
    source text NOT NULL,
    view_count bigint NOT NULL DEFAULT 0,
    unique_count bigint NOT NULL DEFAULT 0,
    PRIMARY KEY (session_id, day, kind, source)
);
";

const DOWN: &str = "
DROP TABLE views_daily;
DROP TABLE session_slugs;
DROP TABLE sessions;
";
