//! A mail server that takes everything and remembers what it took.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::{Duration, Instant};

use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

/// The end of a mail.
const END: &[u8] = b"\r\n.\r\n";

/// A mail that was taken.
#[derive(Clone, Debug)]
pub struct Taken {
    /// The Message-ID, with its brackets.
    pub message_id: String,
    /// The address in `RCPT TO`.
    pub recipient: String,
    /// When its last byte came.
    pub at: Instant,
    /// How long it was, in bytes.
    pub size: usize,
}

impl Taken {
    /// Whether its address is one of this host.
    pub fn is_to(&self, host: &str) -> bool {
        self.recipient.split_once('@').is_some_and(|(_, of)| of == host)
    }
}

/// A running mail server; it ends with the runtime.
#[derive(Clone)]
pub struct Sink {
    /// Where it listens.
    pub address: SocketAddr,
    taken: Arc<Mutex<Vec<Taken>>>,
}

impl Sink {
    /// Starts one on a free port. It answers `delay` after a mail's last byte.
    ///
    /// # Errors
    /// Where it can't listen.
    pub async fn start(delay: Duration) -> anyhow::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let sink = Self { address: listener.local_addr()?, taken: Arc::default() };
        let taken = sink.taken.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let taken = taken.clone();
                // A client that goes away in the middle has sent nothing.
                tokio::spawn(async move { converse(stream, &taken, delay).await.ok() });
            }
        });
        Ok(sink)
    }

    /// The address for `MAGNETIQ_SMTP_URL`.
    pub fn url(&self) -> String {
        format!("smtp://{}", self.address)
    }

    /// How many mails were taken.
    pub fn count(&self) -> usize {
        lock(&self.taken).len()
    }

    /// How many of them were to addresses of this host.
    pub fn count_to(&self, host: &str) -> usize {
        lock(&self.taken).iter().filter(|mail| mail.is_to(host)).count()
    }

    /// All mails so far, oldest first.
    pub fn taken(&self) -> Vec<Taken> {
        lock(&self.taken).clone()
    }

    /// Forgets all mails.
    pub fn clear(&self) {
        lock(&self.taken).clear();
    }

    /// Waits until so many mails to addresses of this host were taken.
    ///
    /// # Errors
    /// Where `patience` ends first.
    pub async fn wait_for(&self, count: usize, host: &str, patience: Duration) -> anyhow::Result<()> {
        let end = Instant::now() + patience;
        while self.count_to(host) < count {
            anyhow::ensure!(Instant::now() < end, "{} mails of {count} came in {patience:?}", self.count());
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        Ok(())
    }
}

fn lock(taken: &Mutex<Vec<Taken>>) -> MutexGuard<'_, Vec<Taken>> {
    taken.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
}

async fn converse(stream: TcpStream, taken: &Mutex<Vec<Taken>>, delay: Duration) -> std::io::Result<()> {
    stream.set_nodelay(true)?;
    let mut stream = BufReader::with_capacity(64 * 1024, stream);
    stream.write_all(b"220 sink\r\n").await?;
    let (mut line, mut mail) = (String::new(), Vec::new());
    let mut recipient = String::new();
    loop {
        line.clear();
        if stream.read_line(&mut line).await? == 0 {
            return Ok(());
        }
        let answer: &[u8] = match line.get(..4).map(str::to_ascii_uppercase).as_deref() {
            Some("EHLO") => b"250-sink\r\n250-8BITMIME\r\n250 SMTPUTF8\r\n",
            Some("RCPT") => {
                recipient = between(&line, '<', '>').to_owned();
                b"250 ok\r\n"
            }
            Some("DATA") => {
                stream.write_all(b"354 go on\r\n").await?;
                read_mail(&mut stream, &mut mail).await?;
                let message_id = message_id(&mail);
                let one =
                    Taken { message_id, recipient: recipient.clone(), at: Instant::now(), size: mail.len() };
                lock(taken).push(one);
                if !delay.is_zero() {
                    tokio::time::sleep(delay).await;
                }
                b"250 taken\r\n"
            }
            Some("QUIT") => {
                stream.write_all(b"221 bye\r\n").await?;
                return Ok(());
            }
            _ => b"250 ok\r\n",
        };
        stream.write_all(answer).await?;
    }
}

async fn read_mail(stream: &mut BufReader<TcpStream>, mail: &mut Vec<u8>) -> std::io::Result<()> {
    mail.clear();
    // Clients wait for the answer before they go on, so nothing follows the end.
    while !mail.ends_with(END) {
        if stream.read_buf(mail).await? == 0 {
            return Err(std::io::ErrorKind::UnexpectedEof.into());
        }
    }
    Ok(())
}

fn message_id(mail: &[u8]) -> String {
    let head = String::from_utf8_lossy(&mail[..mail.len().min(4_096)]);
    let line =
        head.lines().find(|line| line.get(..11).is_some_and(|name| name.eq_ignore_ascii_case("message-id:")));
    line.map(|line| line[11..].trim().to_owned()).unwrap_or_default()
}

fn between(text: &str, from: char, to: char) -> &str {
    let rest = text.split_once(from).map_or(text, |(_, rest)| rest);
    rest.split_once(to).map_or(rest, |(inner, _)| inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_id_of_a_mail_is_found_in_its_head() {
        assert_eq!(message_id(b"From: a@b.example\r\nMessage-ID: <x@y>\r\n\r\nhello\r\n.\r\n"), "<x@y>");
        assert_eq!(between("RCPT TO:<juliette@acme.example>\r\n", '<', '>'), "juliette@acme.example");
    }
}
