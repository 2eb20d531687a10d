//! The JSON of chat completions, as far as we write and read it. Providers add much; what is unknown is passed over.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{AiError, Prompt};

/// What is posted.
#[derive(Serialize)]
pub(super) struct Ask<'a> {
    model: &'a str,
    stream: bool,
    messages: [Message<'a>; 2],
}

#[derive(Serialize)]
struct Message<'a> {
    role: &'static str,
    content: &'a str,
}

impl<'a> Ask<'a> {
    pub(super) fn new(model: &'a str, prompt: &'a Prompt) -> Self {
        let system = Message { role: "system", content: &prompt.system };
        let user = Message { role: "user", content: &prompt.user };
        Self { model, stream: true, messages: [system, user] }
    }
}

/// What one event says.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Said {
    /// Words; none in events that speak of other things.
    Words(String),
    /// The model has come to its end.
    Finished(String),
    /// Nothing more comes.
    Over,
}

#[derive(Deserialize)]
struct Chunk {
    #[serde(default)]
    choices: Vec<Choice>,
    error: Option<Value>,
}

#[derive(Deserialize)]
struct Choice {
    delta: Option<Delta>,
    finish_reason: Option<String>,
}

#[derive(Deserialize)]
struct Delta {
    content: Option<String>,
}

/// Reads the data of one event.
pub(super) fn read_event(data: &[u8]) -> Result<Said, AiError> {
    if data.trim_ascii() == b"[DONE]" {
        return Ok(Said::Over);
    }
    let chunk: Chunk =
        serde_json::from_slice(data).map_err(|_| AiError::Broken("an event is not of the protocol"))?;
    if chunk.error.is_some_and(|error| !error.is_null()) {
        return Err(AiError::Broken("the provider met an error"));
    }
    let Some(choice) = chunk.choices.into_iter().next() else { return Ok(Said::Words(String::new())) };
    let words = choice.delta.and_then(|delta| delta.content).unwrap_or_default();
    match choice.finish_reason.as_deref() {
        Some("length") => Err(AiError::TooLong),
        Some("content_filter") => Err(AiError::Withheld),
        Some(_) => Ok(Said::Finished(words)),
        None => Ok(Said::Words(words)),
    }
}

#[derive(Deserialize)]
struct Refusal {
    error: Problem,
}

#[derive(Deserialize)]
struct Problem {
    code: Option<Value>,
    #[serde(default)]
    message: String,
}

/// Whether the body of a refusal says that the text was too long. Not all providers have a code for it.
pub(super) fn says_too_long(body: &[u8]) -> bool {
    serde_json::from_slice::<Refusal>(body).is_ok_and(|Refusal { error }| {
        let message = error.message.to_lowercase();
        error.code.is_some_and(|code| code == "context_length_exceeded")
            || ["context length", "context window", "too many tokens"]
                .iter()
                .any(|words| message.contains(words))
    })
}

#[derive(Deserialize)]
struct Models {
    data: Vec<Model>,
}

#[derive(Deserialize)]
struct Model {
    id: String,
}

/// The names of the models that a provider lists.
pub(super) fn read_models(body: &[u8]) -> Result<Vec<String>, AiError> {
    let models: Models = serde_json::from_slice(body)
        .map_err(|_| AiError::Broken("the list of models is not of the protocol"))?;
    let mut names: Vec<_> = models.data.into_iter().map(|model| model.id).collect();
    names.sort_unstable();
    Ok(names)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(event: &str) -> Result<Said, AiError> {
        read_event(event.as_bytes())
    }

    #[test]
    fn events_of_several_providers_are_read() {
        let words = |words: &str| Ok(Said::Words(words.to_owned()));
        let first = r#"{"id":"1","choices":[{"index":0,"delta":{"role":"assistant","content":null},"finish_reason":null}]}"#;
        assert_eq!(read(first), words(""));
        assert_eq!(read(r#"{"choices":[{"delta":{"content":"Wär"}}]}"#), words("Wär"));
        assert_eq!(read(r#"{"choices":[{"delta":{"reasoning_content":"hm"}}],"error":null}"#), words(""));
        assert_eq!(read(r#"{"choices":[],"usage":{"total_tokens":7}}"#), words(""));
        let last = r#"{"choices":[{"delta":{"content":"."},"finish_reason":"stop"}]}"#;
        assert_eq!(read(last), Ok(Said::Finished(".".into())));
        assert_eq!(read("[DONE]"), Ok(Said::Over));
        assert_eq!(read(r#"{"choices":[{"delta":{},"finish_reason":"length"}]}"#), Err(AiError::TooLong));
        assert_eq!(read(r#"{"choices":[{"finish_reason":"content_filter"}]}"#), Err(AiError::Withheld));
        assert!(matches!(read(r#"{"error":{"message":"overloaded"}}"#), Err(AiError::Broken(_))));
        assert!(matches!(read("oops"), Err(AiError::Broken(_))));
    }

    #[test]
    fn a_refusal_for_length_is_known_by_code_or_words() {
        assert!(says_too_long(br#"{"error":{"code":"context_length_exceeded","message":"x"}}"#));
        assert!(says_too_long(br#"{"error":{"code":400,"message":"This exceeds the Context Window."}}"#));
        assert!(!says_too_long(br#"{"error":{"code":null,"message":"no such model"}}"#));
        assert!(!says_too_long(b"<html>"));
    }
}
