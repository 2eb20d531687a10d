//! The rows of people.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use magnetiq_entity::recovery_codes;
use magnetiq_entity::users::{ActiveModel, Column, Entity, Model};
use magnetiq_shared::accounts::User;
use magnetiq_shared::fields::email_key;
use magnetiq_shared::scopes::Role;
use magnetiq_shared::{Language, Page};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, IntoActiveModel, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect, Set, Unchanged,
};
use uuid::Uuid;

use super::super::users::wire;
use super::super::{Account, SecondFactor};
use crate::db::{Conn, Error, Tx};
use crate::http::Cursor;

/// Somebody of the house to whom a mail goes.
#[derive(Clone, Debug)]
pub struct Recipient {
    /// Id.
    pub id: Uuid,
    /// Address.
    pub email: String,
    /// First and last name.
    pub name: String,
    /// What they may do.
    pub role: Role,
    /// Language.
    pub language: Language,
    /// IANA name.
    pub timezone: String,
    /// For the links of the mail.
    pub epoch: u16,
}

/// To whom a mail goes; `None` where the account is gone or locked.
///
/// # Errors
/// What the database says.
pub async fn recipient(conn: &impl ConnectionTrait, id: Uuid) -> Result<Option<Recipient>, Error> {
    let account = by_id(conn, id).await?.filter(|account| account.is_active);
    Ok(account.map(|account| Recipient {
        id: account.id,
        email: account.email,
        name: account.name,
        role: account.role,
        language: account.language,
        timezone: account.timezone,
        epoch: account.epoch,
    }))
}

/// Everybody who may sign in.
pub(super) async fn active(conn: &Conn) -> Result<HashMap<Uuid, (String, Role)>, Error> {
    let rows = Entity::find().filter(Column::IsActive.eq(true)).all(conn).await?;
    Ok(rows.into_iter().filter_map(|row| Some((row.id, (row.name, Role::named(&row.role)?)))).collect())
}

pub(in super::super) async fn count(conn: &impl ConnectionTrait) -> Result<u64, Error> {
    Entity::find().count(conn).await
}

pub(in super::super) async fn by_id(conn: &impl ConnectionTrait, id: Uuid) -> Result<Option<Account>, Error> {
    Ok(Entity::find_by_id(id).one(conn).await?.and_then(account))
}

pub(in super::super) async fn by_email(
    conn: &impl ConnectionTrait,
    key: &str,
) -> Result<Option<Account>, Error> {
    Ok(Entity::find().filter(Column::EmailKey.eq(key)).one(conn).await?.and_then(account))
}

/// A page of everybody, by name.
pub(in super::super) async fn list(
    conn: &Conn,
    limit: u64,
    cursor: Option<Cursor>,
) -> Result<Page<User>, Error> {
    let total = count(conn).await?;
    let mut query = Entity::find().order_by_asc(Column::Name).order_by_asc(Column::Id).limit(limit + 1);
    if let Some(cursor) = cursor {
        let here = [Expr::value(cursor.key), Expr::value(cursor.id)];
        let row = [Expr::col(Column::Name), Expr::col(Column::Id)];
        query = query.filter(Expr::tuple(row).gt(Expr::tuple(here)));
    }
    let accounts: Vec<Account> = query.all(conn).await?.into_iter().filter_map(account).collect();
    let after = |account: &Account| Cursor::after(&account.name, account.id);
    let page = Cursor::page(accounts, limit, after, |account| wire(&account));
    Ok(Page { total: Some(total), ..page })
}

/// The person's timezone; UTC where there is no such person.
///
/// # Errors
/// What the database says.
pub async fn timezone(conn: &Conn, id: Uuid) -> Result<String, Error> {
    Ok(by_id(conn, id).await?.map_or_else(|| "UTC".to_owned(), |account| account.timezone))
}

/// How many admins there are besides.
pub(in super::super) async fn other_admins(tx: &Tx, id: Uuid) -> Result<u64, Error> {
    Entity::find()
        .filter(Column::Role.eq(Role::Admin.text()))
        .filter(Column::IsActive.eq(true))
        .filter(Column::PasswordHash.is_not_null())
        .filter(Column::Id.ne(id))
        .count(tx)
        .await
}

pub(in super::super) async fn insert(tx: &Tx, account: &Account) -> Result<(), Error> {
    let row = Model {
        id: account.id,
        email: account.email.clone(),
        email_key: email_key(&account.email),
        name: account.name.clone(),
        password_hash: account.password_hash.clone(),
        role: account.role.text().to_owned(),
        is_active: account.is_active,
        totp_secret: None,
        totp_step: None,
        totp_draft: None,
        token_epoch: account.epoch.into(),
        last_sign_in_at: None,
        language: account.language.code().to_owned(),
        timezone: account.timezone.clone(),
        version: account.version,
        created_at: account.created_at.into(),
        updated_at: account.created_at.into(),
    };
    row.into_active_model().reset_all().insert(tx).await.map(drop)
}

/// Writes what others change of somebody: name, role, state, epoch and version.
pub(in super::super) async fn update(tx: &Tx, account: &Account, now: DateTime<Utc>) -> Result<(), Error> {
    let row = ActiveModel {
        id: Unchanged(account.id),
        name: Set(account.name.clone()),
        role: Set(account.role.text().to_owned()),
        is_active: Set(account.is_active),
        token_epoch: Set(account.epoch.into()),
        version: Set(account.version),
        updated_at: Set(now.into()),
        ..Default::default()
    };
    row.update(tx).await.map(drop)
}

/// Writes what people change of themselves: name, language, timezone and version.
pub(in super::super) async fn update_own(
    tx: &Tx,
    account: &Account,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let row = ActiveModel {
        id: Unchanged(account.id),
        name: Set(account.name.clone()),
        language: Set(account.language.code().to_owned()),
        timezone: Set(account.timezone.clone()),
        version: Set(account.version),
        updated_at: Set(now.into()),
        ..Default::default()
    };
    row.update(tx).await.map(drop)
}

pub(in super::super) async fn delete(tx: &Tx, id: Uuid) -> Result<(), Error> {
    Entity::delete_by_id(id).exec(tx).await.map(drop)
}

/// Sets the password; links that were mailed before end.
pub(in super::super) async fn set_password(
    tx: &Tx,
    id: Uuid,
    hash: String,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    Entity::update_many()
        .col_expr(Column::PasswordHash, Expr::value(hash))
        .col_expr(Column::TokenEpoch, Expr::col(Column::TokenEpoch).add(1))
        .col_expr(Column::Version, Expr::col(Column::Version).add(1))
        .col_expr(Column::UpdatedAt, Expr::value(now.timestamp_millis()))
        .filter(Column::Id.eq(id))
        .exec(tx)
        .await
        .map(drop)
}

pub(in super::super) async fn set_draft(tx: &Tx, id: Uuid, sealed: Option<String>) -> Result<(), Error> {
    let row = ActiveModel { id: Unchanged(id), totp_draft: Set(sealed), ..Default::default() };
    row.update(tx).await.map(drop)
}

pub(in super::super) async fn set_second_factor(
    tx: &Tx,
    id: Uuid,
    factor: Option<&SecondFactor>,
) -> Result<(), Error> {
    let row = ActiveModel {
        id: Unchanged(id),
        totp_secret: Set(factor.map(|factor| factor.secret.clone())),
        totp_step: Set(factor.map(|factor| factor.last_step)),
        totp_draft: Set(None),
        ..Default::default()
    };
    row.update(tx).await.map(drop)
}

/// Notes that the code of this time step was used; `false` where it, or a later one, was used before.
pub(in super::super) async fn take_step(tx: &Tx, id: Uuid, step: i64) -> Result<bool, Error> {
    let taken = Entity::update_many()
        .col_expr(Column::TotpStep, Expr::value(step))
        .filter(Column::Id.eq(id))
        .filter(Column::TotpStep.lt(step))
        .exec(tx)
        .await?;
    Ok(taken.rows_affected == 1)
}

/// Uses a recovery code up; `false` where there is none of this hash.
pub(in super::super) async fn take_recovery_code(tx: &Tx, user: Uuid, hash: &str) -> Result<bool, Error> {
    let taken = recovery_codes::Entity::delete_many()
        .filter(recovery_codes::Column::UserId.eq(user))
        .filter(recovery_codes::Column::Hash.eq(hash))
        .exec(tx)
        .await?;
    Ok(taken.rows_affected == 1)
}

/// How many recovery codes are left.
pub(in super::super) async fn recovery_codes(conn: &impl ConnectionTrait, user: Uuid) -> Result<u32, Error> {
    let left = recovery_codes::Entity::find().filter(recovery_codes::Column::UserId.eq(user)).count(conn);
    Ok(u32::try_from(left.await?).unwrap_or(u32::MAX))
}

/// Puts these recovery codes in the place of all others.
pub(in super::super) async fn set_recovery_codes(
    tx: &Tx,
    user: Uuid,
    codes: Vec<(Uuid, String)>,
) -> Result<(), Error> {
    recovery_codes::Entity::delete_many().filter(recovery_codes::Column::UserId.eq(user)).exec(tx).await?;
    let rows = codes
        .into_iter()
        .map(|(id, hash)| recovery_codes::Model { id, user_id: user, hash }.into_active_model().reset_all());
    let rows: Vec<_> = rows.collect();
    if !rows.is_empty() {
        recovery_codes::Entity::insert_many(rows).exec_without_returning(tx).await?;
    }
    Ok(())
}

fn account(row: Model) -> Option<Account> {
    let step = row.totp_step.unwrap_or_default();
    Some(Account {
        id: row.id,
        email: row.email,
        name: row.name,
        password_hash: row.password_hash,
        role: Role::named(&row.role)?,
        is_active: row.is_active,
        second_factor: row.totp_secret.map(|secret| SecondFactor { secret, last_step: step }),
        draft: row.totp_draft,
        language: row.language.parse().unwrap_or_default(),
        timezone: row.timezone,
        // Beyond 65,535 changes of a password it begins again: links of the first one ended long ago.
        epoch: (row.token_epoch & 0xffff) as u16,
        version: row.version,
        last_sign_in_at: row.last_sign_in_at.map(|at| at.utc()),
        created_at: row.created_at.utc(),
    })
}

/// Notes that somebody has signed in.
pub(super) async fn note_sign_in(tx: &Tx, id: Uuid, now: DateTime<Utc>) -> Result<(), Error> {
    let row = ActiveModel { id: Unchanged(id), last_sign_in_at: Set(Some(now.into())), ..Default::default() };
    row.update(tx).await.map(drop)
}
