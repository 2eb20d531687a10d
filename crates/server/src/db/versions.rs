//! Versions of what processes keep in memory: whoever changes it raises its version, and the others poll it.

use magnetiq_entity::change_versions::{Column, Entity};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter};

use super::Error;

/// What is kept in memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// All that is published.
    Program,
    /// Who may do what: people, sign-ins, tokens.
    Access,
    /// Which events applications want to hear of.
    Webhooks,
    /// Templates of mails that staff wrote.
    MailTemplates,
}

impl Kept {
    const fn name(self) -> &'static str {
        match self {
            Kept::Program => "program",
            Kept::Access => "access",
            Kept::Webhooks => "webhooks",
            Kept::MailTemplates => "mail-templates",
        }
    }
}

/// Its newest version.
///
/// # Errors
/// What the database says.
pub async fn version(conn: &impl ConnectionTrait, of: Kept) -> Result<i64, Error> {
    let row = Entity::find_by_id(of.name()).one(conn).await?;
    Ok(row.map_or(0, |row| row.version))
}

/// Tells every process that it has changed.
///
/// # Errors
/// What the database says.
pub async fn bump(conn: &impl ConnectionTrait, of: Kept) -> Result<(), Error> {
    Entity::update_many()
        .col_expr(Column::Version, Expr::col(Column::Version).add(1))
        .filter(Column::Name.eq(of.name()))
        .exec(conn)
        .await?;
    Ok(())
}
