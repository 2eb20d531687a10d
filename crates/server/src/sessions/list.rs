//! Which sessions of the program a list shows, and which page of it.

use std::cmp::Reverse;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use magnetiq_domain::calendar;
use magnetiq_shared::sessions::{RegistrationState, SessionCard, SessionFilters, Timeframe};
use magnetiq_shared::{Code, FieldError, Page, search};
use uuid::Uuid;

use super::search::Rank;
use super::{Program, Session};

const DEFAULT_LIMIT: u32 = 50;
const MAX_LIMIT: u32 = 200;

/// The page that `filters` ask for. What was searched for comes best first; else what starts first, of past ones
/// what started last.
///
/// # Errors
/// One error for each parameter that makes no sense.
pub fn list(
    program: &Program,
    filters: &SessionFilters,
    now: DateTime<Utc>,
) -> Result<Page<SessionCard>, Vec<FieldError>> {
    let wanted = Wanted::read(filters, now)?;
    let ranks = filters.search.as_deref().and_then(|search| program.ranks(search));
    let rank = |at: usize| ranks.as_ref().map_or(0, |ranks| ranks.get(at).copied().unwrap_or_default());
    let mut found: Vec<(Position, &Session)> = program
        .sessions()
        .iter()
        .enumerate()
        .filter(|(at, _)| ranks.is_none() || rank(*at) > 0)
        .filter(|(_, session)| wanted.admits(session, filters, now))
        .map(|(at, session)| (Position::of(session, rank(at), filters.timeframe), session))
        .collect();
    found.sort_by_key(|(position, _)| *position);
    let total = found.len() as u64;
    let from = wanted.cursor.map_or(0, |last| found.partition_point(|(position, _)| *position <= last));
    let page = found.get(from..).unwrap_or_default();
    let shown = &page[..page.len().min(wanted.limit)];
    let more = page.len() > shown.len();
    let next_cursor = shown.last().filter(|_| more).map(|(last, _)| last.to_string());
    Ok(Page {
        data: shown.iter().map(|(_, session)| session.card(now)).collect(),
        next_cursor,
        total: Some(total),
    })
}

/// The filters, read and checked.
struct Wanted {
    span: Option<calendar::Span>,
    limit: usize,
    cursor: Option<Position>,
}

impl Wanted {
    fn read(filters: &SessionFilters, now: DateTime<Utc>) -> Result<Self, Vec<FieldError>> {
        let mut errors = Vec::new();
        let mut wrong = |name: &str, code| errors.push(FieldError::new(name, code));
        let zone = match filters.timezone.as_deref().map(str::parse::<Tz>) {
            None => Tz::UTC,
            Some(Ok(zone)) => zone,
            Some(Err(_)) => {
                wrong("timezone", Code::Timezone);
                Tz::UTC
            }
        };
        let limit = filters.limit.unwrap_or(DEFAULT_LIMIT);
        if !(1..=MAX_LIMIT).contains(&limit) {
            wrong("limit", Code::Type);
        }
        let cursor = filters.cursor.as_deref().map(str::parse::<Position>);
        if cursor.as_ref().is_some_and(Result::is_err) {
            wrong("cursor", Code::Type);
        }
        if filters.search.as_ref().is_some_and(|search| search.chars().count() > search::LONGEST) {
            wrong("search", Code::TooLong);
        }
        if !errors.is_empty() {
            return Err(errors);
        }
        let span = match filters.timeframe {
            Timeframe::ThisWeek => Some(calendar::week(now, zone)),
            Timeframe::ThisMonth => Some(calendar::month(now, zone)),
            Timeframe::AllUpcoming | Timeframe::Past => None,
        };
        Ok(Self { span, limit: limit as usize, cursor: cursor.and_then(Result::ok) })
    }

    fn admits(&self, session: &Session, filters: &SessionFilters, now: DateTime<Utc>) -> bool {
        let (facts, content) = (&session.facts, &session.content);
        let in_time = match filters.timeframe {
            Timeframe::Past => facts.registration_state(now) == RegistrationState::Past,
            _ => session.is_upcoming(now) && now < facts.ends_at,
        };
        in_time
            && self.span.is_none_or(|(from, to)| (from..to).contains(&facts.starts_at))
            && filters.category.as_ref().is_none_or(|slug| content.category.slug == *slug)
            && filters.speaker.as_ref().is_none_or(|slug| content.speaker.card.slug == *slug)
            && filters.difficulty.is_none_or(|difficulty| content.difficulty == difficulty)
            && filters.language.admits(content.language)
            && filters.price.admits(content.price)
    }
}

/// Where a session stands in the list. A page's last position is the cursor of the next one, so that no session is
/// left out or shown twice when others come or go meanwhile.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Position {
    /// The best first.
    rank: Reverse<Rank>,
    /// Milliseconds since the epoch, and before it for past sessions, of which the latest is the first.
    order: i64,
    id: Uuid,
}

impl Position {
    fn of(session: &Session, rank: Rank, timeframe: Timeframe) -> Self {
        let starts_at = session.facts.starts_at.timestamp_millis();
        let order = if timeframe == Timeframe::Past { -starts_at } else { starts_at };
        Self { rank: Reverse(rank), order, id: session.content.id }
    }
}

impl std::fmt::Display for Position {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut bytes = Vec::with_capacity(28);
        bytes.extend(self.rank.0.to_be_bytes());
        bytes.extend(self.order.to_be_bytes());
        bytes.extend(self.id.as_bytes());
        f.write_str(&URL_SAFE_NO_PAD.encode(bytes))
    }
}

impl std::str::FromStr for Position {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let bytes = URL_SAFE_NO_PAD.decode(text).map_err(|_| ())?;
        let (rank, rest) = bytes.split_first_chunk().ok_or(())?;
        let (order, id) = rest.split_first_chunk().ok_or(())?;
        Ok(Self {
            rank: Reverse(Rank::from_be_bytes(*rank)),
            order: i64::from_be_bytes(*order),
            id: Uuid::from_slice(id).map_err(|_| ())?,
        })
    }
}
