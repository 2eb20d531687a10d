//! The client of a provider that speaks OpenAI's chat completions.

use std::fmt;
use std::pin::Pin;
use std::time::Duration;

use futures_util::stream::{Stream, TryStreamExt, try_unfold};

use super::sse::Events;
use super::wire::{self, Ask, Said};
use super::{AiError, Prompt};
use crate::outbound::header::{ACCEPT, RETRY_AFTER};
use crate::outbound::{Incoming, Limits, Outbound, OutboundError, Request, StatusCode};

/// What a text may take: models think for a while before the first word, and each word comes with much around it.
const LIMITS: Limits =
    Limits { whole: Duration::from_secs(300), silence: Duration::from_secs(90), bytes: 8 << 20 };

/// Where the provider is and how it knows us. Its `Debug` hides the key.
#[derive(Clone, PartialEq, Eq)]
pub struct Connection {
    /// What stands before `/chat/completions`, such as `https://api.openai.com/v1`.
    pub base_url: String,
    /// The key; empty where the provider asks for none.
    pub key: String,
    /// The name of the model.
    pub model: String,
}

impl fmt::Debug for Connection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Connection").field("model", &self.model).finish_non_exhaustive()
    }
}

/// The words of a text, as they come. After an error nothing follows. Dropping it ends the call.
pub type Pieces = Pin<Box<dyn Stream<Item = Result<String, AiError>> + Send>>;

/// Asks one model of one provider.
#[derive(Clone, Debug)]
pub struct Client {
    outbound: Outbound,
    connection: Connection,
    limits: Limits,
}

impl Client {
    /// A client of this provider. Calls nothing yet.
    pub fn new(outbound: Outbound, connection: Connection) -> Self {
        Self { outbound, connection, limits: LIMITS }
    }

    /// The same within other limits.
    pub fn within(self, limits: Limits) -> Self {
        Self { limits, ..self }
    }

    /// Has a text written. Refusals are known before the first piece; what goes wrong later ends the pieces with an
    /// error, and the text so far is not whole.
    pub async fn write(&self, prompt: &Prompt) -> Result<Pieces, AiError> {
        let ask = Ask::new(&self.connection.model, prompt);
        let request = Request::post(&self.url("chat/completions")).json(&ask);
        let answer = self.call(request.header(ACCEPT, "text/event-stream")).await?;
        let reading = Reading { answer, events: Events::default(), finished: false, over: false };
        Ok(Box::pin(try_unfold(reading, |mut reading| async {
            Ok(reading.next().await?.map(|words| (words, reading)))
        })))
    }

    /// Whether address, key and model work: has the model say a word, which costs next to nothing.
    pub async fn check(&self) -> Result<(), AiError> {
        let prompt =
            Prompt { system: "Answer with the word OK.".to_owned(), user: "Are you there?".to_owned() };
        self.write(&prompt).await?.try_next().await?;
        Ok(())
    }

    /// The names of the models that the provider lists, sorted. Not all providers have such a list.
    pub async fn models(&self) -> Result<Vec<String>, AiError> {
        let answer = self.call(Request::get(&self.url("models"))).await?;
        let answer = answer.whole().await?;
        wire::read_models(&answer.body)
    }

    fn url(&self, path: &str) -> String {
        format!("{}/{path}", self.connection.base_url.trim_end_matches('/'))
    }

    /// Makes the call; every status but those of success is an error.
    async fn call(&self, request: Request) -> Result<Incoming, AiError> {
        let key = &self.connection.key;
        let request = if key.is_empty() { request } else { request.bearer(key) };
        let answer = self.outbound.open(request.within(self.limits)).await?;
        match answer.status() {
            status if status.is_success() => Ok(answer),
            StatusCode::TOO_MANY_REQUESTS => Err(AiError::RateLimited { retry_after: retry_after(&answer) }),
            StatusCode::PAYLOAD_TOO_LARGE => Err(AiError::TooLong),
            status => {
                let too_long = answer.whole().await.is_ok_and(|answer| wire::says_too_long(&answer.body));
                Err(if too_long { AiError::TooLong } else { AiError::Refused(status.as_u16()) })
            }
        }
    }
}

/// How long to wait, where it is said in seconds; a date is passed over.
fn retry_after(answer: &Incoming) -> Option<Duration> {
    let seconds = answer.headers().get(RETRY_AFTER)?.to_str().ok()?.trim().parse().ok()?;
    Some(Duration::from_secs(seconds))
}

/// An answer while it is read.
struct Reading {
    answer: Incoming,
    events: Events,
    finished: bool,
    over: bool,
}

impl Reading {
    /// The next words; `None` once the text is whole.
    async fn next(&mut self) -> Result<Option<String>, AiError> {
        loop {
            while let Some(event) = self.events.next() {
                let words = match wire::read_event(&event)? {
                    Said::Over => return Ok(None),
                    Said::Finished(words) => {
                        self.finished = true;
                        words
                    }
                    Said::Words(words) => words,
                };
                if !words.is_empty() {
                    return Ok(Some(words));
                }
            }
            if self.over {
                return if self.finished { Ok(None) } else { Err(AiError::Broken("it ends in the middle")) };
            }
            match self.answer.piece().await {
                Ok(Some(bytes)) => self.events.push(&bytes),
                Ok(None) => {
                    self.events.end();
                    self.over = true;
                }
                // The text is whole; what the connection does after it doesn't matter.
                Err(_) if self.finished => return Ok(None),
                Err(error) => return Err(lost(error)),
            }
        }
    }
}

/// What an error in the middle of an answer means.
fn lost(error: OutboundError) -> AiError {
    match error {
        OutboundError::TooLarge { .. } => AiError::TooLong,
        OutboundError::TimedOut { .. } => AiError::Broken("it stands still"),
        _ => AiError::Broken("the connection was lost"),
    }
}
