//! The desk's statements, each over a whole batch with one JSON parameter.

use std::collections::{BTreeSet, HashMap};

use chrono::{DateTime, Utc};
use magnetiq_domain::seats::Placement;
use magnetiq_domain::session::SessionFacts;
use magnetiq_shared::registrations::RegistrationStatus;
use magnetiq_shared::sessions::{EarlyBird, SessionStatus};
use magnetiq_shared::{Currency, Money};
use sea_orm::{ConnectionTrait, QueryResult};
use serde::Serialize;
use uuid::Uuid;

use super::Wish;
use crate::db::{Error, JsonSql, Tx};

/// A session as the desk needs it, locked until the end of the transaction.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct SessionState {
    pub facts: SessionFacts,
    pub next_place: i64,
    pub registered: i32,
    pub timezone: String,
    pub price: Option<Money>,
    pub early_bird: Option<EarlyBird>,
    pub tax_rate_bp: i32,
    /// Whether holds have lapsed that nobody has ended yet.
    pub unsettled: bool,
}

/// The live registration of an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Existing {
    pub id: Uuid,
    pub status: RegistrationStatus,
    /// How many mails the form has caused.
    pub mails: i32,
}

const SESSIONS: JsonSql = JsonSql {
    sqlite: "SELECT s.id, status, starts_at, ends_at, registration_opens_at, registration_closes_at, capacity, \
             seats_taken, waitlist_count, next_place, registration_count, allow_waitlist, requires_approval, \
             price_amount, currency, tax_rate_bp, early_bird_amount, early_bird_ends_at, timezone, \
             EXISTS (SELECT 1 FROM registrations r WHERE r.session_id = s.id AND r.hold_expires_at IS NOT NULL \
             AND r.hold_expires_at <= e.value ->> 'now') AS unsettled \
             FROM json_each(?) e JOIN sessions s ON s.id = unhex(e.value ->> 'id')",
    postgres: "SELECT s.id, status, starts_at, ends_at, registration_opens_at, registration_closes_at, capacity, \
               seats_taken, waitlist_count, next_place, registration_count, allow_waitlist, requires_approval, \
               price_amount, currency, tax_rate_bp, early_bird_amount, early_bird_ends_at, timezone, \
               EXISTS (SELECT 1 FROM registrations r WHERE r.session_id = s.id AND r.hold_expires_at IS NOT NULL \
               AND r.hold_expires_at <= e.now) AS unsettled \
               FROM jsonb_to_recordset($1::jsonb) AS e(id uuid, now bigint) JOIN sessions s ON s.id = e.id \
               ORDER BY s.id FOR UPDATE OF s",
};

/// The sessions that the wishes are for, locked in the order of their ids.
pub(super) async fn sessions(
    tx: &Tx,
    wishes: &[Wish],
    now: DateTime<Utc>,
) -> Result<HashMap<Uuid, SessionState>, Error> {
    #[derive(Serialize)]
    struct Row {
        id: String,
        now: i64,
    }
    let ids: BTreeSet<Uuid> = wishes.iter().map(|wish| wish.session_id).collect();
    let rows: Vec<Row> =
        ids.iter().map(|id| Row { id: id.simple().to_string(), now: now.timestamp_millis() }).collect();
    SESSIONS.query(tx, &rows).await?.iter().map(session_state).collect()
}

fn session_state(row: &QueryResult) -> Result<(Uuid, SessionState), Error> {
    let at = |name: &str| -> Result<Option<DateTime<Utc>>, Error> {
        Ok(row.try_get::<Option<i64>>("", name)?.and_then(DateTime::from_timestamp_millis))
    };
    let count = |name: &str| -> Result<u32, Error> { Ok(row.try_get::<i32>("", name)?.max(0) as u32) };
    let status: String = row.try_get("", "status")?;
    let currency = Currency::try_from(row.try_get::<String>("", "currency")?).unwrap_or(Currency::EUR);
    let money = |name: &str| -> Result<Option<Money>, Error> {
        Ok(row.try_get::<Option<i64>>("", name)?.map(|amount| Money::new(amount, currency)))
    };
    let facts = SessionFacts {
        status: status.parse().unwrap_or(SessionStatus::Draft),
        starts_at: at("starts_at")?.unwrap_or_default(),
        ends_at: at("ends_at")?.unwrap_or_default(),
        opens_at: at("registration_opens_at")?,
        closes_at: at("registration_closes_at")?,
        capacity: row.try_get::<Option<i32>>("", "capacity")?.map(|seats| seats.max(0) as u32),
        taken: count("seats_taken")?,
        waiting: count("waitlist_count")?,
        allow_waitlist: row.try_get("", "allow_waitlist")?,
        requires_approval: row.try_get("", "requires_approval")?,
    };
    let early_bird = money("early_bird_amount")?.zip(at("early_bird_ends_at")?);
    let state = SessionState {
        facts,
        next_place: row.try_get("", "next_place")?,
        registered: row.try_get("", "registration_count")?,
        timezone: row.try_get("", "timezone")?,
        price: money("price_amount")?,
        early_bird: early_bird.map(|(price, ends_at)| EarlyBird { price, ends_at }),
        tax_rate_bp: row.try_get("", "tax_rate_bp")?,
        unsettled: row.try_get("", "unsettled")?,
    };
    Ok((row.try_get("", "id")?, state))
}

/// The states in the condition are those of the index `registrations_live_once`; a test compares them with the
/// rules of `domain`.
pub(in crate::registrations) const EXISTING: JsonSql = JsonSql {
    sqlite: "SELECT r.session_id, r.email_key, r.id, r.status, r.verification_count \
             FROM json_each(?) e JOIN registrations r \
             ON r.session_id = unhex(e.value ->> 's') AND r.email_key = e.value ->> 'k' \
             AND r.status IN ('pending_verification','pending_approval','pending_payment',\
             'confirmed','waitlisted','offered','attended','no_show')",
    // A plain join becomes slow as the table grows: the planner scans it whole.
    postgres: "SELECT r.session_id, r.email_key, r.id, r.status, r.verification_count \
               FROM jsonb_to_recordset($1::jsonb) AS e(s uuid, k text) CROSS JOIN LATERAL \
               (SELECT session_id, email_key, id, status, verification_count FROM registrations \
               WHERE session_id = e.s AND email_key = e.k \
               AND status IN ('pending_verification','pending_approval','pending_payment',\
               'confirmed','waitlisted','offered','attended','no_show') LIMIT 1) r",
};

/// Which of the addresses have a live registration in their session.
pub(super) async fn existing(tx: &Tx, wishes: &[Wish]) -> Result<HashMap<(Uuid, String), Existing>, Error> {
    #[derive(Serialize)]
    struct Pair<'a> {
        s: String,
        k: &'a str,
    }
    let pairs: Vec<Pair<'_>> = wishes
        .iter()
        .map(|wish| Pair { s: wish.session_id.simple().to_string(), k: &wish.email_key })
        .collect();
    let rows = EXISTING.query(tx, &pairs).await?;
    rows.iter()
        .map(|row| {
            let status: String = row.try_get("", "status")?;
            let status = status.parse().map_err(|error| Error::Type(format!("{error}")))?;
            let existing = Existing {
                id: row.try_get("", "id")?,
                status,
                mails: row.try_get("", "verification_count")?,
            };
            Ok(((row.try_get("", "session_id")?, row.try_get("", "email_key")?), existing))
        })
        .collect()
}

const HOLDS: JsonSql = JsonSql {
    sqlite: "SELECT unhex(e.value ->> 's') AS session_id, e.value ->> 'n' AS network, \
             (SELECT count(*) FROM registrations r WHERE r.session_id = unhex(e.value ->> 's') \
             AND r.network = e.value ->> 'n' AND r.status = 'pending_verification' AND r.holds_seat) AS held \
             FROM json_each(?) e",
    postgres: "SELECT e.s AS session_id, e.n AS network, \
               (SELECT count(*) FROM registrations r WHERE r.session_id = e.s \
               AND r.network = e.n AND r.status = 'pending_verification' AND r.holds_seat) AS held \
               FROM jsonb_to_recordset($1::jsonb) AS e(s uuid, n text)",
};

/// How many unconfirmed seats each network holds in each session.
pub(super) async fn holds_by_network(
    tx: &Tx,
    wishes: &[Wish],
) -> Result<HashMap<(Uuid, String), u32>, Error> {
    #[derive(Serialize)]
    struct Pair<'a> {
        s: String,
        n: &'a str,
    }
    let pairs: BTreeSet<(Uuid, &str)> =
        wishes.iter().filter_map(|wish| Some((wish.session_id, wish.network.as_deref()?))).collect();
    let pairs: Vec<Pair<'_>> =
        pairs.into_iter().map(|(id, n)| Pair { s: id.simple().to_string(), n }).collect();
    let rows = HOLDS.query(tx, &pairs).await?;
    rows.iter()
        .map(|row| {
            let held: i64 = row.try_get("", "held")?;
            Ok(((row.try_get("", "session_id")?, row.try_get("", "network")?), held.max(0) as u32))
        })
        .collect()
}

/// A visit, new or with what was typed now.
#[derive(Serialize)]
pub(super) struct NewVisit {
    #[serde(skip)]
    id: Uuid,
    #[serde(rename = "id")]
    hex: String,
    email: String,
    email_key: String,
    data: String,
    language: &'static str,
    timezone: String,
    now: i64,
    expires_at: i64,
}

impl NewVisit {
    pub(super) fn of(wish: &Wish) -> Self {
        Self {
            id: wish.visit.id,
            hex: wish.visit.id.simple().to_string(),
            email: wish.person.email.clone(),
            email_key: wish.email_key.clone(),
            data: serde_json::to_string(&wish.visit.data).unwrap_or_else(|_| "{}".to_owned()),
            language: wish.language.code(),
            timezone: wish.timezone.clone().unwrap_or_else(|| "UTC".to_owned()),
            now: wish.now.timestamp_millis(),
            expires_at: (wish.now + magnetiq_domain::holds::VISIT).timestamp_millis(),
        }
    }

    pub(super) fn id(&self) -> Uuid {
        self.id
    }
}

const VISITS: JsonSql = JsonSql {
    sqlite: "INSERT INTO visits (id, email, email_key, data, language, timezone, expires_at, created_at, updated_at) \
             SELECT unhex(value ->> 'id'), value ->> 'email', value ->> 'email_key', value ->> 'data', \
             value ->> 'language', value ->> 'timezone', value ->> 'expires_at', value ->> 'now', value ->> 'now' \
             FROM json_each(?) WHERE true ON CONFLICT (id) DO UPDATE SET data = excluded.data, \
             language = excluded.language, timezone = excluded.timezone, updated_at = excluded.updated_at",
    postgres: "INSERT INTO visits (id, email, email_key, data, language, timezone, expires_at, created_at, updated_at) \
               SELECT id, email, email_key, data::jsonb, language, timezone, expires_at, now, now \
               FROM jsonb_to_recordset($1::jsonb) AS v(id uuid, email text, email_key text, data text, \
               language text, timezone text, expires_at bigint, now bigint) \
               ON CONFLICT (id) DO UPDATE SET data = excluded.data, language = excluded.language, \
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
    pub(super) fn of(wish: &Wish, registration: Option<Uuid>, placement: Option<Placement>) -> Self {
        Self {
            visit_id: wish.visit.id.simple().to_string(),
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
             value ->> 'email_key', value ->> 'now' FROM json_each(?) WHERE true \
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
    pub session_id: String,
    pub visit_id: String,
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
    sqlite: "INSERT INTO registrations (id, reference, session_id, visit_id, status, holds_seat, hold_expires_at, \
             place, first_name, last_name, email, email_key, phone, company, position, website, \
             special_requirements, language, timezone, source, attribution, network, terms_version, \
             privacy_version, consented_at, marketing_consent, marketing_consent_at, payment_status, \
             payment_method, price_amount, currency, tax_rate_bp, verified_at, confirmed_at, registered_at, \
             updated_at) \
             SELECT unhex(v ->> 'id'), v ->> 'reference', unhex(v ->> 'session_id'), unhex(v ->> 'visit_id'), \
             v ->> 'status', v ->> 'holds_seat', v ->> 'hold_expires_at', v ->> 'place', v ->> 'first_name', \
             v ->> 'last_name', v ->> 'email', v ->> 'email_key', v ->> 'phone', v ->> 'company', \
             v ->> 'position', v ->> 'website', v ->> 'special_requirements', v ->> 'language', \
             v ->> 'timezone', v ->> 'source', v ->> 'attribution', v ->> 'network', v ->> 'terms_version', \
             v ->> 'privacy_version', v ->> 'registered_at', v ->> 'marketing_consent', \
             v ->> 'marketing_consent_at', v ->> 'payment_status', v ->> 'payment_method', \
             v ->> 'price_amount', v ->> 'currency', v ->> 'tax_rate_bp', v ->> 'verified_at', \
             v ->> 'confirmed_at', v ->> 'registered_at', v ->> 'registered_at' \
             FROM (SELECT value AS v FROM json_each(?)) WHERE true ON CONFLICT DO NOTHING",
    postgres: "INSERT INTO registrations (id, reference, session_id, visit_id, status, holds_seat, hold_expires_at, \
               place, first_name, last_name, email, email_key, phone, company, position, website, \
               special_requirements, language, timezone, source, attribution, network, terms_version, \
               privacy_version, consented_at, marketing_consent, marketing_consent_at, payment_status, \
               payment_method, price_amount, currency, tax_rate_bp, verified_at, confirmed_at, registered_at, \
               updated_at) \
               SELECT id, reference, session_id, visit_id, status, holds_seat, hold_expires_at, place, \
               first_name, last_name, email, email_key, phone, company, position, website, \
               special_requirements, language, timezone, source, attribution::jsonb, network, terms_version, \
               privacy_version, registered_at, marketing_consent, marketing_consent_at, payment_status, \
               payment_method, price_amount, currency, tax_rate_bp, verified_at, confirmed_at, registered_at, \
               registered_at \
               FROM jsonb_to_recordset($1::jsonb) AS r(id uuid, reference text, session_id uuid, visit_id uuid, \
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
             FROM json_each(?) e WHERE sessions.id = unhex(e.value ->> 'id')",
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
    sqlite: "UPDATE registrations SET verification_count = verification_count + 1 \
             WHERE id IN (SELECT unhex(value) FROM json_each(?))",
    postgres: "UPDATE registrations SET verification_count = verification_count + 1 \
               WHERE id IN (SELECT value::uuid FROM jsonb_array_elements_text($1::jsonb) AS value)",
};

/// Counts one more mail for each of these registrations.
pub(super) async fn count_mails(tx: &Tx, ids: &BTreeSet<Uuid>) -> Result<(), Error> {
    let ids: Vec<String> = ids.iter().map(|id| id.simple().to_string()).collect();
    run(&MAILS, tx, &ids).await.map(drop)
}

/// Runs the statement unless there is nothing to run it over.
async fn run<T: Serialize>(sql: &JsonSql, conn: &impl ConnectionTrait, rows: &[T]) -> Result<u64, Error> {
    if rows.is_empty() {
        return Ok(0);
    }
    Ok(sql.execute(conn, rows).await?.rows_affected())
}
