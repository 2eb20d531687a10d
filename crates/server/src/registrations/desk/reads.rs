//! What the desk looks at before it decides, each statement over a whole batch with one JSON parameter.

use std::collections::{BTreeSet, HashMap};

use chrono::{DateTime, Utc};
use magnetiq_domain::mail_providers::own_domain;
use magnetiq_domain::session::SessionFacts;
use magnetiq_shared::registrations::RegistrationStatus;
use magnetiq_shared::sessions::{EarlyBird, SessionStatus};
use magnetiq_shared::{Currency, Money};
use sea_orm::QueryResult;
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
             FROM jsonb_each(?) e JOIN sessions s ON s.id = unhex(e.value ->> 'id')",
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
             FROM jsonb_each(?) e JOIN registrations r \
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

/// Somebody who may hold only a share of a session's seats without confirming.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Holder {
    /// A network's pseudonym.
    Network(String),
    /// A mail domain.
    Domain(String),
}

impl Holder {
    /// Those who stand behind a hold.
    pub(super) fn of(network: Option<&str>, email_key: &str) -> impl Iterator<Item = Holder> {
        let network = network.map(|network| Holder::Network(network.to_owned()));
        let domain = own_domain(email_key).map(|domain| Holder::Domain(domain.to_owned()));
        network.into_iter().chain(domain)
    }
}

const HOLDS: JsonSql = JsonSql {
    sqlite: "SELECT session_id, network, email_key FROM registrations \
             WHERE status = 'pending_verification' AND holds_seat \
             AND session_id IN (SELECT unhex(value) FROM json_each(?))",
    postgres: "SELECT session_id, network, email_key FROM registrations \
               WHERE status = 'pending_verification' AND holds_seat \
               AND session_id IN (SELECT value::uuid FROM jsonb_array_elements_text($1::jsonb) AS value)",
};

/// How many unconfirmed seats each holder has in each of the sessions.
pub(super) async fn holds(
    tx: &Tx,
    sessions: impl Iterator<Item = Uuid>,
) -> Result<HashMap<(Uuid, Holder), u32>, Error> {
    let sessions: Vec<String> = sessions.map(|id| id.simple().to_string()).collect();
    let mut held = HashMap::new();
    if sessions.is_empty() {
        return Ok(held);
    }
    for row in HOLDS.query(tx, &sessions).await? {
        let network: Option<String> = row.try_get("", "network")?;
        let email_key: String = row.try_get("", "email_key")?;
        let session: Uuid = row.try_get("", "session_id")?;
        for holder in Holder::of(network.as_deref(), &email_key) {
            *held.entry((session, holder)).or_default() += 1;
        }
    }
    Ok(held)
}
