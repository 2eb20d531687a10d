//! The messages' rows, and what mails are composed from.

mod campaigns;
mod failed;
mod manager;
mod program;

use std::collections::{HashMap, HashSet};

use chrono::{Duration, Utc};
use chrono_tz::Tz;
use magnetiq_entity::{UtcMillis, consultants, messages, registrations, sessions, speakers, topics};
use magnetiq_jobs::Finished;
use magnetiq_mail::{Brand, Platform, SessionFacts};
use magnetiq_shared::fields::email_key;
use magnetiq_shared::messages::Reason;
use magnetiq_shared::{Language, links};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QuerySelect,
    sea_query::{Expr, OnConflict, SimpleExpr},
};
use uuid::Uuid;

use super::fate::Fate;
use crate::ctx::Ctx;
use crate::db::{Error, Tx};
use crate::registrations::MailJob;
use crate::sessions::queries::title;

pub(super) use campaigns::{addressed, counts, has_queued, message};
pub(super) use failed::{FailedMessage, failed_of, failed_one, is_known, queue_again, sums};
pub(super) use manager::{best_sessions, confirmed_between, gathered, month_figures};
pub(super) use program::{
    Attendees, agenda, attendees, insert, manager, session, set_aside, settle, speaker,
};

/// How many mails strangers' forms may send to one address: in an hour, in a day.
const MAILS_PER_HOUR: u64 = 3;
const MAILS_PER_DAY: u64 = 10;

/// A registration and its session.
pub(super) async fn registration(
    ctx: &Ctx,
    id: Uuid,
) -> Result<Option<(registrations::Model, sessions::Model)>, Error> {
    let found =
        registrations::Entity::find_by_id(id).find_also_related(sessions::Entity).one(ctx.db.read()).await?;
    Ok(found.and_then(|(row, session)| Some((row, session?))))
}

/// A consultant.
pub(super) async fn consultant(ctx: &Ctx, id: Uuid) -> Result<Option<consultants::Model>, Error> {
    consultants::Entity::find_by_id(id).one(ctx.db.read()).await
}

/// The session as mails show it to somebody in `zone`.
pub(super) async fn mail_session(
    ctx: &Ctx,
    session: &sessions::Model,
    brand: &Brand,
    language: Language,
    zone: Option<Tz>,
) -> Result<SessionFacts, Error> {
    let missing = |table: &str| Error::RecordNotFound(table.to_owned());
    let conn = ctx.db.read();
    let topic =
        topics::Entity::find_by_id(session.topic_id).one(conn).await?.ok_or_else(|| missing("topics"))?;
    let speaker = speakers::Entity::find_by_id(session.speaker_id)
        .one(conn)
        .await?
        .ok_or_else(|| missing("speakers"))?;
    let own_zone = session.timezone.parse().unwrap_or(Tz::UTC);
    let name = [speaker.title.as_deref(), Some(&speaker.first_name), Some(&speaker.last_name)];
    let position = speaker.position.as_ref().map(|position| position.get(language));
    let role = [position, speaker.company.as_deref()];
    Ok(SessionFacts {
        title: title(session, &topic).get(language).to_owned(),
        speaker_name: name.into_iter().flatten().collect::<Vec<_>>().join(" "),
        speaker_role: role.into_iter().flatten().collect::<Vec<_>>().join(", "),
        starts_at: session.starts_at.utc(),
        duration_minutes: session.duration_minutes.max(0) as u32,
        session_timezone: own_zone,
        viewer_timezone: zone.unwrap_or(own_zone),
        language: session.language.parse().unwrap_or_default(),
        platform: Platform::of(&session.platform),
        landing_url: format!("{}{}", brand.base_url, links::landing(language, &session.slug)),
    })
}

/// Whether the message was sent, or set aside, before.
pub(super) async fn is_settled(ctx: &Ctx, message: Uuid) -> Result<bool, Error> {
    let row = messages::Entity::find_by_id(message).one(ctx.db.read()).await?;
    Ok(row.is_some_and(|row| row.state == "sent" || row.state == "skipped"))
}

/// Those of the messages that were sent.
pub(super) async fn sent(ctx: &Ctx, ids: impl Iterator<Item = Uuid>) -> Result<HashSet<Uuid>, Error> {
    use messages::{Column, Entity};
    let sent = Entity::find().select_only().column(Column::Id).filter(Column::Id.is_in(ids));
    let sent: Vec<Uuid> = sent.filter(Column::State.eq("sent")).into_tuple().all(ctx.db.read()).await?;
    Ok(sent.into_iter().collect())
}

/// Whether the address has got so many mails from forms that it gets no more for now.
pub(super) async fn too_many(ctx: &Ctx, address: &str) -> Result<bool, Error> {
    let sent_since = |since: chrono::DateTime<Utc>| {
        messages::Entity::find()
            .filter(messages::Column::RecipientKey.eq(email_key(address)))
            .filter(messages::Column::Kind.is_in([MailJob::VALIDATE, MailJob::ALREADY_REGISTERED]))
            .filter(messages::Column::State.eq("sent"))
            .filter(messages::Column::CreatedAt.gt(UtcMillis::from(since)))
            .count(ctx.db.read())
    };
    Ok(sent_since(ctx.now - Duration::hours(1)).await? >= MAILS_PER_HOUR
        || sent_since(ctx.now - Duration::days(1)).await? >= MAILS_PER_DAY)
}

/// Writes down that a message is not sent, and why.
pub(super) async fn skip(ctx: &Ctx, mail: &MailJob, reason: Reason) -> Result<(), Error> {
    let tx = ctx.db.begin().await?;
    skip_in(&tx, ctx, mail, reason).await?;
    if reason == Reason::Erased {
        // It may have been written by somebody who read the person's address before it was erased.
        empty(&tx, messages::Column::Id.eq(mail.message_id())).await?;
    }
    tx.commit().await
}

/// The same, with what else happens.
pub(super) async fn skip_in(tx: &Tx, ctx: &Ctx, mail: &MailJob, reason: Reason) -> Result<(), Error> {
    upsert(tx, ctx, &[(mail.clone(), Fate::skipped(reason))]).await
}

/// Writes the fate of the mails about registrations among the finished jobs.
pub(super) async fn record(tx: &Tx, ctx: &Ctx, finished: &[Finished]) -> Result<(), Error> {
    let mails: Vec<(MailJob, Fate)> = finished
        .iter()
        .filter(|finished| finished.job.kind == MailJob::JOB)
        .filter_map(|finished| {
            Some((serde_json::from_value(finished.job.payload.clone()).ok()?, Fate::of(finished)))
        })
        .collect();
    upsert(tx, ctx, &mails).await
}

async fn upsert(tx: &Tx, ctx: &Ctx, mails: &[(MailJob, Fate)]) -> Result<(), Error> {
    if mails.is_empty() {
        return Ok(());
    }
    let about = about(tx, mails).await?;
    let manager = match ctx.program.at(ctx.now).program.settings.manager.consultant_id {
        Some(id) => consultants::Entity::find_by_id(id).one(tx).await?,
        None => None,
    };
    let rows = mails.iter().filter_map(|(mail, fate)| {
        let registration = about.get(&mail.registration)?;
        let to = if mail.kind == MailJob::NEW_REGISTRATION {
            Recipient::manager(manager.as_ref())
        } else {
            Recipient::registrant(registration)
        };
        Some(row(ctx, mail, fate, registration, to))
    });
    let rows: Vec<messages::ActiveModel> = rows.map(Into::into).collect();
    if rows.is_empty() {
        return Ok(());
    }
    use messages::Column;
    // What was sent or set aside stays so.
    let newer = OnConflict::column(Column::Id)
        .update_columns([Column::State, Column::Reason, Column::Attempts, Column::SentAt, Column::UpdatedAt])
        .action_and_where(Column::State.is_not_in(["sent", "skipped"]))
        .to_owned();
    messages::Entity::insert_many(rows).on_conflict(newer).exec_without_returning(tx).await?;
    Ok(())
}

/// The registrations that the messages are about.
async fn about(
    conn: &impl ConnectionTrait,
    mails: &[(MailJob, Fate)],
) -> Result<HashMap<Uuid, registrations::Model>, Error> {
    let ids = mails.iter().map(|(mail, _)| mail.registration);
    let rows = registrations::Entity::find().filter(registrations::Column::Id.is_in(ids)).all(conn).await?;
    Ok(rows.into_iter().map(|row| (row.id, row)).collect())
}

/// Who a message goes to.
struct Recipient {
    email: String,
    name: String,
    language: String,
}

impl Recipient {
    fn registrant(row: &registrations::Model) -> Self {
        let name = format!("{} {}", row.first_name, row.last_name);
        Self { email: row.email.clone(), name, language: row.language.clone() }
    }

    /// Nobody, where nobody manages the program.
    fn manager(row: Option<&consultants::Model>) -> Self {
        row.map_or_else(
            || Self { email: String::new(), name: String::new(), language: Language::En.code().to_owned() },
            |row| Self {
                email: row.email.clone(),
                name: format!("{} {}", row.first_name, row.last_name),
                language: row.language.clone(),
            },
        )
    }
}

fn row(
    ctx: &Ctx,
    mail: &MailJob,
    fate: &Fate,
    about: &registrations::Model,
    to: Recipient,
) -> messages::Model {
    let now = UtcMillis::from(ctx.now);
    messages::Model {
        id: mail.message_id(),
        kind: mail.kind.clone(),
        registration_id: Some(mail.registration),
        session_id: Some(about.session_id),
        campaign_id: None,
        recipient_key: email_key(&to.email),
        recipient_email: to.email,
        recipient_name: to.name,
        language: to.language,
        state: fate.state.to_owned(),
        reason: fate.reason.clone(),
        dedup_key: mail.key(),
        starts_at: mail.starts_at.map(UtcMillis),
        due_at: now,
        queued_at: Some(now),
        sent_at: (fate.state == "sent").then_some(now),
        attempts: fate.attempts,
        message_id: format!("{}@{}", mail.message_id(), ctx.config.host()),
        subject: None,
        created_at: now,
        updated_at: now,
    }
}

/// How long after what they tell of digests come at the latest, in milliseconds.
const DIGESTS_FOLLOW: i64 = 2 * 60 * 60 * 1000;

/// Takes the person out of every message about the registration; gives the `Message-ID`s of these, and of those to the
/// house that named them among others.
///
/// # Errors
/// What the database says.
pub async fn forget(tx: &Tx, registration: Uuid) -> Result<Vec<String>, Error> {
    use messages::{Column, Entity};
    let about = Column::RegistrationId.eq(registration);
    let rows = Entity::find().filter(about.clone()).all(tx).await?;
    let mut sent: Vec<String> = rows.iter().map(|row| row.message_id.clone()).collect();
    let times = || rows.iter().map(|row| row.created_at.0);
    if let (Some(first), Some(last)) = (times().min(), times().max()) {
        // Summaries of the session, and digests of the hours in which the person came up.
        let sessions = rows.iter().filter_map(|row| row.session_id);
        let digests = Condition::all()
            .add(Column::SessionId.is_null())
            .add(Column::CreatedAt.between(first, last + DIGESTS_FOLLOW));
        let house = Entity::find()
            .select_only()
            .column(Column::MessageId)
            .filter(Column::RegistrationId.is_null())
            .filter(Condition::any().add(Column::SessionId.is_in(sessions)).add(digests));
        sent.extend(house.into_tuple::<String>().all(tx).await?);
    }
    empty(tx, about).await?;
    Ok(sent)
}

/// Takes the person out of these messages.
async fn empty(tx: &Tx, which: SimpleExpr) -> Result<(), Error> {
    use messages::{Column, Entity};
    // A server's refusal may name the address; why we left a mail out does not.
    let reason = Expr::case(Column::State.eq("skipped"), Expr::col(Column::Reason)).finally(None::<String>);
    Entity::update_many()
        .col_expr(Column::RecipientEmail, Expr::value(""))
        .col_expr(Column::RecipientKey, Expr::value(""))
        .col_expr(Column::RecipientName, Expr::value(""))
        .col_expr(Column::Subject, Expr::value(None::<String>))
        .col_expr(Column::Reason, reason.into())
        .filter(which)
        .exec(tx)
        .await?;
    Ok(())
}

/// Every message, oldest first.
///
/// # Errors
/// What the database says.
#[cfg(test)]
pub async fn log(ctx: &Ctx) -> Result<Vec<messages::Model>, Error> {
    use sea_orm::QueryOrder;
    messages::Entity::find().order_by_asc(messages::Column::CreatedAt).all(ctx.db.read()).await
}
