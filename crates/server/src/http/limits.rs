//! How often one client may do what costs something. Each process counts in memory and shares its counts in
//! passing: every few seconds it adds them to the database and reads what the others have added, so that no
//! request waits for it.

use std::collections::HashMap;
use std::sync::Mutex;

use chrono::{DateTime, Utc};
use magnetiq_shared::ProblemType;

use super::Client;
use super::error::ApiError;
use crate::config::Network;
use crate::ctx::Ctx;
use crate::db::{self, Db};

/// What is limited.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Limit {
    /// Sending the registration form.
    Registration,
    /// Pressing the button of a mailed link.
    Link,
    /// Starting a visit.
    Visit,
    /// Telling that a page was seen.
    View,
    /// Trying to sign in, or to set up.
    SignIn,
    /// Staying signed in.
    Refresh,
    /// Wrong passwords and codes for one account, from one network.
    Guess,
    /// Wrong passwords and codes for one account, from wherever. Far more than a person mistypes: whoever has not
    /// guessed must not be kept out by those who do.
    Account,
    /// Mails to one address that anybody may ask for, whether a password was forgotten or a copy of data is wanted, in an
    /// hour.
    Forgotten,
    /// The same in a day.
    ForgottenDaily,
    /// Texts that one person has written.
    Ai,
    /// Sending a photo by a mailed link.
    Upload,
}

impl Limit {
    const fn name(self) -> &'static str {
        match self {
            Limit::Registration => "registration",
            Limit::Link => "link",
            Limit::Visit => "visit",
            Limit::View => "view",
            Limit::SignIn => "sign-in",
            Limit::Refresh => "refresh",
            Limit::Guess => "guess",
            Limit::Account => "account",
            Limit::Forgotten => "forgotten",
            Limit::ForgottenDaily => "forgotten-daily",
            Limit::Ai => "ai",
            Limit::Upload => "upload",
        }
    }

    /// How many in one window. An office behind one address may register all of its people.
    const fn allowed(self) -> i64 {
        match self {
            Limit::Registration => 60,
            Limit::Link => 120,
            Limit::Visit => 120,
            Limit::View => 600,
            Limit::SignIn => 60,
            Limit::Refresh => 300,
            Limit::Guess => 10,
            Limit::Account => 100,
            Limit::Forgotten => 3,
            Limit::ForgottenDaily => 10,
            Limit::Ai => 60,
            Limit::Upload => 20,
        }
    }

    /// The length of a window, in milliseconds.
    const fn window(self) -> i64 {
        match self {
            Limit::Account | Limit::Forgotten => HOUR,
            Limit::ForgottenDaily => LONGEST_WINDOW,
            _ => HOUR / 6,
        }
    }
}

const HOUR: i64 = 3_600_000;
const LONGEST_WINDOW: i64 = 24 * HOUR;

/// What a client may still do in this window.
#[derive(Clone, Copy, Debug)]
pub(super) struct Allowance {
    /// How many in one window.
    pub limit: i64,
    /// How many are left.
    pub remaining: i64,
    /// Seconds until the window ends.
    pub reset: i64,
}

#[derive(Clone, Copy, Debug, Default)]
struct Count {
    /// When the window began, and when it ends.
    window: i64,
    end: i64,
    /// Counted by this process and not shared yet.
    own: i64,
    /// Known of all processes.
    shared: i64,
}

/// The counts.
#[derive(Debug, Default)]
pub struct Limits(Mutex<HashMap<String, Count>>);

impl Limits {
    /// Counts one, and refuses it where it is one too many.
    ///
    /// # Errors
    /// `rate-limited`, with the seconds until the window ends.
    pub fn check(&self, ctx: &Ctx, limit: Limit, client: &Client) -> Result<(), ApiError> {
        // A whole IPv6 network belongs to one subscriber.
        let prefix = if client.address.is_ipv4() { 32 } else { 64 };
        let (allowance, checked) =
            self.count(ctx, limit, &Network::around(client.address, prefix).to_string());
        if let Some(allowance) = allowance {
            client.note(allowance);
        }
        checked
    }

    /// The same for something else than a client's address, such as guesses at one account.
    ///
    /// # Errors
    /// `rate-limited`, with the seconds until the window ends.
    pub fn check_for(&self, ctx: &Ctx, limit: Limit, what: &str) -> Result<(), ApiError> {
        self.count(ctx, limit, what).1
    }

    /// Takes back one that was counted: it was none of those that are limited.
    pub fn take_back(&self, ctx: &Ctx, limit: Limit, what: &str) {
        if let Some(count) = self.lock().get_mut(&bucket(ctx, limit, what)) {
            count.own -= 1;
        }
    }

    fn count(&self, ctx: &Ctx, limit: Limit, what: &str) -> (Option<Allowance>, Result<(), ApiError>) {
        if !ctx.config.rate_limits {
            return (None, Ok(()));
        }
        let now = ctx.now.timestamp_millis();
        let window = now - now.rem_euclid(limit.window());
        let end = window + limit.window();
        let mut counts = self.lock();
        let count = counts.entry(bucket(ctx, limit, what)).or_default();
        if count.window != window {
            *count = Count { window, end, ..Count::default() };
        }
        let reset = (end - now) / 1_000 + 1;
        let left = limit.allowed() - count.own - count.shared;
        let allowance = Allowance { limit: limit.allowed(), remaining: (left - 1).max(0), reset };
        if left <= 0 {
            let refused = ApiError::new(ProblemType::RateLimited).retry_after(reset.unsigned_abs());
            return (Some(allowance), Err(refused));
        }
        count.own += 1;
        (Some(allowance), Ok(()))
    }

    /// Shares what was counted since, and takes over what others have counted.
    ///
    /// # Errors
    /// What the database says; the counts stay and are shared the next time.
    pub async fn share(&self, db: &Db, now: DateTime<Utc>) -> Result<(), db::Error> {
        let now = now.timestamp_millis();
        let own: Vec<(String, i64, i64)> = {
            let mut counts = self.lock();
            counts.retain(|_, count| count.end > now);
            counts.iter().map(|(bucket, count)| (bucket.clone(), count.window, count.own)).collect()
        };
        if own.is_empty() {
            return Ok(());
        }
        let totals = db::share_counts(db, &own, now - LONGEST_WINDOW).await?;
        let mut counts = self.lock();
        for (bucket, window, shared) in own {
            let Some(count) = counts.get_mut(&bucket).filter(|count| count.window == window) else {
                continue;
            };
            count.own -= shared;
            count.shared = totals.get(&(bucket, window)).copied().unwrap_or_default();
        }
        Ok(())
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<String, Count>> {
        self.0.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
    }
}

/// Whose count it is: nobody's address stands in it.
fn bucket(ctx: &Ctx, limit: Limit, what: &str) -> String {
    format!("{}:{}", limit.name(), ctx.keys.pseudonym(what))
}
