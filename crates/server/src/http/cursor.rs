//! Lists, a page at a time: where a page starts is told by the row before it, not by a number of rows, so that rows
//! that come and go meanwhile are neither shown twice nor left out.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use magnetiq_shared::{Code, FieldError, Page};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::error::ApiError;

const DEFAULT: u32 = 50;
const MOST: u32 = 200;

/// Which page of a list that has no filters.
#[derive(Clone, Debug, Default, Deserialize, utoipa::IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct PageOf {
    /// Rows of a page, 1 to 200; 50 unless told.
    pub limit: Option<u32>,
    /// Where the page starts.
    pub cursor: Option<String>,
}

impl PageOf {
    /// How many rows, and after which one.
    ///
    /// # Errors
    /// `validation`.
    pub fn read(&self) -> Result<(u64, Option<Cursor>), ApiError> {
        Ok((limit(self.limit)?, Cursor::read(self.cursor.as_deref())?))
    }
}

/// The row before a page: what the list is sorted by, and its id where several have the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cursor {
    /// What the list is sorted by; empty where that is the id.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub key: String,
    /// The row's id.
    pub id: Uuid,
}

impl Cursor {
    /// Of a list that is sorted by id.
    pub fn at(id: Uuid) -> Self {
        Self { key: String::new(), id }
    }

    /// Of a list that is sorted by something else.
    pub fn after(key: impl ToString, id: Uuid) -> Self {
        Self { key: key.to_string(), id }
    }

    /// What the client handed back.
    ///
    /// # Errors
    /// `validation` where it is none of ours.
    pub fn read(text: Option<&str>) -> Result<Option<Self>, ApiError> {
        let Some(text) = text else { return Ok(None) };
        let bytes = URL_SAFE_NO_PAD.decode(text).ok();
        let cursor = bytes.and_then(|bytes| serde_json::from_slice(&bytes).ok());
        cursor.map(Some).ok_or_else(|| ApiError::validation(vec![FieldError::new("cursor", Code::Type)]))
    }

    /// A page of rows: the query asked for one more than `limit`, which tells whether there is another page.
    pub fn page<R, T>(
        mut rows: Vec<R>,
        limit: u64,
        cursor: impl Fn(&R) -> Cursor,
        wire: impl FnMut(R) -> T,
    ) -> Page<T> {
        let limit = usize::try_from(limit).unwrap_or(usize::MAX);
        let has_more = rows.len() > limit;
        rows.truncate(limit);
        let next_cursor = rows.last().filter(|_| has_more).map(|row| cursor(row).text());
        Page { data: rows.into_iter().map(wire).collect(), next_cursor, total: None }
    }

    fn text(&self) -> String {
        URL_SAFE_NO_PAD.encode(serde_json::to_vec(self).unwrap_or_default())
    }
}

/// How many rows a page has.
///
/// # Errors
/// `validation` unless it is 1 to 200.
pub fn limit(asked: Option<u32>) -> Result<u64, ApiError> {
    match asked.unwrap_or(DEFAULT) {
        limit @ 1..=MOST => Ok(limit.into()),
        _ => Err(ApiError::validation(vec![FieldError::new("limit", Code::Type)])),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_names_the_next_one_where_there_is_one() {
        let ids: Vec<Uuid> = (1..=3).map(Uuid::from_u128).collect();
        let page = Cursor::page(ids.clone(), 2, |id| Cursor::at(*id), |id| id);
        assert_eq!(page.data, ids[..2]);
        assert_eq!(Cursor::read(page.next_cursor.as_deref()).unwrap(), Some(Cursor::at(ids[1])));
        assert_eq!(Cursor::page(ids, 3, |id| Cursor::at(*id), |id| id).next_cursor, None);
        assert!(Cursor::read(Some("nonsense")).is_err());
        assert!(limit(Some(0)).is_err() && limit(Some(201)).is_err());
    }
}
