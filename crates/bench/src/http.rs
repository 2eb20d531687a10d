//! A lean HTTP/1.1 client: one connection, one request at a time, nothing allocated for an answer that fits the
//! buffer. Client and server share the machine's cores, so what the client costs is missing in what it measures.

use std::io;
use std::net::SocketAddr;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

const HEADERS: usize = 64;
const BUFFER: usize = 16 * 1024;

/// One kept-alive connection.
pub struct Connection {
    stream: TcpStream,
    /// What came in, up to `filled`.
    buffer: Vec<u8>,
    filled: usize,
}

/// An answer; its body lies in the connection's buffer.
pub struct Answer<'a> {
    /// The status code.
    pub status: u16,
    /// The body as sent, without its chunks' frames.
    pub body: &'a [u8],
    /// Whether the server will close the connection now.
    pub closes: bool,
}

/// How the end of a body is told.
enum Length {
    Known(usize),
    Chunked,
}

struct Head {
    status: u16,
    length: Length,
    closes: bool,
    size: usize,
}

impl Connection {
    /// Connects.
    pub async fn open(address: SocketAddr) -> io::Result<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        Ok(Self { stream, buffer: vec![0; BUFFER], filled: 0 })
    }

    /// Sends a complete request and waits for its complete answer.
    ///
    /// # Errors
    /// Where the connection breaks before the answer's end, or the answer is no HTTP/1.1.
    pub async fn ask(&mut self, request: &[u8]) -> io::Result<Answer<'_>> {
        self.stream.write_all(request).await?;
        self.filled = 0;
        let head = loop {
            self.read().await?;
            if let Some(head) = parse_head(&self.buffer[..self.filled])? {
                break head;
            }
        };
        let start = head.size;
        let length = match head.length {
            Length::Known(length) => {
                while self.filled < start + length {
                    self.read().await?;
                }
                length
            }
            Length::Chunked => loop {
                if let Some(length) = join_chunks(&mut self.buffer[start..self.filled])? {
                    break length;
                }
                self.read().await?;
            },
        };
        Ok(Answer { status: head.status, body: &self.buffer[start..start + length], closes: head.closes })
    }

    async fn read(&mut self) -> io::Result<()> {
        if self.filled == self.buffer.len() {
            self.buffer.resize(self.buffer.len() * 2, 0);
        }
        let read = self.stream.read(&mut self.buffer[self.filled..]).await?;
        if read == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        self.filled += read;
        Ok(())
    }
}

/// `None`: the head is not complete yet.
fn parse_head(bytes: &[u8]) -> io::Result<Option<Head>> {
    let mut headers = [httparse::EMPTY_HEADER; HEADERS];
    let mut answer = httparse::Response::new(&mut headers);
    let size = match answer.parse(bytes).map_err(io::Error::other)? {
        httparse::Status::Complete(size) => size,
        httparse::Status::Partial => return Ok(None),
    };
    let status = answer.code.unwrap_or_default();
    let (mut length, mut closes) = (Length::Known(0), false);
    for header in answer.headers.iter() {
        let value = || std::str::from_utf8(header.value).unwrap_or_default().trim();
        if header.name.eq_ignore_ascii_case("content-length") {
            length = Length::Known(value().parse().map_err(io::Error::other)?);
        } else if header.name.eq_ignore_ascii_case("transfer-encoding") {
            length = Length::Chunked;
        } else if header.name.eq_ignore_ascii_case("connection") {
            closes = value().eq_ignore_ascii_case("close");
        }
    }
    if matches!(status, 204 | 304) {
        length = Length::Known(0);
    }
    Ok(Some(Head { status, length, closes, size }))
}

/// Moves the chunks together once the last one is there, and gives the body's length.
fn join_chunks(bytes: &mut [u8]) -> io::Result<Option<usize>> {
    let mut spans = Vec::new();
    let mut at = 0;
    loop {
        let Some(line) = bytes[at..].windows(2).position(|pair| pair == b"\r\n") else { return Ok(None) };
        let size = std::str::from_utf8(&bytes[at..at + line]).map_err(io::Error::other)?;
        let size = size.split(';').next().unwrap_or_default().trim();
        let size = usize::from_str_radix(size, 16).map_err(io::Error::other)?;
        let start = at + line + 2;
        if bytes.len() < start + size + 2 {
            return Ok(None);
        }
        if size == 0 {
            break;
        }
        spans.push((start, size));
        at = start + size + 2;
    }
    let mut length = 0;
    for (start, size) in spans {
        bytes.copy_within(start..start + size, length);
        length += size;
    }
    Ok(Some(length))
}

/// Writes a request without body into `into`, which is emptied first.
pub fn get(into: &mut Vec<u8>, path: &str, headers: &str) {
    into.clear();
    into.extend_from_slice(format!("GET {path} HTTP/1.1\r\nhost: localhost\r\n{headers}\r\n").as_bytes());
}

/// Writes a request with JSON into `into`, which is emptied first.
pub fn post(into: &mut Vec<u8>, path: &str, headers: &str, json: &str) {
    let length = json.len();
    into.clear();
    into.extend_from_slice(
        format!(
            "POST {path} HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n\
             content-length: {length}\r\n{headers}\r\n{json}"
        )
        .as_bytes(),
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chunks_become_one_body() {
        let mut bytes = *b"4\r\nweb-\r\n6;x=y\r\ninars!\r\n0\r\n\r\n";
        assert_eq!(join_chunks(&mut bytes).unwrap(), Some(10));
        assert_eq!(&bytes[..10], b"web-inars!");
        assert_eq!(join_chunks(&mut bytes[..6].to_vec()).ok().flatten(), None);
    }

    #[test]
    fn a_head_tells_how_long_the_body_is() {
        let head = parse_head(b"HTTP/1.1 202 Accepted\r\ncontent-length: 12\r\nconnection: close\r\n\r\nab");
        let head = head.unwrap().unwrap();
        assert_eq!((head.status, head.closes, head.size), (202, true, 64));
        assert!(matches!(head.length, Length::Known(12)));
        assert!(parse_head(b"HTTP/1.1 202 Acc").unwrap().is_none());
    }
}
