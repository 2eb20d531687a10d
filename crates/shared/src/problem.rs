//! Errors of the API: problem documents (RFC 9457), and the list of their types.

use serde::{Deserialize, Serialize};

use crate::FieldError;

/// `application/problem+json`. `type` is a stable slug under `/problems/`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Problem {
    /// Where this type is explained: `/problems/session-full`.
    #[serde(rename = "type")]
    pub kind: String,
    /// The type in a few words.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// What happened in this case.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// For `validation`: each field's error.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldError>,
    /// The request's id, also in the server's log.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub request_id: String,
}

impl Problem {
    /// The type, where this side knows it.
    pub fn problem_type(&self) -> Option<ProblemType> {
        let slug = self.kind.rsplit('/').next()?;
        ProblemType::ALL.into_iter().find(|kind| kind.slug() == slug)
    }
}

macro_rules! problem_types {
    ($($(#[doc = $doc:literal])+ $name:ident = $slug:literal, $status:literal, $title:literal;)+) => {
        /// Every type of problem that the API answers with: its slug, status and title in one table.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum ProblemType { $($(#[doc = $doc])+ $name,)+ }

        impl ProblemType {
            /// Every type, in the order of the documentation.
            pub const ALL: [ProblemType; [$($slug),+].len()] = [$(ProblemType::$name),+];

            /// The last part of `type`, such as `session-full`.
            pub const fn slug(self) -> &'static str {
                match self { $(ProblemType::$name => $slug,)+ }
            }

            /// The HTTP status.
            pub const fn status(self) -> u16 {
                match self { $(ProblemType::$name => $status,)+ }
            }

            /// The type in a few words.
            pub const fn title(self) -> &'static str {
                match self { $(ProblemType::$name => $title,)+ }
            }

            /// What it means and what to do about it, for the documentation.
            pub const fn explanation(self) -> &'static str {
                match self { $(ProblemType::$name => concat!($($doc, "\n"),+),)+ }
            }
        }
    };
}

problem_types! {
    /// The body is not JSON. Mend its syntax.
    MalformedJson = "malformed-json", 400, "The body is not JSON";
    /// No token was sent, or it is forged or has expired. Sign in, or start a new visit.
    Unauthenticated = "unauthenticated", 401, "Who are you?";
    /// E-mail and password are right; send the code of the second factor, or a recovery code, with them.
    SecondFactor = "second-factor", 401, "A code is needed";
    /// The token does not give the right to do this.
    Forbidden = "forbidden", 403, "You may not do this";
    /// There is nothing at this address.
    NotFound = "not-found", 404, "Not found";
    /// The address exists, but not for this method.
    MethodNotAllowed = "method-not-allowed", 405, "This method is not allowed here";
    /// All seats are taken and the session keeps no waitlist.
    SessionFull = "session-full", 409, "All seats are taken";
    /// Registration has not opened yet, or has closed.
    RegistrationClosed = "registration-closed", 409, "Registration is closed";
    /// The session was cancelled.
    SessionCancelled = "session-cancelled", 409, "The session was cancelled";
    /// The registration or session is in a state that does not allow this.
    InvalidState = "invalid-state", 409, "This is not possible any more";
    /// What is to be published lacks something; `errors` says what.
    NotReady = "not-ready", 409, "Not ready yet";
    /// Something else has this name, address or slug already.
    Taken = "taken", 409, "Already taken";
    /// A request with the same idempotency key is being worked on. Wait, then ask again.
    IdempotencyInFlight = "idempotency-in-flight", 409, "The same request is being worked on";
    /// It was there and is not any more: a withdrawn session, a link that is too old, erased data.
    Gone = "gone", 410, "No longer there";
    /// The resource has changed since you read it. Read it again.
    Stale = "stale", 412, "It has changed meanwhile";
    /// The body is larger than this operation takes.
    TooLarge = "too-large", 413, "Too large";
    /// The body has to be sent as `application/json`, files as `multipart/form-data`.
    UnsupportedMediaType = "unsupported-media-type", 415, "The body is of the wrong type";
    /// Fields or parameters are missing, wrong or unknown; `errors` names each of them.
    Validation = "validation", 422, "Some fields are wrong";
    /// The idempotency key was used before with another body.
    IdempotencyMismatch = "idempotency-mismatch", 422, "This key was used with another body";
    /// Send `If-Match` with the version that you read.
    PreconditionRequired = "precondition-required", 428, "If-Match is missing";
    /// Too many requests; `Retry-After` says when to come back.
    RateLimited = "rate-limited", 429, "Too many requests";
    /// Something went wrong here. The request's id helps us to find it.
    Internal = "internal", 500, "Something went wrong";
    /// The server has more to do than it can take on; `Retry-After` says when to come back.
    Busy = "busy", 503, "Busy, please try again";
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_type_has_its_own_slug_and_an_explanation() {
        let slugs: BTreeSet<_> = ProblemType::ALL.iter().map(|kind| kind.slug()).collect();
        assert_eq!(slugs.len(), ProblemType::ALL.len());
        assert!(ProblemType::ALL.iter().all(|kind| kind.explanation().len() > 20));
        assert!(ProblemType::ALL.iter().all(|kind| (400..600).contains(&kind.status())));
    }
}
