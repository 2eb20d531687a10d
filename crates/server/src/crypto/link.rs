//! Tokens of mailed links: a MAC over purpose, id, epoch and expiry. Nothing is stored; the same link can be
//! made again, and raising the epoch of the registration revokes all its links.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, Utc};
use thiserror::Error;
use uuid::Uuid;

use super::{Keys, mac, verifies};

/// What a link is for; a token of one purpose is none of another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Validate an address.
    Verify = 1,
    /// See, change and cancel one registration.
    Manage = 2,
    /// Take an offered place.
    Claim = 3,
    /// The way into the meeting; calendars that are shared carry it.
    Join = 4,
    /// "Not you? Forget me."
    Forget = 5,
    /// A colleague accepts an invitation.
    Invitation = 6,
    /// Choose a new password.
    Reset = 7,
    /// An external speaker fills in their profile.
    Profile = 8,
    /// See a session as its page would be; the id is the session's.
    SessionPreview = 9,
    /// See a topic as a page would show it; the id is the topic's.
    TopicPreview = 10,
    /// Get no more news; the id is the registration's.
    Unsubscribe = 11,
    /// See a mail to a group as one of them gets it; the id is the campaign's.
    CampaignPreview = 12,
    /// Connect an account of a social network; the id is the attempt's.
    Connect = 13,
    /// Say how a session was.
    Feedback = 21,
    /// Load one's certificate.
    Certificate = 22,
}

/// What a token says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LinkToken {
    /// What it is for.
    pub purpose: Purpose,
    /// The registration, or whoever the link is for.
    pub id: Uuid,
    /// Their epoch when the token was made.
    pub epoch: u16,
    /// When it ends.
    pub expires_at: DateTime<Utc>,
}

/// Why a token is not accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum LinkError {
    /// Not one of ours, or for something else.
    #[error("this link is not valid")]
    Forged,
    /// It was one of ours.
    #[error("this link is too old")]
    Expired,
}

const BODY: usize = 1 + 1 + 2 + 4 + 16;
const MAC: usize = 16;

impl Keys {
    /// The token as it stands in a link: 54 characters.
    pub fn sign_link(&self, token: LinkToken) -> String {
        let mut bytes = Vec::with_capacity(BODY + MAC);
        let key = self.links.newest();
        bytes.extend([key.number, token.purpose as u8]);
        bytes.extend(token.epoch.to_be_bytes());
        bytes.extend(u32::try_from(token.expires_at.timestamp()).unwrap_or(u32::MAX).to_be_bytes());
        bytes.extend(token.id.as_bytes());
        let tag = mac(&key.bytes, &bytes);
        bytes.extend(&tag[..MAC]);
        URL_SAFE_NO_PAD.encode(bytes)
    }

    /// Reads a token made by [`Keys::sign_link`] for `purpose`.
    ///
    /// # Errors
    /// Where it is forged, for another purpose, or too old.
    pub fn read_link(
        &self,
        text: &str,
        purpose: Purpose,
        now: DateTime<Utc>,
    ) -> Result<LinkToken, LinkError> {
        let bytes = URL_SAFE_NO_PAD.decode(text).map_err(|_| LinkError::Forged)?;
        let (body, tag) = bytes.split_at_checked(BODY).ok_or(LinkError::Forged)?;
        let ours = self.links.numbered(body[0]).any(|key| verifies(&key.bytes, body, tag));
        if !ours || tag.len() != MAC || body[1] != purpose as u8 {
            return Err(LinkError::Forged);
        }
        let epoch = u16::from_be_bytes([body[2], body[3]]);
        let seconds = u32::from_be_bytes([body[4], body[5], body[6], body[7]]);
        let id = Uuid::from_slice(&body[8..]).map_err(|_| LinkError::Forged)?;
        let expires_at = DateTime::from_timestamp(i64::from(seconds), 0).ok_or(LinkError::Forged)?;
        if expires_at <= now {
            Err(LinkError::Expired)
        } else {
            Ok(LinkToken { purpose, id, epoch, expires_at })
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn token() -> LinkToken {
        let expires_at = "2026-12-01T00:00:00Z".parse().unwrap();
        LinkToken { purpose: Purpose::Verify, id: Uuid::from_u128(42), epoch: 3, expires_at }
    }

    #[test]
    fn a_token_is_good_for_its_purpose_and_time_only() {
        let keys = Keys::derive("a secret of at least 32 characters", None);
        let text = keys.sign_link(token());
        let now = "2026-11-30T23:59:59Z".parse().unwrap();
        assert_eq!(keys.read_link(&text, Purpose::Verify, now), Ok(token()));
        assert_eq!(keys.read_link(&text, Purpose::Manage, now), Err(LinkError::Forged));
        assert_eq!(keys.read_link(&text, Purpose::Verify, token().expires_at), Err(LinkError::Expired));
        let another = Keys::derive("another", None);
        assert_eq!(another.read_link(&text, Purpose::Verify, now), Err(LinkError::Forged));
        let newer = Keys::derive("another", Some("a secret of at least 32 characters"));
        assert_eq!(newer.read_link(&text, Purpose::Verify, now), Ok(token()), "signed by the key before");
        let text = newer.sign_link(token());
        assert_eq!(keys.read_link(&text, Purpose::Verify, now), Err(LinkError::Forged));
        assert_eq!(another.read_link(&text, Purpose::Verify, now), Ok(token()), "the newest key signs");
    }

    proptest! {
        #[test]
        fn nothing_but_our_own_tokens_is_read(text in "\\PC*", flip in 0usize..54, by in 1u8..255) {
            let keys = Keys::derive("a secret of at least 32 characters", None);
            let now = DateTime::UNIX_EPOCH;
            prop_assert_eq!(keys.read_link(&text, Purpose::Verify, now), Err(LinkError::Forged));
            let mut changed = keys.sign_link(token()).into_bytes();
            changed[flip] = changed[flip].wrapping_add(by);
            let changed = String::from_utf8_lossy(&changed);
            prop_assert!(keys.read_link(&changed, Purpose::Verify, now).is_err());
        }
    }
}
