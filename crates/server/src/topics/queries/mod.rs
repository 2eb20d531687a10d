//! Statements over topics and what belongs to them.

pub(super) mod labels;
pub(super) mod topics;
pub(super) mod usage;
pub(super) mod versions;

use sea_orm::SqlErr;

use crate::db::Error;

/// What a constraint of the database refused.
pub(super) enum Conflict {
    /// There is one of this slug already.
    Taken,
    /// What it refers to is gone, or what it is, is referred to.
    Reference,
}

/// What the database refused, where it was a constraint that two requests at once can run into.
pub(super) fn conflict(error: &Error) -> Option<Conflict> {
    match error.sql_err()? {
        SqlErr::UniqueConstraintViolation(_) => Some(Conflict::Taken),
        SqlErr::ForeignKeyConstraintViolation(_) => Some(Conflict::Reference),
        _ => None,
    }
}
