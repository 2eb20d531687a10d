//! After a session: who was there, what they said of it, and certificates of attendance.

use crate::script::Script;

/// See the module.
pub const SCRIPT: Script = Script { name: "m20261122_000026_aftermath", up: UP, down: DOWN };

const UP: &str = "
CREATE TABLE session_closings (
    session_id uuid PRIMARY KEY REFERENCES sessions (id) ON DELETE CASCADE,
    -- When a report of the meeting service was last read in.
    reported_at bigint,
    report_name text,
    -- How long somebody has to be there to count.
    min_minutes integer NOT NULL DEFAULT 1 CHECK (min_minutes >= 0),
    -- Since when it is known who was there.
    completed_at bigint,
    completed_by uuid,
    feedback_questions jsonb NOT NULL
);
CREATE TABLE feedback (
    registration_id uuid PRIMARY KEY REFERENCES registrations (id) ON DELETE CASCADE,
    session_id uuid NOT NULL REFERENCES sessions (id),
    rating integer NOT NULL CHECK (rating BETWEEN 1 AND 5),
    text text,
    answers jsonb NOT NULL,
    may_quote boolean NOT NULL,
    shown_name text,
    given_at bigint NOT NULL,
    updated_at bigint NOT NULL
);
CREATE INDEX feedback_session ON feedback (session_id, given_at);
CREATE TABLE certificates (
    id uuid PRIMARY KEY,
    number text NOT NULL UNIQUE,
    registration_id uuid NOT NULL UNIQUE REFERENCES registrations (id) ON DELETE CASCADE,
    session_id uuid NOT NULL REFERENCES sessions (id),
    template text NOT NULL,
    -- How often it was sent: each sending is a message of its own.
    sendings integer NOT NULL,
    issued_at bigint NOT NULL,
    revoked_at bigint,
    revoked_by uuid
);
CREATE INDEX certificates_session ON certificates (session_id);
CREATE INDEX testimonials_registration ON testimonials (registration_id);
";

const DOWN: &str = "
DROP INDEX testimonials_registration;
DROP TABLE certificates;
DROP TABLE feedback;
DROP TABLE session_closings;
";
