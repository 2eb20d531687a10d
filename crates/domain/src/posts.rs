//! When which posts about a session are due, and how a text becomes a thread.

use chrono::{DateTime, Duration, Utc};
use chrono_tz::Tz;
use magnetiq_shared::posts::{Network, Occasion, PostAct, PostState, Voice, X_ADDRESS, X_LIMIT};

use crate::calendar;

/// One of a session's posts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Post {
    /// Where it goes.
    pub network: Network,
    /// Who speaks.
    pub voice: Voice,
    /// What it is for.
    pub occasion: Occasion,
}

impl Post {
    /// All posts of a session, by their times. Speakers are not asked for more than they like to do.
    pub fn all() -> impl Iterator<Item = Post> {
        Occasion::ALL.into_iter().flat_map(|occasion| {
            Voice::ALL.into_iter().filter(move |voice| *voice == Voice::House || speaks(occasion)).flat_map(
                move |voice| Network::ALL.into_iter().map(move |network| Post { network, voice, occasion }),
            )
        })
    }

    /// Such as `linkedin-house-announcement`.
    pub fn key(self) -> String {
        format!("{}-{}-{}", self.network.word(), self.voice.word(), self.occasion.word())
    }

    /// The post of this key.
    pub fn of(key: &str) -> Option<Self> {
        Self::all().find(|post| post.key() == key)
    }
}

fn speaks(occasion: Occasion) -> bool {
    matches!(occasion, Occasion::Announcement | Occasion::Tomorrow | Occasion::After)
}

/// When it is time: on days in the session's own timezone, at nine.
pub fn due(
    occasion: Occasion,
    (starts_at, ends_at): (DateTime<Utc>, DateTime<Utc>),
    zone: Tz,
) -> DateTime<Utc> {
    match occasion {
        Occasion::Announcement => morning(starts_at, -14, zone),
        Occasion::Week => morning(starts_at, -7, zone),
        Occasion::Days => morning(starts_at, -3, zone),
        Occasion::Tomorrow => starts_at - Duration::hours(24),
        Occasion::Live => starts_at,
        Occasion::After => morning(ends_at, 1, zone),
    }
}

fn morning(of: DateTime<Utc>, days: i64, zone: Tz) -> DateTime<Utc> {
    let day = of.with_timezone(&zone).date_naive() + Duration::days(days);
    calendar::morning(day, &zone)
}

/// How long a post stays due where no later one follows.
const DUE_FOR: Duration = Duration::days(7);

/// How far the publication of a post by its network's connection has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Publication {
    /// It is to be published, or waits for the network to take it.
    Queued,
    /// The network is being called.
    Publishing,
    /// It is there.
    Published,
    /// The network refused it.
    Failed,
    /// Nobody knows whether it is there.
    Unclear,
}

impl Publication {
    /// All of them.
    pub const ALL: [Publication; 5] =
        [Self::Queued, Self::Publishing, Self::Published, Self::Failed, Self::Unclear];

    /// Its name in the database.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Publishing => "publishing",
            Self::Published => "published",
            Self::Failed => "failed",
            Self::Unclear => "unclear",
        }
    }

    /// The one of this name.
    pub fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.word() == word)
    }
}

/// When a post may still go out by itself: a post that says "tomorrow" or "we are live" is wrong a little later.
pub fn in_time_until(occasion: Occasion, due: DateTime<Utc>) -> DateTime<Utc> {
    due + match occasion {
        Occasion::Live => Duration::minutes(30),
        Occasion::Tomorrow => Duration::hours(2),
        Occasion::Announcement | Occasion::Week | Occasion::Days | Occasion::After => Duration::hours(12),
    }
}

/// Whether a post goes out by itself now, on a network that publishes by itself since `since`: once it is due, as long as
/// it is in time, and never where it was due before.
pub fn goes_by_itself(
    occasion: Occasion,
    due: DateTime<Utc>,
    since: DateTime<Utc>,
    now: DateTime<Utc>,
) -> bool {
    since <= due && due <= now && now < in_time_until(occasion, due)
}

/// Where a post is: `next` is when the one after it, of the same network and voice, is due. What staff say of it comes
/// first, then what its publication tells.
pub fn state(
    due: DateTime<Utc>,
    next: Option<DateTime<Utc>>,
    act: Option<PostAct>,
    publication: Option<Publication>,
    now: DateTime<Utc>,
) -> PostState {
    match (act, publication) {
        (Some(PostAct::Posted), _) => return PostState::Posted,
        (Some(PostAct::Skipped), _) => return PostState::Skipped,
        (_, Some(Publication::Published)) => return PostState::Posted,
        (_, Some(Publication::Queued | Publication::Publishing)) => return PostState::Publishing,
        (_, Some(Publication::Failed)) => return PostState::Failed,
        (_, Some(Publication::Unclear)) => return PostState::Unclear,
        (Some(PostAct::Planned) | None, None) => {}
    }
    if now < due {
        PostState::Planned
    } else if now < next.unwrap_or(due + DUE_FOR) {
        PostState::Due
    } else {
        PostState::Passed
    }
}

/// How much of a post it takes, as X counts: an address is always the same, and what is wide counts twice.
pub fn x_length(text: &str) -> usize {
    let word = |word: &str| match word.starts_with("https://") || word.starts_with("http://") {
        true => X_ADDRESS,
        false => word.chars().map(|c| if is_narrow(c) { 1 } else { 2 }).sum(),
    };
    let blanks = text.chars().filter(|c| c.is_whitespace()).count();
    text.split_whitespace().map(word).sum::<usize>() + blanks
}

/// As twitter-text has it: most of Europe's letters, and usual punctuation.
fn is_narrow(c: char) -> bool {
    matches!(u32::from(c), 0..=4351 | 8192..=8205 | 8208..=8223 | 8242..=8247)
}

/// The text as posts that X takes: paragraphs stay whole where they fit, else sentences, else words.
pub fn thread(text: &str) -> Vec<String> {
    if x_length(text.trim()) <= X_LIMIT {
        return vec![text.trim().to_owned()];
    }
    let mut posts: Vec<String> = Vec::new();
    for (piece, join) in pieces(text) {
        match posts.last_mut() {
            Some(last) if x_length(&format!("{last}{join}{piece}")) <= X_LIMIT => {
                last.push_str(join);
                last.push_str(&piece);
            }
            _ => posts.push(piece),
        }
    }
    posts
}

/// What must not be cut, each with what stood between it and the one before.
fn pieces(text: &str) -> Vec<(String, &'static str)> {
    let mut pieces = Vec::new();
    for paragraph in text.split("\n\n").map(str::trim).filter(|paragraph| !paragraph.is_empty()) {
        if x_length(paragraph) <= X_LIMIT {
            pieces.push((paragraph.to_owned(), "\n\n"));
            continue;
        }
        let mut join = "\n\n";
        for sentence in paragraph.split_inclusive(['.', '!', '?', '\n']).map(str::trim) {
            if x_length(sentence) <= X_LIMIT {
                pieces.push((sentence.to_owned(), join));
            } else {
                for word in sentence.split_whitespace() {
                    // No word is longer than a post but an address, and that counts as short.
                    pieces.push((word.chars().take(X_LIMIT).collect(), join));
                    join = " ";
                }
            }
            join = " ";
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    #[test]
    fn posts_are_due_around_the_session_in_its_own_timezone() {
        // The clocks of Europe go forward on 28 March.
        let session = (at("2027-03-30T13:00:00Z"), at("2027-03-30T14:00:00Z"));
        let expected = [
            "2027-03-16T08:00:00Z",
            "2027-03-23T08:00:00Z",
            "2027-03-27T08:00:00Z",
            "2027-03-29T13:00:00Z",
            "2027-03-30T13:00:00Z",
            "2027-03-31T07:00:00Z",
        ];
        let due: Vec<_> = Occasion::ALL.map(|one| due(one, session, Tz::Europe__Berlin)).to_vec();
        assert_eq!(due, expected.map(at));
    }

    #[test]
    fn a_post_is_due_until_the_next_one_is() {
        let (due, next) = (at("2027-03-16T08:00:00Z"), at("2027-03-23T08:00:00Z"));
        let of = |now: &str, act| state(due, Some(next), act, None, at(now));
        assert_eq!(of("2027-03-16T07:59:59Z", None), PostState::Planned);
        assert_eq!(of("2027-03-16T08:00:00Z", None), PostState::Due);
        assert_eq!(of("2027-03-23T08:00:00Z", None), PostState::Passed);
        assert_eq!(of("2027-03-24T08:00:00Z", Some(PostAct::Posted)), PostState::Posted);
        assert_eq!(of("2027-03-01T08:00:00Z", Some(PostAct::Skipped)), PostState::Skipped);
    }

    #[test]
    fn what_staff_say_counts_more_than_what_the_network_said() {
        let due = at("2027-03-16T08:00:00Z");
        let of = |act, publication| state(due, None, act, Some(publication), due);
        for (publication, expected) in [
            (Publication::Queued, PostState::Publishing),
            (Publication::Publishing, PostState::Publishing),
            (Publication::Published, PostState::Posted),
            (Publication::Failed, PostState::Failed),
            (Publication::Unclear, PostState::Unclear),
        ] {
            assert_eq!(of(None, publication), expected);
            assert_eq!(of(Some(PostAct::Posted), publication), PostState::Posted);
            assert_eq!(of(Some(PostAct::Skipped), publication), PostState::Skipped);
            assert_eq!(Publication::of(publication.word()), Some(publication));
        }
    }

    #[test]
    fn a_post_goes_by_itself_at_its_time_and_not_long_after() {
        let (since, due) = (at("2027-03-01T00:00:00Z"), at("2027-03-16T08:00:00Z"));
        let goes = |occasion, now: &str| goes_by_itself(occasion, due, since, at(now));
        assert!(!goes(Occasion::Week, "2027-03-16T07:59:59Z"));
        assert!(goes(Occasion::Week, "2027-03-16T08:00:00Z") && goes(Occasion::Week, "2027-03-16T19:59:59Z"));
        assert!(!goes(Occasion::Week, "2027-03-16T20:00:00Z"));
        assert!(
            goes(Occasion::Live, "2027-03-16T08:29:59Z") && !goes(Occasion::Live, "2027-03-16T08:30:00Z")
        );
        let later = due + Duration::seconds(1);
        assert!(!goes_by_itself(Occasion::Week, due, later, later), "due before it was switched on");
    }

    #[test]
    fn every_post_has_a_key_of_its_own() {
        let keys: std::collections::BTreeSet<_> = Post::all().map(Post::key).collect();
        assert_eq!(keys.len(), Post::all().count());
        assert!(Post::all().all(|post| Post::of(&post.key()) == Some(post)));
        assert_eq!(Post::of("x-speaker-live"), None);
    }

    #[test]
    fn an_address_counts_the_same_however_long_it_is() {
        assert_eq!(x_length(&format!("Hallo https://{}.example", "x".repeat(300))), 5 + 1 + X_ADDRESS);
        assert_eq!(x_length("日本"), 4);
    }

    proptest! {
        #[test]
        fn each_post_of_a_thread_fits_and_no_word_is_lost(words in prop::collection::vec("[a-zäö]{1,30}[.!]?", 1..120)) {
            let text = words.join(" ");
            let posts = thread(&text);
            prop_assert!(posts.iter().all(|post| x_length(post) <= X_LIMIT && !post.is_empty()));
            let kept: Vec<&str> = posts.iter().flat_map(|post| post.split_whitespace()).collect();
            prop_assert_eq!(kept.concat(), words.concat());
        }
    }
}
