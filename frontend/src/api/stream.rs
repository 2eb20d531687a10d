//! Answers that come piece by piece: a `text/event-stream`, because `EventSource` cannot send a bearer token, and large
//! files.

use js_sys::Uint8Array;
use serde::de::DeserializeOwned;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, ReadableStreamDefaultReader, TextDecodeOptions, TextDecoder};

use super::client::{Call, Sent};
use super::{ApiError, ApiResult};

/// Reads the events of `call` until the server ends the stream, and hands the JSON of each to `on_event`.
/// Dropping the future ends the stream.
///
/// # Errors
/// [`ApiError::Network`] when the line breaks, else what the server refused the stream with.
pub async fn read<T: DeserializeOwned>(call: Call, mut on_event: impl FnMut(T)) -> ApiResult<()> {
    let sent = call.accept("text/event-stream").response().await?;
    let decoder = TextDecoder::new().map_err(|_| ApiError::Network)?;
    let streaming = TextDecodeOptions::new();
    streaming.set_stream(true);
    let mut events = Events::default();
    pieces(&sent, |bytes| {
        let text = decoder
            .decode_with_buffer_source_and_options(&bytes, &streaming)
            .map_err(|_| ApiError::Network)?;
        for data in events.push(&text) {
            if let Ok(event) = serde_json::from_str(&data) {
                on_event(event);
            }
        }
        Ok(())
    })
    .await
}

/// Takes the answer as a file. Of a table `on_part` hears how much of it is there, from 0 to 1, as its lines come.
///
/// # Errors
/// [`ApiError::Network`] when the line breaks, else what the server refused it with.
pub async fn file(call: Call, on_part: impl Fn(f64)) -> ApiResult<Blob> {
    let sent = call.response().await?;
    let header = |name| sent.response.headers().get(name).ok().flatten();
    let is_table = header("content-type").is_some_and(|kind| kind.starts_with("text/csv"));
    let total = header("x-total-count").and_then(|count| count.parse::<f64>().ok()).filter(|_| is_table);
    let (parts, mut lines) = (js_sys::Array::new(), 0);
    pieces(&sent, |bytes| {
        if let Some(total) = total {
            lines += bytes.to_vec().iter().filter(|byte| **byte == b'\n').count();
            // The first line is the header; a cell may have several lines.
            on_part(((lines as f64 - 1.0) / total.max(1.0)).clamp(0.0, 1.0));
        }
        parts.push(&bytes);
        Ok(())
    })
    .await?;
    Blob::new_with_u8_array_sequence(&parts).map_err(|_| ApiError::Network)
}

/// Hands the bytes of the answer over as they come.
async fn pieces(sent: &Sent, mut on_piece: impl FnMut(Uint8Array) -> ApiResult<()>) -> ApiResult<()> {
    let Some(body) = sent.response.body() else { return Ok(()) };
    let reader: ReadableStreamDefaultReader = body.get_reader().unchecked_into();
    loop {
        let chunk = JsFuture::from(reader.read()).await.map_err(|_| ApiError::Network)?;
        if get(&chunk, "done").is_truthy() {
            return Ok(());
        }
        on_piece(get(&chunk, "value").unchecked_into())?;
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
