//! The same person's registration in another session.

use magnetiq_domain::reference::reference;
use magnetiq_domain::seats::{Counts, Placement};
use magnetiq_entity::{UtcMillis, registrations};
use magnetiq_shared::registrations::RegistrationStatus;
use sea_orm::EntityTrait;
use uuid::Uuid;

use crate::ctx::Ctx;
use crate::db::{Error, Tx};
use crate::registrations::queries::{self, Registration as Row};

/// Writes it: the person, their consents and what it costs stay, all else begins anew. The caller holds the session's
/// row.
pub(in super::super) async fn insert(
    tx: &Tx,
    ctx: &Ctx,
    row: &Row,
    session_id: Uuid,
    to: Placement,
) -> Result<Row, Error> {
    let (id, now) = (ctx.new_id(), UtcMillis::from(ctx.now));
    let reference = reference(id.as_u128());
    let name = [row.first_name.as_str(), &row.last_name];
    let place = match to.status {
        RegistrationStatus::Waitlisted => Some(queries::next_place(tx, session_id).await?),
        _ => None,
    };
    let copy = Row {
        id,
        words: queries::words_of(&reference, name, &row.email, row.company.as_deref()),
        reference,
        session_id,
        status: to.status.word().to_owned(),
        holds_seat: to.holds_seat,
        hold_expires_at: to.hold_expires_at.map(UtcMillis::from),
        place,
        // The other session asks other things.
        answers: None,
        verification_count: 1,
        offer_count: 0,
        sequence: 0,
        token_epoch: 0,
        confirmed_at: (to.status == RegistrationStatus::Confirmed).then_some(now),
        offered_at: None,
        cancelled_at: None,
        cancel_reason: None,
        decided_at: None,
        decided_by: None,
        joined_at: None,
        left_at: None,
        attendance_minutes: None,
        questions_asked: None,
        chat_messages: None,
        rating: None,
        feedback: None,
        registered_at: now,
        updated_at: now,
        version: 1,
        ..row.clone()
    };
    let active: registrations::ActiveModel = copy.clone().into();
    registrations::Entity::insert(active).exec_without_returning(tx).await?;
    queries::adjust(tx, session_id, Counts::of(to.status, to.holds_seat)).await?;
    Ok(copy)
}
