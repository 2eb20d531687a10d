//! The rows of feedback, testimonials and questions.

use std::collections::HashMap;

use magnetiq_entity::{
    JsonOf, UtcMillis, feedback, registrations, session_closings, sessions, testimonials, topics,
};
use magnetiq_shared::feedback::AskedFeedback;
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
    QuerySelect, Set, Unchanged,
};
use uuid::Uuid;

use crate::db::{Error, Tx};
use crate::sessions::queries::program_changed;

/// What somebody said.
pub(super) type Row = feedback::Model;

/// How many staff read at once.
const MOST: u64 = 500;

/// A session and its topic.
pub(super) async fn session(
    conn: &impl ConnectionTrait,
    id: Uuid,
) -> Result<Option<(sessions::Model, topics::Model)>, Error> {
    let found = sessions::Entity::find_by_id(id).find_also_related(topics::Entity).one(conn).await?;
    Ok(found.and_then(|(session, topic)| Some((session, topic?))))
}

/// What the form of a session asks beside stars and words.
pub(super) async fn asked(conn: &impl ConnectionTrait, session: Uuid) -> Result<AskedFeedback, Error> {
    let row = session_closings::Entity::find_by_id(session).one(conn).await?;
    let asked = |row: session_closings::Model| AskedFeedback {
        questions: row.feedback_questions.0,
        version: row.questions_version,
    };
    Ok(row.map(asked).unwrap_or_default())
}

/// Writes down what the form of a session asks.
pub(super) async fn ask(tx: &Tx, session: Uuid, asked: &AskedFeedback) -> Result<(), Error> {
    use session_closings::{Column, Entity, Model};
    let row = Model {
        session_id: session,
        reported_at: None,
        report_name: None,
        min_minutes: 1,
        completed_at: None,
        completed_by: None,
        feedback_questions: JsonOf(asked.questions.clone()),
        questions_version: asked.version,
    };
    let newer = OnConflict::column(Column::SessionId)
        .update_columns([Column::FeedbackQuestions, Column::QuestionsVersion])
        .to_owned();
    Entity::insert(row.into_active_model().reset_all()).on_conflict(newer).exec_without_returning(tx).await?;
    Ok(())
}

/// What the person of a registration said.
pub(super) async fn of(conn: &impl ConnectionTrait, registration: Uuid) -> Result<Option<Row>, Error> {
    feedback::Entity::find_by_id(registration).one(conn).await
}

/// Writes it down, with the stars where figures are made of, and counts the session's anew.
pub(super) async fn save(tx: &Tx, row: Row) -> Result<(), Error> {
    use feedback::Column;
    let (session, registration) = (row.session_id, row.registration_id);
    let about = registrations::ActiveModel {
        id: Unchanged(registration),
        rating: Set(Some(row.rating)),
        feedback: Set(row.text.clone()),
        updated_at: Set(row.updated_at),
        ..Default::default()
    };
    about.update(tx).await?;
    let newer = OnConflict::column(Column::RegistrationId)
        .update_columns([
            Column::Rating,
            Column::Text,
            Column::Answers,
            Column::MayQuote,
            Column::ShownName,
            Column::UpdatedAt,
        ])
        .to_owned();
    feedback::Entity::insert(row.into_active_model().reset_all())
        .on_conflict(newer)
        .exec_without_returning(tx)
        .await?;
    count(tx, session).await
}

/// Counts the session's stars anew.
async fn count(tx: &Tx, session: Uuid) -> Result<(), Error> {
    let ratings: Vec<Option<i32>> = registrations::Entity::find()
        .select_only()
        .column(registrations::Column::Rating)
        .filter(registrations::Column::SessionId.eq(session))
        .filter(registrations::Column::Rating.is_not_null())
        .into_tuple()
        .all(tx)
        .await?;
    let (sum, count) = ratings.iter().flatten().fold((0, 0), |(sum, count), stars| (sum + stars, count + 1));
    let average = (count > 0).then(|| f64::from(sum) / f64::from(count));
    sessions::Entity::update_many()
        .col_expr(sessions::Column::AverageRating, Expr::value(average))
        .col_expr(sessions::Column::RatingCount, Expr::value(count))
        .filter(sessions::Column::Id.eq(session))
        .exec(tx)
        .await?;
    program_changed(tx).await
}

/// How many gave one star, two, and so on: also those of whom nothing else is known.
pub(super) async fn stars(conn: &impl ConnectionTrait, session: Uuid) -> Result<[u32; 5], Error> {
    let rows: Vec<(i32, i64)> = registrations::Entity::find()
        .select_only()
        .column(registrations::Column::Rating)
        .column_as(Expr::cust("count(*)"), "people")
        .filter(registrations::Column::SessionId.eq(session))
        .filter(registrations::Column::Rating.is_not_null())
        .group_by(registrations::Column::Rating)
        .into_tuple()
        .all(conn)
        .await?;
    let mut stars = [0; 5];
    for (rating, people) in rows {
        let place = usize::try_from(rating - 1).ok().and_then(|at| stars.get_mut(at));
        if let Some(place) = place {
            *place = u32::try_from(people).unwrap_or(u32::MAX);
        }
    }
    Ok(stars)
}

/// What people said, the newest first, and who they are.
pub(super) async fn entries(
    conn: &impl ConnectionTrait,
    session: Uuid,
) -> Result<Vec<(Row, registrations::Model, Option<testimonials::Model>)>, Error> {
    let rows = feedback::Entity::find()
        .filter(feedback::Column::SessionId.eq(session))
        .order_by_desc(feedback::Column::GivenAt)
        .order_by_desc(feedback::Column::RegistrationId)
        .limit(MOST)
        .all(conn)
        .await?;
    let ids: Vec<Uuid> = rows.iter().map(|row| row.registration_id).collect();
    let people = registrations::Entity::find()
        .filter(registrations::Column::Id.is_in(ids.iter().copied()))
        .all(conn)
        .await?;
    let mut people: HashMap<Uuid, registrations::Model> =
        people.into_iter().map(|row| (row.id, row)).collect();
    let released = testimonials::Entity::find()
        .filter(testimonials::Column::RegistrationId.is_in(ids))
        .filter(testimonials::Column::ReleasedAt.is_not_null())
        .all(conn)
        .await?;
    let mut released: HashMap<Uuid, testimonials::Model> =
        released.into_iter().filter_map(|row| Some((row.registration_id?, row))).collect();
    Ok(rows
        .into_iter()
        .filter_map(|row| {
            let person = people.remove(&row.registration_id)?;
            let released = released.remove(&row.registration_id);
            Some((row, person, released))
        })
        .collect())
}

/// The testimonial made of somebody's words, released or not.
pub(super) async fn testimonial(
    conn: &impl ConnectionTrait,
    registration: Uuid,
) -> Result<Option<testimonials::Model>, Error> {
    testimonials::Entity::find()
        .filter(testimonials::Column::RegistrationId.eq(registration))
        .order_by_asc(testimonials::Column::Id)
        .one(conn)
        .await
}

/// Writes a testimonial down as it is to be; visitors see it.
pub(super) async fn release(tx: &Tx, row: testimonials::Model, is_new: bool) -> Result<(), Error> {
    let row = row.into_active_model().reset_all();
    if is_new {
        testimonials::Entity::insert(row).exec_without_returning(tx).await?;
    } else {
        row.update(tx).await?;
    }
    program_changed(tx).await
}

/// Takes somebody's words from the landing page; gives whether they were there.
pub(super) async fn withdraw(tx: &Tx, registration: Uuid) -> Result<bool, Error> {
    let changed = testimonials::Entity::update_many()
        .col_expr(testimonials::Column::ReleasedAt, Expr::value(None::<UtcMillis>))
        .filter(testimonials::Column::RegistrationId.eq(registration))
        .filter(testimonials::Column::ReleasedAt.is_not_null())
        .exec(tx)
        .await?;
    if changed.rows_affected > 0 {
        program_changed(tx).await?;
    }
    Ok(changed.rows_affected > 0)
}

/// Takes a person's words away, also from the landing page; the stars stay.
///
/// # Errors
/// What the database says.
pub async fn forget(tx: &Tx, registration: Uuid) -> Result<(), Error> {
    feedback::Entity::delete_by_id(registration).exec(tx).await?;
    let words = testimonials::Entity::delete_many()
        .filter(testimonials::Column::RegistrationId.eq(registration))
        .exec(tx)
        .await?;
    if words.rows_affected > 0 {
        program_changed(tx).await?;
    }
    Ok(())
}
