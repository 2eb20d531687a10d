//! As much of HTTP as fakes need: one call for each connection, an answer in JSON or in chunks.

use std::collections::HashMap;
use std::io;
use std::net::SocketAddr;
use std::time::Duration;

use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

use crate::outbound::Url;

/// A server on the loopback. It ends when this is dropped.
#[derive(Debug)]
pub(crate) struct Server {
    pub(crate) address: SocketAddr,
    task: JoinHandle<()>,
}

impl Server {
    /// Starts it at `address`; each connection is one call for `answer`.
    pub(crate) async fn start<F, A>(address: SocketAddr, answer: F) -> io::Result<Self>
    where
        F: Fn(Call, TcpStream) -> A + Clone + Send + Sync + 'static,
        A: Future<Output = io::Result<()>> + Send + 'static,
    {
        let listener = TcpListener::bind(address).await?;
        let address = listener.local_addr()?;
        let task = tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                let answer = answer.clone();
                tokio::spawn(async move {
                    // Who hangs up early has had enough.
                    if let Ok(Some(call)) = read(&mut stream).await {
                        let _ = answer(call, stream).await;
                    }
                });
            }
        });
        Ok(Self { address, task })
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// Bytes of a call; more is refused.
const MAX: usize = 1 << 20;

/// A call that came.
pub(crate) struct Call {
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) bearer: Option<String>,
    /// All headers, their names in small letters.
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Call {
    /// The header of this name, in small letters.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(of, _)| of == name).map(|(_, value)| value.as_str())
    }

    /// The path without its query.
    pub(crate) fn place(&self) -> &str {
        self.path.split('?').next().unwrap_or_default()
    }

    /// The fields of the query.
    pub(crate) fn query(&self) -> HashMap<String, String> {
        fields(self.path.split_once('?').map_or("", |(_, query)| query))
    }

    /// The fields of a form.
    pub(crate) fn form(&self) -> HashMap<String, String> {
        fields(std::str::from_utf8(&self.body).unwrap_or_default())
    }
}

/// What stands in a query or a form.
fn fields(text: &str) -> HashMap<String, String> {
    let url = Url::parse(&format!("http://localhost/?{text}"));
    url.map(|url| url.query_pairs().into_owned().collect()).unwrap_or_default()
}

/// Reads one call; `None` where the connection ends before.
async fn read(stream: &mut TcpStream) -> io::Result<Option<Call>> {
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
        headers: (request.headers.iter())
            .map(|header| {
                (header.name.to_ascii_lowercase(), String::from_utf8_lossy(header.value).into_owned())
            })
            .collect(),
        body: Vec::new(),
    };
    let length = header("content-length").and_then(|value| value.parse().ok()).unwrap_or(0);
    Ok(Some((call, from, length)))
}

/// Goes to an address of a fake as a browser does, and gives where it leads on.
pub(crate) async fn visit(url: &str) -> io::Result<String> {
    let url = Url::parse(url).map_err(io::Error::other)?;
    let host = (url.host_str().unwrap_or_default(), url.port().unwrap_or_default());
    let mut stream = TcpStream::connect(host).await?;
    let ask = format!("GET {}?{} HTTP/1.1\r\n\r\n", url.path(), url.query().unwrap_or_default());
    stream.write_all(ask.as_bytes()).await?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await?;
    let to = answer.lines().find_map(|line| line.strip_prefix("location: "));
    to.map(str::to_owned).ok_or_else(|| io::Error::other(answer.clone()))
}

/// The answer to a call.
pub(crate) struct Reply<'a>(pub(crate) &'a mut TcpStream);

impl Reply<'_> {
    /// Answers with JSON. `headers` are more of them, each with its line end.
    pub(crate) async fn json(self, status: u16, headers: &str, body: &Value) -> io::Result<()> {
        let body = body.to_string();
        let length = body.len();
        let head = format!(
            "HTTP/1.1 {status} Fake\r\ncontent-type: application/json\r\ncontent-length: {length}\r\n{headers}\
             connection: close\r\n\r\n{body}"
        );
        self.0.write_all(head.as_bytes()).await
    }

    /// Sends the browser on.
    pub(crate) async fn redirect(self, to: &str) -> io::Result<()> {
        let head =
            format!("HTTP/1.1 302 Found\r\nlocation: {to}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n");
        self.0.write_all(head.as_bytes()).await
    }

    /// Begins a stream of events and sends `pieces`, each in a chunk of its own, with a pause after each.
    pub(crate) async fn stream(
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
    pub(crate) async fn end(self) -> io::Result<()> {
        self.0.write_all(b"0\r\n\r\n").await
    }
}
