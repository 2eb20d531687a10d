//! The statements of lists. Their expressions are those of the indexes of the migration `registration_lists`.

use std::collections::HashMap;

use magnetiq_entity::{UtcMillis, registrations, sessions, topics};
use magnetiq_shared::registrations::{
    Registration, RegistrationCounts, RegistrationFilters, RegistrationSort, RegistrationStatus,
    SessionOfRegistration,
};
use magnetiq_shared::{Code, FieldError, Page, Search};
use sea_orm::sea_query::{Expr, SimpleExpr};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseBackend, EntityTrait, ExprTrait, FromQueryResult, Order,
    QueryFilter, QueryOrder, QuerySelect, QueryTrait, Select,
};
use uuid::Uuid;

use crate::db::{Conn, Error, contains, has_word};
use crate::http::{ApiError, Cursor};
use crate::registrations::queries::Registration as Row;
use crate::registrations::wire;
use crate::sessions::queries::title;

const NAME: &str = "lower(last_name || ' ' || first_name)";
const COMPANY: &str = "lower(coalesce(company, ''))";

/// A row, and what the list is sorted by.
#[derive(FromQueryResult)]
struct Sorted {
    #[sea_orm(nested)]
    row: Row,
    sort_key: String,
}

/// A page of registrations.
///
/// # Errors
/// `validation` where the cursor is of another list.
pub async fn list(
    conn: &Conn,
    filters: &RegistrationFilters,
    limit: u64,
    cursor: Option<Cursor>,
) -> Result<Page<Registration>, ApiError> {
    rows(conn, filters, limit, cursor, |registration, _| registration).await
}

/// A page of registrations, each shown in another way: from what lists show, and the requirements.
///
/// # Errors
/// As [`list`].
pub async fn rows<T>(
    conn: &Conn,
    filters: &RegistrationFilters,
    limit: u64,
    cursor: Option<Cursor>,
    show: impl Fn(Registration, Option<String>) -> T,
) -> Result<Page<T>, ApiError> {
    let sort = filters.sort.unwrap_or_default();
    let after = cursor.map(|cursor| After::read(sort, cursor)).transpose()?;
    let statuses = filters.status.as_ref().map(|statuses| statuses.0.clone()).unwrap_or_default();
    let by_time = matches!(sort, RegistrationSort::Newest | RegistrationSort::Oldest);
    let mut rows = Vec::new();
    if by_time && statuses.len() > 1 {
        // Each state comes sorted from its index; all of them at once would have to be sorted.
        for status in statuses {
            rows.extend(sorted(conn, filters, &[status], sort, after.as_ref(), limit + 1).await?);
        }
        rows.sort_by_key(|row| (row.row.registered_at, row.row.id));
        if sort == RegistrationSort::Newest {
            rows.reverse();
        }
        rows.truncate(usize::try_from(limit + 1).unwrap_or(usize::MAX));
    } else {
        rows = sorted(conn, filters, &statuses, sort, after.as_ref(), limit + 1).await?;
    }
    let sessions = sessions_of(conn, rows.iter().map(|sorted| sorted.row.session_id)).await?;
    let shown = |mut row: Row| {
        let requirements = row.special_requirements.take();
        registration(row, &sessions).map(|registration| show(registration, requirements))
    };
    let page = Cursor::page(rows, limit, |row| cursor_of(sort, row), |row| shown(row.row));
    let Page { data, next_cursor, total } = page;
    Ok(Page { data: data.into_iter().flatten().collect(), next_cursor, total })
}

/// The newest registrations, whatever their state.
///
/// # Errors
/// What the database says.
pub async fn newest(conn: &Conn, count: u64) -> Result<Vec<Registration>, Error> {
    let filters = RegistrationFilters::default();
    let rows = sorted(conn, &filters, &[], RegistrationSort::Newest, None, count).await?;
    let sessions = sessions_of(conn, rows.iter().map(|sorted| sorted.row.session_id)).await?;
    Ok(rows.into_iter().filter_map(|sorted| registration(sorted.row, &sessions)).collect())
}

/// How many there are in each state; which states are asked for does not matter.
///
/// # Errors
/// What the database says.
pub async fn counts(conn: &Conn, filters: &RegistrationFilters) -> Result<RegistrationCounts, Error> {
    let query = filtered(conn.get_database_backend(), registrations::Entity::find(), filters, &[]);
    let asked =
        RegistrationFilters { status: None, sort: None, limit: None, cursor: None, ..filters.clone() };
    // Where some are looked for, not the column itself: in its order, SQLite would read each row by the index of states.
    let all = asked == RegistrationFilters::default();
    let status = || Expr::cust(if all { "registrations.status" } else { "registrations.status || ''" });
    let rows: Vec<(String, i64)> = query
        .select_only()
        .column_as(status(), "state")
        .column_as(Expr::cust("count(*)"), "rows")
        .group_by(status())
        .into_tuple()
        .all(conn)
        .await?;
    let mut counts = RegistrationCounts::default();
    for (status, rows) in rows {
        if let Ok(status) = status.parse() {
            counts.add(status, u64::try_from(rows).unwrap_or_default());
        }
    }
    Ok(counts)
}

/// How many there are, whatever the page.
///
/// # Errors
/// What the database says.
pub async fn count(conn: &Conn, filters: &RegistrationFilters) -> Result<u64, Error> {
    let statuses = filters.status.as_ref().map(|statuses| statuses.0.as_slice()).unwrap_or_default();
    let query = filtered(conn.get_database_backend(), registrations::Entity::find(), filters, statuses);
    let query = query.select_only().column_as(Expr::cust("count(*)"), "rows");
    let rows: Option<i64> = query.into_tuple().one(conn).await?;
    Ok(rows.and_then(|rows| rows.try_into().ok()).unwrap_or_default())
}

async fn sorted(
    conn: &Conn,
    filters: &RegistrationFilters,
    statuses: &[RegistrationStatus],
    sort: RegistrationSort,
    after: Option<&After>,
    limit: u64,
) -> Result<Vec<Sorted>, Error> {
    let backend = conn.get_database_backend();
    page_of(backend, filters, statuses, sort, after, limit).into_model().all(conn).await
}

/// The statement of one page. A search finds the ids first, which an index alone can tell.
pub(in super::super) fn page_of(
    backend: DatabaseBackend,
    filters: &RegistrationFilters,
    statuses: &[RegistrationStatus],
    sort: RegistrationSort,
    after: Option<&After>,
    limit: u64,
) -> Select<registrations::Entity> {
    use registrations::{Column, Entity};
    let (order, key) = match sort {
        RegistrationSort::Newest => (Order::Desc, None),
        RegistrationSort::Oldest => (Order::Asc, None),
        RegistrationSort::Name => (Order::Asc, Some(NAME)),
        RegistrationSort::Company => (Order::Asc, Some(COMPANY)),
        RegistrationSort::Status => (Order::Desc, None),
    };
    let in_order = |mut query: Select<Entity>| {
        if sort == RegistrationSort::Status {
            query = query.order_by(Column::Status, order.clone());
        }
        query = match key {
            Some(key) => query.order_by(Expr::cust(key), order.clone()),
            None => query.order_by(Column::RegisteredAt, order.clone()),
        };
        query.order_by(Column::Id, order.clone())
    };
    let mut query = filtered(backend, Entity::find(), filters, statuses);
    if let Some(after) = after {
        query = query.filter(after.condition(sort));
    }
    if filters.search.is_some() {
        let ids = in_order(query).select_only().column(Column::Id).limit(limit).into_query();
        query = Entity::find().filter(Column::Id.in_subquery(ids));
    }
    in_order(query).column_as(Expr::cust(key.unwrap_or("''")), "sort_key").limit(limit)
}

/// The row before a page.
pub(in super::super) struct After {
    status: String,
    registered_at: i64,
    text: String,
    id: Uuid,
}

impl After {
    fn read(sort: RegistrationSort, cursor: Cursor) -> Result<Self, ApiError> {
        let refused = || ApiError::validation(vec![FieldError::new("cursor", Code::Type)]);
        let (kind, key) = cursor.key.split_once(' ').ok_or_else(refused)?;
        if kind != sort.word() {
            return Err(refused());
        }
        let (status, at) = key.split_once(' ').unwrap_or(("", key));
        let by_text = matches!(sort, RegistrationSort::Name | RegistrationSort::Company);
        let registered_at = if by_text { 0 } else { at.parse().map_err(|_| refused())? };
        Ok(Self { status: status.to_owned(), registered_at, text: key.to_owned(), id: cursor.id })
    }

    fn condition(&self, sort: RegistrationSort) -> SimpleExpr {
        use registrations::Column;
        let id = || Expr::col((registrations::Entity, Column::Id));
        let at = || Expr::col((registrations::Entity, Column::RegisteredAt));
        let here = [Expr::value(self.registered_at), Expr::value(self.id)];
        match sort {
            RegistrationSort::Newest => Expr::tuple([at(), id()]).lt(Expr::tuple(here)),
            RegistrationSort::Oldest => Expr::tuple([at(), id()]).gt(Expr::tuple(here)),
            RegistrationSort::Status => {
                let status = Expr::col((registrations::Entity, Column::Status));
                let [registered_at, own_id] = here;
                let here = [Expr::value(self.status.clone()), registered_at, own_id];
                Expr::tuple([status, at(), id()]).lt(Expr::tuple(here))
            }
            RegistrationSort::Name | RegistrationSort::Company => {
                let key = Expr::cust(if sort == RegistrationSort::Name { NAME } else { COMPANY });
                let here = [Expr::value(self.text.clone()), Expr::value(self.id)];
                Expr::tuple([key, id()]).gt(Expr::tuple(here))
            }
        }
    }
}

fn cursor_of(sort: RegistrationSort, sorted: &Sorted) -> Cursor {
    let row = &sorted.row;
    let key = match sort {
        RegistrationSort::Newest | RegistrationSort::Oldest => row.registered_at.0.to_string(),
        RegistrationSort::Status => format!("{} {}", row.status, row.registered_at.0),
        RegistrationSort::Name | RegistrationSort::Company => sorted.sort_key.clone(),
    };
    Cursor::after(format!("{} {key}", sort.word()), row.id)
}

/// The statement with the filters in it, but for the states.
pub(super) fn filtered(
    backend: DatabaseBackend,
    mut query: Select<registrations::Entity>,
    filters: &RegistrationFilters,
    statuses: &[RegistrationStatus],
) -> Select<registrations::Entity> {
    use registrations::Column;
    match statuses {
        [] => {}
        [one] => query = query.filter(Column::Status.eq(one.word())),
        several => query = query.filter(Column::Status.is_in(several.iter().map(|status| status.word()))),
    }
    for word in filters.search.iter().flat_map(Search::words) {
        query = query.filter(contains(backend, Column::Words, &word));
    }
    if let Some(domain) = &filters.domain {
        let ending = format!("@{}", domain.trim().trim_start_matches('@').to_lowercase());
        query = query.filter(Column::EmailKey.ends_with(ending));
    }
    if let Some(company) = filters.company.as_ref().map(|company| company.trim().to_lowercase()) {
        query = query.filter(has_word(Column::Company, &company));
    }
    let equal = [
        filters.session.map(|session| Column::SessionId.eq(session)),
        filters.source.as_ref().map(|source| Column::Source.eq(source)),
        filters.payment.map(|payment| Column::PaymentStatus.eq(payment.word())),
        filters.marketing_consent.map(|given| Column::MarketingConsent.eq(given)),
        filters.language.map(|language| Column::Language.eq(language.code())),
        filters.from.map(|from| Column::RegisteredAt.gte(UtcMillis::from(from))),
        filters.to.map(|to| Column::RegisteredAt.lt(UtcMillis::from(to))),
    ];
    equal.into_iter().flatten().fold(query, |query, condition| query.filter(condition))
}

/// What registrations show of their sessions.
pub(in super::super) async fn sessions_of(
    conn: &impl ConnectionTrait,
    ids: impl Iterator<Item = Uuid>,
) -> Result<HashMap<Uuid, SessionOfRegistration>, Error> {
    let mut ids: Vec<Uuid> = ids.collect();
    ids.sort_unstable();
    ids.dedup();
    let rows = sessions::Entity::find()
        .find_also_related(topics::Entity)
        .filter(sessions::Column::Id.is_in(ids))
        .all(conn)
        .await?;
    let shown = rows.into_iter().filter_map(|(row, topic)| {
        let title = title(&row, &topic?);
        let (id, starts_at) = (row.id, row.starts_at.utc());
        Some((id, SessionOfRegistration { id, slug: row.slug, title, starts_at, timezone: row.timezone }))
    });
    Ok(shown.collect())
}

/// A row as the API shows it; each has a session, which the database sees to.
pub(in super::super) fn registration(
    row: Row,
    sessions: &HashMap<Uuid, SessionOfRegistration>,
) -> Option<Registration> {
    let session = sessions.get(&row.session_id)?.clone();
    Some(wire::registration(row, session))
}
