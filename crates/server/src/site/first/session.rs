//! A session in words: the values that templates show of it.

use chrono::{DateTime, SecondsFormat, Utc};
use chrono_tz::Tz;
use magnetiq_mail::localtime;
use magnetiq_shared::sessions::{
    Access, Difficulty, RegistrationState as State, SessionCard, SessionPage, SessionStatus,
};
use magnetiq_shared::speakers::{SpeakerCard, SpeakerProfile};
use magnetiq_shared::{Language, Money, links};
use minijinja::{Value, context};

use super::dates;
use crate::site::words::{say, text};

/// A session, the language to speak of it in, and the time.
pub(super) struct View<'a> {
    pub card: &'a SessionCard,
    pub language: Language,
    pub now: DateTime<Utc>,
}

impl View<'_> {
    /// Everything that cards and landing pages show; with more of the speaker where there is more.
    pub(super) fn values(&self, speaker: Option<&SpeakerProfile>) -> Value {
        let Self { card, language, now } = *self;
        let (tz, at) = (self.tz(), card.starts_at);
        let (category, level, held_in) = (card.category.name.get(language), self.level(), self.held_in());
        let mut pills = vec![category, level];
        if card.language != language {
            pills.push(held_in);
        }
        let tags: Vec<&str> = card.tags.iter().take(3).map(|tag| tag.name.get(language)).collect();
        let times = localtime::time_range(at, card.duration_minutes, tz, language);
        let minutes = card.duration_minutes.to_string();
        let early = card.early_bird;
        let price = early.map_or(card.price, |early| Some(early.price));
        let landing = links::landing(language, &card.slug);
        let until = early.map(|early| dates::day(early.ends_at, tz, language));
        let taken = card.capacity.zip(card.remaining_seats).map(|(all, left)| all.saturating_sub(left));
        let city = localtime::city(tz, language);
        let soon = match card.status {
            SessionStatus::Live => self.say("session", "live").to_owned(),
            _ => self.fill("overview", "next", &[("days", &dates::in_days(at, tz, language, now))]),
        };
        context! {
            title => card.title.get(language),
            summary => card.summary.get(language),
            starts_at => at.to_rfc3339_opts(SecondsFormat::Secs, true),
            short => dates::short(at, tz, language, now),
            long => format!("{}, {times}", localtime::date(at, tz, language)),
            month => dates::month(at, tz, language).trim_end_matches('.'),
            day => dates::day(at, tz, language).split([' ', '.']).next().unwrap_or_default(),
            place => self.fill("landing", "local_time", &[("city", &city)]),
            minutes => self.fill("session", "minutes", &[("n", &minutes)]),
            soon,
            category,
            level,
            held_in,
            pills => Value::from_iter(pills),
            topics => tags.join(" · "),
            hue => card.cover.hue.word(),
            cover => card.cover.url.as_str(),
            drawn => card.cover.drawn,
            price => self.price(price),
            regular => early.and(card.price).map(|regular| regular.written(language)),
            early_until => until.map(|day| self.fill("session", "early_until", &[("day", &day)])),
            ahead => self.is_ahead(),
            places => self.places(),
            few => self.few_left(),
            capacity => card.capacity.filter(|_| taken.is_some()),
            taken,
            action => self.action(&landing),
            href => landing,
            calendar => format!("/api/v1/public/sessions/{}/calendar.ics?language={language}", card.slug),
            speaker => match speaker {
                Some(more) => profile(more, language),
                None => person(&card.speaker, language),
            },
        }
    }

    /// What has become of it, where it is no longer simply to come.
    pub(super) fn fate(&self, page: &SessionPage) -> Option<Value> {
        let say = |key| self.say("landing", key).to_owned();
        let (class, icon, title, texts) = match self.card.status {
            SessionStatus::Cancelled => {
                let reason = page.cancel_reason.iter().cloned();
                ("bad", "alert", "cancelled_title", reason.chain([say("cancelled_text")]).collect())
            }
            SessionStatus::Live => ("good", "video", "live_title", vec![say("live_text")]),
            SessionStatus::Completed => {
                let day = localtime::date(self.card.starts_at, self.tz(), self.language);
                let kept = match page.recording_access {
                    Some(Access::Registrants) => say("recording_registrants"),
                    Some(Access::Attendees) => say("recording_attendees"),
                    Some(Access::Public) | None => String::new(),
                };
                let over = self.fill("landing", "past_text", &[("day", &day)]);
                ("", "info", "past_title", vec![format!("{over} {kept}")])
            }
            SessionStatus::Draft | SessionStatus::Published => return None,
        };
        Some(context! { class, icon, title => say(title), texts => Value::from_iter::<Vec<String>>(texts) })
    }

    /// Until when the price holds, and whether tax is in it.
    pub(super) fn terms(&self, tax_rate_bp: u32) -> String {
        let until = self.card.early_bird.map(|early| {
            let date = localtime::date(early.ends_at, self.tz(), self.language);
            // Without the year.
            let day = date.rsplit_once(' ').map_or(date.as_str(), |(day, _)| day);
            self.fill("landing", "price_until", &[("day", day)])
        });
        let taxed = self.card.price.is_some() && tax_rate_bp > 0;
        let tax = taxed.then(|| self.say("landing", "tax").to_owned());
        until.into_iter().chain(tax).collect::<Vec<_>>().join(" ")
    }

    /// Until when one can register, where that is before the start.
    pub(super) fn deadline(&self) -> Option<String> {
        let closes = self.card.registration_closes_at.filter(|_| self.opens_form())?;
        let when = dates::short(closes, self.tz(), self.language, self.now);
        Some(self.fill("landing", "deadline", &[("when", &when)]))
    }

    /// What happens next.
    pub(super) fn fine_print(&self) -> String {
        let say = |key| self.say("landing", key);
        match self.card.registration_state {
            State::Open => say("fine_open"),
            State::ByApproval => say("fine_ask"),
            State::Waitlist if self.card.price.is_some() => {
                return format!("{} {}", say("fine_wait"), say("fine_pay_later"));
            }
            State::Waitlist => say("fine_wait"),
            State::Full => say("fine_full"),
            State::NotYetOpen => say("fine_opens"),
            State::Closed => say("fine_closed"),
            State::Live => say("fine_live"),
            State::Past if self.card.has_public_recording => say("fine_watch"),
            State::Past | State::Cancelled => say("fine_past"),
        }
        .to_owned()
    }

    fn action(&self, landing: &str) -> Value {
        let opens_form = self.opens_form();
        let say = |key| self.say("session", key).to_owned();
        let (text, quiet) = match self.card.registration_state {
            State::Open => (say("register"), "soft"),
            State::ByApproval => (say("ask"), "soft"),
            State::Waitlist => (say("wait"), "plain"),
            State::Full => (say("fully_booked"), "still"),
            State::NotYetOpen => match self.card.registration_opens_at {
                Some(at) => {
                    let day = dates::day(at, self.tz(), self.language);
                    (self.fill("session", "opens_on", &[("day", &day)]), "still")
                }
                None => (say("opens_later"), "still"),
            },
            State::Closed => (say("closed"), "still"),
            State::Live => (say("live"), "still"),
            State::Past if self.card.has_public_recording => (say("watch"), "soft"),
            State::Past => (say("over"), "still"),
            State::Cancelled => (say("cancelled"), "still"),
        };
        let href = if opens_form { format!("{landing}?step=register") } else { landing.to_owned() };
        context! { text, quiet, href, opens_form }
    }

    fn places(&self) -> String {
        let card = self.card;
        let say = |key| self.say("session", key).to_owned();
        let counted = |count: u32, one, many| match count {
            1 => say(one),
            _ => self.fill("session", many, &[("count", &count.to_string())]),
        };
        match (card.registration_state, card.remaining_seats, card.capacity) {
            (State::Live, ..) => say("live"),
            (State::Cancelled, ..) => say("cancelled"),
            (State::Past, ..) => say("past"),
            (State::Full, ..) => say("fully_booked"),
            (State::Waitlist, ..) if card.waitlist_count == 0 => say("fully_booked"),
            (State::Waitlist, ..) => {
                let waiting = counted(card.waitlist_count, "waiting_single", "waiting_many");
                format!("{} · {waiting}", say("fully_booked"))
            }
            (State::ByApproval, Some(left), _) => {
                counted(left, "left_by_approval_single", "left_by_approval_many")
            }
            (State::ByApproval, None, _) => say("by_approval"),
            (State::NotYetOpen, _, Some(all)) => counted(all, "places_single", "places_many"),
            (_, Some(left), Some(all)) => {
                self.fill("session", "places_left", &[("left", &left.to_string()), ("all", &all.to_string())])
            }
            _ => say("open_to_all"),
        }
    }

    fn few_left(&self) -> bool {
        let to_be_had = matches!(self.card.registration_state, State::Open | State::ByApproval);
        let seats = self.card.remaining_seats.zip(self.card.capacity);
        to_be_had && seats.is_some_and(|(left, all)| left > 0 && (left <= 5 || left * 10 <= all))
    }

    fn is_ahead(&self) -> bool {
        !matches!(self.card.registration_state, State::Live | State::Past | State::Cancelled)
    }

    fn opens_form(&self) -> bool {
        matches!(self.card.registration_state, State::Open | State::ByApproval | State::Waitlist)
    }

    fn price(&self, price: Option<Money>) -> String {
        price.map_or_else(|| self.say("session", "free").to_owned(), |price| price.written(self.language))
    }

    fn level(&self) -> &'static str {
        let key = match self.card.difficulty {
            Difficulty::Beginner => "beginner",
            Difficulty::Intermediate => "intermediate",
            Difficulty::Advanced => "advanced",
        };
        self.say("session", key)
    }

    fn held_in(&self) -> &'static str {
        match self.card.language {
            Language::En => self.say("session", "in_english"),
            Language::De => self.say("session", "in_german"),
        }
    }

    fn tz(&self) -> Tz {
        // The program holds only sessions whose timezone can be read.
        self.card.timezone.parse().unwrap_or(Tz::UTC)
    }

    fn say(&self, section: &str, key: &'static str) -> &'static str {
        text(self.language, section, key)
    }

    fn fill(&self, section: &str, key: &'static str, values: &[(&str, &str)]) -> String {
        say(self.say(section, key), values)
    }
}

fn person(card: &SpeakerCard, language: Language) -> Value {
    context! {
        name => card.name.as_str(),
        position => card.position.as_ref().map(|position| position.get(language)),
        brief => card.brief.get(language),
        photo => card.photo_url.as_str(),
        drawn => card.photo_url.ends_with(".svg"),
        href => links::speaker(language, &card.slug),
    }
}

/// Everything that is known of a speaker.
pub(super) fn profile(speaker: &SpeakerProfile, language: Language) -> Value {
    let position = speaker.card.position.as_ref().map(|position| position.get(language));
    let role = match (position, speaker.company.as_deref()) {
        (Some(role), Some(company)) => {
            say(text(language, "landing", "role_at"), &[("role", role), ("company", company)])
        }
        (one, other) => one.or(other).unwrap_or_default().to_owned(),
    };
    context! {
        role,
        biography => speaker.biography.get(language),
        expertise => Value::from_iter(speaker.expertise.iter().map(String::as_str)),
        ..person(&speaker.card, language)
    }
}
