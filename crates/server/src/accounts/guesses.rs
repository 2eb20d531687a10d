//! Guesses at the secrets of an account: passwords and codes.
//!
//! Invariant: only wrong ones count. Whoever guesses is slowed down in their own network first, so that a stranger keeps
//! nobody out of their account; many networks together are slowed down far later.

use super::AccountError;
use crate::config::Network;
use crate::ctx::Ctx;
use crate::http::{ApiResult, Client, Limit};

/// Lets somebody try a password or a code of the account (its address or id, whether or not there is one).
///
/// # Errors
/// `rate-limited`, and those of what is tried.
pub(super) async fn guess<T>(
    ctx: &Ctx,
    client: &Client,
    account: &str,
    attempt: impl Future<Output = Result<T, AccountError>>,
) -> ApiResult<T> {
    let here = format!("{account} {}", Network::of_client(client.address));
    let counted = [(Limit::Guess, here.as_str()), (Limit::Account, account)];
    // Counted before it is known to be wrong: of many at once, no more are tried.
    for (limit, what) in counted {
        ctx.limits.check_for(ctx, limit, what)?;
    }
    let tried = attempt.await;
    if !matches!(&tried, Err(error) if error.is_wrong_guess()) {
        for (limit, what) in counted {
            ctx.limits.take_back(ctx, limit, what);
        }
    }
    Ok(tried?)
}
