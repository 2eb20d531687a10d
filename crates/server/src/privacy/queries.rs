//! What is kept of an address.

use chrono::{DateTime, Utc};
use magnetiq_entity::{
    UtcMillis, certificates, consents, feedback, privacy_requests, registrations as registration, sessions,
    testimonials, visits as visit,
};
use magnetiq_shared::privacy::{
    KeptCertificate, KeptFeedback, KeptQuote, KeptVisit, PersonSummary, PersonalData, PrivacyRequestKind,
};
use magnetiq_shared::registrations::Consent;
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, EntityTrait, ExprTrait, IntoActiveModel, JoinType, QueryFilter,
    QueryOrder, QuerySelect, RelationTrait, Set, Unchanged,
};
use uuid::Uuid;

use crate::db::{Conn, Error, Tx};
use crate::registrations::staff::details;
use crate::{registrations, suppressions, visits};

/// How many codes may be tried for one request.
const TRIES: i32 = 5;
/// How many registrations are emptied before it is looked again.
const BATCH: u64 = 200;

pub(super) async fn insert(tx: &Tx, row: privacy_requests::Model) -> Result<(), Error> {
    row.into_active_model().reset_all().insert(tx).await?;
    Ok(())
}

pub(super) async fn find(conn: &Conn, id: Uuid) -> Result<Option<privacy_requests::Model>, Error> {
    privacy_requests::Entity::find_by_id(id).one(conn).await
}

/// Counts a try at a request that still takes one, in one step; `None` where it takes none.
pub(super) async fn attempt(
    tx: &Tx,
    id: Uuid,
    kind: PrivacyRequestKind,
    now: DateTime<Utc>,
) -> Result<Option<privacy_requests::Model>, Error> {
    use privacy_requests::{Column, Entity};
    let tried = Entity::update_many()
        .col_expr(Column::Attempts, Expr::col(Column::Attempts).add(1))
        .filter(Column::Id.eq(id))
        .filter(Column::Kind.eq(kind.word()))
        .filter(Column::UsedAt.is_null())
        .filter(Column::CreatedBy.is_null())
        .filter(Column::ExpiresAt.gt(UtcMillis::from(now)))
        .filter(Column::Attempts.lt(TRIES))
        .exec(tx)
        .await?;
    match tried.rows_affected {
        0 => Ok(None),
        _ => Entity::find_by_id(id).one(tx).await,
    }
}

/// Uses the code up.
pub(super) async fn used(tx: &Tx, id: Uuid, now: DateTime<Utc>) -> Result<(), Error> {
    let used = privacy_requests::ActiveModel {
        id: Unchanged(id),
        used_at: Set(Some(now.into())),
        ..Default::default()
    };
    used.update(tx).await?;
    Ok(())
}

/// Where the code goes, and whom it greets: the address as it is kept, and not as it was typed by whoever asks. `None`
/// where nothing is kept. What strangers typed is not repeated: only a validated address has a name.
pub(super) async fn recipient(conn: &Conn, email_key: &str) -> Result<Option<(String, String)>, Error> {
    let newest = registration::Entity::find()
        .filter(registration::Column::EmailKey.eq(email_key))
        .order_by_desc(registration::Column::VerifiedAt.is_not_null())
        .order_by_desc(registration::Column::RegisteredAt)
        .one(conn)
        .await?;
    if let Some(row) = newest {
        let name = if row.verified_at.is_some() { row.first_name } else { String::new() };
        return Ok(Some((row.email, name)));
    }
    let typed = visit::Entity::find().filter(visit::Column::EmailKey.eq(email_key)).one(conn).await?;
    if let Some(email) = typed.and_then(|row| row.email) {
        return Ok(Some((email, String::new())));
    }
    Ok(is_key_kept(conn, email_key).await?.then(|| (email_key.to_owned(), String::new())))
}

/// Whether the address itself is kept, without a registration: that it gets no mail, or wants no news.
async fn is_key_kept(conn: &Conn, email_key: &str) -> Result<bool, Error> {
    Ok(suppressions::is_suppressed(conn, email_key).await? || !consents_of(conn, email_key).await?.is_empty())
}

/// The registrations of the address, the oldest first.
pub(super) async fn registrations_of(conn: &Conn, email_key: &str) -> Result<Vec<Uuid>, Error> {
    use registration::Column;
    registration::Entity::find()
        .select_only()
        .column(Column::Id)
        .filter(Column::EmailKey.eq(email_key))
        .order_by_asc(Column::RegisteredAt)
        .order_by_asc(Column::Id)
        .into_tuple()
        .all(conn)
        .await
}

/// What is known of the address, in numbers.
pub(super) async fn summary(
    conn: &Conn,
    email_key: &str,
    now: DateTime<Utc>,
) -> Result<PersonSummary, Error> {
    let rows = registration::Entity::find()
        .find_also_related(sessions::Entity)
        .filter(registration::Column::EmailKey.eq(email_key))
        .order_by_asc(registration::Column::RegisteredAt)
        .all(conn)
        .await?;
    let is_upcoming = |session: &Option<sessions::Model>| {
        session.as_ref().is_some_and(|session| session.starts_at.utc() > now)
    };
    let upcoming = rows.iter().filter(|(row, session)| row.holds_seat && is_upcoming(session)).count();
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    Ok(PersonSummary {
        name: rows.last().map(|(row, _)| format!("{} {}", row.first_name, row.last_name)).unwrap_or_default(),
        registrations: count(rows.len()),
        upcoming: count(upcoming),
        since: rows.first().map(|(row, _)| row.registered_at.utc()),
        beside: !visits_of(conn, email_key).await?.is_empty() || is_key_kept(conn, email_key).await?,
    })
}

/// A copy of all that is kept of the address.
pub(super) async fn copy(
    conn: &Conn,
    email: String,
    email_key: &str,
    now: DateTime<Utc>,
) -> Result<PersonalData, Error> {
    let ids = registrations_of(conn, email_key).await?;
    let mut all = Vec::new();
    for id in &ids {
        let Some(mut one) = details(conn, *id).await? else { continue };
        // Who of the house did something is not the person's to know.
        for entry in &mut one.history {
            entry.actor.truncate(entry.actor.find(':').unwrap_or(entry.actor.len()));
        }
        all.push(one);
    }
    Ok(PersonalData {
        email,
        made_at: now,
        registrations: all,
        feedback: feedback_of(conn, &ids).await?,
        quotes: quotes_of(conn, &ids).await?,
        certificates: certificates_of(conn, &ids).await?,
        consents: consents_of(conn, email_key).await?,
        visits: visits_of(conn, email_key).await?,
        suppressed: suppressions::reason(conn, email_key).await?,
    })
}

async fn feedback_of(conn: &Conn, ids: &[Uuid]) -> Result<Vec<KeptFeedback>, Error> {
    use feedback::{Column, Entity};
    let rows = Entity::find().filter(Column::RegistrationId.is_in(ids.iter().copied()));
    let rows = rows.order_by_asc(Column::GivenAt).all(conn).await?;
    let given = |row: feedback::Model| KeptFeedback {
        registration_id: row.registration_id,
        rating: u32::try_from(row.rating).unwrap_or_default(),
        text: row.text,
        answers: row.answers.0,
        may_quote: row.may_quote,
        shown_name: row.shown_name,
        given_at: row.given_at.utc(),
    };
    Ok(rows.into_iter().map(given).collect())
}

async fn quotes_of(conn: &Conn, ids: &[Uuid]) -> Result<Vec<KeptQuote>, Error> {
    use testimonials::{Column, Entity};
    let rows = Entity::find().filter(Column::RegistrationId.is_in(ids.iter().copied()));
    let rows = rows.order_by_asc(Column::CreatedAt).all(conn).await?;
    let quote = |row: testimonials::Model| KeptQuote {
        text: row.text.0,
        author: row.author,
        released_at: row.released_at.map(Into::into),
    };
    Ok(rows.into_iter().map(quote).collect())
}

async fn certificates_of(conn: &Conn, ids: &[Uuid]) -> Result<Vec<KeptCertificate>, Error> {
    use certificates::{Column, Entity};
    let rows = Entity::find().filter(Column::RegistrationId.is_in(ids.iter().copied()));
    let rows = rows.order_by_asc(Column::IssuedAt).all(conn).await?;
    let issued = |row: certificates::Model| KeptCertificate {
        registration_id: row.registration_id,
        number: row.number,
        issued_at: row.issued_at.utc(),
        revoked_at: row.revoked_at.map(Into::into),
    };
    Ok(rows.into_iter().map(issued).collect())
}

/// What was agreed to and taken back beside registrations.
async fn consents_of(conn: &Conn, email_key: &str) -> Result<Vec<Consent>, Error> {
    use consents::Column;
    let rows = consents::Entity::find()
        .filter(Column::EmailKey.eq(email_key))
        .filter(Column::RegistrationId.is_null())
        .order_by_asc(Column::At)
        .all(conn)
        .await?;
    let consent = |row: consents::Model| Consent {
        kind: row.kind,
        granted: row.granted,
        text_version: row.text_version.and_then(|version| version.try_into().ok()),
        at: row.at.utc(),
        source: row.source,
    };
    Ok(rows.into_iter().map(consent).collect())
}

async fn visits_of(conn: &Conn, email_key: &str) -> Result<Vec<KeptVisit>, Error> {
    let rows = visit::Entity::find()
        .filter(visit::Column::EmailKey.eq(email_key))
        .order_by_asc(visit::Column::CreatedAt)
        .all(conn)
        .await?;
    let visit = |row: visit::Model| KeptVisit {
        data: row.data.0,
        language: row.language.parse().unwrap_or_default(),
        timezone: row.timezone,
        created_at: row.created_at.utc(),
        expires_at: row.expires_at.utc(),
    };
    Ok(rows.into_iter().map(visit).collect())
}

/// Takes the address out of what belongs to no registration, and gives the requests about it, whose mails follow.
pub(super) async fn forget_address(tx: &Tx, email_key: &str) -> Result<Vec<Uuid>, Error> {
    visits::forget_address(tx, email_key).await?;
    registrations::queries::forget_consents(tx, email_key).await?;
    suppressions::forget(tx, email_key).await?;
    let about = privacy_requests::Column::EmailKey.eq(email_key);
    let asked = privacy_requests::Entity::find()
        .select_only()
        .column(privacy_requests::Column::Id)
        .filter(about.clone())
        .into_tuple()
        .all(tx)
        .await?;
    privacy_requests::Entity::delete_many().filter(about).exec(tx).await?;
    Ok(asked)
}

/// Some of the registrations with a person whose session was over before.
pub(super) async fn older(conn: &Conn, before: DateTime<Utc>) -> Result<Vec<Uuid>, Error> {
    use registration::Column;
    registration::Entity::find()
        .select_only()
        .column(Column::Id)
        .join(JoinType::InnerJoin, registration::Relation::Sessions.def())
        .filter(Column::ErasedAt.is_null())
        .filter(sessions::Column::EndsAt.lt(UtcMillis::from(before)))
        .order_by_asc(Column::Id)
        .limit(BATCH)
        .into_tuple()
        .all(conn)
        .await
}

/// Deletes requests whose day is over.
pub(super) async fn forget_requests(tx: &Tx, before: DateTime<Utc>) -> Result<(), Error> {
    privacy_requests::Entity::delete_many()
        .filter(privacy_requests::Column::ExpiresAt.lt(UtcMillis::from(before)))
        .exec(tx)
        .await?;
    Ok(())
}
