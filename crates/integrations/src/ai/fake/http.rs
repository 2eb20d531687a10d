//! As much of HTTP as a fake needs: one call for each connection, an answer in JSON or in chunks.

use std::io;
use std::time::Duration;

use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// Bytes of a call; more is refused.
const MAX: usize = 1 << 20;

/// A call that came.
pub(super) struct Call {
    pub(super) method: String,
    pub(super) path: String,
    pub(super) bearer: Option<String>,
    pub(super) body: Vec<u8>,
}

/// Reads one call; `None` where the connection ends before.
pub(super) async fn read(stream: &mut TcpStream) -> io::Result<Option<Call>> {
    let mut bytes = Vec::new();
    while bytes.len() < MAX {
        if stream.read_buf(&mut bytes).await? == 0 {
            return Ok(None);
        }
        let Some((mut call, from, length)) = head(&bytes)? else { continue };
        let missing = (from + length.min(MAX)).saturating_sub(bytes.len());
        let mut rest = vec![0; missing];
        stream.read_exact(&mut rest).await?;
        bytes.extend_from_slice(&rest);
        call.body = bytes.split_off(from);
        return Ok(Some(call));
    }
    Ok(None)
}

/// The head, where the body begins, and how long it is; `None` while the head is not whole.
fn head(bytes: &[u8]) -> io::Result<Option<(Call, usize, usize)>> {
    let mut headers = [httparse::EMPTY_HEADER; 32];
    let mut request = httparse::Request::new(&mut headers);
    let from = match request.parse(bytes).map_err(io::Error::other)? {
        httparse::Status::Complete(from) => from,
        httparse::Status::Partial => return Ok(None),
    };
    let header = |name: &str| {
        let found = request.headers.iter().find(|header| header.name.eq_ignore_ascii_case(name));
        found.and_then(|header| std::str::from_utf8(header.value).ok())
    };
    let call = Call {
        method: request.method.unwrap_or_default().to_owned(),
        path: request.path.unwrap_or_default().to_owned(),
        bearer: header("authorization").and_then(|value| value.strip_prefix("Bearer ")).map(str::to_owned),
        body: Vec::new(),
    };
    let length = header("content-length").and_then(|value| value.parse().ok()).unwrap_or(0);
    Ok(Some((call, from, length)))
}

/// The answer to a call.
pub(super) struct Reply<'a>(pub(super) &'a mut TcpStream);

impl Reply<'_> {
    /// Answers with JSON. `headers` are more of them, each with its line end.
    pub(super) async fn json(self, status: u16, headers: &str, body: &Value) -> io::Result<()> {
        let body = body.to_string();
        let length = body.len();
        let head = format!(
            "HTTP/1.1 {status} Fake\r\ncontent-type: application/json\r\ncontent-length: {length}\r\n{headers}\
             connection: close\r\n\r\n{body}"
        );
        self.0.write_all(head.as_bytes()).await
    }

    /// Begins a stream of events and sends `pieces`, each in a chunk of its own, with a pause after each.
    pub(super) async fn stream(
        self,
        pieces: impl IntoIterator<Item = impl AsRef<[u8]>>,
        pause: Duration,
    ) -> io::Result<Self> {
        let head = "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\
                    connection: close\r\n\r\n";
        self.0.write_all(head.as_bytes()).await?;
        for piece in pieces {
            let piece = piece.as_ref();
            let chunk = [format!("{:x}\r\n", piece.len()).as_bytes(), piece, b"\r\n"].concat();
            self.0.write_all(&chunk).await?;
            if !pause.is_zero() {
                tokio::time::sleep(pause).await;
            }
        }
        Ok(self)
    }

    /// Ends the stream as it should.
    pub(super) async fn end(self) -> io::Result<()> {
        self.0.write_all(b"0\r\n\r\n").await
    }
}
