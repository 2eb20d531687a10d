//! What the overview's address says: which part of the program, which filters, and where its page starts.

use magnetiq_shared::sessions::{
    Difficulty, LanguageFilter, PER_PAGE, PriceFilter, SessionFilters, Timeframe,
};
use magnetiq_shared::{Language, links};

use crate::api::client::segment;
use crate::state::address::Address;

/// A parameter of the address; the API's have the same names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Filter {
    /// Which part of the program.
    Timeframe,
    /// A category's slug.
    Category,
    /// How much one should know.
    Difficulty,
    /// Free, or not.
    Price,
    /// A speaker's slug.
    Speaker,
    /// The language a session is held in.
    Language,
    /// What was searched for.
    Search,
    /// Where the page starts.
    Cursor,
}

impl Filter {
    /// Those to choose from in the bar.
    pub const CHOICES: [Filter; 5] =
        [Filter::Category, Filter::Difficulty, Filter::Price, Filter::Speaker, Filter::Language];

    /// Every one, in the order of the variants.
    const ALL: [Filter; 8] = [
        Filter::Timeframe,
        Filter::Category,
        Filter::Difficulty,
        Filter::Price,
        Filter::Speaker,
        Filter::Language,
        Filter::Search,
        Filter::Cursor,
    ];

    /// Its name in the address.
    pub fn name(self) -> &'static str {
        match self {
            Filter::Timeframe => "timeframe",
            Filter::Category => "category",
            Filter::Difficulty => "difficulty",
            Filter::Price => "price",
            Filter::Speaker => "speaker",
            Filter::Language => "language",
            Filter::Search => "search",
            Filter::Cursor => "cursor",
        }
    }
}

/// The part of the program that is shown: the value of each parameter, empty where it is not told.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListQuery([String; Filter::ALL.len()]);

impl ListQuery {
    /// Reads it from the address; what it does not understand counts as absent.
    pub fn read(address: Address) -> Self {
        let mut query = Self(Filter::ALL.map(|filter| address.parameter(filter.name()).unwrap_or_default()));
        let filters = query.clone().filters(String::new());
        let is_known = [
            (Filter::Timeframe, filters.timeframe != Timeframe::default()),
            (Filter::Difficulty, filters.difficulty.is_some()),
            (Filter::Price, filters.price != PriceFilter::All),
            (Filter::Language, filters.language != LanguageFilter::All),
        ];
        for (filter, is_known) in is_known {
            if !is_known {
                query.0[filter as usize].clear();
            }
        }
        query
    }

    /// The value of a parameter, empty where it is not told.
    pub fn get(&self, filter: Filter) -> &str {
        &self.0[filter as usize]
    }

    /// Which timeframe; what is coming up, unless told.
    pub fn timeframe(&self) -> Timeframe {
        self.get(Filter::Timeframe).parse().unwrap_or_default()
    }

    /// The same with another value of a parameter. Another list begins at its start.
    pub fn with(&self, filter: Filter, value: impl Into<String>) -> Self {
        let mut query = self.clone();
        query.0[Filter::Cursor as usize].clear();
        query.0[filter as usize] = value.into();
        query
    }

    /// The same timeframe without filters and search.
    pub fn cleared(&self) -> Self {
        Self::default().with(Filter::Timeframe, self.get(Filter::Timeframe))
    }

    /// Whether filters or a search leave sessions out.
    pub fn is_filtered(&self) -> bool {
        *self != self.cleared().with(Filter::Cursor, self.get(Filter::Cursor))
    }

    /// The filters that are set, the search not among them.
    pub fn set(&self) -> impl Iterator<Item = Filter> {
        Filter::CHOICES.into_iter().filter(|filter| !self.get(*filter).is_empty())
    }

    /// The address that shows it; what is not told is left out.
    pub fn href(&self, language: Language) -> String {
        let parts: Vec<String> = Filter::ALL.into_iter().filter_map(|filter| self.part(filter)).collect();
        let overview = links::overview(language);
        if parts.is_empty() { overview } else { format!("{overview}?{}", parts.join("&")) }
    }

    /// The parameter as it stands in an address: `category=energy`.
    pub fn part(&self, filter: Filter) -> Option<String> {
        let value = self.get(filter);
        (!value.is_empty()).then(|| format!("{}={}", filter.name(), segment(value)))
    }

    /// What the API is asked for it.
    pub fn filters(self, timezone: String) -> SessionFilters {
        let [timeframe, category, difficulty, price, speaker, language, search, cursor] = self.0;
        let told = |value: String| (!value.is_empty()).then_some(value);
        SessionFilters {
            timeframe: timeframe.parse().unwrap_or_default(),
            category: told(category),
            difficulty: difficulty.parse::<Difficulty>().ok(),
            price: price.parse().unwrap_or_default(),
            speaker: told(speaker),
            language: match language.parse() {
                Ok(Language::En) => LanguageFilter::En,
                Ok(Language::De) => LanguageFilter::De,
                Err(_) => LanguageFilter::All,
            },
            search: told(search),
            timezone: Some(timezone),
            limit: Some(PER_PAGE),
            cursor: told(cursor),
        }
    }
}
