//! Sessions as a table: what the list shows of them, page after page as the reader takes it.

use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest, HttpResponse};
use magnetiq_shared::staff::sessions::{SessionRow, StaffSessionFilters};
use magnetiq_shared::{Code, FieldError, Page};
use uuid::Uuid;

use super::{SessionError, queries};
use crate::ctx::Ctx;
use crate::http::{ApiError, ApiResult, Cursor, csv, limit, parse_query};

/// How many are read at once.
const AT_ONCE: u64 = 100;

/// How many may be named.
const MOST_NAMED: usize = 200;

/// The columns, for as long as the API has this version.
const HEADER: [&str; 19] = [
    "id",
    "slug",
    "title_en",
    "title_de",
    "topic",
    "speaker",
    "starts_at",
    "duration_minutes",
    "timezone",
    "language",
    "price",
    "currency",
    "capacity",
    "seats_taken",
    "waitlist_count",
    "status",
    "link_missing",
    "german_missing",
    "scheduled_publish_at",
];

/// Which sessions: the filters of the list, and `id=a,b` for some of them.
pub(super) struct Chosen {
    filters: StaffSessionFilters,
    ids: Vec<Uuid>,
}

impl Chosen {
    fn read(query: &str) -> ApiResult<Self> {
        let (ids, others): (Vec<_>, Vec<_>) =
            form_urlencoded::parse(query.as_bytes()).partition(|(name, _)| name == "id");
        let others = form_urlencoded::Serializer::new(String::new()).extend_pairs(others).finish();
        let words = ids.iter().flat_map(|(_, value)| value.split(',')).filter(|word| !word.is_empty());
        let ids: Result<Vec<Uuid>, _> = words.map(str::parse).collect();
        let wrong = |code| ApiError::validation(vec![FieldError::new("id", code)]);
        let ids = ids.map_err(|_| wrong(Code::Type))?;
        if ids.len() > MOST_NAMED {
            return Err(wrong(Code::TooLong));
        }
        let filters: StaffSessionFilters = parse_query(&others)?;
        limit(filters.limit)?;
        Ok(Self { filters, ids })
    }
}

impl FromRequest for Chosen {
    type Error = ApiError;
    type Future = Ready<ApiResult<Self>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Self::read(request.query_string()))
    }
}

/// The table. Its first page is read before it begins, so that what is wrong is answered as an error.
///
/// # Errors
/// What the database says.
pub(super) async fn table(ctx: &Ctx, chosen: Chosen) -> ApiResult<HttpResponse> {
    let first = page(ctx, &chosen, None).await?;
    let name = format!("sessions-{}.csv", ctx.now.format("%Y-%m-%d"));
    let source = (ctx.clone(), chosen);
    let read = async |(ctx, chosen): &(Ctx, Chosen), cursor| page(ctx, chosen, Some(cursor)).await;
    csv::table(&name, HEADER, first, source, read, |row| cells(&row))
}

async fn page(ctx: &Ctx, chosen: &Chosen, cursor: Option<Cursor>) -> ApiResult<Page<SessionRow>> {
    let read = queries::page(ctx.db.read(), &chosen.filters, &chosen.ids, AT_ONCE, cursor);
    Ok(read.await.map_err(SessionError::from)?)
}

fn cells(row: &SessionRow) -> [String; HEADER.len()] {
    let time = |time: chrono::DateTime<chrono::Utc>| time.to_rfc3339_opts(chrono::SecondsFormat::Secs, true);
    let price = row.price.as_ref();
    [
        row.id.to_string(),
        row.slug.clone(),
        row.title.en.clone(),
        row.title.de.clone().unwrap_or_default(),
        row.topic.name.clone(),
        row.speaker.name.clone(),
        time(row.starts_at),
        row.duration_minutes.to_string(),
        row.timezone.clone(),
        row.language.code().to_owned(),
        price.map(|price| price.decimal()).unwrap_or_default(),
        price.map(|price| price.currency.to_string()).unwrap_or_default(),
        row.capacity.map(|seats| seats.to_string()).unwrap_or_default(),
        row.seats_taken.to_string(),
        row.waitlist_count.to_string(),
        row.status.word().to_owned(),
        row.link_missing.to_string(),
        row.german_missing.to_string(),
        row.scheduled_publish_at.map(time).unwrap_or_default(),
    ]
}
