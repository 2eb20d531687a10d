//! Passwords: how they are kept, and which are too weak.

use argon2::password_hash::phc::PasswordHash;
use argon2::{Argon2, PasswordHasher, PasswordVerifier};
use magnetiq_shared::Code;
use tokio::task::spawn_blocking;

use super::AccountError;

const SHORTEST: usize = 10;
const LONGEST: usize = 200;
/// How many guesses a password has to stand, as a power of ten: of the five steps from 0 to 4.
const STRONG: u8 = 3;

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

/// What is kept of a password: an Argon2id hash with its own salt. Takes a while, on a thread of its own.
///
/// # Errors
/// Where hashing fails.
pub async fn hash(password: String) -> Result<String, AccountError> {
    let hashed = spawn_blocking(move || {
        Argon2::default().hash_password(password.as_bytes()).map(|hash| hash.to_string())
    });
    hashed.await.ok().and_then(Result::ok).ok_or(AccountError::Hashing)
}

/// Whether it is the password of which `kept` was kept. Without one it takes as long, so that nobody learns by a
/// clock who has an account.
pub async fn is_right(password: String, kept: Option<String>) -> bool {
    let known = kept.is_some();
    let kept = kept.unwrap_or_else(|| NOBODYS.to_owned());
    let verify = move || {
        let hash = PasswordHash::new(&kept).ok()?;
        Argon2::default().verify_password(password.as_bytes(), &hash).ok()
    };
    let right = spawn_blocking(verify).await.ok().flatten().is_some();
    right && known
}

/// The hash of a password that nobody has.
const NOBODYS: &str = "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$\
                       3q2+796tvu/erb7v3q2+796tvu/erb7v3q2+796tvu8";

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_password_is_known_by_its_hash() {
        let kept = hash("a quiet harbour at noon".into()).await.unwrap();
        assert!(kept.starts_with("$argon2id$"));
        assert!(is_right("a quiet harbour at noon".into(), Some(kept.clone())).await);
        assert!(!is_right("a quiet harbour at nine".into(), Some(kept)).await);
        assert!(!is_right("whatever".into(), None).await);
        assert!(PasswordHash::new(NOBODYS).is_ok(), "it takes as long as a real one");
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
