//! Posts in words.

use magnetiq_shared::posts::{Network, Occasion, PostState, Voice};

use crate::admin::kit::State;
use crate::i18n::{Texts, t_string};

/// What a network is called, and its icon.
pub fn network(network: Network) -> (&'static str, &'static str) {
    match network {
        Network::Linkedin => ("LinkedIn", "linkedin"),
        Network::X => ("X", "x"),
    }
}

/// Who speaks.
pub fn voice(i18n: Texts, voice: Voice) -> &'static str {
    match voice {
        Voice::House => t_string!(i18n, posts.house),
        Voice::Speaker => t_string!(i18n, posts.speaker),
    }
}

/// What it is for.
pub fn occasion(i18n: Texts, occasion: Occasion) -> &'static str {
    match occasion {
        Occasion::Announcement => t_string!(i18n, posts.announcement),
        Occasion::Week => t_string!(i18n, posts.week),
        Occasion::Days => t_string!(i18n, posts.days),
        Occasion::Tomorrow => t_string!(i18n, posts.tomorrow),
        Occasion::Live => t_string!(i18n, posts.live),
        Occasion::After => t_string!(i18n, posts.after),
    }
}

/// Where it is.
pub fn state(i18n: Texts, state: PostState) -> (State, &'static str) {
    match state {
        PostState::Planned => (State::Draft, t_string!(i18n, posts.planned)),
        PostState::Due => (State::Warn, t_string!(i18n, posts.due)),
        PostState::Posted => (State::Good, t_string!(i18n, posts.posted)),
        PostState::Skipped => (State::Off, t_string!(i18n, posts.skipped)),
        PostState::Passed => (State::Off, t_string!(i18n, posts.passed)),
        PostState::Publishing => (State::Info, t_string!(i18n, posts.publishing)),
        PostState::Failed => (State::Bad, t_string!(i18n, posts.failed)),
        PostState::Unclear => (State::Bad, t_string!(i18n, posts.unclear)),
    }
}
