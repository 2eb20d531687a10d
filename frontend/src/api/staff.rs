//! Calls of people who have signed in, and who that is.
//!
//! Invariants: the access token lives in this module's memory alone, so that no script of another page and no
//! storage ever holds it. It is renewed by the cookie that only `/auth/refresh` gets: at the start, shortly before
//! it ends, and once after an answer that does not know it. Tabs renew one after the other (a lock of the browser),
//! for each renewal makes the cookie before worthless.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use chrono::{DateTime, TimeDelta, Utc};
use js_sys::{Function, Promise, Reflect};
use leptos::prelude::*;
use magnetiq_shared::ProblemType;
use magnetiq_shared::accounts::{Me, SignedIn};
use serde::de::DeserializeOwned;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, future_to_promise};

use super::client::{Answer, Call};
use super::{ApiError, ApiResult, stream};
use crate::state::clock;

/// The lock under which tabs renew one after the other.
const LOCK: &str = "magnetiq-refresh";
/// So many seconds before its end a token is renewed.
const EARLY: i64 = 30;

/// Who sits before this browser.
#[derive(Clone, Debug, PartialEq)]
pub enum Who {
    /// Being asked.
    Asking,
    /// Nobody has signed in.
    Nobody,
    /// This person.
    Person(Me),
    /// The server could not be asked.
    Unreachable(ApiError),
}

struct Token {
    text: String,
    ends: DateTime<Utc>,
}

thread_local! {
    static WHO: ArcRwSignal<Who> = ArcRwSignal::new(Who::Asking);
    static TOKEN: RefCell<Option<Token>> = const { RefCell::new(None) };
    /// Counts the tokens, so that of several who found one ended, the first alone renews it.
    static COUNT: Cell<u32> = const { Cell::new(0) };
}

/// Who sits here. Views that ask follow it.
pub fn who() -> Who {
    WHO.with(ArcRwSignal::get)
}

/// The person who has signed in; `None` where nobody has. Not followed.
pub fn person_now() -> Option<Me> {
    match WHO.with(ArcRwSignal::get_untracked) {
        Who::Person(me) => Some(me),
        _ => None,
    }
}

/// Somebody has signed in.
pub fn signed_in(answer: SignedIn) {
    let token = Token { text: answer.access_token, ends: answer.expires_at };
    TOKEN.with(|kept| kept.replace(Some(token)));
    COUNT.with(|count| count.set(count.get() + 1));
    say(Who::Person(answer.user));
}

/// Nobody has signed in any more.
pub fn signed_out() {
    TOKEN.with(|kept| kept.replace(None));
    COUNT.with(|count| count.set(count.get() + 1));
    say(Who::Nobody);
}

/// The person's own data have changed.
pub fn changed(me: Me) {
    say(Who::Person(me));
}

/// Only news are told, so that a renewal alone draws nothing anew.
fn say(news: Who) {
    WHO.with(|who| {
        if who.with_untracked(|who| *who != news) {
            who.set(news);
        }
    });
}

/// Asks the server by the cookie who sits here.
pub async fn start() {
    if let Err(error) = renew(count()).await
        && !error.is(ProblemType::Unauthenticated)
    {
        say(Who::Unreachable(error));
    }
}

/// Sends a call as the person who has signed in, and reads the answer's JSON.
///
/// # Errors
/// `unauthenticated` where nobody has signed in any more, `forbidden` where the role does not allow it; else see
/// [`ApiError`].
pub async fn json<T: DeserializeOwned>(call: Call) -> ApiResult<T> {
    send(call).await?.read()
}

/// Sends a call as the person who has signed in; the answer has no content that matters.
///
/// # Errors
/// As [`json`].
pub async fn empty(call: Call) -> ApiResult<()> {
    send(call).await.map(drop)
}

/// Sends a call as the person who has signed in, and hands the JSON of each event of the answer to `on_event`.
/// Dropping the future ends the stream.
///
/// # Errors
/// As [`json`]; [`ApiError::Network`] when the line breaks.
pub async fn events<T: DeserializeOwned>(call: Call, on_event: impl FnMut(T)) -> ApiResult<()> {
    if !is_fresh() {
        renew(count()).await?;
    }
    stream::read(call.bearer(token().as_deref()), on_event).await
}

/// Sends a call as the person who has signed in, and takes the answer as a file.
///
/// # Errors
/// As [`json`].
pub async fn file(call: Call) -> ApiResult<web_sys::Blob> {
    send_by(call, Call::blob).await
}

/// As [`file`]; of a table `on_part` hears how much of it is there, from 0 to 1.
///
/// # Errors
/// As [`json`]; [`ApiError::Network`] when the line breaks.
pub async fn table(call: Call, on_part: impl Fn(f64) + Clone) -> ApiResult<web_sys::Blob> {
    send_by(call, |call| stream::file(call, on_part.clone())).await
}

async fn send(call: Call) -> ApiResult<Answer> {
    send_by(call, Call::text).await
}

/// Sends a call with the token; once more with a new one where the first is not known any more.
async fn send_by<T, F: Future<Output = ApiResult<T>>>(call: Call, how: impl Fn(Call) -> F) -> ApiResult<T> {
    if !is_fresh() {
        renew(count()).await?;
    }
    let before = count();
    match how(call.clone().bearer(token().as_deref())).await {
        Err(error) if error.is(ProblemType::Unauthenticated) => {
            renew(before).await?;
            how(call.bearer(token().as_deref())).await
        }
        answer => answer,
    }
}

fn token() -> Option<String> {
    TOKEN.with_borrow(|kept| kept.as_ref().map(|token| token.text.clone()))
}

fn is_fresh() -> bool {
    let needed = clock::now() + TimeDelta::seconds(EARLY);
    TOKEN.with_borrow(|kept| kept.as_ref().is_some_and(|token| token.ends > needed))
}

fn count() -> u32 {
    COUNT.with(Cell::get)
}

/// Gets a new token, unless there is a newer one than the `known`th already.
async fn renew(known: u32) -> ApiResult<()> {
    let answer = Rc::new(RefCell::new(Err(ApiError::Network)));
    let inside = answer.clone();
    let work = async move {
        let outcome = if count() == known { ask().await } else { Ok(()) };
        *inside.borrow_mut() = outcome;
        Ok(JsValue::UNDEFINED)
    };
    alone(Box::new(move || future_to_promise(work))).await;
    answer.replace(Err(ApiError::Network))
}

async fn ask() -> ApiResult<()> {
    match Call::post("/auth/refresh").json::<SignedIn>().await {
        Ok(answer) => {
            signed_in(answer);
            Ok(())
        }
        Err(error) => {
            if error.is(ProblemType::Unauthenticated) {
                signed_out();
            }
            Err(error)
        }
    }
}

/// Does something while no other tab does; where the browser has no locks, at once.
async fn alone(work: Box<dyn FnOnce() -> Promise>) {
    let get =
        |object: &JsValue, name: &str| Reflect::get(object, &JsValue::from_str(name)).unwrap_or_default();
    let locks = get(&get(&js_sys::global(), "navigator"), "locks");
    let Ok(request) = get(&locks, "request").dyn_into::<Function>() else {
        // A future made of a promise of ours is never rejected.
        let _ = JsFuture::from(work()).await;
        return;
    };
    let run = Closure::once_into_js(work);
    if let Ok(done) = request.call2(&locks, &JsValue::from_str(LOCK), &run) {
        // As above.
        let _ = JsFuture::from(done.unchecked_into::<Promise>()).await;
    }
}
