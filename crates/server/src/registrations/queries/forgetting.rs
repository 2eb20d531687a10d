//! What is taken out when somebody is forgotten.

use chrono::{DateTime, Utc};
use magnetiq_entity::{UtcMillis, consents, registrations};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, Set, Unchanged,
    sea_query::Expr,
};

use super::Registration;
use crate::db::{Error, Tx, words};

/// Whether nothing else of the address is kept that is somebody's registration.
///
/// # Errors
/// What the database says.
pub(in crate::registrations) async fn is_last_of_address(tx: &Tx, row: &Registration) -> Result<bool, Error> {
    let others = registrations::Entity::find()
        .filter(registrations::Column::EmailKey.eq(row.email_key.as_str()))
        .filter(registrations::Column::Id.ne(row.id));
    Ok(others.count(tx).await? == 0)
}

/// Parts the address's last word about news from the registration where it was said, if it was a no.
///
/// # Errors
/// What the database says.
pub(in crate::registrations) async fn keep_refusal(tx: &Tx, row: &Registration) -> Result<(), Error> {
    use consents::{Column, Entity};
    let last = Entity::find()
        .filter(Column::EmailKey.eq(row.email_key.as_str()))
        .filter(Column::Kind.eq("marketing"))
        .order_by_desc(Column::At)
        .order_by_desc(Column::Id)
        .one(tx)
        .await?;
    let Some(no) = last.filter(|last| !last.granted && last.registration_id == Some(row.id)) else {
        return Ok(());
    };
    let parted =
        consents::ActiveModel { id: Unchanged(no.id), registration_id: Set(None), ..Default::default() };
    parted.update(tx).await.map(drop)
}

/// Takes everything personal out of a registration and revokes its links. Figures stay.
///
/// # Errors
/// What the database says.
pub async fn erase(tx: &Tx, row: &Registration, now: DateTime<Utc>) -> Result<(), Error> {
    let now = UtcMillis::from(now);
    let erased = registrations::ActiveModel {
        id: Unchanged(row.id),
        words: Set(words(&[&row.reference])),
        first_name: Set(String::new()),
        last_name: Set(String::new()),
        email: Set(String::new()),
        email_key: Set(format!("erased:{}", row.id)),
        phone: Set(None),
        company: Set(None),
        position: Set(None),
        website: Set(None),
        special_requirements: Set(None),
        answers: Set(None),
        cancel_reason: Set(None),
        attribution: Set(None),
        network: Set(None),
        feedback: Set(None),
        marketing_consent: Set(false),
        token_epoch: Set(row.token_epoch + 1),
        version: Set(row.version + 1),
        erased_at: Set(Some(now)),
        updated_at: Set(now),
        ..Default::default()
    };
    erased.update(tx).await?;
    // That somebody agreed stays, as evidence; who it was does not.
    consents::Entity::update_many()
        .col_expr(consents::Column::EmailKey, Expr::value(format!("erased:{}", row.id)))
        .filter(consents::Column::RegistrationId.eq(row.id))
        .exec(tx)
        .await?;
    Ok(())
}

/// Deletes what an address agreed to or took back beside its registrations.
///
/// # Errors
/// What the database says.
pub async fn forget_consents(tx: &Tx, email_key: &str) -> Result<(), Error> {
    use consents::{Column, Entity};
    let beside = Entity::delete_many().filter(Column::EmailKey.eq(email_key));
    beside.filter(Column::RegistrationId.is_null()).exec(tx).await?;
    Ok(())
}
