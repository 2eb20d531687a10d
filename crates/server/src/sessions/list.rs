//! Which sessions of the program a list shows, and which page of it.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use magnetiq_domain::calendar;
use magnetiq_shared::sessions::{PriceFilter, RegistrationState, SessionCard, SessionFilters, Timeframe};
use magnetiq_shared::{Code, FieldError, Page};
use uuid::Uuid;

use super::{Program, Session};

const DEFAULT_LIMIT: u32 = 50;
const MAX_LIMIT: u32 = 200;

/// The page that `filters` ask for.
///
/// # Errors
/// One error for each parameter that makes no sense.
pub fn list(
    program: &Program,
    filters: &SessionFilters,
    now: DateTime<Utc>,
) -> Result<Page<SessionCard>, Vec<FieldError>> {
    let wanted = Wanted::read(filters, now)?;
    let passes = |session: &&Session| wanted.admits(session, filters, now);
    let mut found: Vec<&Session> = program.sessions().iter().filter(passes).collect();
    if filters.timeframe == Timeframe::Past {
        found.reverse();
    }
    let total = found.len() as u64;
    let from = wanted.cursor.map_or(0, |cursor| {
        found.iter().position(|session| cursor.of(session)).map_or(found.len(), |last| last + 1)
    });
    let page = found.get(from..).unwrap_or_default();
    let shown = &page[..page.len().min(wanted.limit)];
    let more = page.len() > shown.len();
    let next_cursor = shown.last().filter(|_| more).map(|last| Cursor(last.content.id).to_string());
    Ok(Page {
        data: shown.iter().map(|session| session.card(now)).collect(),
        next_cursor,
        total: Some(total),
    })
}

/// The filters, read and checked.
struct Wanted {
    span: Option<calendar::Span>,
    words: Vec<String>,
    limit: usize,
    cursor: Option<Cursor>,
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
        let cursor = filters.cursor.as_deref().map(str::parse::<Cursor>);
        if cursor.as_ref().is_some_and(Result::is_err) {
            wrong("cursor", Code::Type);
        }
        if filters.search.as_ref().is_some_and(|search| search.chars().count() > 200) {
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
        let words = filters
            .search
            .iter()
            .flat_map(|search| search.split_whitespace())
            .map(str::to_lowercase)
            .collect();
        Ok(Self { span, words, limit: limit as usize, cursor: cursor.and_then(Result::ok) })
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
            && match filters.price {
                PriceFilter::All => true,
                PriceFilter::Free => content.price.is_none(),
                PriceFilter::Paid => content.price.is_some(),
            }
            && self.words.iter().all(|word| mentions(session, word))
    }
}

/// Whether title, summary, description or speaker mention the word, in either language.
fn mentions(session: &Session, word: &str) -> bool {
    let content = &session.content;
    [&content.title, &content.summary, &content.description]
        .into_iter()
        .flat_map(|text| [Some(&text.en), text.de.as_ref()])
        .flatten()
        .chain([&content.speaker.card.name])
        .any(|text| text.to_lowercase().contains(word))
}

/// The last session of the page before.
#[derive(Clone, Copy)]
struct Cursor(Uuid);

impl Cursor {
    fn of(self, session: &Session) -> bool {
        session.content.id == self.0
    }
}

impl std::fmt::Display for Cursor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&URL_SAFE_NO_PAD.encode(self.0))
    }
}

impl std::str::FromStr for Cursor {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let bytes = URL_SAFE_NO_PAD.decode(text).map_err(|_| ())?;
        Uuid::from_slice(&bytes).map(Self).map_err(|_| ())
    }
}
