//! What the desk writes down, each statement over a whole batch with one JSON parameter.

use std::collections::BTreeMap;

use magnetiq_domain::seats::Placement;
use sea_orm::ConnectionTrait;
use serde::Serialize;
use uuid::Uuid;

use super::reads::SessionState;
use super::{VisitOfWish, Wish};
use crate::db::{Error, JsonSql, Tx};

/// A visit, new or with what was typed now.
#[derive(Serialize)]
pub(super) struct NewVisit {
    id: String,
    email: String,
    email_key: String,
    data: String,
    language: &'static str,
    timezone: String,
    now: i64,
    expires_at: i64,
}

impl NewVisit {
    pub(super) fn of(wish: &Wish, visit: &VisitOfWish) -> Self {
        Self {
            id: visit.id.simple().to_string(),
            email: wish.person.email.clone(),
            email_key: wish.email_key.clone(),
            data: serde_json::to_string(&visit.data).unwrap_or_else(|_| "{}".to_owned()),
            language: wish.language.code(),
            timezone: wish.timezone.clone().unwrap_or_else(|| "UTC".to_owned()),
            now: wish.now.timestamp_millis(),
            expires_at: (wish.now + magnetiq_domain::holds::VISIT).timestamp_millis(),
        }
    }
}

const VISITS: JsonSql = JsonSql {
    sqlite: "INSERT INTO visits (id, email, email_key, data, language, timezone, expires_at, created_at, updated_at) \
             SELECT unhex(value ->> 'id'), value ->> 'email', value ->> 'email_key', value ->> 'data', \
             value ->> 'language', value ->> 'timezone', value ->> 'expires_at', value ->> 'now', value ->> 'now' \
             FROM jsonb_each(?) WHERE true ON CONFLICT (id) DO UPDATE SET data = excluded.data, \
             email = iif(visits.validated_at IS NULL, excluded.email, visits.email), \
             email_key = iif(visits.validated_at IS NULL, excluded.email_key, visits.email_key), \
             language = excluded.language, timezone = excluded.timezone, updated_at = excluded.updated_at",
    postgres: "INSERT INTO visits (id, email, email_key, data, language, timezone, expires_at, created_at, updated_at) \
               SELECT id, email, email_key, data::jsonb, language, timezone, expires_at, now, now \
               FROM jsonb_to_recordset($1::jsonb) AS v(id uuid, email text, email_key text, data text, \
               language text, timezone text, expires_at bigint, now bigint) \
               ON CONFLICT (id) DO UPDATE SET data = excluded.data, language = excluded.language, \
               email = CASE WHEN visits.validated_at IS NULL THEN excluded.email ELSE visits.email END, \
               email_key = CASE WHEN visits.validated_at IS NULL THEN excluded.email_key ELSE visits.email_key END, \
               timezone = excluded.timezone, updated_at = excluded.updated_at",
};

pub(super) async fn upsert_visits(tx: &Tx, visits: impl Iterator<Item = &NewVisit>) -> Result<(), Error> {
    run(&VISITS, tx, &visits.collect::<Vec<_>>()).await.map(drop)
}

/// What one visit was told about one session.
#[derive(Serialize)]
pub(super) struct NewWish {
    visit_id: String,
    session_id: String,
    registration_id: Option<String>,
    waitlist: bool,
    hold_expires_at: Option<i64>,
    email_key: String,
    now: i64,
}

impl NewWish {
    pub(super) fn of(
        wish: &Wish,
        visit: &VisitOfWish,
        registration: Option<Uuid>,
        placement: Option<Placement>,
    ) -> Self {
        Self {
            visit_id: visit.id.simple().to_string(),
            session_id: wish.session_id.simple().to_string(),
            registration_id: registration.map(|id| id.simple().to_string()),
            waitlist: placement.is_some_and(|placement| !placement.holds_seat),
            hold_expires_at: placement
                .and_then(|placement| placement.hold_expires_at)
                .map(|at| at.timestamp_millis()),
            email_key: wish.email_key.clone(),
            now: wish.now.timestamp_millis(),
        }
    }
}

const WISHES: JsonSql = JsonSql {
    sqlite: "INSERT INTO visit_registrations (visit_id, session_id, registration_id, waitlist, hold_expires_at, \
             email_key, created_at) SELECT unhex(value ->> 'visit_id'), unhex(value ->> 'session_id'), \
             unhex(value ->> 'registration_id'), value ->> 'waitlist', value ->> 'hold_expires_at', \
             value ->> 'email_key', value ->> 'now' FROM jsonb_each(?) WHERE true \
             ON CONFLICT (visit_id, session_id) DO UPDATE SET registration_id = excluded.registration_id, \
             waitlist = excluded.waitlist, hold_expires_at = excluded.hold_expires_at, \
             email_key = excluded.email_key, created_at = excluded.created_at",
    postgres: "INSERT INTO visit_registrations (visit_id, session_id, registration_id, waitlist, hold_expires_at, \
               email_key, created_at) SELECT visit_id, session_id, registration_id, waitlist, hold_expires_at, \
               email_key, now FROM jsonb_to_recordset($1::jsonb) AS w(visit_id uuid, session_id uuid, \
               registration_id uuid, waitlist boolean, hold_expires_at bigint, email_key text, now bigint) \
               ON CONFLICT (visit_id, session_id) DO UPDATE SET registration_id = excluded.registration_id, \
               waitlist = excluded.waitlist, hold_expires_at = excluded.hold_expires_at, \
               email_key = excluded.email_key, created_at = excluded.created_at",
};

pub(super) async fn upsert_wishes(tx: &Tx, wishes: impl Iterator<Item = &NewWish>) -> Result<(), Error> {
    run(&WISHES, tx, &wishes.collect::<Vec<_>>()).await.map(drop)
}

/// The person's columns of a registration.
#[derive(Serialize)]
pub(super) struct PersonColumns {
    first_name: String,
    last_name: String,
    email: String,
    email_key: String,
    phone: Option<String>,
    company: Option<String>,
    position: Option<String>,
    website: Option<String>,
    special_requirements: Option<String>,
}

impl PersonColumns {
    pub(super) fn of(wish: &Wish) -> Self {
        let person = wish.person.clone();
        Self {
            first_name: person.first_name,
            last_name: person.last_name,
            email: person.email,
            email_key: wish.email_key.clone(),
            phone: person.phone,
            company: person.company,
            position: person.position,
            website: person.website,
            special_requirements: person.special_requirements,
        }
    }
}

/// A new row of `registrations`; what is not here has the column's default.
#[derive(Serialize)]
pub(super) struct NewRegistration {
    pub id: String,
    pub reference: String,
    pub words: String,
    pub session_id: String,
    pub visit_id: Option<String>,
    pub status: &'static str,
    pub holds_seat: bool,
    pub hold_expires_at: Option<i64>,
    pub place: Option<i64>,
    #[serde(flatten)]
    pub person: PersonColumns,
    pub language: &'static str,
    pub timezone: String,
    pub source: String,
    pub attribution: Option<String>,
    pub network: Option<String>,
    pub terms_version: Option<u32>,
    pub privacy_version: Option<u32>,
    pub marketing_consent: bool,
    pub marketing_consent_at: Option<i64>,
    pub payment_status: &'static str,
    pub payment_method: Option<&'static str>,
    pub price_amount: Option<i64>,
    pub currency: Option<String>,
    pub tax_rate_bp: Option<i32>,
    pub verified_at: Option<i64>,
    pub confirmed_at: Option<i64>,
    pub registered_at: i64,
}

const REGISTRATIONS: JsonSql = JsonSql {
    sqlite: "INSERT INTO registrations (id, reference, words, session_id, visit_id, status, holds_seat, hold_expires_at, \
             place, first_name, last_name, email, email_key, phone, company, position, website, \
             special_requirements, language, timezone, source, attribution, network, terms_version, \
             privacy_version, consented_at, marketing_consent, marketing_consent_at, payment_status, \
             payment_method, price_amount, currency, tax_rate_bp, verified_at, confirmed_at, registered_at, \
             updated_at) \
             SELECT unhex(v ->> 'id'), v ->> 'reference', v ->> 'words', unhex(v ->> 'session_id'), unhex(v ->> 'visit_id'), \
             v ->> 'status', v ->> 'holds_seat', v ->> 'hold_expires_at', v ->> 'place', v ->> 'first_name', \
             v ->> 'last_name', v ->> 'email', v ->> 'email_key', v ->> 'phone', v ->> 'company', \
             v ->> 'position', v ->> 'website', v ->> 'special_requirements', v ->> 'language', \
             v ->> 'timezone', v ->> 'source', v ->> 'attribution', v ->> 'network', v ->> 'terms_version', \
             v ->> 'privacy_version', v ->> 'registered_at', v ->> 'marketing_consent', \
             v ->> 'marketing_consent_at', v ->> 'payment_status', v ->> 'payment_method', \
             v ->> 'price_amount', v ->> 'currency', v ->> 'tax_rate_bp', v ->> 'verified_at', \
             v ->> 'confirmed_at', v ->> 'registered_at', v ->> 'registered_at' \
             FROM (SELECT value AS v FROM jsonb_each(?)) WHERE true ON CONFLICT DO NOTHING",
    postgres: "INSERT INTO registrations (id, reference, words, session_id, visit_id, status, holds_seat, hold_expires_at, \
               place, first_name, last_name, email, email_key, phone, company, position, website, \
               special_requirements, language, timezone, source, attribution, network, terms_version, \
               privacy_version, consented_at, marketing_consent, marketing_consent_at, payment_status, \
               payment_method, price_amount, currency, tax_rate_bp, verified_at, confirmed_at, registered_at, \
               updated_at) \
               SELECT id, reference, words, session_id, visit_id, status, holds_seat, hold_expires_at, place, \
               first_name, last_name, email, email_key, phone, company, position, website, \
               special_requirements, language, timezone, source, attribution::jsonb, network, terms_version, \
               privacy_version, registered_at, marketing_consent, marketing_consent_at, payment_status, \
               payment_method, price_amount, currency, tax_rate_bp, verified_at, confirmed_at, registered_at, \
               registered_at \
               FROM jsonb_to_recordset($1::jsonb) AS r(id uuid, reference text, words text, session_id uuid, visit_id uuid, \
               status text, holds_seat boolean, hold_expires_at bigint, place bigint, first_name text, \
               last_name text, email text, email_key text, phone text, company text, position text, \
               website text, special_requirements text, language text, timezone text, source text, \
               attribution text, network text, terms_version int, privacy_version int, \
               marketing_consent boolean, marketing_consent_at bigint, payment_status text, \
               payment_method text, price_amount bigint, currency text, tax_rate_bp int, verified_at bigint, \
               confirmed_at bigint, registered_at bigint) ON CONFLICT DO NOTHING",
};

/// How many were inserted: fewer than given where an address is registered by now.
pub(super) async fn insert_registrations(tx: &Tx, rows: &[NewRegistration]) -> Result<u64, Error> {
    run(&REGISTRATIONS, tx, rows).await
}

/// A session's counters after the batch.
#[derive(Serialize)]
pub(super) struct SessionChange {
    id: String,
    taken: u32,
    waiting: u32,
    next_place: i64,
    registered: i32,
}

impl SessionChange {
    pub(super) fn of(id: Uuid, state: &SessionState) -> Self {
        Self {
            id: id.simple().to_string(),
            taken: state.facts.taken,
            waiting: state.facts.waiting,
            next_place: state.next_place,
            registered: state.registered,
        }
    }
}

const COUNTERS: JsonSql = JsonSql {
    sqlite: "UPDATE sessions SET seats_taken = e.value ->> 'taken', waitlist_count = e.value ->> 'waiting', \
             next_place = e.value ->> 'next_place', registration_count = e.value ->> 'registered' \
             FROM jsonb_each(?) e WHERE sessions.id = unhex(e.value ->> 'id')",
    postgres: "UPDATE sessions SET seats_taken = e.taken, waitlist_count = e.waiting, next_place = e.next_place, \
               registration_count = e.registered FROM jsonb_to_recordset($1::jsonb) \
               AS e(id uuid, taken int, waiting int, next_place bigint, registered int) WHERE sessions.id = e.id",
};

pub(super) async fn update_sessions(
    tx: &Tx,
    changes: impl Iterator<Item = SessionChange>,
) -> Result<(), Error> {
    run(&COUNTERS, tx, &changes.collect::<Vec<_>>()).await.map(drop)
}

const MAILS: JsonSql = JsonSql {
    sqlite: "UPDATE registrations SET verification_count = e.value ->> 'mails' \
             FROM json_each(?) e WHERE registrations.id = unhex(e.value ->> 'id')",
    postgres: "UPDATE registrations r SET verification_count = e.mails \
               FROM jsonb_to_recordset($1::jsonb) AS e(id uuid, mails int) WHERE r.id = e.id",
};

/// Writes how many mails the form has caused for each of these registrations.
pub(super) async fn count_mails(tx: &Tx, mails: &BTreeMap<Uuid, i32>) -> Result<(), Error> {
    #[derive(Serialize)]
    struct Row {
        id: String,
        mails: i32,
    }
    let rows = mails.iter().map(|(id, mails)| Row { id: id.simple().to_string(), mails: *mails });
    run(&MAILS, tx, &rows.collect::<Vec<_>>()).await.map(drop)
}

/// Runs the statement unless there is nothing to run it over.
async fn run<T: Serialize>(sql: &JsonSql, conn: &impl ConnectionTrait, rows: &[T]) -> Result<u64, Error> {
    if rows.is_empty() {
        return Ok(0);
    }
    Ok(sql.execute(conn, rows).await?.rows_affected())
}
