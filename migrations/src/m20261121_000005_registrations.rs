//! Who wants to take part: visits, registrations with all that happened to them, consent and testimonials.
//!
//! Two constraints carry the rules of the house whatever the code does: `registrations_live_once` (one live
//! registration per session and address) and `registrations_seat` (which states hold a seat).

use crate::script::Script;

/// See the module.
pub const SCRIPT: Script = Script { name: "m20261121_000005_registrations", up: UP, down: DOWN };

const UP: &str = "
CREATE TABLE visits (
    id uuid PRIMARY KEY,
    email text,
    email_key text,
    data jsonb NOT NULL DEFAULT '{}',
    language text NOT NULL CHECK (language IN ('en', 'de')),
    timezone text NOT NULL,
    validated_at bigint,
    token_epoch integer NOT NULL DEFAULT 0,
    expires_at bigint NOT NULL,
    created_at bigint NOT NULL,
    updated_at bigint NOT NULL
);
CREATE INDEX visits_expires ON visits (expires_at);

CREATE TABLE registrations (
    id uuid PRIMARY KEY,
    reference text NOT NULL UNIQUE,
    session_id uuid NOT NULL REFERENCES sessions (id),
    visit_id uuid REFERENCES visits (id) ON DELETE SET NULL,
    status text NOT NULL CHECK (status IN (
        'pending_verification', 'pending_approval', 'pending_payment', 'confirmed', 'waitlisted', 'offered',
        'cancelled', 'declined', 'expired', 'attended', 'no_show')),
    holds_seat boolean NOT NULL,
    hold_expires_at bigint,
    place bigint,

    first_name text NOT NULL,
    last_name text NOT NULL,
    email text NOT NULL,
    email_key text NOT NULL,
    phone text,
    company text,
    position text,
    website text,
    special_requirements text,
    answers jsonb,
    language text NOT NULL CHECK (language IN ('en', 'de')),
    timezone text NOT NULL,
    source text NOT NULL DEFAULT 'website',
    attribution jsonb,
    network text,

    terms_version integer,
    privacy_version integer,
    consented_at bigint,
    marketing_consent boolean NOT NULL DEFAULT false,
    marketing_consent_at bigint,

    payment_status text NOT NULL DEFAULT 'not_required'
        CHECK (payment_status IN ('not_required', 'pending', 'completed', 'failed', 'refunded')),
    price_amount bigint CHECK (price_amount >= 0),
    currency text,
    tax_rate_bp integer,
    payment_method text,
    payment_reference text,
    invoice_url text,

    verification_count integer NOT NULL DEFAULT 1,
    offer_count integer NOT NULL DEFAULT 0,
    sequence integer NOT NULL DEFAULT 0,
    token_epoch integer NOT NULL DEFAULT 0,
    verified_at bigint,
    confirmed_at bigint,
    offered_at bigint,
    cancelled_at bigint,
    cancel_reason text,
    decided_at bigint,
    decided_by uuid,

    joined_at bigint,
    left_at bigint,
    attendance_minutes integer,
    questions_asked integer,
    chat_messages integer,
    rating integer CHECK (rating BETWEEN 1 AND 5),
    feedback text,

    odoo_registration_id bigint,
    version integer NOT NULL DEFAULT 1,
    erased_at bigint,
    registered_at bigint NOT NULL,
    updated_at bigint NOT NULL,

    CONSTRAINT registrations_seat CHECK (
        (status IN ('confirmed', 'attended', 'no_show', 'pending_approval', 'pending_payment', 'offered')
            AND holds_seat)
        OR (status IN ('waitlisted', 'cancelled', 'declined', 'expired') AND NOT holds_seat)
        OR status = 'pending_verification'),
    CONSTRAINT registrations_queue CHECK (status <> 'waitlisted' OR place IS NOT NULL)
);
CREATE UNIQUE INDEX registrations_live_once ON registrations (session_id, email_key)
    WHERE status IN ('pending_verification', 'pending_approval', 'pending_payment', 'confirmed', 'waitlisted',
        'offered', 'attended', 'no_show');
CREATE UNIQUE INDEX registrations_place ON registrations (session_id, place) WHERE place IS NOT NULL;
CREATE INDEX registrations_waitlist ON registrations (session_id, place) WHERE status = 'waitlisted';
CREATE INDEX registrations_session_holds ON registrations (session_id, hold_expires_at)
    WHERE hold_expires_at IS NOT NULL;
CREATE INDEX registrations_holds ON registrations (hold_expires_at) WHERE hold_expires_at IS NOT NULL;
CREATE INDEX registrations_network ON registrations (session_id, network)
    WHERE status = 'pending_verification';
CREATE INDEX registrations_email ON registrations (email_key);
CREATE INDEX registrations_visit ON registrations (visit_id);
CREATE INDEX registrations_session ON registrations (session_id, registered_at);

-- The timeline of a registration: everything that happened to it.
CREATE TABLE registration_events (
    id uuid PRIMARY KEY,
    registration_id uuid NOT NULL REFERENCES registrations (id) ON DELETE CASCADE,
    at bigint NOT NULL,
    kind text NOT NULL,
    from_status text,
    to_status text,
    actor text NOT NULL,
    detail jsonb
);
CREATE INDEX registration_events_timeline ON registration_events (registration_id, at);

-- What one visit wished for. Without a registration its wish met an already confirmed one of the same address,
-- and the visit must not learn it.
CREATE TABLE visit_registrations (
    visit_id uuid NOT NULL REFERENCES visits (id) ON DELETE CASCADE,
    session_id uuid NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
    registration_id uuid REFERENCES registrations (id) ON DELETE CASCADE,
    waitlist boolean NOT NULL,
    hold_expires_at bigint,
    email_key text NOT NULL,
    created_at bigint NOT NULL,
    PRIMARY KEY (visit_id, session_id)
);
CREATE INDEX visit_registrations_registration ON visit_registrations (registration_id);

CREATE TABLE legal_texts (
    kind text NOT NULL CHECK (kind IN ('terms', 'privacy', 'imprint')),
    version integer NOT NULL,
    body jsonb NOT NULL,
    published_at bigint NOT NULL,
    PRIMARY KEY (kind, version)
);

CREATE TABLE consents (
    id uuid PRIMARY KEY,
    registration_id uuid REFERENCES registrations (id) ON DELETE SET NULL,
    email_key text NOT NULL,
    kind text NOT NULL CHECK (kind IN ('terms', 'privacy', 'marketing')),
    granted boolean NOT NULL,
    text_version integer,
    language text NOT NULL CHECK (language IN ('en', 'de')),
    at bigint NOT NULL,
    source text NOT NULL
);
CREATE INDEX consents_email ON consents (email_key, kind, at);
CREATE INDEX consents_registration ON consents (registration_id);

CREATE TABLE testimonials (
    id uuid PRIMARY KEY,
    session_id uuid NOT NULL REFERENCES sessions (id),
    registration_id uuid REFERENCES registrations (id) ON DELETE SET NULL,
    text jsonb NOT NULL,
    author text NOT NULL,
    author_role text,
    rating integer CHECK (rating BETWEEN 1 AND 5),
    released_at bigint,
    created_at bigint NOT NULL
);
CREATE INDEX testimonials_session ON testimonials (session_id);
";

const DOWN: &str = "
DROP TABLE testimonials;
DROP TABLE consents;
DROP TABLE legal_texts;
DROP TABLE visit_registrations;
DROP TABLE registration_events;
DROP TABLE registrations;
DROP TABLE visits;
";
