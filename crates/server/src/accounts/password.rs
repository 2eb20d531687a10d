//! Passwords: how they are kept, and which are too weak.
//!
//! Invariant: a hash costs 19 MB and a core, so only some are made at a time, some more wait, and whoever comes then is
//! sent away: nobody fills the memory by trying to sign in.

use argon2::password_hash::phc::PasswordHash;
use argon2::{Argon2, PasswordHasher, PasswordVerifier};
use magnetiq_shared::Code;
use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;

use super::AccountError;

const SHORTEST: usize = 10;
const LONGEST: usize = 200;
/// How many guesses a password has to stand, as a power of ten: of the five steps from 0 to 4.
const STRONG: u8 = 3;
/// How many are hashed at a time.
const AT_A_TIME: usize = 4;
/// How many wait for their turn.
const WAITING: usize = 60;

/// Of this process.
static DESK: Desk = Desk::new(AT_A_TIME, WAITING);

/// Where passwords are hashed.
struct Desk {
    /// For those who are served and those who wait.
    places: Semaphore,
    /// For those who are served.
    turns: Semaphore,
}

impl Desk {
    const fn new(at_a_time: usize, waiting: usize) -> Self {
        Self { places: Semaphore::const_new(at_a_time + waiting), turns: Semaphore::const_new(at_a_time) }
    }

    /// Does the work on a thread of its own when its turn comes. Once begun it keeps its turn to the end, also where
    /// the client has gone.
    async fn serve<T: Send + 'static>(
        &'static self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, AccountError> {
        let _place = self.places.try_acquire().map_err(|_| AccountError::Busy)?;
        let turn = self.turns.acquire().await.map_err(|_| AccountError::Busy)?;
        let work = move || {
            let _turn = turn;
            work()
        };
        spawn_blocking(work).await.map_err(|_| AccountError::Hashing)
    }
}

/// Refuses a password that is too short, or guessed too easily by somebody who knows the person's `words`.
///
/// # Errors
/// The code of what is wrong.
pub fn check(password: &str, words: &[&str]) -> Result<(), Code> {
    match password.chars().count() {
        0 => Err(Code::Required),
        length if length < SHORTEST => Err(Code::TooShort),
        length if length > LONGEST => Err(Code::TooLong),
        _ if u8::from(zxcvbn::zxcvbn(password, words).score()) < STRONG => Err(Code::Weak),
        _ => Ok(()),
    }
}

/// What is kept of a password: an Argon2id hash with its own salt. Takes a while.
///
/// # Errors
/// `rate-limited` where too many wait; where hashing fails.
pub async fn hash(password: String) -> Result<String, AccountError> {
    let hashed =
        DESK.serve(move || Argon2::default().hash_password(password.as_bytes()).map(|hash| hash.to_string()));
    hashed.await?.map_err(|_| AccountError::Hashing)
}

/// Whether it is the password of which `kept` was kept. Without one it takes as long, so that nobody learns by a
/// clock who has an account.
///
/// # Errors
/// `rate-limited` where too many wait.
pub async fn is_right(password: String, kept: Option<String>) -> Result<bool, AccountError> {
    let known = kept.is_some();
    let kept = kept.unwrap_or_else(|| NOBODYS.to_owned());
    let verify = move || {
        let hash = PasswordHash::new(&kept).ok()?;
        Argon2::default().verify_password(password.as_bytes(), &hash).ok()
    };
    let right = DESK.serve(verify).await?.is_some();
    Ok(right && known)
}

/// The hash of a password that nobody has.
const NOBODYS: &str = "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$\
                       3q2+796tvu/erb7v3q2+796tvu/erb7v3q2+796tvu8";

#[cfg(test)]
mod tests {
    use actix_web::ResponseError;

    use super::*;
    use crate::http::ApiError;

    #[tokio::test]
    async fn a_password_is_known_by_its_hash() {
        let kept = hash("a quiet harbour at noon".into()).await.unwrap();
        assert!(kept.starts_with("$argon2id$"));
        assert!(is_right("a quiet harbour at noon".into(), Some(kept.clone())).await.unwrap());
        assert!(!is_right("a quiet harbour at nine".into(), Some(kept)).await.unwrap());
        assert!(!is_right("whatever".into(), None).await.unwrap());
        assert!(PasswordHash::new(NOBODYS).is_ok(), "it takes as long as a real one");
    }

    #[actix_web::test]
    async fn some_are_hashed_some_wait_and_the_rest_are_sent_away() {
        static SMALL: Desk = Desk::new(1, 1);
        let (finish, finished) = std::sync::mpsc::channel();
        let served = tokio::spawn(SMALL.serve(move || finished.recv().is_ok()));
        while SMALL.turns.available_permits() > 0 {
            tokio::task::yield_now().await;
        }
        let waits = tokio::spawn(SMALL.serve(|| true));
        while SMALL.places.available_permits() > 0 {
            tokio::task::yield_now().await;
        }
        let sent_away = ApiError::from(SMALL.serve(|| true).await.unwrap_err());
        let answer = sent_away.error_response();
        assert_eq!(answer.status(), 429);
        assert!(answer.headers().contains_key("retry-after"));
        finish.send(()).unwrap();
        assert!(served.await.unwrap().unwrap() && waits.await.unwrap().unwrap());
        assert!(SMALL.serve(|| true).await.unwrap(), "there is room again");
    }

    #[test]
    fn weak_passwords_are_refused() {
        assert_eq!(check("", &[]), Err(Code::Required));
        assert_eq!(check("short1!", &[]), Err(Code::TooShort));
        assert_eq!(check("password123", &[]), Err(Code::Weak));
        assert_eq!(check("katharinavoss", &["katharina", "voss"]), Err(Code::Weak), "one's own name");
        assert_eq!(check(&"x".repeat(201), &[]), Err(Code::TooLong));
        assert_eq!(check("a quiet harbour at noon", &[]), Ok(()));
    }
}
