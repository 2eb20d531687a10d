//! Looking for words in columns.

use sea_orm::sea_query::{Expr, Func, LikeExpr, SimpleExpr};
use sea_orm::{ColumnTrait, DatabaseBackend, ExprTrait};

/// What a column of words holds: these texts, in small letters.
pub fn words(texts: &[&str]) -> String {
    texts.join(" ").to_lowercase()
}

/// The column contains `text` as it stands: no sign in it means anything else.
pub fn contains(backend: DatabaseBackend, column: impl ColumnTrait, text: &str) -> SimpleExpr {
    let position = if backend == DatabaseBackend::Sqlite { "instr" } else { "strpos" };
    Func::cust(position).arg(column.into_expr()).arg(text).gt(0)
}

/// The column, which may be a text in two languages, contains the word, whose letters are small, whatever its own are.
/// Beyond `a` to `z`, SQLite writes no letter small: any other letter will do in their place.
pub fn has_word(column: impl ColumnTrait, word: &str) -> SimpleExpr {
    let mut pattern = String::from("%");
    for letter in word.chars() {
        match letter {
            '%' | '_' | '\\' => pattern.extend(['\\', letter]),
            letter if letter.is_ascii() => pattern.push(letter),
            _ => pattern.push('_'),
        }
    }
    pattern.push('%');
    let text = Expr::expr(Func::lower(column.into_expr().cast_as("text")));
    text.like(LikeExpr::new(pattern).escape('\\'))
}
