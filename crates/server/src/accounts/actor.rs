//! Who asks, and whether they may. These extractors come first in a handler's signature: they read the header and the
//! roster in memory only, so that whoever has no right gets 401 or 403 before paths and bodies are read.

use std::future::{Ready, ready};
use std::marker::PhantomData;
use std::ops::Deref;

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest, web};
use magnetiq_shared::ProblemType;
use magnetiq_shared::scopes::{Right, Role, Scope};
use uuid::Uuid;

use crate::app::App;
use crate::audit::Author;
use crate::http::{ApiError, bearer};

/// Somebody who is signed in, or an application with a token.
#[derive(Clone, Debug, PartialEq)]
pub struct Actor {
    /// The person; for a token, its maker.
    pub user: Uuid,
    /// Their name.
    pub name: String,
    /// Their role.
    pub role: Role,
    /// By which means they ask.
    pub via: Via,
}

/// By which means somebody asks.
#[derive(Clone, Debug, PartialEq)]
pub enum Via {
    /// The panel, in this sign-in.
    SignIn(Uuid),
    /// A token with these scopes.
    Token(Uuid, Vec<Scope>),
}

impl Actor {
    /// Whether they may do this.
    pub fn may(&self, scope: Scope) -> bool {
        let by_token = match &self.via {
            Via::SignIn(_) => true,
            Via::Token(_, scopes) => scopes.contains(&scope),
        };
        by_token && self.role.may(scope)
    }

    /// As whom their requests are told apart from others: the person, or the token, in whatever sign-in.
    pub fn caller(&self) -> String {
        match &self.via {
            Via::SignIn(_) => format!("user:{}", self.user),
            Via::Token(id, _) => format!("token:{id}"),
        }
    }

    /// As whom the audit log names them.
    pub fn author(&self) -> Author {
        let token = match &self.via {
            Via::SignIn(_) => None,
            Via::Token(id, _) => Some(*id),
        };
        Author { id: Some(self.user), name: self.name.clone(), token }
    }
}

/// Somebody who has the right `R`; else 401 or 403.
pub struct Allowed<R>(pub Actor, PhantomData<R>);

impl<R> Deref for Allowed<R> {
    type Target = Actor;

    fn deref(&self) -> &Actor {
        &self.0
    }
}

impl<R: Right> FromRequest for Allowed<R> {
    type Error = ApiError;
    type Future = Ready<Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(actor(request).and_then(|actor| {
            match actor.may(R::SCOPE) {
                true => Ok(Self(actor, PhantomData)),
                false => Err(ApiError::new(ProblemType::Forbidden)
                    .detail(format!("this needs the right {}", R::SCOPE.text()))),
            }
        }))
    }
}

/// Somebody who is signed in, whatever they may do; a token is none.
pub struct Person {
    /// The person.
    pub actor: Actor,
    /// The sign-in.
    pub sign_in: Uuid,
}

impl Person {
    /// Whose passwords and codes are guessed at.
    pub(super) fn account(&self) -> String {
        self.actor.user.to_string()
    }
}

impl FromRequest for Person {
    type Error = ApiError;
    type Future = Ready<Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(actor(request).and_then(|actor| match actor.via {
            Via::SignIn(sign_in) => Ok(Self { actor, sign_in }),
            Via::Token(..) => {
                Err(ApiError::new(ProblemType::Forbidden).detail("this is for people who are signed in"))
            }
        }))
    }
}

fn actor(request: &HttpRequest) -> Result<Actor, ApiError> {
    let app = request.app_data::<web::Data<App>>().ok_or_else(|| ApiError::internal("the app is missing"))?;
    let known = bearer(request).and_then(|token| app.roster.find(token, &app.keys, app.clock.now()));
    known.ok_or_else(|| ApiError::new(ProblemType::Unauthenticated))
}
