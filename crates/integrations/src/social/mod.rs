//! What the networks have in common: signing in by OAuth 2, and what can come of a post.
//!
//! No network takes a key by which it would know a post that comes twice. So errors tell three things apart: it was
//! refused, it was not taken and may be later, and nobody knows.

mod error;
#[cfg(feature = "fakes")]
pub mod fake;
mod oauth;

use std::fmt;
use std::time::Duration;

pub use error::{SocialError, Wait};
pub(crate) use oauth::{address, granted, sent, token_call};

/// How a network knows the application that was registered with it. Its `Debug` hides the secret.
#[derive(Clone, PartialEq, Eq)]
pub struct App {
    /// The client's id.
    pub id: String,
    /// The client's secret.
    pub secret: String,
    /// Where the network sends people back to, exactly as it was registered.
    pub callback: String,
}

impl fmt::Debug for App {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("App").field("id", &self.id).finish_non_exhaustive()
    }
}

/// What somebody allowed. Its `Debug` hides the tokens.
#[derive(Clone, PartialEq, Eq)]
pub struct Tokens {
    /// Goes with each call.
    pub access: String,
    /// For how long, from now on.
    pub lasts: Duration,
    /// Gives the next tokens, where the network hands one out.
    pub refresh: Option<String>,
    /// For how long, where it is said.
    pub refresh_lasts: Option<Duration>,
}

impl fmt::Debug for Tokens {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Tokens").field("lasts", &self.lasts).finish_non_exhaustive()
    }
}

/// Who posts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// How the network calls it in its calls.
    pub id: String,
    /// How people know it.
    pub name: String,
}
