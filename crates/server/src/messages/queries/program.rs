//! Messages of sessions' programs, and who is in a session.

use chrono_tz::Tz;
use magnetiq_entity::{UtcMillis, consultants, messages, registrations, sessions, speakers, topics};
use magnetiq_mail::parts::{AgendaItem, Participant};
use magnetiq_shared::Language;
use magnetiq_shared::messages::Reason;
use magnetiq_shared::registrations::RegistrationStatus;
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, EntityTrait, FromQueryResult, IntoActiveModel, QueryFilter, QueryOrder,
    QuerySelect,
};
use uuid::Uuid;

use super::super::fate::Fate;
use super::super::program::Reader;
use crate::ctx::Ctx;
use crate::db::{Error, Tx};

/// How many rows one statement inserts.
const CHUNK: usize = 500;
/// What was sent or set aside stays so.
const FINAL: [&str; 2] = ["sent", "skipped"];

/// Inserts messages, and gives how many; those that are there already stay as they are.
pub(in super::super) async fn insert(tx: &Tx, rows: Vec<messages::Model>) -> Result<u64, Error> {
    // Whichever of its two keys meets the other first: both are made of the same.
    let known = OnConflict::new().do_nothing().to_owned();
    let mut inserted = 0;
    for chunk in rows.chunks(CHUNK) {
        let rows = chunk.iter().cloned().map(|row| row.into_active_model().reset_all());
        let insert = messages::Entity::insert_many(rows).on_conflict(known.clone());
        inserted += insert.exec_without_returning(tx).await?;
    }
    Ok(inserted)
}

/// Writes down what became of a message.
pub(in super::super) async fn settle(
    tx: &Tx,
    ctx: &Ctx,
    id: Uuid,
    Fate { state, reason, attempts }: Fate,
) -> Result<(), Error> {
    use messages::Column;
    let now = UtcMillis::from(ctx.now);
    messages::Entity::update_many()
        .col_expr(Column::State, Expr::value(state))
        .col_expr(Column::Reason, Expr::value(reason))
        .col_expr(Column::Attempts, Expr::value(attempts))
        .col_expr(Column::SentAt, Expr::value((state == "sent").then_some(now)))
        .col_expr(Column::UpdatedAt, Expr::value(now))
        .filter(Column::Id.eq(id))
        .filter(Column::State.is_not_in(FINAL))
        .exec(tx)
        .await?;
    Ok(())
}

/// Writes down that a message does not go out any more.
pub(in super::super) async fn set_aside(ctx: &Ctx, id: Uuid, reason: Reason) -> Result<(), Error> {
    let tx = ctx.db.begin().await?;
    settle(&tx, ctx, id, Fate::skipped(reason)).await?;
    if reason == Reason::Erased {
        // It may have been written by somebody who read the person's address before it was erased.
        super::empty(&tx, messages::Column::Id.eq(id)).await?;
    }
    tx.commit().await
}

/// A session.
pub(in super::super) async fn session(ctx: &Ctx, id: Uuid) -> Result<Option<sessions::Model>, Error> {
    sessions::Entity::find_by_id(id).one(ctx.db.read()).await
}

/// What happens in a session of the topic, in this language.
pub(in super::super) async fn agenda(
    ctx: &Ctx,
    topic: Uuid,
    language: Language,
) -> Result<Vec<AgendaItem>, Error> {
    let found = topics::Entity::find_by_id(topic).one(ctx.db.read()).await?;
    let items = found.map(|row| row.agenda.0).unwrap_or_default();
    let item = |item: magnetiq_shared::sessions::AgendaItem| AgendaItem {
        minutes: item.minutes,
        title: item.title.get(language).to_owned(),
    };
    Ok(items.into_iter().map(item).collect())
}

/// The speaker as a reader.
pub(in super::super) async fn speaker(ctx: &Ctx, id: Uuid) -> Result<Option<Reader>, Error> {
    let found = speakers::Entity::find_by_id(id).one(ctx.db.read()).await?;
    Ok(found.map(|row| {
        let name = [row.title.as_deref(), Some(&row.first_name), Some(&row.last_name)];
        let name = name.into_iter().flatten().collect::<Vec<_>>().join(" ");
        let declines = match (row.email.is_empty(), row.email_notifications) {
            (true, _) => Some(Reason::NoAddress),
            (false, true) => None,
            (false, false) => Some(Reason::SpeakerDeclines),
        };
        Reader {
            id,
            declines,
            first_name: row.first_name,
            name,
            email: row.email,
            language: row.language.parse().unwrap_or_default(),
            zone: row.timezone.parse().unwrap_or(Tz::UTC),
        }
    }))
}

/// The manager as a reader.
pub(in super::super) async fn manager(ctx: &Ctx, id: Uuid) -> Result<Option<Reader>, Error> {
    let found = consultants::Entity::find_by_id(id).one(ctx.db.read()).await?;
    Ok(found.map(|row| Reader {
        id,
        declines: row.email.is_empty().then_some(Reason::NoAddress),
        name: format!("{} {}", row.first_name, row.last_name),
        first_name: row.first_name,
        email: row.email,
        language: row.language.parse().unwrap_or(Language::En),
        zone: row.timezone.parse().unwrap_or(Tz::UTC),
    }))
}

/// Who has a place in a session.
pub(in super::super) struct Attendees {
    /// By name.
    pub people: Vec<Attendee>,
}

/// What summaries say of somebody.
#[derive(FromQueryResult)]
pub(in super::super) struct Attendee {
    first_name: String,
    last_name: String,
    pub company: Option<String>,
    pub position: Option<String>,
    pub special_requirements: Option<String>,
    pub registered_at: UtcMillis,
    pub price_amount: Option<i64>,
    pub currency: Option<String>,
    pub payment_status: String,
}

impl Attendees {
    /// Names and companies.
    pub(in super::super) fn participants(&self) -> Vec<Participant> {
        let participant = |one: &Attendee| Participant {
            name: format!("{} {}", one.first_name, one.last_name),
            company: one.company.clone().unwrap_or_default(),
        };
        self.people.iter().map(participant).collect()
    }
}

/// Who has a place in the session, by name.
pub(in super::super) async fn attendees(ctx: &Ctx, session: Uuid) -> Result<Attendees, Error> {
    use registrations::Column;
    let people = registrations::Entity::find()
        .select_only()
        .columns([Column::FirstName, Column::LastName, Column::Company, Column::Position])
        .columns([Column::SpecialRequirements, Column::RegisteredAt, Column::PriceAmount])
        .columns([Column::Currency, Column::PaymentStatus])
        .filter(Column::SessionId.eq(session))
        .filter(Column::Status.eq(RegistrationStatus::Confirmed.word()))
        .order_by_asc(Column::LastName)
        .order_by_asc(Column::FirstName)
        .order_by_asc(Column::Id)
        .into_model()
        .all(ctx.db.read())
        .await?;
    Ok(Attendees { people })
}
