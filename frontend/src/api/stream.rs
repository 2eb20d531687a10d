//! Reading a `text/event-stream` with `fetch`, because `EventSource` cannot send a bearer token.

use serde::de::DeserializeOwned;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{ReadableStreamDefaultReader, TextDecodeOptions, TextDecoder};

use super::client::Call;
use super::{ApiError, ApiResult};

/// Reads the events of `call` until the server ends the stream, and hands the JSON of each to `on_event`.
/// Dropping the future ends the stream.
///
/// # Errors
/// [`ApiError::Network`] when the line breaks, else what the server refused the stream with.
pub async fn read<T: DeserializeOwned>(call: Call, mut on_event: impl FnMut(T)) -> ApiResult<()> {
    let sent = call.accept("text/event-stream").response().await?;
    let Some(body) = sent.response.body() else { return Ok(()) };
    let reader: ReadableStreamDefaultReader = body.get_reader().unchecked_into();
    let decoder = TextDecoder::new().map_err(|_| ApiError::Network)?;
    let streaming = TextDecodeOptions::new();
    streaming.set_stream(true);
    let mut events = Events::default();
    loop {
        let chunk = JsFuture::from(reader.read()).await.map_err(|_| ApiError::Network)?;
        if get(&chunk, "done").is_truthy() {
            return Ok(());
        }
        let bytes: js_sys::Object = get(&chunk, "value").unchecked_into();
        let text = decoder
            .decode_with_buffer_source_and_options(&bytes, &streaming)
            .map_err(|_| ApiError::Network)?;
        for data in events.push(&text) {
            if let Ok(event) = serde_json::from_str(&data) {
                on_event(event);
            }
        }
    }
}

fn get(object: &JsValue, key: &str) -> JsValue {
    js_sys::Reflect::get(object, &JsValue::from_str(key)).unwrap_or(JsValue::UNDEFINED)
}

/// Puts events together from pieces of text that are cut anywhere.
#[derive(Default)]
struct Events {
    line: String,
    data: String,
}

impl Events {
    /// Takes one more piece; gives the data of each event that it completes.
    fn push(&mut self, text: &str) -> Vec<String> {
        let mut complete = Vec::new();
        for c in text.chars() {
            match c {
                '\n' => complete.extend(self.end_line()),
                '\r' => {}
                _ => self.line.push(c),
            }
        }
        complete
    }

    /// An empty line ends an event; comments and other fields are skipped.
    fn end_line(&mut self) -> Option<String> {
        let line = std::mem::take(&mut self.line);
        if line.is_empty() {
            return Some(std::mem::take(&mut self.data)).filter(|data| !data.is_empty());
        }
        if let Some(data) = line.strip_prefix("data:") {
            if !self.data.is_empty() {
                self.data.push('\n');
            }
            self.data.push_str(data.strip_prefix(' ').unwrap_or(data));
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::Events;

    #[test]
    fn events_are_put_together_from_pieces() {
        let mut events = Events::default();
        assert!(events.push(": keep-alive\n\nda").is_empty());
        assert!(events.push("ta: {\"a\":").is_empty());
        assert_eq!(events.push("1}\r\n\r\ndata:x\ndata:y\n\n"), ["{\"a\":1}", "x\ny"]);
    }
}
