//! Looking for words in a column.

use sea_orm::sea_query::{LikeExpr, SimpleExpr};
use sea_orm::{ColumnTrait, ExprTrait};

/// The column contains `text` as it stands: no sign in it means anything else.
pub fn contains(column: impl ColumnTrait, text: &str) -> SimpleExpr {
    column.into_expr().like(LikeExpr::new(format!("%{}%", escaped(text))).escape('\\'))
}

/// The text for a pattern whose escape is a backslash: no sign in it means anything else.
pub fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for sign in text.chars() {
        if matches!(sign, '%' | '_' | '\\') {
            escaped.push('\\');
        }
        escaped.push(sign);
    }
    escaped
}
